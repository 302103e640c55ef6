import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StaffBrowser, type StaffPage, staffBrowser } from '#demo/browser.ts'
import { ownSites } from '#host/own-sites.ts'
import { isAll } from '#test/few.ts'
import { sampleSteps } from '#test/renderer/steps.ts'
import { sampleViews } from '#test/renderer/views.ts'

/**
 * Every screen of the child, as built, in real Chromium at two sizes: nothing is cut, overlaps or is too small to press,
 * Tell is where it always is, and axe (contrast included) finds nothing.
 */
const sizes = [
  { width: 1280, height: 720 },
  { width: 1024, height: 600 },
] as const
/** Smallest side of what a child presses, CSS px (docs/decisions: sizes for children). Screens for staff have the staff's own. */
const targets = { eyfs: 96, ks1: 72, ks2: 56 } as const
const staffTarget = 40
const staffScreens: readonly string[] = ['staff', 'not-enrolled']
const tell = { width: 244, height: 96 }

const bridge = `window.hedgerow = Object.freeze({ call: async (name) => window.answers?.[name] ?? 'done', onView(listener) { window.showView = listener; return () => {} } })`
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** Runs in the page: what is wrong with its layout, one sentence each. */
const faultsOfLayout = `((smallest) => {
  const faults = []
  const visible = (element) => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden' }
  const named = (element) => (element.getAttribute('aria-label') || element.textContent || element.tagName).trim().slice(0, 50)
  if (document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight) faults.push('the page scrolls: ' + document.documentElement.scrollWidth + 'x' + document.documentElement.scrollHeight)
  const buttons = [...document.querySelectorAll('button')].filter(visible)
  for (const button of buttons) {
    const box = button.getBoundingClientRect()
    if (box.left < -0.5 || box.top < -0.5 || box.right > innerWidth + 0.5 || box.bottom > innerHeight + 0.5) faults.push('off the screen: ' + named(button))
    const least = button.dataset.mark === 'staff' ? 24 : button.dataset.mark === 'tell' ? ${tell.height} : smallest
    if (Math.min(box.width, box.height) < least - 0.5) faults.push('too small (' + Math.round(box.width) + 'x' + Math.round(box.height) + '): ' + named(button))
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    if (!button.disabled && top !== button && !button.contains(top)) faults.push('covered: ' + named(button))
  }
  for (const [place, one] of buttons.entries()) for (const other of buttons.slice(place + 1)) {
    if (one.contains(other) || other.contains(one)) continue
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect()
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) faults.push('overlap: ' + named(one) + ' and ' + named(other))
  }
  for (const element of document.querySelectorAll('body *')) {
    if (!visible(element) || element.closest('svg')) continue
    const text = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')
    if (!text) continue
    const style = getComputedStyle(element)
    if (style.clip !== 'auto' || style.clipPath !== 'none' || element.closest('[aria-hidden=true]')) continue
    const range = document.createRange()
    range.selectNodeContents(element)
    const words = range.getBoundingClientRect()
    if (words.right > innerWidth + 1 || words.bottom > innerHeight + 1 || words.left < -1) faults.push('words off the screen: ' + named(element))
    for (let around = element; around !== document.body; around = around.parentElement) {
      const box = around.getBoundingClientRect()
      if (getComputedStyle(around).overflow === 'visible' || box.width <= 2) continue
      // Downwards by lines, not by the font's own box, which is higher than a line and paints nothing there.
      const lines = new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size * parseFloat(style.lineHeight)
      if (words.right > box.right + 1 || words.left < box.left - 1 || lines > box.height + 2) { faults.push('words cut: ' + named(element)); break }
    }
  }
  const cards = [...document.querySelectorAll('.card, textarea, h1')].filter(visible)
  for (const [place, one] of cards.entries()) for (const other of cards.slice(place + 1)) {
    if (one.contains(other) || other.contains(one)) continue
    const a = one.getBoundingClientRect(), b = other.getBoundingClientRect()
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1) faults.push('lies on another: ' + named(one) + ' and ' + named(other))
  }
  const tells = buttons.filter((button) => button.dataset.mark === 'tell')
  if (tells.length !== 1) faults.push(tells.length + ' Tell buttons')
  for (const button of tells) { const box = button.getBoundingClientRect(); if (box.width < ${tell.width} - 0.5 || box.height < ${tell.height} - 0.5 || box.right < innerWidth - 8 || box.top > 8) faults.push('Tell is not in its place') }
  return [...new Set(faults)]
})`

