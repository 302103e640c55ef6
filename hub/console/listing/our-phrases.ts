import { PhraseList } from '#core/contract/phrases.ts'
import { countPhrases } from '#core/guard/content/count-phrases.ts'
import { makePhraseBook } from '#core/guard/content/phrase-book.ts'
import english from '#profiles/phrases/en.json' with { type: 'json' }

/** Which phrases of our own list stand in these words: those that may be fine on a page, and those that close it in any company. */
export interface OurPhrases {
  readonly mayBeFine: readonly string[]
  readonly close: readonly string[]
}

let made: ReturnType<typeof makePhraseBook> | null = null

/** Reads words as a kiosk would. They are not sent anywhere. */
export function ourPhrasesIn(words: string): OurPhrases {
  made ??= makePhraseBook([PhraseList.parse(english)])
  const mayBeFine = new Set<string>()
  const close = new Set<string>()
  for (const phrase of countPhrases(words.slice(0, 2_000), made).keys()) {
    const marks = (made.marks[phrase] ?? []).filter((mark) => mark.kind === 'found')
    const key = made.keys[phrase] ?? ''
    if (marks.some((mark) => mark.grade === 'firm')) close.add(key)
    else if (marks.length > 0) mayBeFine.add(key)
  }
  return { mayBeFine: [...mayBeFine], close: [...close] }
}
