import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type StaffBrowser, type StaffPage, staffBrowser } from '#demo/browser.ts'
import { demoSchool } from '#demo/school.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { isAll } from '#test/few.ts'

/** The staff console as built, served by a real hub under its own policy, in real Chromium: axe (contrast included) finds nothing, nothing runs off the side. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const desks = [
  ['teacher', ['', 'shelf', 'add', 'try', 'requests', 'pupils', 'cards', 'calls']],
  ['dsl', ['notes', 'opened', 'keys', 'stops', 'board']],
  ['deputy', ['notes']],
  ['head', ['', 'keys']],
  ['governor', ['', 'keys']],
  ['office', ['']],
  ['technician', ['', 'enrol']],
] as const
const sizes = [
  { width: 1280, height: 720 },
  { width: 1024, height: 600 },
] as const
const password = 'four quiet hedgehogs'

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-console-'))
let hub: RunningHub
let browser: StaffBrowser

beforeAll(async () => {
  hub = await startHub({ folder })
  const school = demoSchool(Date.now(), null)
  await hub.seed({ ...school, staff: school.staff.map((one) => ({ ...one, password })) })
  browser = await staffBrowser()
})
afterAll(async () => {
  await browser.close()
  await hub.close()
  rmSync(folder, { recursive: true, force: true })
})

/** The colours of a theme are the same at every size. */
const themesAt = (size: (typeof sizes)[number]) =>
  size === sizes[0] || isAll ? (['light', 'dark', 'contrast'] as const) : (['light'] as const)
const painted = `new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 30))))`
const settled = `new Promise((resolve) => setTimeout(resolve, 400))`
async function faultsOf(page: StaffPage): Promise<string[]> {
  const wide = await page.evaluate<string[]>(
    `document.documentElement.scrollWidth > innerWidth ? ['wider than the window: ' + document.documentElement.scrollWidth] : []`,
  )
  const access = await page.evaluate<string[]>(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(' | ')))`,
  )
  return [...wide, ...access]
}

describe.each(sizes)('at $width×$height', (size) => {
  it.each(themesAt(size))('the sign-in page passes axe in the %s theme', async (theme) => {
    const page = await browser.open(`${hub.url}/console/`, size)
    await page.sees('Sign in')
    await page.evaluate(axe)
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
    await page.evaluate(settled)
    expect(await faultsOf(page)).toEqual([])
    await page.close()
  })

  it.each(desks)('every page of the %s’s desk fits and passes axe, in each theme', async (role, routes) => {
    const page = await browser.open(`${hub.url}/console/`, size)
    await page.write('Email', demoSchool(0, null).staff.find((one) => one.role === role)?.email ?? '')
    await page.write('Password', password)
    await page.press('Sign in')
    await page.sees('Sign out')
    await page.evaluate(axe)
    const found: string[] = []
    for (const route of routes) {
      await page.evaluate(`location.hash = '#/${route}'`)
      for (const [place, theme] of themesAt(size).entries()) {
        await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`)
        await page.evaluate(place === 0 ? settled : painted)
        for (const fault of await faultsOf(page)) found.push(`#/${route} ${theme} ${fault}`)
      }
    }
    expect(found).toEqual([])
    await page.close()
  })
})
