import { beforeEach, describe, expect, test } from 'vitest'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, id, tile, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

/** What a page says of itself, until nothing is opened any more. */
async function provePages(say: (url: string) => void, ms = 240_000): Promise<string[]> {
  const opened: string[] = []
  let seen = w.shell.done.length
  for (let passed = 0; passed < ms; passed += 1_000) {
    await w.clock.pass(1_000)
    for (const line of w.shell.done.slice(seen)) {
      if (!line.startsWith('open ')) continue
      opened.push(line.slice(5))
      say(line.slice(5))
    }
    seen = w.shell.done.length
    await settle()
  }
  return opened
}
const answerWell = (url: string): void => {
  const verdict = w.shell.owner().judge({ url, use: 'navigation', top: null, method: 'GET' })
  if (verdict.kind === 'allow') w.shell.page({ kind: 'ready' })
  else w.shell.page({ kind: 'refused', url, code: verdict.code, use: 'navigation', byChild: false, redirect: false })
}

describe('the self-check', () => {
  test('lets children on when it holds, and tells the hub', async () => {
    await begin()
    expect(w.screen().kind).toBe('classes')
    expect(w.hub.seen.checks.at(-1)).toMatchObject({ passed: true })
  })

  test.each([['leaks'], ['cannot be run']])('refuses children when it %s, calmly, and lets them on when it holds again', async (how) => {
    if (how === 'leaks') w.shell.checks.leaks.push('stun')
    else w.shell.checks.isBroken = true
    await begin()
    // What could not be run is no leak: it is tried again before anybody is told.
    if (how === 'cannot be run') expect(w.screen().kind).toBe('starting')
    for (let tries = 0; tries < 2; tries += 1) await w.clock.pass(3_000)
    expect(w.screen()).toEqual({ kind: 'out-of-order', code: 'HG_SELF_CHECK', detail: '' })
    expect(w.hub.seen.checks.at(-1)).toMatchObject({ passed: false })
    await w.clock.pass(60_000)
    expect(w.hub.seen.hellos.at(-1)?.faults).toContainEqual({
      code: 'HG_SELF_CHECK',
      detail: how === 'leaks' ? 'stun' : 'it could not be run',
    })
    await w.press('sign-in.class', { classId: id('0') })
    expect(w.screen().kind).toBe('out-of-order')

    await w.press('staff.open', {})
    expect(await w.press('staff.why', { pin: '1234' })).toEqual({ kind: 'wrong' })
    w.shell.checks.leaks.length = 0
    w.shell.checks.isBroken = false
    await w.press('staff.close', {})
    await w.press('check.again', {})
    await settle()
    expect(w.screen().kind).toBe('classes')
  })

  describe('while it is still under way', () => {
    let goOn: () => void
    beforeEach(async () => {
      const held = Promise.withResolvers<void>()
      goOn = held.resolve
      w.shell.checks.goOn = held.promise
      await begin()
    })
    const pressClass = () => void w.press('sign-in.class', { classId: id('5') })

    test('the wall is there, and the first press waits for the result', async () => {
      expect(w.screen().kind).toBe('classes')
      pressClass()
      await settle()
      expect(w.screen().kind).toBe('starting')
      goOn()
      await settle()
      expect(w.screen().kind).toBe('pupils')
      expect(w.shell.checks.count).toBe(1)
    })

    test('a press lets nobody on when something leaks', async () => {
      w.shell.checks.leaks.push('stun')
      pressClass()
      goOn()
      await settle()
      expect(w.screen().kind).toBe('out-of-order')
      await w.press('sign-in.pupil', { pupilId: id('6') })
      await w.press('sign-in.secret', { pictures: ['key', 'umbrella', 'drum'] })
      expect(w.screen().kind).toBe('out-of-order')
    })

    test('nobody gets past the wall by another door', async () => {
      await w.press('sign-in.pupil', { pupilId: id('6') })
      await w.press('sign-in.group', { groupId: id('7') })
      expect(await w.press('sign-in.secret', { pictures: ['key', 'umbrella', 'drum'] })).toBe('ask-teacher')
      expect(w.screen().kind).toBe('classes')
    })

    test('a child can tell, and is not taken from there by the press of before', async () => {
      pressClass()
      await settle()
      await w.press('tell.press', {})
      const telling = w.screen().kind
      expect(['starting', 'classes']).not.toContain(telling)
      goOn()
      await settle()
      expect(w.screen().kind).toBe(telling)
    })
  })

  test('lets children on after a check that could not be run at first, and with gaps that nobody could try', async () => {
    w.shell.checks.isBroken = true
    w.shell.checks.untried.push('keyboard')
    await begin()
    expect(w.screen().kind).toBe('starting')
    expect(w.hub.seen.checks).toEqual([])
    w.shell.checks.isBroken = false
    await w.clock.pass(3_000)
    expect(w.screen().kind).toBe('classes')
    expect(w.hub.seen.checks.at(-1)?.checked?.canaries).toContainEqual({ name: 'keyboard', result: 'not-tried' })
  })

  test('tells staff who have the PIN what did not hold', async () => {
    w.right.words = '4821'
    w.shell.checks.leaks.push('stun')
    await begin()
    await w.press('staff.open', {})
    const told = await w.press('staff.why', { pin: '4821' })
    expect(told).toMatchObject({ kind: 'told', lines: [expect.stringContaining('STUN')] })
    expect(JSON.stringify(w.screen())).not.toContain('STUN')
  })

  test('is tried again when the technician asks, but never while a child is signed in', async () => {
    await begin()
    const before = w.shell.checks.count
    w.hub.event({ kind: 'check-yourself' })
    await settle()
    expect(w.shell.checks.count).toBe(before + 1)
    expect(w.screen().kind).toBe('classes')
    await toShelf('5', '6')
    w.hub.event({ kind: 'check-yourself' })
    await w.clock.pass(10)
    expect(w.shell.checks.count).toBe(before + 1)
    expect(w.screen().kind).toBe('shelf')
  })

  test('is due again for a browser that was started anew, before the next child', async () => {
    await begin()
    await toShelf('5', '6')
    w.shell.owner().onShellFault('died')
    w.shell.checks.leaks.push('download')
    await w.press('session.sign-out', {})
    await w.clock.pass(6_000)
    expect(w.screen().kind).toBe('out-of-order')
  })
})

