import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { readPage } from '#core/guard/read-page.ts'
import { type Meaning, meaningOf } from '#core/guard/uncertainty.ts'
import { book } from '#test/core/guard/content/corpus.ts'
import { cable, hardApprovals, hardHosts, hardPage, hardSites, logUrl, rangesAsked } from '#test/sites/hard-pages.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour, forbiddenColour, forbiddenUrl, hosts, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

/** What nobody may show: enough of one kind that every stage closes. */
const unfit =
  'Welcome to Lucky Palace! Play the best casino games online. 200 free spins and a deposit bonus. Live roulette, blackjack and poker. Real money jackpots.'

describe('Ten hard pages work through all three layers, in Chromium, and their twins do not', () => {
  let kiosk: RunningChromium
  let sites: RunningSites
  const judgeByList = listJudge(hardApprovals)

  beforeAll(async () => {
    sites = await startNeighbourhood(hardSites)
    kiosk = await startChromium(judgeByList, { sites })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await sites?.stop()
  })
  beforeEach(() => {
    cable.isOut = false
    rangesAsked.length = 0
  })
  afterEach(async () => {
    const reached = [...kiosk.sites.connections]
    const shown = kiosk.look().share(forbiddenColour)
    await kiosk.afresh()
    expect(reached).not.toContain(hosts.forbidden)
    expect(shown).toBe(0)
  })

  /** What the kiosk makes of what has come: the product's own judges, for the youngest. */
  const meanings = (): Meaning[] =>
    kiosk.events.map((event) =>
      meaningOf(event, {
        isApproved: (url) => judgeByList({ url, use: 'navigation', top: null, method: 'GET' }).kind === 'allow',
        read: (words) => readPage(words, { book, stage: 'eyfs', seen: null, isAsOpened: true }),
      }),
    )
  const uncertain = (): string[] => meanings().flatMap((meaning) => (meaning.kind === 'uncertain' ? [meaning.reason] : []))
  const closes = (reason: string): Promise<void> => kiosk.eventually(`it closes: ${reason}`, () => uncertain().includes(reason))
  const says = (id: string, words: string): Promise<void> =>
    kiosk.eventually(`#${id} says: ${words}`, async () =>
      (await kiosk.inPage<string>(`document.getElementById('${id}')?.innerText ?? ''`).catch(() => '')).includes(words),
    )
  const asked = (host: string): boolean => kiosk.asked.some(({ url }) => URL.parse(url)?.hostname === host)
  /** Nothing was uncertain, the page is on the screen, and its words were read. */
  function itIsWell(): void {
    expect(meanings().filter(({ kind }) => kind !== 'fine')).toEqual([])
    expect(kiosk.look().share(approvedColour, { x: 640, y: barHeight + 520, width: 600, height: 80 })).toBeGreaterThan(0.9)
    expect(kiosk.events.some(({ kind }) => kind === 'text')).toBe(true)
  }
  const pressButton = (): Promise<void> => kiosk.hands.press(200, barHeight + 250)

  describe('signing in by a redirect', () => {
    test('goes to the approved identity host and comes back with a cookie', async () => {
      await kiosk.visit(logUrl)
      await kiosk.eventually('the sign-in is there', () => kiosk.inPage(`location.hostname === '${hardHosts.identity}'`))
      await pressButton()
      await says('heading', 'My reading log')
      expect(await kiosk.inPage('location.href')).toBe(logUrl)
      // The site knows the child the next time, without signing in.
      const before = kiosk.sites.requests.length
      await kiosk.inPage('void location.reload()')
      await kiosk.eventually('it was loaded again', () => kiosk.sites.requests.length > before)
      await says('heading', 'My reading log')
      expect(kiosk.sites.requests.slice(before).some(({ host }) => host === hardHosts.identity)).toBe(false)
      itIsWell()
    })
    test('closes when it goes to a host that nobody approved', async () => {
      await kiosk.shell.openPage(`${logUrl}?identity=${encodeURIComponent(forbiddenUrl)}`)
      await closes('redirected')
    })
  })

  describe('a film in a frame of another host', () => {
    interface Said {
      readonly time: number
      readonly paused: boolean
      readonly muted: boolean
      readonly width: number
      readonly sound: number
      readonly story: number
      readonly error: string | null
    }
    const said = (): Promise<Said | undefined> => kiosk.inPage<Said | undefined>('said.at(-1)')
    const eventuallySaid = (what: string, isSo: (now: Said) => boolean): Promise<void> =>
      kiosk.eventually(what, async () => {
        const now = await said()
        return now !== undefined && isSo(now)
      })

    test('plays with picture and sound, and is wound on by asking for a part of the file', async () => {
      await kiosk.visit(hardPage('film'))
      await eventuallySaid('the player is there', ({ width }) => width === 160)
      await pressButton()
      await eventuallySaid(
        'film and story play, with sound',
        (now) => !now.paused && !now.muted && now.time > 0 && now.sound > 0 && now.story > 0,
      )
      await kiosk.inPage(`void document.getElementById('film').contentWindow.postMessage({ film: 4, story: 50 }, '*')`)
      await eventuallySaid('both were wound on', ({ time, story }) => time >= 4 && story >= 50)
      expect((await said())?.error).toBeNull()
      expect(rangesAsked).toContain('film 0')
      expect(rangesAsked.some((range) => /^story [1-9]/.test(range))).toBe(true)
      itIsWell()
    })
    test('stays empty when nobody approved its host', async () => {
      await kiosk.visit(`${hardPage('film')}?host=${hosts.forbidden}`)
      await kiosk.eventually('the frame was asked about', () => asked(hosts.forbidden))
      expect(await kiosk.inPage('said.length')).toBe(0)
    })
  })

  describe('a service worker', () => {
    const kept = (): Promise<void> =>
      kiosk.eventually('the worker serves the page', () => kiosk.inPage('navigator.serviceWorker.controller !== null'))

    test('serves its own scope when the network is gone', async () => {
      await kiosk.visit(hardPage('worker/'))
      await kept()
      await says('heading', 'from the network')
      cable.isOut = true
      await kiosk.inPage('void location.reload()')
      await says('heading', 'kept for a day')
      itIsWell()
    })
    test('gets nothing of a host that nobody approved', async () => {
      await kiosk.visit(hardPage('worker/'))
      await kept()
      const answer = await kiosk.inPage(`new Promise((resolve) => {
        navigator.serviceWorker.onmessage = (event) => resolve(event.data)
        navigator.serviceWorker.controller.postMessage('${forbiddenUrl}')
      })`)
      expect(answer).toBe('nothing')
      expect(asked(hosts.forbidden)).toBe(true)
    })
  })

  describe('WebAssembly', () => {
    test('is compiled while it arrives, and works', async () => {
      await kiosk.visit(hardPage('wasm'))
      const sum = `WebAssembly.instantiateStreaming(fetch('/sums.wasm'), { out: { go() {} } }).then(({ instance }) => instance.exports.sum(3, 4))`
      expect(await kiosk.inPage(sum)).toBe(7)
      itIsWell()
    })
    test('can neither be loaded from a host that nobody approved nor reach it', async () => {
      await kiosk.visit(hardPage('wasm'))
      const stranger = `WebAssembly.compileStreaming(fetch('${forbiddenUrl}/sums.wasm')).then(() => 'got it', () => 'nothing')`
      expect(await kiosk.inPage(stranger)).toBe('nothing')
      const reach = `new Promise((resolve) => {
        const go = () => fetch('${forbiddenUrl}?by-wasm', { mode: 'no-cors' }).then(() => resolve('got it'), () => resolve('nothing'))
        WebAssembly.instantiateStreaming(fetch('/sums.wasm'), { out: { go } }).then(({ instance }) => instance.exports.call())
      })`
      expect(await kiosk.inPage(reach)).toBe('nothing')
      expect(kiosk.asked.some(({ url }) => url.endsWith('?by-wasm'))).toBe(true)
    })
  })

  describe('a worker made of a blob', () => {
    const work = (source: string): string => `new Promise((resolve) => {
      const worker = new Worker(URL.createObjectURL(new Blob([${JSON.stringify(source)}], { type: 'text/javascript' })))
      worker.onmessage = (event) => resolve(event.data)
    })`

    test('computes, and loads from its own site', async () => {
      await kiosk.visit(hardPage('blob'))
      const source = `fetch('${hardPage('data.json')}').then((answer) => answer.json()).then(({ frogs }) => postMessage(frogs * 6))`
      expect(await kiosk.inPage(work(source))).toBe(42)
      itIsWell()
    })
    test.each([
      ['fetch', `fetch('${forbiddenUrl}', { mode: 'no-cors' }).then(() => postMessage('got it'), () => postMessage('nothing'))`],
      ['importScripts', `try { importScripts('${forbiddenUrl}'); postMessage('got it') } catch { postMessage('nothing') }`],
      [
        'a web socket',
        `{ const s = new WebSocket('wss://${hosts.forbidden}/'); s.onopen = () => postMessage('got it'); s.onerror = () => postMessage('nothing') }`,
      ],
    ])('reaches nobody by %s', async (_, source) => {
      await kiosk.visit(hardPage('blob'))
      expect(await kiosk.inPage(work(source))).toBe('nothing')
    })
  })

  describe('letters of another host', () => {
    const font = `document.fonts.ready.then(() => [...document.fonts].map(({ status }) => status).join())`
    test('come from a companion', async () => {
      await kiosk.visit(hardPage('fonts'))
      expect(await kiosk.inPage(font)).toBe('loaded')
      itIsWell()
    })
    test('are only missing when it is not one', async () => {
      await kiosk.visit(`${hardPage('fonts')}?host=${hosts.forbidden}`)
      expect(await kiosk.inPage(font)).toBe('error')
      expect(asked(hosts.forbidden)).toBe(true)
      await says('heading', 'Letters')
      itIsWell()
    })
  })

  describe('a page that grows as it is scrolled', () => {
    const scrollTo = (last: number): Promise<void> =>
      kiosk.eventually(`piece ${last} is there`, async () => {
        await kiosk.inPage('void scrollTo(0, document.body.scrollHeight)')
        return (await kiosk.inPage<number>(`document.querySelectorAll('#list p').length`)) >= last
      })
    test('grows, and all of it is read', async () => {
      await kiosk.visit(hardPage('scroll'))
      await scrollTo(6)
      await kiosk.eventually('the last piece was read', () =>
        kiosk.events.some((event) => event.kind === 'text' && event.text.includes('Frog number 6')),
      )
      itIsWell()
    })
    test('closes when what comes is not for children', async () => {
      await kiosk.visit(`${hardPage('scroll')}?bad=${encodeURIComponent(unfit)}`)
      await scrollTo(3)
      await closes('content')
    })
  })

  describe('ways by the hash', () => {
    test('are gone as in any browser, there and back', async () => {
      await kiosk.visit(hardPage('hash'))
      await says('main', 'Welcome')
      await kiosk.inPage(`document.getElementById('two').click()`)
      await says('main', 'A pond is small')
      await kiosk.inPage(`void (location.hash = '#/rivers')`)
      await says('main', 'A river runs')
      await kiosk.inPage('void history.back()')
      await says('main', 'A pond is small')
      expect(kiosk.events.filter((event) => event.kind === 'committed' && event.inside).length).toBe(3)
      itIsWell()
    })
    test('are written as the hash of an unlisted host: refused as any other', async () => {
      await kiosk.visit(hardPage('hash'))
      await kiosk.inPage(`void (location.href = '${forbiddenUrl}#/ponds')`)
      await closes('left-list')
    })
  })

  describe('a form', () => {
    test('is sent to its own page', async () => {
      await kiosk.visit(hardPage('form'))
      await pressButton()
      await says('answer', 'seven')
      expect(kiosk.sites.requests).toContainEqual({ host: hardHosts.pages, method: 'POST', path: '/form', body: 'frogs=7' })
      itIsWell()
    })
    test('is not sent to a host that nobody approved', async () => {
      await kiosk.visit(`${hardPage('form')}?to=${encodeURIComponent(forbiddenUrl)}`)
      await kiosk.inPage(`void document.forms[0].submit()`)
      await closes('left-list')
      await pause(200)
      expect(kiosk.sites.requests.filter(({ method }) => method === 'POST')).toEqual([])
    })
  })

  describe('a PDF', () => {
    const middleIs = (colour: string): boolean => kiosk.look().share(colour, { x: 300, y: barHeight + 200, width: 600, height: 300 }) > 0.95
    test('is shown by a page of our own; its words are read first, and nothing in it is followed or run', async () => {
      await kiosk.visit(hardPage('book.pdf'))
      await kiosk.eventually('its first page is on the screen', () => middleIs(approvedColour))
      const words = kiosk.events.filter((event) => event.kind === 'text').map(({ text }) => text)
      expect(words.at(-1)).toContain('Ten frogs in a pond')
      expect(await kiosk.inPage('[location.href, document.querySelectorAll("section").length]')).toEqual([hardPage('book.pdf'), 2])
      await kiosk.hands.press(640, barHeight + 300)
      await pause(300)
      expect(meanings().filter(({ kind }) => kind !== 'fine')).toEqual([])
      expect(asked(hosts.forbidden)).toBe(false)
    })
    test('closes for words that are not for children', async () => {
      await kiosk.visit(`${hardPage('book.pdf')}?words=${encodeURIComponent(unfit)}`)
      await closes('content')
    })
    test('that is none closes, as does one of another host', async () => {
      await kiosk.shell.openPage(hardPage('broken.pdf'))
      await closes('load-failed')
      await kiosk.afresh()
      await kiosk.shell.openPage(`${hardPage('go')}?to=${encodeURIComponent(`${forbiddenUrl}.pdf`)}`)
      await closes('redirected')
    })
  })
})
