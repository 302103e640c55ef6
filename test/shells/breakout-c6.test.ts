import { describe, expect, test } from 'vitest'
import type { PageEvent } from '#core/ports.ts'
import { few } from '#test/few.ts'
import { answerAt, labApprovals, pageAt, scriptAt } from '#test/sites/lab.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const toTheSystem = [
  'mailto:a@b.example',
  'tel:999',
  'sms:999',
  'ms-settings:',
  'ms-word:x',
  'calculator:',
  'search-ms:x',
  'shell:x',
  'ms-appinstaller:x',
  'steam:x',
  'zoommtg:x',
]
const toTheBrowser = [
  'intent:x',
  'market:x',
  'chrome://settings',
  'devtools://devtools',
  'chrome-extension://x/y.html',
  'edge://settings',
  'chrome-untrusted://terminal',
  'about:flags',
  'isolated-app://x',
]

describe('C6 Protocol handlers, in Chromium', () => {
  const room = breakoutRoom()
  const judge = listJudge(labApprovals)

  async function everyWay(addresses: readonly string[]): Promise<void> {
    for (const address of few(addresses, 4)) {
      await room.kiosk.visit(pageAt(''))
      const here = await room.kiosk.inPage('location.href')
      // What takes the page away takes the answer with it.
      await room.kiosk
        .inPage(`{
        const go = Object.assign(document.createElement('a'), { href: '${address}' })
        document.body.append(go)
        go.click()
        document.body.append(Object.assign(document.createElement('iframe'), { src: '${address}', hidden: true }))
        document.body.append(Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(answerAt('', { status: 302, headers: { Location: address } }))}, hidden: true }))
        setTimeout(() => { location.href = '${address}' }, 40)
        setTimeout(() => { open('${address}') }, 80)
      }`)
        .catch(() => {})
      await pause(250)
      await room.kiosk.page.goByScript(answerAt('', { status: 302, headers: { Location: address } }))
      await pause(250)
      // Nothing asks, and nothing else stays there; a page that is left by it is told of, to be covered. The browser puts
      // `about:blank#blocked` in the place of some: it is told of as any other document that is not on the list.
      const isElsewhere = (event: PageEvent): boolean =>
        event.kind === 'committed' && judge({ url: event.url, use: 'navigation', top: null, method: 'GET' }).kind === 'refuse'
      const isTold = (): boolean =>
        room.kiosk.events.some(
          (event) => event.kind === 'refused' || event.kind === 'failed' || event.kind === 'window' || isElsewhere(event),
        )
      // A page whose window was refused waits for it and does not answer: never waited for longer than for what is told.
      const isHere = async (): Promise<boolean> =>
        (await Promise.race([room.kiosk.inPage('location.href').catch(() => null), pause(500)])) === here
      await room.kiosk.eventually(`${address}: the page is here, or told of`, async () => isTold() || (await isHere()))
      await room.kiosk.eventually(`${address}: our bar is whole`, () => room.barIsWhole())
      if (!isTold()) await room.kiosk.eventually(`${address}: the page is whole`, () => room.pageIsWhole())
      await room.kiosk.afresh()
    }
  }
  test('B063 an address of another program is handed to nobody', () => everyWay(toTheSystem))
  test('B064 an address that looks like our own is nothing to a page', () => everyWay(['hedgerow:unlock', 'hedgerow://staff?pin=0000']))
  test('B065 an address of the browser’s own pages opens none', () => everyWay(toTheBrowser))

  test('B066 a page is nobody’s handler, and is not installed', async () => {
    await room.kiosk.visit(pageAt(''))
    await room.kiosk.hands.press(640, 500)
    const manifest = answerAt(
      JSON.stringify({ name: 'x', start_url: '/play/', display: 'fullscreen', share_target: { action: '/play/' }, icons: [] }),
      { type: 'application/manifest+json' },
    )
    const said = await room.kiosk.inPage(`(async () => {
      document.head.append(Object.assign(document.createElement('link'), { rel: 'manifest', href: ${JSON.stringify(manifest)} }))
      let offered = false
      addEventListener('beforeinstallprompt', () => { offered = true })
      const worker = await navigator.serviceWorker.register('${scriptAt('')}', { scope: '/play/' })
      await new Promise((end) => setTimeout(end, 500))
      return [typeof navigator.registerProtocolHandler, offered, (() => { try { return typeof worker.paymentManager?.instruments } catch { return 'undefined' } })(), typeof document.createElement('iframe').contentWindow?.navigator.registerProtocolHandler]
    })()`)
    expect(said).toEqual(['undefined', false, 'undefined', 'undefined'])
    await pause(graceMs)
    expect(room.pageIsWhole()).toBe(true)
  })
})
