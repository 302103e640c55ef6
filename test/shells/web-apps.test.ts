import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { isFineFor, scoreText } from '#core/guard/content/score-text.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'
import { book } from '#test/core/guard/content/corpus.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { webAppSites, webApps } from '#test/sites/web-apps.ts'
import { pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

describe('Web applications from npm, as they are, in Chromium', () => {
  let kiosk: RunningChromium
  let sites: RunningSites
  let entries: readonly PolicyEntry[] = []

  beforeAll(async () => {
    sites = await startNeighbourhood(webAppSites)
    kiosk = await startChromium((request) => listJudge(entries)(request), { sites })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await sites?.stop()
  })
  afterEach(async () => {
    await kiosk.afresh()
  })

  for (const app of webApps) {
    test(`${app.name} works when its library's host is a companion of its approval`, async () => {
      entries = [{ url: app.url, scope: 'section', also: [], companions: [app.libraryHost] }]
      await kiosk.visit(app.url)
      await kiosk.eventually(`${app.name} works`, () => kiosk.inPage<boolean>(app.works))
      expect(kiosk.sites.connections).toContain(app.libraryHost)
      // Its words come to the content guard, which leaves it open for the youngest.
      const words = kiosk.events.filter((event) => event.kind === 'text')
      expect(words.length).toBeGreaterThan(0)
      for (const { text, around } of words) expect(isFineFor('eyfs', scoreText(`${text}\n${around}`, book).score)).toBe(true)
    })

    /** Kind: the page stays up and can be read, nobody is spoken to, and no message box, window or error page comes. */
    test(`${app.name} without its companion is kind: the page shows, nothing leaks, and no error appears`, async () => {
      entries = [{ url: app.url, scope: 'section', also: [], companions: [] }]
      await kiosk.visit(app.url)
      await pause(600)
      expect(await kiosk.inPage<boolean>(`(() => { try { return ${app.works} } catch { return false } })()`)).toBe(false)
      expect(await kiosk.inPage(`document.getElementById('heading').innerText`)).toBe(`${app.name} for us`)
      expect(kiosk.look().share(approvedColour, { x: 0, y: 300, width: 1280, height: 400 })).toBeGreaterThan(0.5)
      expect(kiosk.sites.connections).not.toContain(app.libraryHost)
      expect(kiosk.asked.some((request) => new URL(request.url).hostname === app.libraryHost)).toBe(true)
      expect(kiosk.events.filter(({ kind }) => !['committed', 'ready', 'pressed', 'text'].includes(kind))).toEqual([])
    })
  }
})
