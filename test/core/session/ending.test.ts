import { describe, expect, it } from 'vitest'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, id, toPage, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('idle', () => {
  it('warns over the covered page, shows it again on "stay", else signs out and forgets', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    await w.clock.pass(301_500)
    expect(w.screen().kind).toBe('idle')
    expect(w.shell.done).toEqual(['cover'])
    await w.press('session.stay', {})
    expect(w.screen().kind).toBe('page')
    expect(w.shell.done).toEqual(['cover', 'show'])
    await w.clock.pass(332_500)
    expect(w.screen().kind).toBe('classes')
    expect(w.shell.done).toContain('forget')
  })
  it('is put off by presses in the page', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    await w.clock.pass(200_000)
    w.shell.page({ kind: 'pressed' })
    await w.clock.pass(200_000)
    expect(w.screen().kind).toBe('page')
  })
  it('forgets a half-written report', async () => {
    await begin()
    await toShelf('5', '6')
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    await w.clock.pass(122_000)
    expect(w.screen().kind).toBe('shelf')
  })
})

describe('signing out', () => {
  it('covers, closes and forgets before the next child sees the wall', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    await w.press('session.sign-out', {})
    await settle()
    expect(w.shell.done).toEqual(['cover', 'cover', 'close', 'forget'])
    expect(w.screen().kind).toBe('classes')
    expect(w.view()?.who).toBeNull()
  })
  it('serves nobody when the page’s traces could not be wiped', async () => {
    w.shell.faults.onForget = new Error('locked')
    await begin()
    await toShelf('2', '7')
    await w.press('session.sign-out', {})
    await settle()
    expect(w.screen()).toMatchObject({ kind: 'out-of-order' })
    await w.clock.pass(10_000)
    expect(w.screen()).toMatchObject({ kind: 'out-of-order' })
  })
  it('serves again once they could be', async () => {
    w.shell.faults.onForget = new Error('locked')
    await begin()
    await toShelf('2', '7')
    await w.press('session.sign-out', {})
    await settle()
    w.shell.faults.onForget = null
    await w.clock.pass(4_000)
    expect(w.screen().kind).toBe('classes')
  })
  it('happens by itself when the child is no longer in the class', async () => {
    await begin()
    await toShelf('2', '7')
    const classes = w.school().classes.map((one) => ({ ...one, pupils: one.pupils.filter((pupil) => pupil.id !== id('7')) }))
    await w.publish({ school: { ...w.school(), version: 2, classes } })
    expect(w.screen().kind).toBe('classes')
  })
})

describe('a browser that dies', () => {
  it('leaves the child signed in, with the page closed', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.owner().onShellFault('gone')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'crashed', tile: { title: 'Tile a' } })
    await w.press('shelf.show', {})
    expect(w.screen().kind).toBe('shelf')
  })
  it('does not take a child out of telling', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    w.shell.owner().onShellFault('gone')
    expect(w.screen().kind).toBe('report')
  })
})

describe('staff', () => {
  it('leave by their PIN; wrong ones make them wait longer and longer, over a restart too', async () => {
    const kiosk = await begin()
    await w.press('staff.open', {})
    expect(w.screen().kind).toBe('staff')
    w.right.words = '2468'
    for (let turn = 0; turn < 3; turn += 1) expect(await w.press('staff.leave', { pin: '1111' })).toEqual({ kind: 'wrong' })
    expect(await w.press('staff.leave', { pin: '2468' })).toMatchObject({ kind: 'wait' })
    await kiosk.stop()
    await begin()
    await w.press('staff.open', {})
    expect(await w.press('staff.leave', { pin: '2468' })).toMatchObject({ kind: 'wait' })
    await w.press('staff.close', {})
    await w.clock.pass(20 * 60_000)
    await w.press('staff.open', {})
    expect(await w.press('staff.leave', { pin: '2468' })).toEqual({ kind: 'left' })
    expect(w.shell.done.at(-1)).toBe('stop')
  })
  it('find no pad over a child’s page, and the pad closes by itself', async () => {
    await begin()
    await w.press('staff.open', {})
    await w.clock.pass(31_000)
    expect(w.screen().kind).toBe('classes')
    await toShelf('2', '7')
    await w.press('staff.open', {})
    expect(w.screen().kind).toBe('shelf')
  })
})