const runAxe = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')))`
const painted = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 30))))`

let server: Server
let browser: StaffBrowser
let origin = ''

beforeAll(async () => {
  const { ui } = ownSites()
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://screens').pathname
    if (path === '/bridge.js' || path === '/axe.js')
      return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(path === '/axe.js' ? axe : bridge)
    const file = ui.file(path)
    if (file === null) return void response.writeHead(404).end()
    const isPage = file.contentType.startsWith('text/html')
    const body = isPage
      ? Buffer.from(file.body).toString('utf8').replace('<head>', '<head><script src="/bridge.js"></script><script src="/axe.js"></script>')
      : file.body
    // The policy of the real kiosk: what it would stop is stopped here too.
    response.writeHead(200, { ...ui.headers, 'content-type': file.contentType }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await staffBrowser()
})
afterAll(async () => {
  await browser.close()
  server.close()
})

describe.each(sizes)('at $width×$height', (size) => {
  /** What axe looks for does not hang on the size, but for the few that `layout` finds. */
  const accessFaults = async (page: StaffPage): Promise<string[]> => (size === sizes[0] || isAll ? page.evaluate<string[]>(runAxe) : [])
  let page: StaffPage
  beforeAll(async () => {
    page = await browser.open(`${origin}/?surface=main`, size)
    await page.evaluate(`new Promise((resolve) => { const wait = () => (window.showView ? resolve(true) : setTimeout(wait, 20)); wait() })`)
  })
  let serial = 1_000

  it.each(sampleViews.map((sample) => [sample.stage, sample.name, sample.view] as const))(
    '%s %s fits, is large enough and passes axe',
    async (stage, _name, view) => {
      serial += 1
      await page.evaluate(`window.showView(${JSON.stringify({ ...view, serial })})`)
      await page.evaluate(painted)
      const layout = await page.evaluate<string[]>(
        `${faultsOfLayout}(${staffScreens.includes(view.screen.kind) ? staffTarget : targets[stage]})`,
      )
      const access = await accessFaults(page)
      expect([...layout, ...access]).toEqual([])
    },
  )

  it.each(sampleSteps.map((sample) => [sample.stage, sample.name, sample] as const))(
    '%s %s, reached by presses, fits, is large enough and passes axe',
    async (stage, _name, { view, presses, answers }) => {
      serial += 2
      // Another screen first: what an earlier sample chose is forgotten.
      await page.evaluate(`window.showView(${JSON.stringify({ ...view, serial: serial - 1, screen: { kind: 'starting' } })})`)
      await page.evaluate(`window.answers = ${JSON.stringify(answers)}; window.showView(${JSON.stringify({ ...view, serial })})`)
      for (const mark of presses) {
        await page.evaluate(painted)
        await page.evaluate(`document.querySelector('[data-mark="${mark}"]').click()`)
      }
      await page.evaluate(painted)
      const layout = await page.evaluate<string[]>(
        `${faultsOfLayout}(${staffScreens.includes(view.screen.kind) ? staffTarget : targets[stage]})`,
      )
      const access = await accessFaults(page)
      expect([...layout, ...access]).toEqual([])
    },
  )
})

describe('the bar above a page', () => {
  it.each(sizes.flatMap(({ width }) => (['eyfs', 'ks1', 'ks2'] as const).map((stage) => [width, stage] as const)))(
    'fits at %i px for %s and passes axe',
    async (width, stage) => {
      const page = await browser.open(`${origin}/?surface=bar`, { width, height: 104 })
      await page.evaluate(
        `new Promise((resolve) => { const wait = () => (window.showView ? resolve(true) : setTimeout(wait, 20)); wait() })`,
      )
      const view = sampleViews.find((sample) => sample.stage === stage && sample.view.screen.kind === 'page')?.view
      await page.evaluate(`window.showView(${JSON.stringify(view)})`)
      await page.evaluate(painted)
      expect([...(await page.evaluate<string[]>(`${faultsOfLayout}(56)`)), ...(await page.evaluate<string[]>(runAxe))]).toEqual([])
      await page.close()
    },
  )
})
