import type { PersonalKind } from '#core/contract/personal.ts'
import type { DriftWhy, UncertainReason } from '#core/contract/uncertain.ts'
import type { PageEvent } from '#core/ports.ts'
import type { PageText, Reading } from './read-page.ts'

/**
 * What a page event means: the one place that decides what is uncertain.
 * `fine`: nothing to do. `stop-think`: the child pressed a link that leaves the list. `uncertain`: cover first, close second;
 * `found` says more to staff. `doubtful`: uncertain unless better words come soon. `look-again`: shown, for a teacher to look at.
 */
export type Meaning =
  | { readonly kind: 'fine' }
  | { readonly kind: 'stop-think'; readonly url: string }
  | { readonly kind: 'uncertain'; readonly reason: UncertainReason; readonly found: string }
  | { readonly kind: 'doubtful'; readonly why: DriftWhy }
  | { readonly kind: 'look-again'; readonly why: DriftWhy }
  /** The child is about to tell the page something of their own. */
  | { readonly kind: 'personal'; readonly what: readonly PersonalKind[] }

const fine: Meaning = { kind: 'fine' }
const uncertain = (reason: UncertainReason, found = ''): Meaning => ({ kind: 'uncertain', reason, found })

export interface Judges {
  /** Asked for the address that the page is at now. */
  isApproved(url: string): boolean
  read(page: PageText): Reading
}

export function meaningOf(event: PageEvent, { isApproved, read }: Judges): Meaning {
  switch (event.kind) {
    case 'ready':
    case 'pressed':
      return fine
    case 'committed':
      if (isApproved(event.url)) return fine
      return uncertain(event.inside ? 'moved-inside' : 'left-list')
    case 'refused':
      if (event.code === 'list-expired' || event.code === 'no-list') return uncertain('list-expired')
      if (event.byChild && !event.redirect) return { kind: 'stop-think', url: event.url }
      if (event.use === 'popup') return uncertain('new-window')
      return uncertain(event.redirect ? 'redirected' : 'left-list')
    case 'text':
      return meaningOfWords(read(event))
    case 'personal':
      return { kind: 'personal', what: event.what }
    case 'failed':
      return uncertain(
        ({ load: 'load-failed', offline: 'offline', certificate: 'certificate', login: 'login-asked' } as const)[event.fault],
      )
    case 'dialog':
      return uncertain('dialog')
    case 'download':
      return uncertain('download')
    case 'window':
      return uncertain('new-window')
    case 'file-chooser':
      return uncertain('file-chooser')
    case 'crashed':
      return uncertain('crashed')
    case 'hung':
      return uncertain('hung')
    case 'hog':
      return uncertain('memory-hog')
  }
}

function meaningOfWords(reading: Reading): Meaning {
  switch (reading.kind) {
    case 'fine':
      return fine
    case 'unfit':
      // Two are enough for staff to know what to look for.
      return uncertain('content', reading.found.slice(0, 2).join(','))
    case 'replaced':
      return uncertain('changed', reading.why)
    case 'not-yet':
      return { kind: 'doubtful', why: reading.why }
    case 'different':
      return { kind: 'look-again', why: reading.why }
  }
}
