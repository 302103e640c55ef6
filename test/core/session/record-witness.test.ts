import { expect, test } from 'vitest'
import { type Line, noteOf, shownOf, someLines } from '#test/core/audit/a-record.ts'
import { begin, freshWorldEachTest, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const minute = 60_000
const lines = someLines(6)
/** What the hub of the world's school shows of these acts. */
const shows = (of: readonly Line[], seen: number) => {
  w.hub.is.record = shownOf(of, seen, w.key)
}
const noted = (of: readonly Line[]) => noteOf(of, w.key)
const told = () => w.hub.seen.hellos.at(-1)?.faults.map(({ code, detail }) => `${code} ${detail}`)

async function aWitness(): Promise<void> {
  shows(lines, 0)
  await begin()
}

/** A slot's answer to every kiosk. */
const passBy = (checkpoint: string) => w.outbox.source().onAnswer({ v: 1, acks: [], among: '<5', keys: '', board: '', checkpoint, pad: '' })

test('a kiosk keeps the newest checkpoint that fits, and asks from there', async () => {
  await aWitness()
  expect(w.hub.seen.hellos[0]?.record).toEqual({ size: 0 })
  expect(w.store.state().record).toBe(noted(lines))
  shows(someLines(9), 6)
  await w.clock.pass(minute)
  expect(w.store.state().record).toBe(noted(someLines(9)))
  shows(someLines(9), 9)
  await w.clock.pass(minute)
  expect(w.hub.seen.hellos.at(-1)?.record).toEqual({ size: 9 })
  expect(told()).toEqual([])
})

test('A7: a kiosk that is shown a shorter or another record tells staff, keeps what it saw, and lets children on', async () => {
  await aWitness()
  for (const [shown, why] of [
    [shownOf(lines.slice(0, 4), 6, w.key), 'shorter'],
    [shownOf(someLines(9, 'Somebody else'), 6, w.key), 'changed'],
    [{ note: 'nothing signed', proof: [] }, 'unsigned'],
    [undefined, 'missing'],
  ] satisfies [typeof w.hub.is.record, string][]) {
    w.hub.is.record = shown
    await w.clock.pass(minute)
    expect(told()).toContain(`HG_RECORD_CHANGED ${why}`)
    expect(w.store.state().record).toBe(noted(lines))
  }
  expect(w.screen().kind).toBe('classes')
  shows(lines, 6)
  await w.clock.pass(minute)
  expect(told()).toEqual([])
})

test('A7: a slot’s answer with another checkpoint of the same length is a fork; an older one may only be late', async () => {
  await aWitness()
  passBy(noted(lines))
  passBy(noted(lines.slice(0, 3)))
  passBy('')
  await w.clock.pass(minute)
  expect(told()).toEqual([])
  const kept = w.logged.length
  passBy(noted(someLines(6, 'Somebody else')))
  expect(w.logged.slice(kept)).toEqual([JSON.stringify(['fault', { code: 'HG_RECORD_CHANGED' }])])
})
