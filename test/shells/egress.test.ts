import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { basic, type SchoolProxy, startSchoolProxy } from '#test/host/egress/school-proxy.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { forbiddenUrl, gardenUrl, hosts, startNeighbourhood, storiesUrl } from '#test/sites/neighbourhood.ts'
import { type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

describe("The way out through a school's own proxy, in Chromium", () => {
  let sites: RunningSites
  let school: SchoolProxy
  let kiosk: RunningChromium
  let refusal: string | null = null
  let port = 0
  const needs = {
    where: (host: string) => where.get(host) ?? null,
    answer: (request: { headers: Record<string, unknown> }) =>
      refusal ??
      (request.headers['proxy-authorization'] === basic('kiosk', 'pass') ? null : '407 Who\r\nProxy-Authenticate: Basic realm="school"'),
  }
  const where = new Map<string, { address: string; port: number }>()
  beforeAll(async () => {
    sites = await startNeighbourhood()
    for (const host of Object.values(hosts)) {
      const found = await sites.resolve(host, 443)
      if (found) where.set(host, found)
    }
    school = await startSchoolProxy(needs)
    port = school.port
    kiosk = await startChromium(listJudge(), {
      // Nothing may be looked up on this side.
      sites: { ...sites, resolve: () => Promise.reject(new Error('looked up here')) },
      upstream: { proxy: `127.0.0.1:${port}`, login: { username: 'kiosk', password: 'pass' } },
    })
  })
  afterEach(async () => {
    refusal = null
    await kiosk.afresh()
  })
  afterAll(async () => {
    await kiosk?.stop()
    await school?.stop()
    await sites?.stop()
  })
  const socket = (url: string): Promise<string> =>
    kiosk.inPage(
      `new Promise((told) => { const s = new WebSocket('${url}'); s.onopen = () => told('open'); s.onerror = () => told('refused') })`,
    )
  const failed = () => kiosk.until((event) => event.kind === 'failed')

  test('a page loads, and its web socket opens; the proxy is asked by name', async () => {
    await kiosk.visit(gardenUrl)
    expect(school.asked.map(({ target }) => target)).toContain(`${hosts.garden}:443`)
    expect(await socket(`wss://${hosts.garden}/`)).toBe('open')
    expect(await socket(`wss://${hosts.media}/`)).toBe('open')
  })
  test('a web socket to anybody else never gets as far as the proxy', async () => {
    await kiosk.visit(gardenUrl)
    expect(await socket(forbiddenUrl.replace('https', 'wss'))).toBe('refused')
    expect(await socket(storiesUrl.replace('https', 'wss'))).toBe('refused')
    expect(await socket(`wss://${hosts.garden}:8443/`)).toBe('refused')
    expect(school.asked.filter(({ target }) => target !== `${hosts.garden}:443` && target !== `${hosts.media}:443`)).toEqual([])
  })
  test.each([
    ['407 Who\r\nProxy-Authenticate: Basic realm="school"', 'HG_UPSTREAM_LOGIN'],
    ['407 Who\r\nProxy-Authenticate: NTLM', 'HG_UPSTREAM_SCHEME'],
    ['403 Games', 'HG_UPSTREAM_REFUSED'],
  ])('"%s" is the internet asleep to the child, and %s to staff', async (answer, code) => {
    refusal = answer
    await kiosk.shell.openPage(storiesUrl)
    expect(await failed()).toMatchObject({ fault: 'offline' })
    expect(kiosk.notes).toContain(`egress-fault ${code}`)
  })
  test('a proxy that is down is the internet asleep, and pages open again once it is back', async () => {
    await school.stop()
    await kiosk.shell.openPage(storiesUrl)
    expect(await failed()).toMatchObject({ fault: 'offline' })
    school = await startSchoolProxy(needs, port)
    await kiosk.afresh()
    await kiosk.visit(storiesUrl)
  })
  test('our own way out dies under an open page: the page is told as offline, and it comes back by itself', async () => {
    await kiosk.visit(gardenUrl)
    const egress = kiosk.shell.run?.egress
    egress?.server.close()
    egress?.cut()
    expect(await failed()).toMatchObject({ fault: 'offline' })
    kiosk.shell.cover()
    expect(await kiosk.screen.middle()).toBe('main')
    await kiosk.eventually('it listens again', () => egress?.server.listening === true)
    await kiosk.afresh()
    await kiosk.visit(gardenUrl)
    expect(kiosk.faults).toEqual([])
  })
})
