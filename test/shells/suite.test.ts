import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { PageEvent } from '#core/ports.ts'
import type { RunningShell } from './driver.ts'
import { rows } from './rows.ts'

/** Same pages on every row: what is not under the approved page's own folder is refused. */
function judgeFor(approved: () => string): (request: PageRequest) => Verdict {
  return (request) => {
    const base = new URL('.', approved()).href
    if (request.use === 'download') return { kind: 'refuse', code: 'download' }
    if (request.use === 'subresource') {
      const isOwn = new URL(request.url).origin === new URL(base).origin && request.top?.startsWith(base) === true
      return isOwn ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-a-companion' }
    }
    return request.url.startsWith(base) ? { kind: 'allow', entry: 0 } : { kind: 'refuse', code: 'not-on-list' }
  }
}

for (const row of rows) {
  describe.skipIf(row.skipped !== null)(`${row.name}${row.skipped === null ? '' : ` (skipped: ${row.skipped})`}`, () => {
    let running: RunningShell
    let from = 0
    const since = (): readonly PageEvent[] => running.events.slice(from)
    const until = (fits: (event: PageEvent) => boolean): Promise<PageEvent> =>
      running.until((event) => running.events.indexOf(event) >= from && fits(event))
    const kinds = (): string[] => since().map((event) => event.kind)

    beforeAll(async () => {
      running = await row.start(judgeFor(() => running.approvedUrl))
    })
    afterAll(async () => {
      await running?.stop()
    })
    beforeEach(async () => {
      await running.shell.forget()
      from = running.events.length
    })
    async function show(): Promise<void> {
      const before = running.events.length
      await running.shell.openPage(running.approvedUrl)
      await running.until((event) => event.kind === 'ready' && running.events.indexOf(event) >= before)
      running.shell.showPage()
    }

    test('covers the whole screen until a page is shown', async () => {
      await running.shell.openPage(running.approvedUrl)
      await until((event) => event.kind === 'ready')
      expect(await running.screen.middle()).toBe('main')
    })
    test('shows an approved page under our bar', async () => {
      await show()
      expect(await running.screen.middle()).toBe('page')
      expect(await running.screen.barIsThere()).toBe(true)
    })
    test('reports the address that the page has', async () => {
      await show()
      expect(since()).toContainEqual({ kind: 'committed', url: running.approvedUrl, inside: false })
    })
    test('covers a page at once, and shows the same page again', async () => {
      await show()
      await running.page.pushState('here')
      running.shell.cover()
      expect(await running.screen.middle()).toBe('main')
      running.shell.showPage()
      expect(await running.screen.middle()).toBe('page')
    })
    test('never opens an address that is refused', async () => {
      await running.shell.openPage(running.forbiddenUrl)
      const refused = await until((event) => event.kind === 'refused')
      expect(refused).toMatchObject({ use: 'navigation', code: 'not-on-list', byChild: false })
      expect(kinds()).not.toContain('committed')
      expect(await running.screen.middle()).toBe('main')
    })
    test('refuses a link off the list, says that the child followed it, and leaves the page as it was', async () => {
      await show()
      await running.page.clickLink(running.forbiddenUrl)
      const refused = await until((event) => event.kind === 'refused')
      expect(refused).toMatchObject({ use: 'navigation', byChild: true, redirect: false, url: running.forbiddenUrl })
      expect(await running.screen.middle()).toBe('page')
    })
    test('refuses a script that leaves the list', async () => {
      await show()
      await running.page.goByScript(running.forbiddenUrl)
      expect(await until((event) => event.kind === 'refused')).toMatchObject({ use: 'navigation', byChild: false })
    })
    test('opens an approved link of a new window in place', async () => {
      await show()
      const next = new URL('next', running.approvedUrl).href
      await running.page.clickLink(next, { newWindow: true })
      await until((event) => event.kind === 'committed' && event.url === next)
      expect(kinds()).not.toContain('window')
    })
    test('refuses a new window off the list', async () => {
      await show()
      await running.page.clickLink(running.forbiddenUrl, { newWindow: true })
      expect(await until((event) => event.kind === 'refused')).toMatchObject({ use: 'popup', byChild: true })
    })
    test('reports an address that changed from inside', async () => {
      await show()
      await running.page.pushState('elsewhere')
      const moved = await until((event) => event.kind === 'committed' && event.inside)
      expect(moved).toMatchObject({ url: new URL('elsewhere', running.approvedUrl).href })
    })
    test('reports a download, and saves nothing', async () => {
      await show()
      await running.page.download()
      await until((event) => event.kind === 'download')
    })
    test('reports a message box, and shows none', async () => {
      await show()
      await running.page.alert()
      await until((event) => event.kind === 'dialog')
      expect(await running.screen.barIsThere()).toBe(true)
    })
    test('reports a crash, and closes what is left of the page', async () => {
      await show()
      await running.page.crash()
      await until((event) => event.kind === 'crashed')
      await running.shell.closePage()
      expect(await running.screen.middle()).toBe('main')
    })
    test('covers, reports and closes a page that hangs', async () => {
      await show()
      await running.page.hang()
      running.shell.cover()
      expect(await running.screen.middle()).toBe('main')
      running.shell.showPage()
      await until((event) => event.kind === 'hung')
      await running.shell.closePage()
      expect(await running.screen.middle()).toBe('main')
    })
    test('gives a page what its approval names, and nothing else', async () => {
      await show()
      expect(await running.page.load(new URL('picture.gif', running.approvedUrl).href)).toBe(true)
      expect(await running.page.load(running.forbiddenUrl)).toBe(false)
      expect(running.asked).toContainEqual({ url: running.forbiddenUrl, use: 'subresource', top: running.approvedUrl, method: 'GET' })
    })
    test('forgets all that a page stored', async () => {
      await show()
      await running.page.storeSomething()
      expect(await running.page.hasStored()).toBe(true)
      await running.shell.closePage()
      await show()
      expect(await running.page.hasStored()).toBe(true)
      await running.shell.forget()
      await show()
      expect(await running.page.hasStored()).toBe(false)
    })
    test('answers calls from our own screens', async () => {
      const before = running.calls.length
      expect(await running.screen.callFrom('main', 'shelf.show', {})).toBe('done')
      expect(await running.screen.callFrom('bar', 'page.unsure', {})).toBe('done')
      expect(running.calls.slice(before).map((call) => call.name)).toEqual(['shelf.show', 'page.unsure'])
    })
    test('refuses a call of another form before anybody hears of it', async () => {
      const before = running.calls.length
      await expect(running.screen.callFrom('main', 'shelf.open', { tileId: 7 })).rejects.toThrow()
      expect(running.calls.length).toBe(before)
    })
    test('gives a page no bridge', async () => {
      await show()
      expect(await running.screen.pageHasBridge()).toBe(false)
    })
    test('does nothing with a page that is not there', async () => {
      running.shell.showPage()
      running.shell.cover()
      await running.shell.closePage()
      expect(await running.screen.middle()).toBe('main')
    })
  })
}
