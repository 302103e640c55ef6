import { barHeight, practiceOrigin } from '#core/contract/bridge.ts'
import type { Canary } from '#test/sites/canary.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { labHost, pageAt } from '#test/sites/lab.ts'
import { approvedColour, forbiddenUrl, gardenUrl, hosts } from '#test/sites/neighbourhood.ts'
import { pause, type RunningChromium } from './chromium-row.ts'

/** What a probe may use: a browser that lacks a measure or none, its sites, and somebody whom nobody may speak to. */
export interface ProbeRoom {
  readonly kiosk: RunningChromium
  readonly sites: RunningSites
  readonly canary: Canary
  /** A leak is expected: it is waited for longer. */
  readonly isLacking: boolean
}

/** One way out, and the measure that alone stops it. */
export interface Probe {
  readonly layer: 'verdicts' | 'proxy' | 'engine'
  /** As chromium/measures.ts names them. */
  readonly gone: readonly string[]
  readonly what: string
  /** Did it leak? */
  leaks(room: ProbeRoom): Promise<boolean>
}

/** Long enough for what is not stopped to happen on loopback; what is sure to come is waited for on a slow machine too. */
export const graceMs = 1_200
const patience = ({ isLacking }: ProbeRoom): number => (isLacking ? 12_000 : graceMs)

async function within(isSo: () => boolean | Promise<boolean>, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (performance.now() < end) {
    if (await isSo()) return true
    await pause(40)
  }
  return isSo()
}
const wasAsked = (room: ProbeRoom, part: string): Promise<boolean> =>
  within(() => room.sites.requests.some(({ path }) => path.startsWith(part)), patience(room))
const run = ({ kiosk }: ProbeRoom, script: string): Promise<unknown> => kiosk.inPage(`void (async () => { ${script} })().catch(() => {})`)
/** A real press in the middle of the page, on which `script` runs in the page. */
async function onPress(room: ProbeRoom, script: string): Promise<void> {
  await room.kiosk.inPage(
    `globalThis.outcome = 'none'; void addEventListener('pointerdown', async () => { try { ${script} } catch (fault) { globalThis.outcome = String(fault) } }, { once: true })`,
  )
  await room.kiosk.hands.press(640, 500)
}
const pageShare = ({ kiosk }: ProbeRoom): number => {
  const screen = kiosk.look()
  return screen.share(approvedColour, { x: 0, y: barHeight, width: screen.width, height: screen.height - barHeight })
}
const markOf = (name: string): string => `https://${labHost}/play/mark-${name}`

