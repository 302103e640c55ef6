/** What leaves Hedgerow for the school's own file: the same words as paper, plain text or a table. */
export interface Paper {
  readonly title: string
  readonly parts: readonly PaperPart[]
  /** Small, at the end. */
  readonly foot: string
}
export interface PaperPart {
  readonly heading: string
  readonly lines: readonly PaperLine[]
}
/** `label` is ours; `words` may be anybody's. */
export interface PaperLine {
  readonly label: string
  readonly words: string
}

const tooStacked = /\p{M}/u
const unseen = /\p{C}|[\u2028\u2029\u115f\u1160\u3164]/u

/**
 * Text that somebody else wrote, with nothing hidden in it: marks that turn the direction of text and other unseen ones stand
 * as `[U+202E]`, and so does what `canShow` says no to; many of one kind in a row once, with their number. Line breaks stay.
 */
export function visible(text: string, canShow: (codePoint: number) => boolean = () => true): string {
  const letters = [...text.normalize('NFC').replace(/\r\n?/g, '\n').replaceAll('\t', ' ')]
  const shown: string[] = []
  for (let at = 0; at < letters.length; ) {
    const letter = letters[at] ?? ''
    const codePoint = letter.codePointAt(0) ?? 0
    if (letter === '\n' || (!unseen.test(letter) && !tooStacked.test(letter) && canShow(codePoint))) {
      shown.push(letter)
      at += 1
      continue
    }
    let end = at
    while (letters[end] === letter) end += 1
    const times = end - at
    shown.push(`[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}${times > 1 ? ` ×${times}` : ''}]`)
    at = end
  }
  return shown.join('')
}

/** For copying into another program: headings, labels and words, line by line. */
export function asText({ title, parts, foot }: Paper): string {
  const blocks = parts.map(({ heading, lines }) =>
    [heading.toUpperCase(), ...lines.map(({ label, words }) => `${label}: ${visible(words)}`)].join('\n'),
  )
  return `${[title, ...blocks, foot].join('\n\n')}\n`
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection); also its wide forms. */
const formula = /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20]/

/**
 * A table of three columns as CSV (RFC 4180): UTF-8 with its mark, every cell in quotes. Line breaks within a cell are written
 * as a sign, so that no reader can take the rest of a cell for a row of its own.
 */
export function asCsv({ title, parts, foot }: Paper): string {
  const rows = [
    ['Part', 'What', 'Words'],
    ...parts.flatMap(({ heading, lines }) => lines.map(({ label, words }) => [heading, label, words])),
    ['', title, foot],
  ]
  return `\ufeff${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

function cell(text: string): string {
  const plain = visible(text).replaceAll('\n', ' ⏎ ')
  return `"${(formula.test(plain) ? `'${plain}` : plain).replaceAll('"', '""')}"`
}
