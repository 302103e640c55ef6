import { beforeEach, expect, test } from 'vitest'
import { HedgerowError } from '#core/contract/errors.ts'
import { letterLimits } from '#core/contract/mailbox.ts'
import type { StoryCode } from '#core/contract/picture-story.ts'
import { triesAnHour } from '#core/mailbox/tries.ts'
import { newKioskKey } from '#core/sealing/mailbox-keys.ts'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, hour, id, toShelf, w } from '#test/core/kiosk-world.ts'
import { mailboxRoom, otherCode, someCode } from '#test/core/mailbox-room.ts'

freshWorldEachTest()
let room: ReturnType<typeof mailboxRoom>
beforeEach(() => {
  room = mailboxRoom()
})

/** A kiosk of a school with a mailbox, whose computers were let in. */
async function open(): Promise<void> {
  await begin({ mailbox: room.ports })
  await w.clock.pass(10)
  await until(() => room.kept() !== null)
  w.hub.mailbox.now = { seed: await room.seedFor(room.identity()), letters: [] }
  await sync()
}
async function sync(): Promise<void> {
  const before = room.done.written
  w.hub.event({ kind: 'notices-changed' })
  await until(() => room.done.written > before)
}
async function until(isSo: () => boolean): Promise<void> {
  // The fakes' clock stands still meanwhile: what is waited for is the work of the machine itself.
  await expect.poll(isSo, { interval: 2, timeout: 10_000 }).toBe(true)
}
const at = () => {
  const screen = w.screen()
  return screen.kind === 'letters' ? screen.at : screen.kind
}
async function look(code: StoryCode): Promise<void> {
  await w.press('letters.look', { code })
  await until(() => at() !== 'looking')
}
const note = { category: 'MEAN', words: 'They laugh at me', showPage: false, danger: false, lane: 'soon' } as const
async function tellUntilAsked(): Promise<void> {
  await w.press('tell.press', {})
  await w.press('tell.report', {})
  expect(w.screen()).toMatchObject({ kind: 'report', answers: true })
  expect(await w.press('report.send', { ...note, answer: 'ask' })).toBe('held')
  expect(w.outbox.kept).toEqual([])
}
async function aStory(): Promise<StoryCode> {
  const answer = await w.press('report.story', {})
  if (answer.kind !== 'story') throw new Error('no story')
  return answer.code
}

test('a child who asks for an answer gets two stories, says them once, and the note carries the address that they open', async () => {
  await open()
  await toShelf('5', '6')
  await tellUntilAsked()
  const first = await aStory()
  const second = await aStory()
  expect(second).not.toEqual(first)
  expect(await w.press('report.practise', { code: first })).toBe('look-again')
  expect(await w.press('report.practise', { code: second })).toBe('right')
  expect(await w.press('report.send', { ...note, answer: 'yes' })).toBe('saved')
  const [kept] = w.outbox.kept
  expect(w.outbox.kept).toHaveLength(1)
  expect(kept?.report.mailbox).toEqual((await room.keysOf(second)).address)
  expect(w.screen()).toMatchObject({ kind: 'thanks', answer: true })
})

test('another pair of stories comes twice, and no more', async () => {
  await open()
  await toShelf('5', '6')
  await tellUntilAsked()
  const more = []
  for (let turn = 0; turn < 4; turn += 1) {
    const answer = await w.press('report.story', {})
    more.push(answer.kind === 'story' ? answer.more : answer.kind)
  }
  expect(more).toEqual([true, true, false, 'none'])
})

test.each([
  ['saying no', () => w.press('report.send', { ...note, answer: 'no' })],
  ['leaving', () => w.press('tell.leave', {})],
  ['pressing Tell an adult again', () => w.press('tell.press', {})],
  ['asking for a grown-up', () => w.press('tell.grown-up', {})],
  ['walking away', () => w.clock.pass(125_000)],
  ['signing out', () => w.press('session.sign-out', {})],
])('%s costs nothing: the note goes, once, without an address', async (_, act) => {
  await open()
  await toShelf('5', '6')
  await tellUntilAsked()
  await w.press('report.practise', { code: await aStory() })
  await act()
  await settle()
  expect(w.outbox.kept.map(({ report }) => [report.words, report.mailbox])).toEqual([[note.words, undefined]])
  await w.press('tell.leave', {})
  expect(w.outbox.kept).toHaveLength(1)
})