export const probes: readonly Probe[] = [
  {
    layer: 'verdicts',
    gone: ['verdicts'],
    what: 'a page goes to another part of its own host, which nobody approved',
    async leaks(room) {
      await room.kiosk.visit(gardenUrl)
      await run(room, `location.href = 'https://${hosts.garden}/staff/secret'`)
      return wasAsked(room, '/staff/secret')
    },
  },
  {
    layer: 'verdicts',
    gone: ['verdicts'],
    what: 'an approved address passes the page on to a part that nobody approved',
    async leaks(room) {
      await room.kiosk.visit(gardenUrl)
      await run(room, `location.href = '/maths/go?to=' + encodeURIComponent('https://${hosts.garden}/staff/hop')`)
      return within(() => room.sites.requests.some(({ path }) => path === '/staff/hop'), patience(room))
    },
  },
  {
    layer: 'proxy',
    gone: ['flag:--proxy-server', 'flag:--proxy-bypass-list', 'flag:--host-resolver-rules'],
    what: 'a web socket to an address in figures',
    async leaks(room) {
      const { kiosk, canary } = room
      // Without the proxy no name of the tests leads anywhere, so it starts from a page of our own.
      await kiosk.visit(`${practiceOrigin}/counting.html`)
      const { run: browser } = kiosk.shell
      await browser?.pipe.send('Page.setBypassCSP', { enabled: true }, browser.page?.session ?? '')
      await kiosk.shell.steerPage(`${practiceOrigin}/counting.html?again`)
      await within(() => kiosk.inPage(`location.search === '?again'`).catch(() => false) as Promise<boolean>, 12_000)
      await run(room, `new WebSocket('wss://${canary.host}:${canary.tcp}/')`)
      return within(() => canary.heard.includes('tcp'), patience(room))
    },
  },
  {
    layer: 'proxy',
    gone: ['egress-hosts'],
    what: 'a web socket to a host that nobody approved',
    async leaks(room) {
      await room.kiosk.visit(gardenUrl)
      await run(room, `new WebSocket('${forbiddenUrl.replace('https:', 'wss:')}')`)
      return within(() => room.sites.connections.includes(hosts.forbidden), patience(room))
    },
  },
  {
    layer: 'proxy',
    gone: ['egress-ports'],
    what: 'a web socket to another port of the approved host',
    async leaks(room) {
      await room.kiosk.visit(gardenUrl)
      await pause(graceMs / 2)
      const before = room.sites.connections.length
      await run(room, `new WebSocket('wss://${hosts.garden}:8443/')`)
      return within(() => room.sites.connections.length > before, patience(room))
    },
  },
  {
    layer: 'engine',
    gone: ['header:no-powers'],
    what: 'a page takes a power (full screen) that the header takes away',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      return room.kiosk.inPage<boolean>(`document.fullscreenEnabled`)
    },
  },
  {
    layer: 'engine',
    gone: ['header:refresh'],
    what: 'a header moves the page on, with nobody pressing',
    async leaks(room) {
      await room.kiosk.shell.openPage(pageAt('lab', { headers: { Refresh: `0; url=${markOf('refresh')}` } }))
      return wasAsked(room, '/play/mark-refresh')
    },
  },
  {
    layer: 'engine',
    gone: ['header:link'],
    what: 'a header has the browser fetch what the page does not hold',
    async leaks(room) {
      await room.kiosk.shell.openPage(pageAt('lab', { headers: { Link: `<${markOf('link')}>; rel=preload; as=fetch; crossorigin` } }))
      return wasAsked(room, '/play/mark-link')
    },
  },
  {
    layer: 'engine',
    gone: ['preference:net'],
    what: 'rules in the page have the browser load the next page ahead',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      await run(
        room,
        `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prefetch: [{ source: 'list', eagerness: 'immediate', urls: ['${markOf('ahead')}'] }] }); document.head.append(s)`,
      )
      return wasAsked(room, '/play/mark-ahead')
    },
  },
  {
    layer: 'engine',
    gone: ['prerender', 'preference:net'],
    what: 'rules in the page have the browser run the next page ahead',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      await run(
        room,
        `const s = document.createElement('script'); s.type = 'speculationrules'; s.textContent = JSON.stringify({ prerender: [{ source: 'list', eagerness: 'immediate', urls: ['${markOf('prerender')}'] }] }); document.head.append(s)`,
      )
      return wasAsked(room, '/play/mark-prerender')
    },
  },
  {
    layer: 'engine',
    gone: ['windows'],
    what: 'an empty window of the page stays open',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      await onPress(room, `window.open('about:blank')`)
      await pause(graceMs)
      const found = await room.kiosk.shell.run?.pipe.send('Target.getTargets')
      return (found?.targetInfos.filter(({ type, url }) => type === 'page' && !/top-chrome/.test(url)).length ?? 0) > 3
    },
  },
  {
    layer: 'engine',
    gone: ['taken-away'],
    what: 'a page picks colours from the whole screen',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      return room.kiosk.inPage<boolean>(`typeof EyeDropper === 'function'`)
    },
  },
  {
    layer: 'engine',
    gone: ['file-chooser'],
    what: 'a page is given the files of this computer to choose from',
    async leaks(room) {
      await room.kiosk.visit(pageAt('<input id="file" type="file" style="position:fixed;inset:0;opacity:0">'))
      await within(() => pageShare(room) > 0.97, 12_000)
      await room.kiosk.hands.press(640, 400)
      return within(() => pageShare(room) < 0.9, patience(room))
    },
  },
  {
    layer: 'engine',
    gone: ['permissions', 'preference:profile', 'flag:--disable-notifications'],
    what: 'a page may ask for a permission',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      return room.kiosk.inPage<boolean>(`Promise.all(['notifications'].map((name) =>
        navigator.permissions.query({ name }).then(({ state }) => state !== 'denied', () => false))).then((all) => all.some(Boolean))`)
    },
  },
  {
    layer: 'engine',
    gone: ['feature:BackForwardCache'],
    what: 'a page comes back without being asked for',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      await run(room, `addEventListener('pageshow', (event) => { globalThis.cameBack = event.persisted })`)
      await run(room, `location.href = ${JSON.stringify(pageAt('second'))}`)
      await within(() => room.kiosk.inPage<boolean>(`document.body.textContent.includes('second')`).catch(() => false), 12_000)
      await run(room, `history.back()`)
      return within(() => room.kiosk.inPage<boolean>(`globalThis.cameBack === true`).catch(() => false), patience(room))
    },
  },
  {
    layer: 'engine',
    gone: ['flag:--no-pings'],
    what: 'a link tells a third who followed it',
    async leaks(room) {
      await room.kiosk.visit(pageAt(`<a href="#here" ping="${markOf('ping')}" style="position:fixed;inset:0">go</a>`))
      await room.kiosk.hands.press(640, 400)
      return wasAsked(room, '/play/mark-ping')
    },
  },
  {
    layer: 'engine',
    gone: ['flag:--disable-speech-api'],
    what: 'a page listens and speaks through the browser',
    async leaks(room) {
      await room.kiosk.visit(pageAt('lab'))
      return room.kiosk.inPage<boolean>(`typeof webkitSpeechRecognition === 'function'`)
    },
  },
]
