import type { Fingerprint } from '#core/contract/seen.ts'
import { fingerprintOf, type PageText, simhashDistance, sketchDistance, wordSetDistance } from './fingerprint.ts'

/**
 * `green`: the page that was approved. `amber`: it is shown, and a teacher should look again. `red`: it is closed;
 * `shrunk`: hardly anything is left of it, as on a page that has not finished loading.
 */
export type Drift =
  | { readonly kind: 'green' }
  | { readonly kind: 'amber'; readonly why: 'reworded' | 'new-list' | 'grown' }
  | { readonly kind: 'red'; readonly why: 'shrunk' | 'replaced' }

/** Held by test/core/guard/drift on test/vectors/drift; where they come from: docs/content-guard.md. */
export const thresholds = {
  /** Up to `doubt` a page is still amber while its simhash is green: half a page written anew in its own words. */
  minhash: { green: 0.55, amber: 0.7, doubt: 0.8 },
  simhash: { green: 14, amber: 18 },
  /** Below so many words pages are compared word by word. */
  shortPage: 80,
  wordSet: { green: 0.5, amber: 0.7 },
  leastLeft: 0.25,
  /** Below so many words there is nothing to compare: a picture, a game. */
  wordless: 8,
  /** A page is a list of news when so much of it stands in links; its frame is kept when it differs by no more than this. */
  listLinked: 0.5,
  frameKept: 0.4,
} as const

/** Compares the approved page with the page now. Pure; the same thresholds for every page. */
export function compareFingerprints(approved: Fingerprint, now: Fingerprint): Drift {
  if (approved.words < thresholds.wordless) {
    if (now.words < 20) return { kind: 'green' }
    return now.words < thresholds.shortPage ? { kind: 'amber', why: 'grown' } : { kind: 'red', why: 'replaced' }
  }
  if (now.words < approved.words * thresholds.leastLeft) return { kind: 'red', why: 'shrunk' }
  const kind = colour(approved, now)
  if (kind === 'green') return { kind }
  if (kind === 'amber') return { kind, why: 'reworded' }
  return isNewsOfTheDay(approved, now) ? { kind: 'amber', why: 'new-list' } : { kind: 'red', why: 'replaced' }
}

/** As above for a page that may have grown at its end since (more of the list, comments): what was approved must come first. */
export function compareWithPage(approved: Fingerprint, page: PageText): Drift {
  const now = fingerprintOf(page)
  const drift = compareFingerprints(approved, now)
  if (drift.kind === 'green' || drift.why === 'shrunk' || now.words < approved.words * 1.3 || approved.words < thresholds.wordless)
    return drift
  const beginning = compareFingerprints(approved, fingerprintOf(page, approved.words))
  return beginning.kind === 'green' ? { kind: 'amber', why: 'grown' } : drift
}

function colour(approved: Fingerprint, now: Fingerprint): Drift['kind'] {
  if (approved.words < thresholds.shortPage || now.words < thresholds.shortPage) {
    const distance = wordSetDistance(approved, now)
    if (distance !== null) {
      if (distance <= thresholds.wordSet.green) return 'green'
      return distance <= thresholds.wordSet.amber ? 'amber' : 'red'
    }
  }
  const distance = sketchDistance(approved.minhash, now.minhash)
  const bits = simhashDistance(approved.simhash, now.simhash)
  if (distance <= thresholds.minhash.green && bits <= thresholds.simhash.green) return 'green'
  const most = bits <= thresholds.simhash.green ? thresholds.minhash.doubt : thresholds.minhash.amber
  return distance > most || bits > thresholds.simhash.amber ? 'red' : 'amber'
}

/** A front page has other words each day; it is the same page while it is a list of links in the same frame. */
function isNewsOfTheDay(approved: Fingerprint, now: Fingerprint): boolean {
  if (approved.linked < thresholds.listLinked || now.linked < thresholds.listLinked) return false
  if (approved.around.words < thresholds.wordless || now.around.words < thresholds.wordless) return false
  return sketchDistance(approved.around.minhash, now.around.minhash) <= thresholds.frameKept
}
