import { execFileSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PolicyEntry } from '#core/policy/policy.ts'
import { few } from '#test/few.ts'
import { approvals, forbiddenColour, forbiddenUrl, gardenUrl, hosts, storiesUrl } from '#test/sites/neighbourhood.ts'
import { pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

/** Long enough for a request that is not stopped to arrive on loopback. */
const graceMs = 400

describe('C1 Navigation, in Chromium', () => {
  let kiosk: RunningChromium
  let entries: readonly PolicyEntry[] = approvals

  beforeAll(async () => {
    kiosk = await startChromium((request) => listJudge(entries)(request))
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    entries = approvals
    // The canary: whatever a test tried, nobody off the list was ever spoken to, and no pixel of theirs was shown.
    await pause(graceMs)
    expect(kiosk.sites.connections).not.toContain(hosts.forbidden)
    expect(kiosk.look().share(forbiddenColour)).toBe(0)
    await kiosk.afresh()
  })
  const refused = (more: object = {}): Promise<unknown> =>
    kiosk.until((event) => event.kind === 'refused' && Object.entries(more).every(([key, value]) => Reflect.get(event, key) === value))
  const at = (path: string): string => new URL(path, gardenUrl).href
  const to = (path: string, target: string): string => `${at(path)}${path.includes('?') ? '&' : '?'}to=${encodeURIComponent(target)}`
  const isThere = (): Promise<string> => kiosk.inPage('location.href')

  test('B001 a link to an unlisted host paints nothing of it', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.page.clickLink(forbiddenUrl)
    await refused({ use: 'navigation', byChild: true })
    expect(await isThere()).toBe(gardenUrl)
  })

  test.each(few(['href', 'assign', 'replace']))('B002 a script that sets location by %s goes nowhere', async (way) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(way === 'href' ? `void (location.href = '${forbiddenUrl}')` : `location.${way}('${forbiddenUrl}')`)
    await refused({ byChild: false })
    expect(await isThere()).toBe(gardenUrl)
  })

  test.each(few([301, 302, 303, 307, 308]))('B003 a chain of %i redirects stops at its first bad hop', async (status) => {
    await kiosk.visit(gardenUrl)
    const last = to(`go?status=${status}`, forbiddenUrl)
    await kiosk.page.goByScript(to(`go?status=${status}`, to(`go?status=${status}`, last)))
    await refused({ redirect: true, url: forbiddenUrl })
    expect(await isThere()).toBe(gardenUrl)
    expect(kiosk.asked.filter((request) => request.use === 'navigation' && request.url.includes('/go?')).length).toBe(3)
  })

  test('B004 a refresh by meta or header goes nowhere', async () => {
    await kiosk.shell.openPage(to('refresh-meta', forbiddenUrl))
    await refused({ use: 'navigation' })
    await kiosk.afresh()
    await kiosk.visit(to('refresh-header', forbiddenUrl))
    await pause(graceMs)
    expect(await isThere()).toContain('refresh-header')
  })

  test.each(['GET', 'POST'])('B005 a form that sends by %s to an unlisted action sends nothing', async (method) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`{
      const form = Object.assign(document.createElement('form'), { method: '${method}', action: '${forbiddenUrl}' })
      form.innerHTML = '<input name="words" value="something private">'
      document.body.append(form)
      form.submit()
    }`)
    await refused({ use: 'navigation' })
    expect(kiosk.sites.requests.some((request) => request.body.includes('private'))).toBe(false)
  })

  test('B006 going back to a page whose approval was taken away is judged anew', async () => {
    await kiosk.visit(storiesUrl)
    await kiosk.page.goByScript(gardenUrl)
    await kiosk.until((event) => event.kind === 'committed' && event.url === gardenUrl)
    entries = approvals.filter((entry) => entry.url !== storiesUrl)
    await kiosk.inPage('history.back()')
    await kiosk.eventually('the old address is refused, or reported to be judged', () =>
      kiosk.events.some(
        (event, index) => event.kind === 'refused' || (event.kind === 'committed' && index > 3 && event.url === storiesUrl),
      ),
    )
    expect(kiosk.events.filter((event) => event.kind === 'committed' && event.url === storiesUrl)).toHaveLength(1)
  })

  test.each(['pushState', 'replaceState'])('B007 an address that %s moves out of the section is reported from inside', async (way) => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`history.${way}(null, '', '/chat')`)
    const moved = await kiosk.until((event) => event.kind === 'committed' && event.inside)
    expect(moved).toMatchObject({ url: `https://${hosts.garden}/chat` })
    expect(listJudge()({ url: `https://${hosts.garden}/chat`, use: 'navigation', top: null, method: 'GET' }).kind).toBe('refuse')
  })

  test('B008 a base address makes a harmless link harmful, and the real address is judged', async () => {
    await kiosk.visit(to('base', `https://${hosts.forbidden}/`))
    await kiosk.hands.press(600, 400)
    await refused({ url: `https://${hosts.forbidden}/maths/`, byChild: true })
  })

  test('B009 nothing comes back from the back-forward cache after a wipe', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage('void (globalThis.left = "behind")')
    await kiosk.page.goByScript(storiesUrl)
    await kiosk.until((event) => event.kind === 'committed' && event.url === storiesUrl)
    await kiosk.afresh()
    await kiosk.visit(storiesUrl)
    // Only the blank page that every window starts with is there to go back to.
    // Not from the evaluation itself, which a navigation would end.
    await kiosk.inPage('void setTimeout(() => history.back())')
    await pause(graceMs)
    expect(await kiosk.inPage('globalThis.left ?? null')).toBe(null)
    expect(kiosk.events.some((event) => event.kind === 'committed' && event.url === gardenUrl)).toBe(false)
  })

  test('B010 an open redirector on an approved host is judged by where it leads', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.page.clickLink(to('go', storiesUrl))
    await kiosk.until((event) => event.kind === 'committed' && event.url === storiesUrl)
    await kiosk.page.clickLink(to('go', forbiddenUrl))
    await refused({ redirect: true, url: forbiddenUrl })
  })

  test('B011 a translated or cached copy of a page is its own address, and is not on the list', async () => {
    await kiosk.visit(gardenUrl)
    for (const copy of [
      `https://www-garden--school-org-uk.translate.goog/maths/`,
      `https://webcache.googleusercontent.com/search?q=cache:${hosts.garden}`,
      `https://web.archive.org/web/2026/${gardenUrl}`,
      `https://${hosts.garden}/amp/s/${hosts.forbidden}/win`,
    ]) {
      await kiosk.page.goByScript(copy)
      await refused({ url: copy })
    }
  })

  test('B012 the Navigation API and a link ping take the same way', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`void navigation.navigate('${forbiddenUrl}').committed.catch(() => {})`)
    await refused({ url: forbiddenUrl })
    await kiosk.inPage(`{
      const link = Object.assign(document.createElement('a'), { href: '#here', ping: '${forbiddenUrl}?ping' })
      document.body.append(link)
      link.click()
    }`)
    await pause(graceMs)
    expect(kiosk.sites.requests.some((request) => request.path.includes('ping'))).toBe(false)
  })

  test('B013 a click with Ctrl, Shift or the middle button opens no window and goes nowhere', async () => {
    await kiosk.visit(gardenUrl)
    await kiosk.inPage(`document.body.insertAdjacentHTML('beforeend', '<a href="${storiesUrl}" style="position:fixed;inset:0">go</a>')`)
    const display = kiosk.shell.display
    const env = { ...process.env, DISPLAY: display?.name, XAUTHORITY: display?.authority ?? '' }
    for (const key of ['ctrl', 'shift', 'ctrl+shift', 'alt']) {
      execFileSync('xdotool', ['mousemove', '600', '400', 'keydown', key, 'click', '1', 'keyup', key], { env })
      await pause(150)
    }
    await kiosk.hands.press(600, 400, 2)
    await kiosk.hands.drag([600, 400], [700, 40])
    await pause(graceMs)
    expect(await isThere()).toBe(gardenUrl)
    // Presses and the words of the page are told; nothing else has happened.
    const told: readonly string[] = ['pressed', 'text']
    expect(kiosk.events.map((event) => event.kind).filter((kind) => !told.includes(kind))).toEqual(['committed', 'ready'])
    expect(kiosk.sites.requests.some((request) => request.host === hosts.stories)).toBe(false)
  })

  test('B013 an address that is dropped on the page goes nowhere', async () => {
    await kiosk.visit(gardenUrl)
    const run = kiosk.shell.run
    const session = run?.page?.session
    const data = { items: [{ mimeType: 'text/uri-list', data: storiesUrl }], dragOperationsMask: 1 }
    await run?.pipe.send('Input.dispatchDragEvent', { type: 'dragEnter', x: 300, y: 300, data }, session)
    await run?.pipe.send('Input.dispatchDragEvent', { type: 'dragOver', x: 300, y: 300, data }, session)
    await run?.pipe.send('Input.dispatchDragEvent', { type: 'drop', x: 300, y: 300, data }, session)
    await pause(graceMs)
    expect(await isThere()).toBe(gardenUrl)
    expect(kiosk.sites.requests.some((request) => request.host === hosts.stories)).toBe(false)
  })

  test('B014 speculation rules, prefetch, prerender, preconnect and preload speak to nobody off the list', async () => {
    await kiosk.visit(to('hints', forbiddenUrl))
    await kiosk.inPage(`{
      const rules = document.createElement('script')
      rules.type = 'speculationrules'
      rules.textContent = JSON.stringify({
        prefetch: [{ source: 'list', urls: ['${forbiddenUrl}?rules'], eagerness: 'immediate' }],
        prerender: [{ source: 'list', urls: ['${at('prerendered')}', '${forbiddenUrl}?prerender'], eagerness: 'immediate' }],
      })
      document.head.append(rules)
      for (const rel of ['prefetch', 'preconnect', 'dns-prefetch', 'preload', 'prerender', 'modulepreload', 'icon', 'stylesheet']) {
        const link = Object.assign(document.createElement('link'), { rel, href: '${forbiddenUrl}?' + rel })
        if (rel === 'preload') link.as = 'script'
        document.head.append(link)
      }
    }`)
    await pause(1_200)
    expect(kiosk.sites.requests.map((request) => request.path)).not.toContain('/maths/prerendered')
  })

  test('B015 a page that loads itself again is committed and judged again', async () => {
    await kiosk.visit(gardenUrl)
    const before = kiosk.asked.filter((request) => request.url === gardenUrl).length
    await kiosk.inPage('location.reload()')
    await kiosk.eventually('a second commit', () => kiosk.events.filter((event) => event.kind === 'committed').length === 2)
    await kiosk.eventually('a second ready', () => kiosk.events.filter((event) => event.kind === 'ready').length === 2)
    expect(kiosk.asked.filter((request) => request.url === gardenUrl).length).toBeGreaterThan(before)
    entries = []
    await kiosk.inPage('location.reload()')
    await refused({ url: gardenUrl })
  })
})