describe('the daily proof', () => {
  test('tries what must be refused and each start address when nobody is there, shows nothing, and tells the hub', async () => {
    await begin()
    const opened = await provePages(answerWell)
    const [proof] = w.hub.seen.proofs
    expect(opened).toContain('https://127.0.0.1/')
    expect(proof?.canaries.map((one) => one.result)).toEqual(proof?.canaries.map(() => 'refused'))
    expect(proof?.tiles.map((one) => [one.classId.slice(0, 1), one.tileId.slice(0, 1), one.result])).toEqual([
      ['0', 'a', 'opened'],
      ['2', 'a', 'opened'],
      ['2', 'b', 'opened'],
      ['5', 'a', 'opened'],
      ['5', 'b', 'opened'],
    ])
    expect(w.shell.done).not.toContain('show')
    expect(w.shell.done.at(-1)).toBe('forget')
    expect(w.hub.seen.proofs.length).toBe(1)
    expect(w.journal.events()).toEqual([])
    w.clock.setWall(w.clock.now() + 24 * 3_600_000)
    await provePages(answerWell)
    expect(w.hub.seen.proofs.length).toBe(2)
  })

  test('stops at once when a child comes, and goes on later', async () => {
    await begin()
    await w.clock.pass(66_000)
    expect(w.shell.done.some((line) => line.startsWith('open '))).toBe(true)
    const tries = w.shell.done.filter((line) => line.startsWith('open ')).length
    await w.press('sign-in.class', { classId: id('5') })
    expect(w.shell.done.slice(-2)).toEqual(['close', 'forget'])
    expect(w.screen().kind).toBe('pupils')
    await w.press('sign-in.pupil', { pupilId: id('6') })
    await w.press('sign-in.secret', { pictures: ['key', 'umbrella', 'drum'] })
    await w.clock.pass(120_000)
    expect(w.shell.done.filter((line) => line.startsWith('open ')).length).toBe(tries)
    await w.press('session.sign-out', {})
    await provePages(answerWell)
    expect(w.hub.seen.proofs.length).toBe(1)
    expect(w.hub.seen.proofs[0]?.canaries.length).toBe(5)
  })

  test('says why a page did not open, and never calls a page failed when there was no connection at all', async () => {
    await begin()
    await provePages((url) => (url.includes('b.example') ? w.shell.page({ kind: 'failed', fault: 'offline' }) : answerWell(url)))
    expect(w.hub.seen.proofs[0]?.tiles.filter((one) => one.tileId === tile('b').id).map((one) => [one.result, one.why])).toEqual([
      ['no-answer', 'offline'],
      ['no-answer', 'offline'],
    ])
    w.clock.setWall(w.clock.now() + 24 * 3_600_000)
    await provePages((url) => (url.includes('example.org') ? w.shell.page({ kind: 'failed', fault: 'offline' }) : answerWell(url)), 120_000)
    expect(w.hub.seen.proofs[1]?.tiles.map((one) => one.result)).toEqual(Array(5).fill('not-tested'))
  })

  test('lets nobody on when an address opened that must never open', async () => {
    await begin()
    await provePages((url) => (url === 'https://127.0.0.1/' ? w.shell.page({ kind: 'ready' }) : answerWell(url)))
    expect(w.screen().kind).toBe('out-of-order')
    await w.clock.pass(120_000)
    expect(w.screen().kind).toBe('out-of-order')
  })
})
