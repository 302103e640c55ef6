import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { kioskOrigin } from '#core/contract/bridge.ts'
import { longestPageText } from '#core/ports.ts'

/** What the page below asks for when it cannot show its PDF whole: the shell hears it, and nothing is sent. */
export const pdfFaultUrl = `${kioskOrigin}/pdf-fault`

/** More than any worksheet: beyond it a PDF is closed, as nobody could say what is in it. */
const mostBytes = 32 * 1_048_576
const mostPages = 150

/**
 * Shows the PDF at the page's own address. First all words go into the document, where the content guard reads them like
 * any others; the pictures of the pages follow when there was time for that. Nothing in the PDF is run, filled in or
 * followed: no scripts, forms, links or notes. What cannot be read whole is not shown at all.
 */
const viewer = `
const source = (id) => URL.createObjectURL(new Blob([document.getElementById(id).textContent], { type: 'text/javascript' }))
const readFirstMs = 1200
async function bytes() {
  const answer = await fetch(location.href, { credentials: 'same-origin' })
  if (!answer.ok) throw new Error('not there')
  const parts = []
  let size = 0
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    size += value.length
    if (size > ${mostBytes}) throw new Error('too large')
    parts.push(value)
  }
}
async function show() {
  const pdf = await import(source('pdf'))
  pdf.GlobalWorkerOptions.workerPort = new Worker(source('pdf-worker'), { type: 'module' })
  const book = await pdf.getDocument({ data: await bytes(), isEvalSupported: false, enableXfa: false, stopAtErrors: false }).promise
  if (book.numPages > ${mostPages}) throw new Error('too long')
  const sheets = []
  let said = 0
  for (let number = 1; number <= book.numPages; number += 1) {
    const page = await book.getPage(number)
    const { items } = await page.getTextContent()
    const words = items.map((item) => (item.str ?? '') + (item.hasEOL ? '\\n' : '')).join('')
    said += words.length + 2
    if (said > ${longestPageText}) throw new Error('too many words')
    const box = document.body.appendChild(document.createElement('section'))
    box.appendChild(document.createElement('p')).textContent = words
    sheets.push({ page, box })
  }
  await new Promise((read) => setTimeout(read, readFirstMs))
  const draw = async ({ page, box }) => {
    if (box.querySelector('canvas')) return
    const canvas = document.createElement('canvas')
    canvas.setAttribute('aria-hidden', 'true')
    box.append(canvas)
    const viewport = page.getViewport({ scale: box.clientWidth / page.getViewport({ scale: 1 }).width })
    canvas.width = viewport.width
    canvas.height = viewport.height
    await page.render({ canvas, viewport, annotationMode: pdf.AnnotationMode.DISABLE }).promise
  }
  const watch = new IntersectionObserver((seen) => {
    for (const one of seen) {
      const sheet = sheets.find(({ box }) => box === one.target)
      if (one.isIntersecting) draw(sheet).catch(fail)
      else sheet.box.querySelector('canvas')?.remove()
    }
  }, { rootMargin: '1200px' })
  for (const { page, box } of sheets) {
    const { width, height } = page.getViewport({ scale: 1 })
    box.style.aspectRatio = width + ' / ' + height
    watch.observe(box)
  }
}
const fail = () => { fetch('${pdfFaultUrl}', { mode: 'no-cors' }).catch(() => {}) }
show().catch(fail)
`

const style = `
body { margin: 0; background: #fbf3ea }
section { position: relative; width: min(1100px, 100vw - 80px); margin: 16px auto; background: #fff; overflow: hidden }
canvas { position: absolute; inset: 0; width: 100%; height: 100% }
p { position: absolute; inset: 0; margin: 0; clip-path: inset(50%); white-space: pre-wrap }
`

const policy = [
  "default-src 'none'",
  `script-src 'sha256-${createHash('sha256').update(viewer).digest('base64')}' blob:`,
  'worker-src blob:',
  `connect-src 'self' ${kioskOrigin}`,
  "style-src 'unsafe-inline'",
  'img-src blob: data:',
  'font-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const packaged = (name: string): string => readFileSync(fileURLToPath(import.meta.resolve(`pdfjs-dist/build/${name}`)), 'utf8')
const inert = (id: string, text: string): string =>
  `<script type="text/plain" id="${id}">${text.replace(/<(?=\/script|!--|script)/gi, '\\x3c')}</script>`

let made: Buffer | null = null

/**
 * The page that a shell gives in the place of a PDF, at the PDF's own address, and the headers that it needs. Throws when
 * pdf.js is not installed.
 */
export function pdfPage(): { readonly headers: Readonly<Record<string, string>>; readonly body: Buffer } {
  made ??= Buffer.from(
    `<!doctype html><meta charset="utf-8"><style>${style}</style>${inert('pdf', packaged('pdf.min.mjs'))}${inert('pdf-worker', packaged('pdf.worker.min.mjs'))}<script type="module">${viewer}</script>`,
  )
  return {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': policy,
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
    },
    body: made,
  }
}
