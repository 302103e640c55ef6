import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { asPdf } from '#hub/console/records/as-pdf.ts'
import { nasty, paperOf } from '#test/core/records/nasty-paper.ts'
import { readPdf } from '#test/core/records/read-pdf.ts'

const font = new Uint8Array(readFileSync('assets/fonts/noto-sans-paper.ttf'))
const day = new Date(2026, 10, 20, 14, 37)

it('A4: the PDF holds the words as letters and nothing that acts', async () => {
  const bytes = await asPdf(paperOf(...nasty), font, day)
  const raw = Buffer.from(bytes).toString('latin1')
  for (const active of ['/JS', '/JavaScript', '/OpenAction', '/AA', '/URI', '/Launch', '/Annots', '/AcroForm', '/EmbeddedFile'])
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
  const { text, pages } = await readPdf(
    await asPdf(paperOf('moon '.repeat(3_000), 'x'.repeat(4_000), 'Łukasz Ωmega Ёлка, 你好'), font, day),
  )
  expect(pages).toBeGreaterThan(3)
  expect(text.match(/moon/g)).toHaveLength(3_000)
  expect(text.match(/x/g)).toHaveLength(4_000)
  expect(text).toContain('Łukasz Ωmega Ёлка, [U+4F60][U+597D]')
})
