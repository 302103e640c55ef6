import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** What another program reads in a PDF. */
export async function readPdf(bytes: Uint8Array): Promise<{ text: string; pages: number; hasActions: boolean }> {
  const task = getDocument({ data: Uint8Array.from(bytes), useSystemFonts: false, verbosity: 0 })
  const document = await task.promise
  const texts: string[] = []
  let hasActions = (await document.getOpenAction()) !== null || (await document.getJSActions()) !== null
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number)
    hasActions ||= (await page.getAnnotations()).length > 0
    const { items } = await page.getTextContent()
    texts.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join(''))
  }
  await task.destroy()
  return { text: texts.join(' '), pages: texts.length, hasActions }
}
