/// <reference path="./pdf-writer.d.ts" />
import { type Paper, visible } from '#core/records/paper.ts'

/** A4, ISO 216, with margins of two centimetres; in points. */
const margin = 56
const sizes = { title: 18, heading: 13, words: 11, small: 9 } as const

/**
 * A paper as a PDF of text alone, with headings that a screen reader finds. `font`: a TrueType font; what it has no letter for
 * stands as its code point. `day` stands in the file as its date, without a time. The writer comes when the first paper is made.
 */
export async function asPdf({ title, parts, foot }: Paper, font: Uint8Array, day: Date): Promise<Uint8Array<ArrayBuffer>> {
  const [{ default: PDFDocument }, fontkit] = await Promise.all([import('pdfkit'), import('fontkit')])
  const letters = fontkit.create(font)
  const info = { Title: title, Creator: 'Hedgerow', CreationDate: new Date(Date.UTC(day.getFullYear(), day.getMonth(), day.getDate())) }
  const pdf = new PDFDocument({ size: 'A4', margin, lang: 'en-GB', tagged: true, displayTitle: true, pdfVersion: '1.7', info, font: '' })
  const chunks: Uint8Array<ArrayBuffer>[] = []
  const isWhole = new Promise((resolve, reject) => {
    pdf.on('data', (chunk: Uint8Array<ArrayBuffer>) => chunks.push(chunk))
    pdf.on('end', () => resolve(true))
    pdf.on('error', reject)
  })
  pdf.registerFont('paper', font).font('paper')
  const put = (tag: string, text: string, size: number, { before = 0, indent = 0, isBold = false } = {}): void => {
    const shown = visible(text, (codePoint) => letters.hasGlyphForCodePoint?.(codePoint) ?? false)
    pdf.y += before
    pdf.x = margin + indent
    // The font has one weight: headings are drawn with a thin line around each letter.
    const draw = (): void => {
      pdf
        .fontSize(size)
        .lineWidth(0.4)
        .text(shown, { lineGap: size * 0.2, fill: true, stroke: isBold })
    }
    pdf.addStructure(pdf.struct(tag, draw))
  }
  put('H1', title, sizes.title, { isBold: true })
  for (const { heading, lines } of parts) {
    put('H2', heading, sizes.heading, { before: 16, isBold: true })
    for (const { label, words } of lines) {
      put('P', label, sizes.small, { before: 6 })
      put('P', words === '' ? '–' : words, sizes.words, { indent: 12 })
    }
  }
  put('P', foot, sizes.small, { before: 20 })
  pdf.end()
  await isWhole
  const whole = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}
