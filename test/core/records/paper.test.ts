import { expect, it } from 'vitest'
import { asCsv, asText } from '#core/records/paper.ts'
import { nasty, paperOf } from './nasty-paper.ts'

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
