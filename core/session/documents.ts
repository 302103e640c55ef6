import type { ErrorCode } from '#core/contract/errors.ts'
import type { Documents } from '#core/contract/hub-api.ts'
import type { ClassList } from '#core/contract/list.ts'
import type { School } from '#core/contract/school.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { takeList, takeSchool } from '#core/guard/take-documents.ts'
import type { KioskState } from '#core/ports.ts'

/** The last good school document and class lists: what the kiosk serves from, with the hub or without it. */
export interface HeldDocuments {
  school(): School | null
  list(classId: string): ClassList | null
  versions(): Record<string, number>
  /** When the newest document was issued, ms; 0 without any. It cannot be earlier than that now, whatever the machine's clock says. */
  newestIssuedAt(): number
  /**
   * Takes what the hub offers, document by document. A forged, damaged or older one is left aside and the last good
   * one stays. Answers with what to save and the codes that staff should see.
   */
  take(
    offered: Documents,
    now: number,
  ): { readonly changed: Pick<KioskState, 'school' | 'lists'> | null; readonly refused: readonly { code: ErrorCode; detail: string }[] }
  /** Takes up what was saved at the last run, checked again from the first byte. */
  restore(state: KioskState, now: number): readonly { code: ErrorCode; detail: string }[]
}

export function holdDocuments(): HeldDocuments {
  let pinned: { readonly schoolKey: string; readonly schoolId: string } | null = null
  let school: { readonly document: SignedDocument; readonly value: School } | null = null
  const lists = new Map<string, { readonly document: SignedDocument; readonly value: ClassList }>()

  function takeOne(offered: Documents | { school: SignedDocument | null; lists: readonly SignedDocument[] }, now: number) {
    const refused: { code: ErrorCode; detail: string }[] = []
    let isChanged = false
    if (pinned === null) return { isChanged, refused: [{ code: 'HG_NOT_ENROLLED' as const, detail: '' }] }
    if (offered.school !== null) {
      const taken = takeSchool({ ...pinned, current: school, offered: offered.school, now })
      if (taken.kind === 'kept') refused.push({ code: taken.code, detail: 'school' })
      else if (taken.document.payload !== school?.document.payload) {
        school = taken
        isChanged = true
      }
    }
    for (const document of offered.lists) {
      const taken = takeList({ ...pinned, current: (classId) => lists.get(classId) ?? null, offered: document, now })
      if (taken.kind === 'kept') {
        refused.push({ code: taken.code, detail: 'class list' })
        continue
      }
      if (taken.fault !== null) refused.push({ code: taken.fault, detail: 'class list' })
      if (taken.document.payload !== lists.get(taken.value.classId)?.document.payload) {
        lists.set(taken.value.classId, taken)
        isChanged = true
      }
    }
    return { isChanged, refused }
  }

  return {
    school: () => school?.value ?? null,
    list: (classId) => lists.get(classId)?.value ?? null,
    versions: () => Object.fromEntries([...lists].map(([classId, list]) => [classId, list.value.version])),
    newestIssuedAt: () => Math.max(school?.value.issuedAt ?? 0, ...[...lists.values()].map((list) => list.value.issuedAt)),
    take(offered, now) {
      const { isChanged, refused } = takeOne(offered, now)
      const changed = isChanged
        ? { school: school?.document ?? null, lists: Object.fromEntries([...lists].map(([id, list]) => [id, list.document])) }
        : null
      return { changed, refused }
    },
    restore(state, now) {
      if (state.enrolment === null) return []
      pinned = { schoolKey: state.enrolment.enrolment.schoolKey, schoolId: state.enrolment.enrolment.schoolId }
      return takeOne({ school: state.school, lists: Object.values(state.lists) }, now).refused
    },
  }
}