test('a machine that cannot make the keys says so, and the note goes all the same', async () => {
  await open()
  await toShelf('5', '6')
  await tellUntilAsked()
  room.is.failing = true
  expect(await w.press('report.practise', { code: await aStory() })).toBe('none')
  expect(await w.press('report.send', { ...note, answer: 'yes' })).toBe('saved')
  expect(w.outbox.kept[0]?.report).not.toHaveProperty('mailbox')
})

test('only a school that has a mailbox, a kiosk that was let in and can make keys, and a stage that reads ask', async () => {
  await open()
  await w.press('sign-in.class', { classId: id('5') })
  expect(w.screen()).toMatchObject({ kind: 'pupils', letters: true })
  await w.press('sign-in.back', {})
  await w.press('sign-in.class', { classId: id('2') })
  expect(w.screen()).not.toHaveProperty('letters')
  await w.press('tell.press', {})
  expect(w.screen()).not.toHaveProperty('letters')
  await w.press('letters.open', {})
  expect(w.screen().kind).toBe('tell')
  await w.press('tell.report', {})
  expect(w.screen()).not.toHaveProperty('answers')
  await w.press('tell.leave', {})
  // Not let in: the seed is sealed to others.
  w.hub.mailbox.now = {
    seed: await room.seedFor((await newKioskKey()).identity),
    letters: [],
  }
  await sync()
  await w.press('sign-in.class', { classId: id('5') })
  expect(w.screen()).not.toHaveProperty('letters')
  await w.press('sign-in.back', {})
  room.is.there = false
  w.hub.mailbox.now = { seed: await room.seedFor(room.identity()), letters: [] }
  await sync()
  expect(w.hub.seen.mailboxAsks.at(-1)?.recipient).toBeNull()
  await w.press('sign-in.class', { classId: id('5') })
  expect(w.screen()).not.toHaveProperty('letters')
})

test('the right stories open all letters to them, the newest first; others see what they would see without a letter', async () => {
  await open()
  w.hub.mailbox.now?.letters.push(
    await room.letterTo(someCode, { words: 'First.', day: '2026-11-02' }),
    await room.letterTo(otherCode, { words: 'Not for you.' }),
    await room.letterTo(someCode, { card: 'we-acted', words: 'Second.', day: '2026-11-20' }),
  )
  await sync()
  await w.press('sign-in.class', { classId: id('5') })
  await w.press('letters.open', {})
  expect(w.screen()).toEqual({ kind: 'letters', at: 'picking', letters: [] })
  await look(someCode)
  expect(w.screen()).toEqual({
    kind: 'letters',
    at: 'found',
    letters: [
      { card: 'we-acted', words: 'Second.' },
      { card: 'thank-you', words: 'First.' },
    ],
  })
  await w.press('letters.open', {})
  await look([someCode[0], otherCode[1]])
  expect(w.screen()).toEqual({ kind: 'letters', at: 'none', letters: [] })
  // A letter that was taken back is gone from here, too; a code of which nobody has a letter looks the same.
  if (w.hub.mailbox.now !== null) w.hub.mailbox.now.letters = []
  await sync()
  await w.press('letters.open', {})
  await look(someCode)
  expect(w.screen()).toEqual({ kind: 'letters', at: 'none', letters: [] })
})

test('P15: looking asks nobody, writes nothing and logs nothing; right and wrong stories take the same work, however many letters there are', async () => {
  await open()
  for (const letters of [0, 1, letterLimits.perBox, 7]) {
    const here = []
    for (let turn = 0; turn < letters; turn += 1) here.push(await room.letterTo(turn % 2 === 0 ? someCode : otherCode))
    if (w.hub.mailbox.now !== null) w.hub.mailbox.now.letters = here
    if (letters > 0) await sync()
    w.shell.views.length = 0
    await w.press('sign-in.class', { classId: id('5') })
    await w.press('letters.open', {})
    const before = JSON.stringify([w.hub.seen, w.store.state(), w.journal.events(), w.logged, room.done.written])
    const work = []
    for (const code of [someCode, [someCode[0], otherCode[1]] as const]) {
      room.done.derived = 0
      room.done.opened = 0
      await look([...code])
      expect(at()).toBe(code === someCode && letters > 0 ? 'found' : 'none')
      work.push([room.done.derived, room.done.opened])
      await w.press('letters.open', {})
    }
    expect(work).toEqual([
      [1, letterLimits.perBox],
      [1, letterLimits.perBox],
    ])
    expect(JSON.stringify([w.hub.seen, w.store.state(), w.journal.events(), w.logged, room.done.written])).toBe(before)
    await w.press('letters.leave', {})
    await w.clock.pass(hour)
  }
})

