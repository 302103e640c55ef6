import { type Paper, visible } from '#core/records/paper.ts'
import type { PaperFont } from './font.ts'

/** One line where it stands, in points from the lower left corner. */
export interface PlacedLine {
  readonly x: number
  readonly y: number
  readonly size: number
  readonly isHeading: boolean
  readonly glyphs: readonly number[]
}

/** A4, ISO 216, in points. */
export const pageSize = { width: 595, height: 842 } as const
const margin = 56
const lineHeight = 1.45

/** Breaks a paper into lines and pages. Words are broken where a line ends, or anywhere when one is longer than a line. */
export function layOut({ title, parts, foot }: Paper, font: PaperFont): readonly (readonly PlacedLine[])[] {
  const pages: PlacedLine[][] = [[]]
  let y = pageSize.height - margin
  const put = (text: string, size: number, { isHeading = false, indent = 0, before = 0 } = {}) => {
    y -= before
    for (const glyphs of linesOf(text, font, (1_000 * (pageSize.width - 2 * margin - indent)) / size)) {
      y -= size * lineHeight
      if (y < margin) {
        pages.push([])
        y = pageSize.height - margin - size * lineHeight
      }
      pages.at(-1)?.push({ x: margin + indent, y, size, isHeading, glyphs })
    }
  }
  put(title, 18, { isHeading: true })
  for (const { heading, lines } of parts) {
    put(heading, 13, { isHeading: true, before: 16 })
    for (const { label, words } of lines) {
      put(label, 9, { before: 6 })
      put(words === '' ? '–' : words, 11, { indent: 12 })
    }
  }
  put(foot, 9, { before: 20 })
  return pages
}

function linesOf(text: string, font: PaperFont, width: number): number[][] {
  const shown = visible(text, (codePoint) => font.glyphs.has(codePoint))
  const glyphsOf = (word: string) => [...word].map((letter) => font.glyphs.get(letter.codePointAt(0) ?? 0) ?? 0)
  const widthOf = (glyphs: readonly number[]) => glyphs.reduce((sum, glyph) => sum + font.widthOf(glyph), 0)
  const space = glyphsOf(' ')
  const lines: number[][] = []
  for (const paragraph of shown.split('\n')) {
    let line: number[] = []
    let used = 0
    for (const word of paragraph.split(' ')) {
      for (const glyphs of broken(glyphsOf(word), font, width)) {
        const wide = widthOf(glyphs)
        const gap = line.length === 0 ? 0 : widthOf(space)
        if (line.length > 0 && used + gap + wide > width) {
          lines.push(line)
          line = glyphs
          used = wide
        } else {
          line = line.length === 0 ? glyphs : [...line, ...space, ...glyphs]
          used += gap + wide
        }
      }
    }
    lines.push(line)
  }
  return lines
}

function broken(glyphs: number[], font: PaperFont, width: number): number[][] {
  const pieces: number[][] = []
  let piece: number[] = []
  let used = 0
  for (const glyph of glyphs) {
    const wide = font.widthOf(glyph)
    if (used + wide > width && piece.length > 0) {
      pieces.push(piece)
      piece = []
      used = 0
    }
    piece.push(glyph)
    used += wide
  }
  return [...pieces, piece]
}
