import type { SchoolPhrase } from '#core/contract/school-phrases.ts'
import type { Stage } from '#core/contract/stage.ts'
import { makePhraseBook, type PhraseBook } from '#core/guard/content/phrase-book.ts'
import { withSchool } from '#core/guard/content/school-book.ts'
import type { Context } from './context.ts'

const none: readonly SchoolPhrase[] = []

export interface PhraseBooks {
  /** Our own list and the phrases that the school document has now. */
  for(stage: Stage): PhraseBook
  /** Has the school document other phrases than at the last call of this? */
  haveChanged(): boolean
}

/** The books that pages are read by, remade when another school document comes. */
export function phraseBooks({ ports, held }: Pick<Context, 'ports' | 'held'>): PhraseBooks {
  const own = makePhraseBook(ports.phrases)
  const made = new Map<Stage, PhraseBook>()
  let madeOf = none
  let told = none
  const phrasesNow = () => held.school()?.phrases ?? none
  return {
    for(stage) {
      if (phrasesNow() !== madeOf) made.clear()
      madeOf = phrasesNow()
      const book = made.get(stage) ?? withSchool(own, madeOf, stage)
      made.set(stage, book)
      return book
    },
    haveChanged() {
      const isOther = phrasesNow() !== told
      told = phrasesNow()
      return isOther
    },
  }
}
