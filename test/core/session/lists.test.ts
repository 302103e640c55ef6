import { describe, expect, it } from 'vitest'
import type { Lesson } from '#core/contract/list.ts'
import { begin, freshWorldEachTest, hour, id, monday, tile, toPage, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('verdicts', () => {
  it('refuse everything while nobody is signed in, and after signing out', async () => {
    await begin()
    const asked = { url: 'https://a.example.org/page', use: 'navigation', top: null, method: 'GET' } as const
    expect(w.shell.owner().judge(asked).kind).toBe('refuse')
    await toShelf('2', '7')
    expect(w.shell.owner().judge(asked).kind).toBe('allow')
    await w.press('session.sign-out', {})
    expect(w.shell.owner().judge(asked).kind).toBe('refuse')
  })
  it('follow a lesson that shuts the other tiles while it runs', async () => {
    await begin()
    await toShelf('2', '7')
    const lesson: Lesson = {
      id: id('1'),
      aim: 'finding out about frogs',
      startsAt: monday,
      endsAt: monday + 60_000,
      tileIds: [id('b')],
      onlyTheseTiles: true,
    }
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a'), tile('b')], [lesson]), version: 2 }] })
    expect(w.screen()).toMatchObject({ kind: 'shelf', aim: 'finding out about frogs', tiles: [{ title: 'Tile b', inLesson: true }] })
    expect(w.shell.owner().judge({ url: 'https://a.example.org/page', use: 'navigation', top: null, method: 'GET' }).kind).toBe('refuse')
    await w.clock.pass(66_000)
    expect(w.screen()).toMatchObject({ kind: 'shelf', aim: null, tiles: [{ title: 'Tile a' }, { title: 'Tile b' }] })
  })
  it('close an open page that a new list no longer holds', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('b')]), version: 2 }] })
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'list-changed' })
  })
  it('close an open page when the list passes its date', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.hub.reach(false)
    w.clock.setWall(monday + 15 * 24 * hour)
    await w.clock.pass(6_000)
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'list-expired' })
  })
})

describe('lists', () => {
  it('appear on the kiosk as soon as the hub says that they changed', async () => {
    await begin()
    await toShelf('2', '7')
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a'), tile('b'), tile('c')]), version: 2 }] })
    expect(w.screen()).toMatchObject({ tiles: [{}, {}, { title: 'Tile c' }] })
  })
  it('that are forged or older leave the last good one in place, and staff are told', async () => {
    await begin()
    await toShelf('2', '7')
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a'), tile('c')]), version: 3 }] })
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('d')]), version: 2 }] })
    expect(w.screen()).toMatchObject({ tiles: [{ title: 'Tile a' }, { title: 'Tile c' }] })
    expect(w.hub.seen.hellos.at(-1)?.faults).toMatchObject([{ code: 'HG_DOCUMENT_ROLLBACK' }])
  })
  it('serve with the hub out of reach, from the disk', async () => {
    const first = await begin()
    await first.stop()
    w.hub.is.online = false
    await begin()
    await toShelf('2', '7')
    expect(w.view()?.online).toBe(false)
  })
})

describe('the clock', () => {
  it('that went back by years cannot be earlier than the newest signed document', async () => {
    const first = await begin()
    await first.stop()
    w.hub.is.online = false
    w.clock.setWall(Date.UTC(2020, 0, 1))
    await begin()
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    await w.press('report.send', { category: 'OTHER', words: '', showPage: false, danger: false, lane: 'soon' })
    expect(w.outbox.kept.at(-1)?.report.halfDay).toBe('2026-11-23 am')
  })
  it('that is years off is set right by the hub’s, and staff are told', async () => {
    w.clock.setWall(Date.UTC(2031, 0, 1))
    w.hub.is.time = monday
    await begin()
    await toShelf('2', '7')
    expect(w.screen()).toMatchObject({ listExpired: false })
    expect(w.hub.seen.hellos.at(-1)?.faults).toMatchObject([{ code: 'HG_CLOCK_WRONG' }])
  })
})
