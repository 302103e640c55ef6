import { describe, expect, it } from 'vitest'
import type { PageEvent } from '#core/ports.ts'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, hour, id, tile, toPage, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const fail = async (kind: 'crashed' | 'hung' | 'hog' | 'dialog') => {
  await toPage('a')
  const event: PageEvent = { kind }
  w.shell.page(event)
  await settle()
  const screen = w.screen()
  await w.press('shelf.show', {})
  return screen
}
const press = async () => {
  await w.press('shelf.open', { tileId: id('a') })
  return w.screen()
}

describe('a page that fails again and again (B122)', () => {
  it('is closed with a reason of its own when it takes too much memory', async () => {
    await begin()
    await toShelf('5', '6')
    expect(await fail('hog')).toMatchObject({ kind: 'closed', reason: 'memory-hog' })
  })
  it('is set aside after three times, says so to the child and once to staff, and no other page is', async () => {
    await begin()
    await toShelf('5', '6')
    await fail('crashed')
    await fail('hung')
    await fail('dialog')
    await fail('hog')
    const opened = w.shell.done.filter((one) => one.startsWith('open')).length
    expect(await press()).toMatchObject({ kind: 'closed', reason: 'set-aside' })
    expect(w.shell.done.filter((one) => one.startsWith('open')).length).toBe(opened)
    await w.clock.pass(60_000)
    const told = [...w.hub.seen.activity, ...(await w.journal.peek(100))]
    expect(new Set(told.filter((one) => 'code' in one && one.code === 'set-aside').map((one) => one.id)).size).toBe(1)
    await w.press('shelf.show', {})
  })
  it('stays so when the kiosk starts again, and comes back on the next day', async () => {
    const kiosk = await begin()
    await toShelf('5', '6')
    for (const kind of ['crashed', 'crashed', 'crashed'] as const) await fail(kind)
    await kiosk.stop()
    await begin()
    await toShelf('5', '6')
    expect(await press()).toMatchObject({ reason: 'set-aside' })
    await w.press('session.sign-out', {})
    w.clock.setWall(w.clock.now() + 24 * hour)
    await toShelf('5', '6')
    await toPage('a')
  })
  it('comes back when the teacher publishes again', async () => {
    await begin()
    await toShelf('5', '6')
    for (const kind of ['crashed', 'crashed', 'crashed'] as const) await fail(kind)
    expect(await press()).toMatchObject({ reason: 'set-aside' })
    await w.publish({ lists: [{ ...w.list(id('5'), 'ks2', [tile('a')]), version: 2 }] })
    await w.press('shelf.show', {})
    await toPage('a')
  })
})
