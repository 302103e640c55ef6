import { describe, expect, it } from 'vitest'
import type { Stop, Stops } from '#core/contract/stops.ts'
import { newSigningKey, signDocument } from '#core/sealing/signed-document.ts'
import { begin, freshWorldEachTest, id, monday, tile, toPage, toShelf, w, words } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const place = (host: string, path: string | null, from = 0): Stop => ({ host, path, from })
const pageA = place('a.example.org', '/page')

/** The hub says what is stopped now, and that it changed. */
async function stop(stops: readonly Stop[], change: Partial<Stops> = {}, key = w.key.privateKey): Promise<void> {
  stopped += 1
  const version = change.version ?? stopped
  const document = { kind: 'stops', schoolId: w.school().schoolId, version, issuedAt: monday, stops, ...change }
  w.hub.notices.now = { ...w.hub.notices.now, stops: signDocument(document, key) }
  w.hub.event({ kind: 'notices-changed' })
  await w.clock.pass(10)
}
let stopped = 1
const navigate = (url: string) => w.shell.owner().judge({ url, use: 'navigation', top: null, method: 'GET' })
const isOpen = (url = 'https://a.example.org/page') => navigate(url).kind === 'allow'
const faults = () => w.hub.seen.hellos.at(-1)?.faults.map(({ code }) => code) ?? []

describe('what the school stops', () => {
  it('is covered and closed at once where it is open, in the words of any page that left the list', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    const before = w.shell.done.length
    await stop([pageA])
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'list-changed' })
    expect(w.shell.done.slice(before).slice(0, 2)).toEqual(['cover', 'close'])
    expect(isOpen()).toBe(false)
    await w.press('shelf.show', {})
    expect(w.screen()).toMatchObject({ kind: 'shelf', tiles: [{ title: 'Tile b' }] })
    await w.press('shelf.open', { tileId: id('a') })
    expect(w.screen().kind).toBe('shelf')
  })
  it('is gone from the shelf that a child looks at, and is there again when it is undone', async () => {
    await begin()
    await toShelf('2', '7')
    await stop([pageA])
    expect(w.screen()).toMatchObject({ kind: 'shelf', tiles: [{ title: 'Tile b' }] })
    await stop([])
    expect(w.screen()).toMatchObject({ kind: 'shelf', tiles: [{ title: 'Tile a' }, { title: 'Tile b' }] })
    expect(isOpen()).toBe(true)
  })
  it('wins over a list that is published afterwards', async () => {
    await begin()
    await toShelf('2', '7')
    await stop([pageA])
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a', { scope: 'site' }), tile('b')]), version: 2 }] })
    expect(isOpen()).toBe(false)
    expect(isOpen('https://a.example.org/another')).toBe(true)
  })
  it('closes a page that only shows it in a frame', async () => {
    await w.publish({ lists: [w.list(id('2'), 'ks1', [tile('a', { companions: ['films.example.net'] }), tile('b')])] })
    await begin()
    await toShelf('2', '7')
    await toPage()
    const top = 'https://a.example.org/page'
    w.shell.owner().judge({ url: 'https://films.example.net/embed/7', use: 'subresource', top, method: 'GET' })
    words('A film about frogs.')
    await stop([place('elsewhere.example.net', null)])
    expect(w.screen().kind).toBe('page')
    await stop([place('films.example.net', null)])
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'list-changed' })
  })
  it('closes it under the idle warning and while a child stops and thinks', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.page({ kind: 'refused', url: 'https://c.example.org/', code: 'not-on-list', use: 'navigation', byChild: true, redirect: false })
    expect(w.screen().kind).toBe('think')
    await stop([pageA])
    expect(w.screen().kind).toBe('closed')
    await stop([])
    await w.press('shelf.show', {})
    await toPage()
    await w.clock.pass(301_000)
    expect(w.screen().kind).toBe('idle')
    await stop([pageA])
    expect(w.screen().kind).toBe('closed')
  })
  it('is in force with the hub out of reach, over a restart, and with a clock set back', async () => {
    const first = await begin()
    await stop([pageA])
    await first.stop()
    w.hub.is.online = false
    w.clock.setWall(Date.UTC(2020, 0, 1))
    await begin()
    await toShelf('2', '7')
    expect(w.screen()).toMatchObject({ kind: 'shelf', tiles: [{ title: 'Tile b' }] })
    expect(isOpen()).toBe(false)
  })
  it('reaches a kiosk that was away when it was said', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.hub.reach(false)
    await stop([pageA])
    expect(w.screen().kind).toBe('page')
    w.hub.reach(true)
    await w.clock.pass(10)
    expect(w.screen().kind).toBe('closed')
  })
  it('waits for the break when it is to, and then comes by itself', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    await stop([place('a.example.org', '/page', monday + 30_000)])
    w.hub.reach(false)
    await w.clock.pass(20_000)
    expect(w.screen().kind).toBe('page')
    await w.clock.pass(16_000)
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'list-changed' })
  })
})

describe('a list of stops', () => {
  it.each([
    ['that another key signed', {}, newSigningKey().privateKey, 'HG_DOCUMENT_SIGNATURE'],
    ['of another school', { schoolId: id('1') }, null, 'HG_DOCUMENT_OTHER_SCHOOL'],
    ['that is older', { version: 1 }, null, 'HG_DOCUMENT_ROLLBACK'],
    ['of another form', { stops: [{ host: 'a.example.org' }] as unknown as Stop[] }, null, 'HG_DOCUMENT_SHAPE'],
  ] as const)('%s is left aside: the last good one stays, and staff are told', async (_what, change, key, code) => {
    await begin()
    await toShelf('2', '7')
    await stop([pageA])
    await stop([], { ...change, ...('stops' in change ? { stops: [...change.stops] } : {}) }, key ?? w.key.privateKey)
    expect(isOpen()).toBe(false)
    expect(isOpen('https://b.example.org/frogs')).toBe(true)
    await w.clock.pass(61_000)
    expect(faults()).toContain(code)
  })
  it('that a class list is passed off as is none', async () => {
    await begin()
    await stop([pageA])
    w.hub.notices.now = { stops: signDocument(w.lists()[0], w.key.privateKey), board: null }
    w.hub.event({ kind: 'notices-changed' })
    await w.clock.pass(10)
    await toShelf('2', '7')
    expect(isOpen()).toBe(false)
  })
})
