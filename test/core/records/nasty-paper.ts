import type { Paper } from '#core/records/paper.ts'

/** A paper with one line for each of these. */
export const paperOf = (...words: string[]): Paper => ({
  title: 'A child’s note',
  parts: [{ heading: 'Word for word', lines: words.map((one, index) => ({ label: `Line ${index}`, words: one })) }],
  foot: 'From Hill Primary',
})

/** What a spreadsheet, a page or a PDF might take for more than words. */
export const nasty = [
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
