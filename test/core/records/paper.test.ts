import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { asCsv, asText, type Paper, visible } from '#core/records/paper.ts'
import { readFont } from '#core/records/pdf/font.ts'
import { asPdf } from '#core/records/pdf/write.ts'
import { readPdf } from './read-pdf.ts'

const font = readFont(new Uint8Array(readFileSync('assets/fonts/noto-sans-paper.ttf')))
const paperOf = (...words: string[]): Paper => ({
  title: 'A child’s note',
  parts: [{ heading: 'Word for word', lines: words.map((one, index) => ({ label: `Line ${index}`, words: one })) }],
  foot: 'From Hill Primary',
})

const nasty = [
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '=HYPERLINK("http://evil.example","x")',
  "+1+cmd|' /C calc'!A0",
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  ' =1+1',
  '\uff1d1+1',
  '\r\n=1+1',
  'he said "no", then\n=cmd',
  'abc\u202egpj.exe\u202c \u2066x\u2069 \u200b',
  ') Tj ET /JS (app.alert) endstream endobj',
  '\u{1f600}'.repeat(100_000),
  `e\u0301 a${'\u0317'.repeat(40)}`,
]

/** The rows of a CSV by RFC 4180, read letter by letter as a spreadsheet does. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const letter = text[at]
    if (quoted) {
      if (letter !== '"') cell += letter
      else if (text[at + 1] === '"') {
        cell += '"'
        at += 1
      } else quoted = false
    } else if (letter === '"') quoted = true
    else if (letter === ',' || letter === '\n') {
      rows.at(-1)?.push(cell)
      cell = ''
      if (letter === '\n') rows.push([])
    } else if (letter !== '\r') cell += letter
  }
  return rows.slice(0, -1)
}

it('A4: in the table no cell is a formula, none leaves its quotes, and nothing is hidden', () => {
  const csv = asCsv(paperOf(...nasty))
  expect(csv.startsWith('\ufeff"Part"')).toBe(true)
  const rows = readCsv(csv.slice(1))
  expect(rows).toHaveLength(nasty.length + 2)
  for (const row of rows) {
    expect(row).toHaveLength(3)
    for (const cell of row) {
      expect(cell.slice(0, 60)).not.toMatch(/^[\s"]*[=+\-@\uff1d]/)
      expect(/[\u202a-\u202e\u2066-\u2069\u200b\n\r\t]/.test(cell)).toBe(false)
    }
  }
  expect(rows[1]?.[2]).toBe('<script>alert(1)</script><img src=x onerror=alert(1)>')
  expect(rows[2]?.[2]).toBe('\'=HYPERLINK("http://evil.example","x")')
  expect(rows[11]?.[2]).toBe('abc[U+202E]gpj.exe[U+202C] [U+2066]x[U+2069] [U+200B]')
  expect(rows[13]?.[2]).toBe('\u{1f600}'.repeat(100_000))
})

it('A4: as text, every mark that nobody sees is written out', () => {
  const text = asText(paperOf(...nasty))
  expect(/[\u202a-\u202e\u2066-\u2069\u200b\t\r]/.test(text)).toBe(false)
  expect(text).toContain('abc[U+202E]gpj.exe')
  expect(text).toContain('é a[U+0317 ×40]')
})

it('A4: the PDF holds the words as letters and nothing that acts', async () => {
  const bytes = asPdf(paperOf(...nasty), font)
  const raw = Buffer.from(bytes).toString('latin1')
  for (const active of [
    '/JS',
    '/JavaScript',
    '/OpenAction',
    '/AA',
    '/URI',
    '/Launch',
    '/Annots',
    '/AcroForm',
    '/EmbeddedFile',
    '/Info',
    '/Metadata',
  ])
    expect(raw.replace(/stream\n[\s\S]*?\nendstream/g, ''), active).not.toContain(active)
  expect(raw).not.toContain('app.alert')
  const { text, pages, hasActions } = await readPdf(bytes)
  expect(hasActions).toBe(false)
  expect(pages).toBe(1)
  for (const part of [
    '<script>alert(1)</script><img src=x onerror=alert(1)>',
    ') Tj ET /JS (app.alert)',
    'abc[U+202E]gpj.exe[U+202C]',
    'é a[U+0317 ×40]',
  ])
    expect(text).toContain(part)
  // A long word is broken where a line ends.
  expect(text.replaceAll(' ', '')).toContain('[U+1F600×100000]')
})

it('shows what the font cannot by its code point, and breaks lines and pages where they end', async () => {
  expect(visible('Łukasz, Ωmega, Ёлка, 你好', (code) => font.glyphs.has(code))).toBe('Łukasz, Ωmega, Ёлка, [U+4F60][U+597D]')
  const { text, pages } = await readPdf(asPdf(paperOf('moon '.repeat(3_000), 'x'.repeat(4_000), 'Łukasz Ωmega Ёлка'), font))
  expect(pages).toBeGreaterThan(3)
  expect(text.match(/moon/g)).toHaveLength(3_000)
  expect(text.match(/x/g)).toHaveLength(4_000)
  expect(text).toContain('Łukasz Ωmega Ёлка')
})
