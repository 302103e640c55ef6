import { describe, expect, it } from 'vitest'
import { ClassList } from '#core/contract/list.ts'
import { School } from '#core/contract/school.ts'
import { SignedDocument } from '#core/contract/signed.ts'
import { takeList, takeSchool } from '#core/guard/take-documents.ts'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import cases from '#test/vectors/documents/cases.json' with { type: 'json' }
import keys from '#test/vectors/documents/keys.json' with { type: 'json' }

const { schoolId, schoolKey } = keys

function held<T>(document: unknown, shape: { parse(value: unknown): T }) {
  if (document === null) return null
  return { document: SignedDocument.parse(document), value: shape.parse(openSignedDocument(document, schoolKey)) }
}

function takeSample({ kind, held: current, offered, now }: (typeof cases)[number]) {
  if (kind === 'school') return takeSchool({ schoolKey, schoolId, current: held(current, School), offered, now })
  const list = held(current, ClassList)
  return takeList({ schoolKey, schoolId, current: (classId) => (classId === list?.value.classId ? list : null), offered, now })
}

describe('published samples', () => {
  it.each(cases)('$title: $outcome', (sample) => {
    const taken = takeSample(sample)
    if (taken.kind === 'kept') expect(taken.code).toBe(sample.outcome)
    else {
      expect(['taken', ...(taken.fault === null ? [] : [taken.fault])].join(', ')).toBe(sample.outcome)
      expect(taken.document).toEqual(sample.offered)
      // Fields that came later have their default: a document signed before them is still good.
      expect(taken.value).toMatchObject(Object(openSignedDocument(sample.offered, schoolKey)))
    }
  })
})

it('a list that was taken past its date opens nothing', () => {
  const sample = cases.find(({ outcome }) => outcome.includes('HG_DOCUMENT_EXPIRED'))
  const taken = sample === undefined ? null : takeSample(sample)
  if (sample === undefined || taken?.kind !== 'taken' || taken.value.kind !== 'class-list') throw new Error('the sample is gone')
  const policy = compilePolicy(taken.value.tiles, taken.value.expiresAt)
  const url = taken.value.tiles[0]?.url ?? ''
  expect(judge(policy, { url, use: 'navigation', top: null, method: 'GET' }, sample.now)).toEqual({ kind: 'refuse', code: 'list-expired' })
  expect(judge(policy, { url, use: 'navigation', top: null, method: 'GET' }, sample.now - 1).kind).toBe('allow')
})

it('a pinned key that is damaged takes nothing', () => {
  const offered = cases.find(({ outcome }) => outcome === 'taken')?.offered
  expect(takeList({ schoolKey: 'damaged', schoolId, current: () => null, offered, now: 0 })).toEqual({
    kind: 'kept',
    code: 'HG_DOCUMENT_SHAPE',
  })
})
