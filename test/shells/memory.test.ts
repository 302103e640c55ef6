import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ownMemory, pageMemoryLimit } from '#chromium/memory.ts'
import { startSites } from '#test/sites/https-sites.ts'
import { labApprovals, labSites, pageAt } from '#test/sites/lab.ts'
import { pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const megabyte = 1_048_576

describe('a page that takes too much memory, in Chromium', () => {
  let kiosk: RunningChromium
  beforeAll(async () => {
    kiosk = await startChromium(listJudge(labApprovals), { sites: await startSites(labSites), pageMemory: 500 * megabyte })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await kiosk?.sites.stop()
  })
  afterEach(async () => {
    await kiosk.afresh()
  })
  const kinds = () => kiosk.events.map((event) => event.kind)
  /** Takes so many MB, 20 at a time, in the page or in a worker of it. */
  const take = (most: number) =>
    `{ let kept = []; const t = setInterval(() => { kept.push(new Uint8Array(20 * ${megabyte}).fill(kept.length + 1)); if (kept.length * 20 >= ${most}) clearInterval(t) }, 10); self.kept = kept }`

  test('is told of before it is done, and goes when it is closed', async () => {
    await kiosk.visit(pageAt('<p>hog</p>'))
    await kiosk.inPage(`void 0; ${take(2_000)}`)
    await kiosk.until((event) => event.kind === 'hog')
    await kiosk.shell.closePage()
    await kiosk.visit(pageAt('<p>small</p>'))
    expect(kiosk.faults).toEqual([])
  })
  test('is told of when a worker takes it', async () => {
    await kiosk.visit(pageAt('<p>worker</p>'))
    await kiosk.inPage(`void new Worker(URL.createObjectURL(new Blob([${JSON.stringify(take(2_000))}])))`)
    await kiosk.until((event) => event.kind === 'hog')
  })
  test('is let be while it takes what a page may', async () => {
    await kiosk.visit(pageAt('<p>big</p>'))
    await kiosk.inPage(take(100))
    await pause(2_000)
    expect(kinds()).not.toContain('hog')
  })
})

test('the limit follows the machine, between 400 MB and 1.5 GB', () => {
  expect(pageMemoryLimit(1_024 * megabyte)).toBe(400 * megabyte)
  expect(pageMemoryLimit(3_072 * megabyte)).toBe(1_024 * megabyte)
  expect(pageMemoryLimit(65_536 * megabyte)).toBe(1_536 * megabyte)
  expect(ownMemory('VmRSS:\t  999 kB\nRssAnon:\t  100 kB\nRssFile:\t 5 kB\nRssShmem:\t   20 kB\nVmSwap:\t   3 kB\n')).toBe(123 * 1_024)
  expect(ownMemory('')).toBe(0)
})
