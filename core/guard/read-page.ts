import type { FoundContent } from '#core/contract/phrases.ts'
import type { Seen } from '#core/contract/seen.ts'
import type { Stage } from '#core/contract/stage.ts'
import type { DriftWhy } from '#core/contract/uncertain.ts'
import type { PageEvent } from '#core/ports.ts'
import type { PhraseBook } from './content/phrase-book.ts'
import { isFineFor, scoreText } from './content/score-text.ts'
import { compareWithPage } from './drift/compare.ts'

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
export function readContent(page: PageText, { book, stage, seen }: Omit<Reader, 'isAsOpened'>): Reading {
  const { score, reasons, schoolCloses } = scoreText(`${page.text}\n${page.around}`, book)
  const isFine = !schoolCloses && isFineFor(stage, score, seen !== null && isSeenPage(page, seen) ? seen.score : 0)
  return isFine ? { kind: 'fine' } : { kind: 'unfit', found: reasons.map((reason) => reason.category) }
}

function isSeenPage(page: PageText, seen: Seen): boolean {
  return !page.inFrame && withoutFragment(page.url) === withoutFragment(seen.finalUrl)
}

function withoutFragment(url: string): string {
  return url.split('#', 1)[0] ?? ''
}
