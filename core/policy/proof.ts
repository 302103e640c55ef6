import { dot, inHost, isDigit, isPlainLabel, kinds, scheme, slash } from './signs.ts'

/**
 * Where the host of an `https://host/…` text ends, if the parser surely reads exactly that host and no port; else 0.
 * Most addresses reach us exactly as the engine writes them: a text that is surely in that form proves its own parse, so
 * it need not be parsed again. Answers "surely" or "parse it", never "no". Not sure: a last label that begins with a digit
 * (perhaps an IPv4 address), two hyphens together (perhaps punycode), or what DNS cannot hold.
 */
export function provenHostEnd(text: string): number {
  if (!text.startsWith(scheme)) return 0
  const from = scheme.length
  const most = Math.min(text.length, from + 254)
  let before = dot
  let label = from
  for (let at = from; at < most; at++) {
    const code = text.charCodeAt(at)
    if (code === slash) {
      if (before === dot || isDigit(text.charCodeAt(label))) return 0
      return at - from <= 63 || hasPlainLabels(text, from, at) ? at : 0
    }
    if (code >= 128 || ((kinds[code] ?? 0) & inHost) === 0) return 0
    // Hyphen and dot are the only ones up to the dot: two hyphens, two dots, or a dot to begin with.
    if (code <= dot && code === before) return 0
    if (code === dot) label = at + 1
    before = code
  }
  return 0
}

function hasPlainLabels(text: string, from: number, to: number): boolean {
  let start = from
  for (let at = from; at <= to; at++) {
    if (at < to && text.charCodeAt(at) !== dot) continue
    if (!isPlainLabel(text, start, at)) return false
    start = at + 1
  }
  return true
}
