import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Profile } from '#core/contract/profile.ts'
import { stages } from '#core/contract/stage.ts'
import { isDrawn } from '#renderer/pictures.ts'
import { profileOf } from '#renderer/profiles.ts'
import { startWords, wordsFor } from '#renderer/words.ts'
import { sampleViews } from './views.ts'

beforeAll(() => startWords('en-GB'))

/** Every key that a source file asks for as it stands, and the fixed beginning of those it puts together. */
function keysAskedFor(): { readonly whole: readonly string[]; readonly beginnings: readonly string[] } {
  const sources = readdirSync('renderer', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path))
  const text = sources.map((path) => readFileSync(join('renderer', path), 'utf8')).join('\n')
  const inCalls = [...text.matchAll(/words\(([^()]*(?:\([^()]*\)[^()]*)*)\)/g)].map((call) => call[1] ?? '')
  const whole = inCalls.flatMap((call) =>
    [...(call.split(/,\s*\{/)[0]?.matchAll(/'([A-Za-z][A-Za-z.-]*)'/g) ?? [])].map((found) => found[1] ?? ''),
  )
  const beginnings = inCalls.flatMap((call) => [...call.matchAll(/`([a-zA-Z.]+)\$\{/g)].map((found) => found[1] ?? ''))
  return { whole, beginnings }
}

describe('the words', () => {
  it('have every key that a screen asks for, at every stage', () => {
    const { whole, beginnings } = keysAskedFor()
    expect(whole.length).toBeGreaterThan(70)
    for (const stage of stages) {
      const words = wordsFor(stage)
      // A lone word in a condition beside a key is not a key.
      const missing = whole.filter((key) => !words.has(key) && !['WRONG', 'OTHER', 'back'].includes(key))
      expect(missing, stage).toEqual([])
      for (const beginning of beginnings) expect(words.has(beginning.replace(/\.$/, '')), `${stage} ${beginning}`).toBe(true)
    }
  })

  it('have the words of every rule, prompt and report picture that a profile names', () => {
    for (const stage of stages) {
      const words = wordsFor(stage)
      const { agreement, prompts, categories } = profileOf(stage)
      const keys = [
        ...agreement.rules.map(({ key }) => `agreement.rules.${key}`),
        ...prompts.flatMap(({ key }) => ['stop', 'think', 'stay', 'other'].map((part) => `prompts.${key}.${part}`)),
        ...categories.map(({ code }) => `report.categories.${code}`),
      ]
      expect(keys.filter((key) => !words.has(key))).toEqual([])
    }
  })

  it('fall back to English for a language that nobody has written', async () => {
    await startWords('cy')
    expect(wordsFor('ks1')('bar.tell')).toBe('Tell an adult')
    expect(document.documentElement.lang).toBe('en-GB')
    expect(document.documentElement.dir).toBe('ltr')
    await startWords('en-GB')
  })
})

describe('the profiles', () => {
  it('are of the documented form and name only pictures that are drawn', () => {
    for (const stage of stages) {
      const profile = Profile.parse(profileOf(stage))
      expect(profile.stage).toBe(stage)
      const pictures = [...profile.agreement.rules, ...profile.categories].map(({ picture }) => picture)
      expect([...pictures, ...profile.secret.pictures].filter((picture) => !isDrawn(picture))).toEqual([])
    }
  })

  it('never name OTHER or WRONG by another code: the screens count on them', () => {
    for (const stage of stages) {
      const codes = profileOf(stage).categories.map(({ code }) => code)
      expect(codes).toContain('OTHER')
      expect(codes).toContain('WRONG')
    }
  })
})

describe('the sample views', () => {
  it('hold every kind of screen at every stage', async () => {
    const { Screen, KioskView } = await import('#core/contract/view.ts')
    const kinds = Screen.options.map((option) => option.shape.kind.value)
    for (const stage of stages) {
      const shown = new Set(sampleViews.filter((one) => one.stage === stage).map((one) => one.view.screen.kind))
      // Letters are for the stages that may ask for one, and for no other.
      expect(kinds.filter((kind) => !shown.has(kind))).toEqual(profileOf(stage).letters ? [] : ['letters'])
    }
    for (const { view } of sampleViews) expect(KioskView.parse(view)).toEqual(view)
  })
})