test('A3: after ten tries in an hour codes rest on this kiosk, and nothing else does', async () => {
  await open()
  w.hub.mailbox.now?.letters.push(await room.letterTo(someCode))
  await sync()
  await toShelf('5', '6')
  await w.press('tell.press', {})
  for (let turn = 0; turn < triesAnHour; turn += 1) {
    await w.press('letters.open', {})
    await look(otherCode)
    expect(at()).toBe('none')
  }
  const { derived } = room.done
  await w.press('letters.open', {})
  expect(at()).toBe('paused')
  await look(someCode)
  expect([at(), room.done.derived]).toEqual(['paused', derived])
  // Telling, ringing and asking for an answer go on.
  await w.press('tell.press', {})
  expect(w.screen()).toMatchObject({ kind: 'tell', canReport: true })
  await w.press('tell.report', {})
  expect(await w.press('report.send', { ...note, answer: 'ask' })).toBe('held')
  expect(await w.press('report.practise', { code: await aStory() })).toBe('right')
  expect(await w.press('report.send', { ...note, answer: 'yes' })).toBe('saved')
  await w.press('tell.press', {})
  await w.press('tell.help', {})
  expect(w.hub.seen.calls.at(-1)?.call.kind).toBe('help')
  await w.press('tell.call-off', {})
  // Nothing of a code, and no time of a try, is on the disk or in a log.
  const left = JSON.stringify([w.store.state(), w.journal.events(), w.logged, room.kept()])
  for (const story of otherCode) expect(left).not.toContain(story.animal)
  expect(left).not.toMatch(/letters.look|tries/)
  await w.clock.pass(hour)
  await w.press('sign-in.class', { classId: id('5') })
  await w.press('letters.open', {})
  await look(someCode)
  expect(at()).toBe('found')
})

test('a letter goes from the screen by itself after a minute, and an answer that comes late is shown to nobody', async () => {
  await open()
  w.hub.mailbox.now?.letters.push(await room.letterTo(someCode, { words: 'For you.' }))
  await sync()
  await toShelf('5', '6')
  await w.press('tell.press', {})
  await w.press('letters.open', {})
  await look(someCode)
  expect(at()).toBe('found')
  await w.clock.pass(62_000)
  expect(at()).toBe('shelf')
  await w.press('tell.press', {})
  await w.press('letters.open', {})
  let go: () => void = () => undefined
  room.is.gate = new Promise((resolve) => {
    go = resolve
  })
  const { opened } = room.done
  await w.press('letters.look', { code: someCode })
  expect(at()).toBe('looking')
  // Tell an adult is there at once, whatever the machine is busy with.
  await w.press('tell.press', {})
  expect(at()).toBe('tell')
  go()
  await until(() => room.done.opened > opened + letterLimits.perBox - 1)
  await settle()
  expect(at()).toBe('tell')
})

test('a hub that knows of no mailbox, and one that is out of reach, cost a kiosk nothing but its letters', async () => {
  let asked = 0
  let fault: Error = new HedgerowError('HG_NOT_FOUND')
  const away = async (): Promise<never> => {
    asked += 1
    throw fault
  }
  const logged = () => w.logged.filter((line) => line.includes('fetchMailbox')).length
  await begin({ mailbox: room.ports, hub: { ...w.hub.hub, mailbox: away } })
  await until(() => asked > 0)
  await settle()
  expect(logged()).toBe(0)
  fault = new Error('unreachable')
  w.hub.event({ kind: 'notices-changed' })
  await until(() => logged() > 0)
  await toShelf('5', '6')
  await w.press('tell.press', {})
  expect(w.screen()).not.toHaveProperty('letters')
  await w.press('tell.report', {})
  expect(await w.press('report.send', note)).toBe('saved')
})

test('each kiosk asks the hub the same at the same moments, and takes only what it lacks', async () => {
  await open()
  const first = await room.letterTo(someCode)
  w.hub.mailbox.now?.letters.push(first)
  await sync()
  const second = await room.letterTo(otherCode)
  w.hub.mailbox.now?.letters.push(second)
  await sync()
  expect(w.hub.seen.lettersAsked).toEqual([[first.id], [second.id]])
  // Nothing new: one short question, and no write.
  const { written } = room.done
  const asks = w.hub.seen.mailboxAsks.length
  await w.clock.pass(61_000)
  await until(() => w.hub.seen.mailboxAsks.length > asks)
  expect([w.hub.seen.lettersAsked.length, room.done.written]).toEqual([2, written])
})
