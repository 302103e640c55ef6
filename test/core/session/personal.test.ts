import { describe, expect, it } from 'vitest'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, id, tile, toPage, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const tells = async (...what: ('name' | 'phone' | 'password')[]) => {
  w.shell.page({ kind: 'personal', what })
  await settle()
}

describe('typing something of one’s own (B141)', () => {
  it('covers the page and asks, by kind, and nothing of it is remembered or logged', async () => {
    await begin()
    await toShelf('5', '6')
    await toPage('a')
    const before = w.hub.seen.activity.length
    expect(w.shell.cares.at(-1)).toEqual({ own: { name: 'Zed', school: 'Brook Lane', year: 2026 }, mayTell: [] })
    await tells('phone', 'name')
    expect(w.screen()).toMatchObject({ kind: 'personal', what: ['phone', 'name'] })
    expect(w.shell.done.at(-1)).toBe('cover')
    await w.press('personal.take-out', {})
    expect(w.shell.done.slice(-2)).toEqual(['typing take-out', 'show'])
    expect(w.screen().kind).toBe('page')
    await w.clock.pass(60_000)
    expect(JSON.stringify([w.hub.seen.activity.slice(before), await w.journal.peek(100), w.logged])).not.toMatch(/personal|phone/)
  })
  it('goes on when a grown-up says so, for that kind and as long as the page is open', async () => {
    await begin()
    await toShelf('5', '6')
    await toPage('a')
    await tells('name')
    await w.press('personal.keep', {})
    expect(w.shell.done.slice(-2)).toEqual(['typing name', 'show'])
    await w.press('shelf.show', {})
    await toPage('a')
    expect(w.shell.cares.at(-1)?.mayTell).toEqual([])
  })
  it('is let be where the teacher said that signing in needs it, and on no other tile', async () => {
    await w.publish({
      lists: [w.list(id('5'), 'ks2', [tile('a', { mayAskFor: ['password'] }), tile('b', { url: 'https://b.example.org/frogs' })])],
    })
    await begin()
    await toShelf('5', '6')
    await toPage('a')
    expect(w.shell.cares.at(-1)?.mayTell).toEqual(['password'])
    w.shell.page({ kind: 'committed', url: 'https://b.example.org/frogs', inside: false })
    expect(w.shell.done.at(-1)).toBe('typing ')
  })
  it('waits while the page is hidden, and is asked before the page comes back', async () => {
    await begin()
    await toShelf('5', '6')
    await toPage('a')
    w.shell.page({ kind: 'refused', url: 'https://x.example.org/', code: 'not-on-list', use: 'navigation', byChild: true, redirect: false })
    expect(w.screen().kind).toBe('think')
    await tells('name')
    expect(w.screen().kind).toBe('think')
    await w.press('think.stay', {})
    expect(w.screen().kind).toBe('personal')
    expect(w.shell.done.at(-1)).toBe('cover')
  })
  it('answers nothing when nothing is asked', async () => {
    await begin()
    await toShelf('5', '6')
    await toPage('a')
    const { length } = w.shell.done
    await w.press('personal.keep', {})
    await w.press('personal.take-out', {})
    expect(w.shell.done.length).toBe(length)
  })
})
