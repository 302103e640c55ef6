import { describe, expect, it } from 'vitest'
import type { Seen } from '#core/contract/seen.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { settle } from '#test/core/fakes.ts'
import { pageNamed } from '#test/core/guard/drift/corpus.ts'
import { begin, freshWorldEachTest, hour, id, monday, remakeWorld, tile, toShelf, w, words } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('a page that a teacher saw when it was approved', () => {
  const url = 'https://a.example.org/page'
  const seenAs = (name: string, change: Partial<Seen> = {}): Seen => ({
    fingerprint: fingerprintOf(pageNamed(name)),
    finalUrl: url,
    hosts: ['a.example.org'],
    score: 0,
    at: monday - 24 * hour,
    ...change,
  })
  const reads = (name: string) => words(pageNamed(name).text, pageNamed(name))
  /** What was remembered, sent already or not. */
  const told = () => [...w.hub.seen.activity, ...w.journal.events()]
  async function openSeen(seen: Seen) {
    const [, ks1] = w.lists()
    if (ks1 === undefined) throw new Error('no list')
    await begin()
    await w.publish({ lists: [{ ...ks1, version: 2, tiles: [tile('a', { seen }), tile('b')] }] })
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'committed', url, inside: false })
  }
  async function openReading(seen: Seen, name: string) {
    await openSeen(seen)
    reads(name)
    w.shell.page({ kind: 'ready' })
    await settle()
  }

  it('is shown when it is the same, and stays', async () => {
    await openReading(seenAs('rain'), 'rain-new-date')
    await w.clock.pass(60_000)
    expect(w.screen().kind).toBe('page')
    expect(told().map(({ kind }) => kind)).not.toContain('looked-different')
  })
  it('is never shown when it has become another, and staff learn that', async () => {
    await openReading(seenAs('rain'), 'shop-of-shoes')
    expect(w.shell.done).not.toContain('show')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'changed' })
    expect(told().at(-1)).toMatchObject({ kind: 'closed-unsure', code: 'changed replaced' })
  })
  it('is closed when it becomes another before the child has touched it, and not when the child may have done that', async () => {
    await openReading(seenAs('rain'), 'rain')
    w.shell.page({ kind: 'pressed' })
    reads('shop-of-shoes')
    expect(w.screen().kind).toBe('page')
    await w.press('shelf.show', {})
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'committed', url, inside: false })
    reads('rain')
    w.shell.page({ kind: 'ready' })
    reads('shop-of-shoes')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'changed' })
  })
  it('is shown with the news of the day, and staff are told once that it looked different', async () => {
    await openReading(seenAs('news-monday'), 'news-tuesday')
    reads('news-wednesday')
    await w.clock.pass(60_000)
    expect(w.screen().kind).toBe('page')
    expect(told().filter(({ kind }) => kind === 'looked-different')).toMatchObject([{ code: 'new-list', page: 'a.example.org/page' }])
  })
  it('has a little time to write its words, and no more', async () => {
    await openReading(seenAs('rain'), 'game-canvas')
    expect(w.screen().kind).toBe('page')
    await w.clock.pass(4_000)
    reads('rain')
    await w.clock.pass(60_000)
    expect(w.screen().kind).toBe('page')
    await w.press('shelf.show', {})
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'committed', url, inside: false })
    reads('game-canvas')
    w.shell.page({ kind: 'ready' })
    w.shell.page({ kind: 'pressed' })
    await w.clock.pass(9_000)
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'changed' })
    expect(told().at(-1)).toMatchObject({ code: 'changed shrunk' })
  })
  it('is neither vouched for nor doubted for the words of a frame in it', async () => {
    await openReading(seenAs('rain'), 'rain')
    words('Another site', { inFrame: true, url: 'https://frame.example.org/' })
    await w.clock.pass(60_000)
    expect(w.screen().kind).toBe('page')
    await w.press('shelf.show', {})
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'committed', url, inside: false })
    words(pageNamed('rain').text, { inFrame: true, url })
    w.shell.page({ kind: 'ready' })
    await w.clock.pass(9_000)
    expect(told().at(-1)).toMatchObject({ kind: 'closed-unsure', code: 'changed unread' })
  })
  it('does not get away by a press of the child before its words have come', async () => {
    await openReading(seenAs('rain'), 'game-canvas')
    w.shell.page({ kind: 'pressed' })
    reads('shop-of-shoes')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'changed' })
  })
  it('is closed when its words never come', async () => {
    await openSeen(seenAs('rain'))
    w.shell.page({ kind: 'ready' })
    await w.clock.pass(9_000)
    expect(told().at(-1)).toMatchObject({ kind: 'closed-unsure', code: 'changed unread' })
  })
  it('is closed when its address leads to another host, and recorded when to another page of the same', async () => {
    await openReading(seenAs('rain', { finalUrl: 'https://www.example.org/page' }), 'rain')
    await w.clock.pass(9_000)
    expect(told().at(-1)).toMatchObject({ kind: 'closed-unsure', code: 'changed moved' })
    remakeWorld()
    await openReading(seenAs('rain', { finalUrl: 'https://a.example.org/old' }), 'rain')
    await w.clock.pass(9_000)
    expect(w.screen().kind).toBe('page')
    expect(told().at(-1)).toMatchObject({ kind: 'looked-different', code: 'moved' })
  })
  it('may hold the words that the teacher saw there, and no others', async () => {
    const seen = seenAs('bonds', { score: 40, fingerprint: fingerprintOf({ text: 'The jackpot of you have won', around: '', linked: 0 }) })
    await openSeen(seen)
    words('The jackpot of you have won')
    w.shell.page({ kind: 'ready' })
    expect(w.screen().kind).toBe('page')
    words('The jackpot of you have won, online casino')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
  })
})
