import type { PhraseWeight } from '#core/contract/school-phrases.ts'

export const weightWords: Readonly<Record<PhraseWeight, string>> = {
  closes: 'close at once',
  counts: 'counts',
  fine: 'is fine here (subtracts)',
}
/** What each does, for somebody who chooses. */
export const weightHelp: Readonly<Record<PhraseWeight, string>> = {
  closes: 'one is enough, also on a page that a teacher has looked at',
  counts: 'two different ones close a page at EYFS and KS1, three at KS2',
  fine: 'calms other words a little; what our own list closes at once stays closed',
}
