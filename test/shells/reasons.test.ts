import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tile } from '#core/contract/list.ts'
import { type UncertainReason, uncertainReasons } from '#core/contract/uncertain.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { type JudgedKiosk, startJudgedKiosk } from '#test/breakout/kiosk.ts'
import { linesOf } from '#test/profiles/words.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { answerAt, labSites, pageAt } from '#test/sites/lab.ts'
import { forbiddenUrl, gardenUrl, hosts, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { pause } from './chromium-row.ts'

/** How a reason is brought about: where its tile leads, and what happens once the page is on show. */
interface Way {
  readonly url?: string
  readonly seen?: Tile['seen']
  /** Left out: opening it is enough. */
  act?(): Promise<unknown>
  /** It has to happen so often. */
  readonly times?: number
}

let sites: RunningSites
let kiosk: JudgedKiosk
const ids = new Map(Object.keys(uncertainReasons).map((reason, place) => [reason, `${place + 1}`.padStart(32, '0')]))
const idOf = (reason: string): string => ids.get(reason) ?? ''
const many = (word: string): string => Array.from({ length: 120 }, (_, place) => `${word}${place}`).join(' ')
const inPage = (expression: string): Promise<unknown> | undefined => {
  const { pipe, page } = kiosk.shell.run ?? {}
  return pipe?.send('Runtime.evaluate', { expression, userGesture: true }, page?.session ?? '')
}
/** Something that may never come back. */
const letPage = async (expression: string): Promise<void> => void inPage(expression)?.catch(() => {})
const megabyte = 1_048_576

/** One way for every reason there is: a reason without one does not compile. */
const ways: Readonly<Record<UncertainReason, Way>> = {
  'left-list': { act: () => letPage(`setTimeout(() => { location.href = ${JSON.stringify(forbiddenUrl)} }, 0)`) },
  redirected: { url: answerAt('', { status: 302, headers: { Location: forbiddenUrl } }) },
  'moved-inside': { act: () => letPage(`history.pushState(null, '', '/play/elsewhere')`) },
  'load-failed': { url: new URL('cut', gardenUrl).href },
  offline: { url: `https://${hosts.unreachable}/` },
  certificate: { url: `https://${hosts.stranger}/` },
  'login-asked': { url: new URL('login', gardenUrl).href },
  'new-window': { act: () => letPage(`void window.open('about:blank')`) },
  download: { url: new URL('typed?to=application/octet-stream', gardenUrl).href },
  dialog: { act: () => letPage(`alert('hello')`) },
  'file-chooser': {
    act: () =>
      letPage(`(() => { const box = document.createElement('input'); box.type = 'file'; document.body.append(box); box.click() })()`),
  },
  crashed: { act: async () => kiosk.shell.run?.pipe.tell('Page.crash', undefined, kiosk.shell.run.page?.session) },
  hung: { act: () => letPage('while (true);') },
  'list-changed': { act: async () => kiosk.publish({ tiles: tiles.filter((tile) => tile.id !== idOf('list-changed')) }) },
  'list-expired': { act: async () => kiosk.publish({ expiresAt: Date.now() + 2_000 }) },
  'shell-fault': {},
  content: { act: () => letPage(`document.body.append('Free spins at our online casino, you have won the jackpot! Bet now.')`) },
  changed: {
    url: pageAt(`<p>${many('frog')}</p>`),
    seen: {
      fingerprint: fingerprintOf({ text: many('castle'), around: '', linked: 0 }),
      finalUrl: pageAt(`<p>${many('frog')}</p>`),
      hosts: [],
      score: 0,
      at: 0,
    },
  },
  'memory-hog': {
    act: () =>
      letPage(
        `{ self.kept = []; setInterval(() => kept.length < 60 && kept.push(new Uint8Array(20 * ${megabyte}).fill(kept.length + 1)), 10) }`,
      ),
  },
  'set-aside': { times: 3, act: async () => kiosk.shell.run?.pipe.tell('Page.crash', undefined, kiosk.shell.run.page?.session) },
}
const tiles: readonly Tile[] = Object.entries(ways).map(([reason, { url, seen }]) => ({
  id: idOf(reason),
  title: `Tile ${reason}`,
  url: url ?? pageAt(`<p>a page to try ${reason}</p>`),
  scope: 'page',
  also: [],
  companions: [],
  picture: 'frog',
  spoken: 'a page to try',
  subject: '',
  words: [],
  checkedBy: null,
  checkedAt: null,
  seen: seen ?? null,
}))

describe('every way to be unsure about a page, in the whole kiosk, in Chromium', () => {
  beforeAll(async () => {
    sites = await startNeighbourhood(labSites)
    kiosk = await startJudgedKiosk(sites, '/', {
      tiles,
      pageMemory: 600 * megabyte,
      // The one reason that no page can bring about.
      wrap: (shell) =>
        new Proxy(shell, {
          get(target, name) {
            if (name === 'openPage')
              return (...given: Parameters<typeof shell.openPage>) =>
                decodeURIComponent(given[0]).includes('shell-fault') ? Promise.reject(new Error('no page')) : target.openPage(...given)
            const found: unknown = Reflect.get(target, name)
            return typeof found === 'function' ? found.bind(target) : found
          },
        }),
    })
    await kiosk.toShelf()
  })
  afterAll(async () => {
    await kiosk?.stop()
    kiosk?.clear()
    await sites?.stop()
  })
  const screen = () => kiosk.view().screen
  async function eventually(what: string, isSo: () => boolean): Promise<void> {
    const end = performance.now() + 25_000
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`not in time: ${what}; the kiosk shows ${JSON.stringify(screen())}`)
      await pause(20)
    }
  }
  const toShelf = async (): Promise<void> => {
    await kiosk.call('shelf.show', {})
    await eventually('the shelf', () => screen().kind === 'shelf')
  }

  test.each(Object.keys(uncertainReasons) as UncertainReason[])(
    '%s covers and closes, and has words for the child and for staff',
    async (reason) => {
      const { act, times = 1 } = ways[reason]
      for (let time = 1; time <= times; time += 1) {
        await toShelf()
        await kiosk.call('shelf.open', { tileId: idOf(reason) })
        if (act !== undefined) {
          await eventually('the page', () => screen().kind === 'page')
          await act()
        }
        await eventually('it is closed', () => screen().kind === 'closed')
      }
      if (reason === 'set-aside') {
        await toShelf()
        await kiosk.call('shelf.open', { tileId: idOf(reason) })
        await eventually('it is closed', () => screen().kind === 'closed')
      }
      expect(screen()).toMatchObject({ reason })
      expect(uncertainReasons[reason]).toMatch(/^.{15,}\.$/)
      const line = linesOf('en-GB', 'ks2').get(`closed.${reason}`) ?? 'no words'
      const said = async () => String(await kiosk.shell.run?.screens.evaluate('main', 'document.body.innerText'))
      await expect.poll(said, { timeout: 10_000 }).toContain(line)
      if (reason === 'list-changed' || reason === 'list-expired')
        kiosk.publish({ tiles: [...tiles], expiresAt: Date.now() + 14 * 86_400_000 })
      await toShelf()
    },
  )
})
