import { describe, expect, it } from 'vitest'
import { uncertainReasons } from '#core/contract/uncertain.ts'
import { everyStage, languages, lines, linesOf, longestSentence, readProfile, readWords } from './words.ts'

/** For staff; not read by children. */
const staffKeys = /^(staff|enrol|forStaff)\b/

describe.each(everyStage)('the words in %s for %s', (language, stage) => {
  const words = linesOf(language, stage)
  const profile = readProfile(stage)
  const missing = (keys: readonly string[]) => keys.filter((key) => !words.has(key))

  it('cover each rule of the agreement, and no other', () => {
    const rules = profile.agreement.rules.map((rule) => `agreement.rules.${rule.key}`)
    expect([...words.keys()].filter((key) => key.startsWith('agreement.rules.')).sort()).toEqual([...rules].sort())
  })

  it('cover each prompt, and no other', () => {
    const prompts = profile.prompts.flatMap(({ key }) => ['stop', 'think', 'stay', 'other'].map((part) => `prompts.${key}.${part}`))
    expect([...words.keys()].filter((key) => key.startsWith('prompts.')).sort()).toEqual([...prompts].sort())
  })

  it('cover each report picture, and no other', () => {
    const pictures = profile.categories.map(({ code }) => `report.categories.${code}`)
    expect([...words.keys()].filter((key) => key.startsWith('report.categories.')).sort()).toEqual([...pictures].sort())
  })

  it('cover every way to be unsure about a page', () => {
    expect(missing(Object.keys(uncertainReasons).map((reason) => `closed.${reason}`))).toEqual([])
  })

  it('say what is remembered and what is not, that telling is no trouble, and how far a note without a name goes', () => {
    const notice = ['title', 'pages', 'agreed', 'closed', 'asked', 'notTitle', 'noNotes', 'noPictures', 'noTyping', 'who', 'next']
    const report = ['title', 'thanksTitle', 'thanks', 'notInTrouble', 'honest']
    expect(missing([...notice.map((key) => `notice.${key}`), ...report.map((key) => `report.${key}`)])).toEqual([])
    expect(missing(['agreement.title', 'reminder', 'signIn.tap', 'findGrownUp.title', 'findGrownUp.line'])).toEqual([])
  })
})

describe.each(languages)('the words in %s', (language) => {
  it('promise nothing untrue and accuse nobody', () => {
    const banned =
      /secret|nobody (can|will)( ever)? know|100 ?%|\bblocked\b|\bdenied\b|\berrors?\b|forbidden|are you sure|\bguarantee|what did you click|\bwhy did you\b/i
    const all = (['common', 'eyfs', 'ks1', 'ks2'] as const).flatMap((file) => [...lines(readWords(language, file))])
    expect(all.filter(([key, line]) => !staffKeys.test(key) && banned.test(line))).toEqual([])
  })

  it('have the same places to fill in at every stage as in the common words', () => {
    const places = (line: string) => line.match(/\{\{\w+\}\}/g)?.sort() ?? []
    const common = lines(readWords(language, 'common'))
    for (const stage of ['eyfs', 'ks1', 'ks2'] as const) {
      for (const [key, line] of lines(readWords(language, stage))) {
        const shared = common.get(key)
        if (shared !== undefined) expect(places(line), key).toEqual(places(shared))
      }
    }
  })
})

/** Guide of length for English: words in the longest sentence. A KS1 child decodes few words at once; EYFS lines are heard, not read. */
describe('the English lines stay short enough', () => {
  const longer = (stage: 'eyfs' | 'ks1' | 'ks2', most: number) =>
    [...linesOf('en-GB', stage)].filter(([key, line]) => !staffKeys.test(key) && longestSentence(line) > most)

  it('for EYFS and KS1: at most 14 words in a sentence', () => {
    expect(longer('eyfs', 14)).toEqual([])
    expect(longer('ks1', 14)).toEqual([])
  })

  it('for KS2: at most 20 words in a sentence', () => {
    expect(longer('ks2', 20)).toEqual([])
  })

  it('for EYFS: at most 6 words in a rule', () => {
    const rules = [...lines(readWords('en-GB', 'eyfs'))].filter(([key]) => key.startsWith('agreement.rules.'))
    expect(rules.filter(([, line]) => line.split(' ').length > 6)).toEqual([])
  })

  it('for KS1: at most 8 words on a picture or a choice', () => {
    const labels = [...lines(readWords('en-GB', 'ks1'))].filter(([key]) => /^report\.categories\.|\.(stay|other)$/.test(key))
    expect(labels.filter(([, line]) => line.split(' ').length > 8)).toEqual([])
  })
})
