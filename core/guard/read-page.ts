import type { FineWords } from '#core/contract/fine-words.ts'
import type { FoundContent } from '#core/contract/phrases.ts'
import type { Seen } from '#core/contract/seen.ts'
import type { Stage } from '#core/contract/stage.ts'
import type { DriftWhy } from '#core/contract/uncertain.ts'
import type { PageEvent } from '#core/ports.ts'
import type { PhraseBook } from './content/phrase-book.ts'
import { phraseKey } from './content/school-book.ts'
import { isFineFor, scoreText } from './content/score-text.ts'
import { compareWithPage } from './drift/compare.ts'
import { pageAddress } from './page-address.ts'

export type PageText = Extract<PageEvent, { kind: 'text' }>

/** What the words of a page say about it. */
export type Reading =
  | { readonly kind: 'fine' }
  /** What was found, the worst first. */
  | { readonly kind: 'unfit'; readonly found: readonly FoundContent[] }
  /** Shown; a teacher should look again. */
  | { readonly kind: 'different'; readonly why: DriftWhy }
  /** Not the approved page, unless it is still on its way to be. */
  | { readonly kind: 'not-yet'; readonly why: DriftWhy }
  | { readonly kind: 'replaced'; readonly why: DriftWhy }

export interface Reader {
  readonly book: PhraseBook
  readonly stage: Stage
  /** What the teacher saw when the tile was approved. */
  readonly seen: Seen | null
  /** The tile's words that are at home on one page each. */
  readonly fineWords?: readonly FineWords[] | undefined
  /** The page as it came when the tile was opened, untouched by the child: that is what the teacher saw. */
  readonly isAsOpened: boolean
}

/** Reads the words of a page: pure, total, in time linear in them. */
export function readPage(page: PageText, reader: Reader): Reading {
  const { seen, isAsOpened } = reader
  const unfit = readContent(page, reader)
  if (unfit.kind !== 'fine') return unfit
  if (seen === null || page.inFrame || !isAsOpened) return { kind: 'fine' }
  if (!isSeenPage(page, seen)) {
    const isSameHost = URL.parse(page.url)?.host === URL.parse(seen.finalUrl)?.host
    return { kind: isSameHost ? 'different' : 'not-yet', why: 'moved' }
  }
  const drift = compareWithPage(seen.fingerprint, page)
  if (drift.kind === 'green') return { kind: 'fine' }
  if (drift.kind === 'amber') return { kind: 'different', why: drift.why }
  return { kind: drift.why === 'shrunk' ? 'not-yet' : 'replaced', why: drift.why }
}

/** The first of the two questions alone: may these words be for this stage? */
export function readContent(page: PageText, { book, stage, seen, fineWords = [] }: Omit<Reader, 'isAsOpened'>): Reading {
  const text = `${page.text}\n${page.around}`
  const { score, reasons, schoolCloses } = scoreText(text, book)
  const approved = seen !== null && isSeenPage(page, seen) ? seen.score : 0
  if (!schoolCloses && isFineFor(stage, score, approved)) return { kind: 'fine' }
  // Without what is at home here it has to be fit by itself: what the teacher saw held those words as well.
  const fine = fineOn(page, fineWords)
  const isFineWithout = fine.size > 0 && !schoolCloses && isFineFor(stage, scoreText(text, book, fine).score)
  return isFineWithout ? { kind: 'fine' } : { kind: 'unfit', found: reasons.map((reason) => reason.category) }
}

/** What is at home on this very page. Never in a frame: it may be anybody's. */
function fineOn(page: PageText, fineWords: readonly FineWords[]): ReadonlySet<string> {
  if (fineWords.length === 0 || page.inFrame) return new Set()
  const address = pageAddress(page.url)
  const here = fineWords.filter((one) => address !== '' && one.page === address)
  return new Set(here.flatMap(({ phrases }) => phrases.map(phraseKey)))
}

function isSeenPage(page: PageText, seen: Seen): boolean {
  return !page.inFrame && withoutFragment(page.url) === withoutFragment(seen.finalUrl)
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? ''
}
