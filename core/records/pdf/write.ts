import type { Paper } from '#core/records/paper.ts'
import type { PaperFont } from './font.ts'
import { layOut, type PlacedLine, pageSize } from './layout.ts'

/**
 * A paper as a PDF (ISO 32000-1) of text alone: no link, no script, no action, no form, no attachment, no date. All text stands
 * as glyphs of the font inside it, with the letters they stand for, so that it can be searched and read aloud.
 */
export function asPdf(paper: Paper, font: PaperFont): Uint8Array<ArrayBuffer> {
  const pages = layOut(paper, font)
  const used = [...new Set(pages.flatMap((page) => page.flatMap((line) => line.glyphs)))].sort((a, b) => a - b)
  // Where several letters have one glyph, the first of them stands for it.
  const letters = new Map([...font.glyphs].reverse().map(([code, glyph]) => [glyph, code]))
  const firstPage = 8
  const pageNumbers = pages.map((_page, index) => firstPage + 2 * index)
  const { ascent, descent, box } = font
  const objects: (string | Uint8Array)[][] = [
    ['<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>'],
    [`<< /Type /Pages /Count ${pages.length} /Kids [${pageNumbers.map((number) => `${number} 0 R`).join(' ')}] >>`],
    ['<< /Type /Font /Subtype /Type0 /BaseFont /NotoSans /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 7 0 R >>'],
    [
      '<< /Type /Font /Subtype /CIDFontType2 /BaseFont /NotoSans /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>',
      ` /FontDescriptor 5 0 R /CIDToGIDMap /Identity /DW 600 /W [${used.map((glyph) => `${glyph} [${font.widthOf(glyph)}]`).join(' ')}] >>`,
    ],
    [
      `<< /Type /FontDescriptor /FontName /NotoSans /Flags 32 /FontBBox [${box.join(' ')}] /ItalicAngle 0 /Ascent ${ascent}`,
      ` /Descent ${descent} /CapHeight ${ascent} /StemV 80 /FontFile2 6 0 R >>`,
    ],
    stream(font.bytes, ` /Length1 ${font.bytes.length}`),
    stream(ascii(toUnicode(used, letters))),
  ]
  pages.forEach((page, index) => {
    const content = firstPage + 2 * index + 1
    objects.push([
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}]`,
      ` /Resources << /Font << /F 3 0 R >> >> /Contents ${content} 0 R >>`,
    ])
    objects.push(stream(ascii(page.map(drawn).join('\n'))))
  })
  return file(objects)
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(text)
const stream = (bytes: Uint8Array, more = ''): (string | Uint8Array)[] => [
  `<< /Length ${bytes.length}${more} >>\nstream\n`,
  bytes,
  '\nendstream',
]
const hex = (value: number): string => value.toString(16).padStart(4, '0')

/** Headings are drawn with a thin line around each letter: the font has one weight. */
function drawn({ x, y, size, isHeading, glyphs }: PlacedLine): string {
  const text = `<${glyphs.map(hex).join('')}>`
  return `BT /F ${size} Tf ${isHeading ? '2 Tr 0.4 w' : '0 Tr'} 1 0 0 1 ${x} ${y.toFixed(2)} Tm ${text} Tj ET`
}

/** Which letter each glyph stands for, a hundred at a time as the format asks for. */
function toUnicode(glyphs: readonly number[], letters: ReadonlyMap<number, number>): string {
  const known = glyphs.flatMap((glyph) => {
    const code = letters.get(glyph)
    return code === undefined ? [] : [`<${hex(glyph)}> <${hex(code)}>`]
  })
  const blocks: string[] = []
  for (let from = 0; from < known.length; from += 100) {
    const some = known.slice(from, from + 100)
    blocks.push(`${some.length} beginbfchar\n${some.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Letters def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

function file(objects: readonly (readonly (string | Uint8Array)[])[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  let length = 0
  const add = (part: string | Uint8Array) => {
    const bytes = typeof part === 'string' ? ascii(part) : part
    parts.push(bytes)
    length += bytes.length
  }
  add('%PDF-1.7\n')
  add(Uint8Array.of(0x25, 0xe2, 0xe3, 0xcf, 0xd3, 0x0a))
  const starts = objects.map((object, index) => {
    const start = length
    add(`${index + 1} 0 obj\n`)
    for (const part of object) add(part)
    add('\nendobj\n')
    return start
  })
  const table = length
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`)
  for (const start of starts) add(`${String(start).padStart(10, '0')} 00000 n \n`)
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`)
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
