import { describe, expect, it } from 'vitest'
import type { Tile } from '#core/contract/list.ts'
import type { LookJob } from '#core/contract/look.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { newSigningKey, signDocument } from '#core/sealing/signed-document.ts'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, id, monday, remakeWorld, tile, toPage, toShelf, w, words } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

const url = 'https://a.example.org/page'
/** A look that waits at the hub. `tiles`: the draft. */
function waits(jobId: string, tiles: Tile[] = [tile('a'), tile('b')], change: Partial<LookJob> = {}, key = w.key.privateKey): void {
  const job: LookJob = {
    kind: 'look-job',
    schoolId: w.school().schoolId,
    id: id(jobId),
    classId: id('2'),
    stage: 'ks1',
    tileId: id('a'),
    tiles,
    issuedAt: w.clock.now(),
    expiresAt: w.clock.now() + 600_000,
    ...change,
  }
  w.hub.looks.push(signDocument(job, key))
}
/** Until the kiosk has opened something, or long enough that it would have. */
async function opened(): Promise<boolean> {
  for (let turn = 0; turn < 30 && !w.shell.done.some((line) => line.startsWith('open ')); turn += 1) await w.clock.pass(1_000)
  return w.shell.done.some((line) => line.startsWith('open '))
}
const ask = (address: string, use: 'navigation' | 'subresource' = 'subresource') =>
  w.shell.owner().judge({ url: address, use, top: use === 'navigation' ? null : url, method: 'GET' })
const arrive = () => {
  ask(url, 'navigation')
  w.shell.page({ kind: 'committed', url, inside: false })
}
const result = () => w.hub.seen.looks.at(-1)?.result

describe('a look at a page for a teacher', () => {
  it('opens it hidden under the draft, waits until it is at rest, and tells what was seen', async () => {
    waits('1', [tile('a', { companions: ['media.example.org'] })])
    await begin()
    expect(await opened()).toBe(true)
    arrive()
    expect(ask('https://media.example.org/frog.png').kind).toBe('allow')
    for (const host of ['cdn.example.net', 'ads.example.net', 'cdn.example.net']) expect(ask(`https://${host}/x`).kind).toBe('refuse')
    words('Not yet all of it', { title: 'Frogs' })
    w.shell.page({ kind: 'ready' })
    await w.clock.pass(2_000)
    words('Frogs sit in the pond.  They jump.', { title: 'Frogs', url: `${url}#top` })
    await w.clock.pass(2_000)
    expect(w.hub.seen.looks).toEqual([])
    await w.clock.pass(1_000)
    expect(result()).toEqual({
      kind: 'opens',
      finalUrl: `${url}#top`,
      title: 'Frogs',
      firstWords: 'Frogs sit in the pond. They jump.',
      refusedHosts: ['cdn.example.net', 'ads.example.net'],
      seen: {
        fingerprint: fingerprintOf({ text: 'Frogs sit in the pond.  They jump.', around: '', linked: 0 }),
        finalUrl: `${url}#top`,
        hosts: ['a.example.org', 'media.example.org'],
        score: 0,
        at: expect.any(Number),
      },
    })
    expect(w.shell.done.slice(-2)).toEqual(['close', 'forget'])
    expect(w.shell.done).not.toContain('show')
    expect(w.screen().kind).toBe('classes')
    // Nothing of the draft is open any more.
    expect(ask(url, 'navigation').kind).toBe('refuse')
  })

  it('says why a page would not open: what it says, where it leads, or that it never came', async () => {
    const outcomes: unknown[] = []
    for (const [jobId, say] of [
      ['1', () => words('You have won! Visit the online casino.')],
      ['2', () => w.shell.page({ kind: 'committed', url: 'https://elsewhere.example.net/', inside: true })],
      ['3', () => w.shell.page({ kind: 'failed', fault: 'certificate' })],
      ['4', () => undefined],
    ] as const) {
      remakeWorld()
      waits(jobId)
      await begin()
      expect(await opened()).toBe(true)
      say()
      await w.clock.pass(31_000)
      outcomes.push(result())
    }
    expect(outcomes.map((one) => [Reflect.get(one ?? {}, 'reason'), Reflect.get(one ?? {}, 'found')])).toEqual([
      ['content', 'scams,gambling'],
      ['moved-inside', ''],
      ['certificate', ''],
      ['load-failed', ''],
    ])
  })

  it('stops at once when a child comes: nothing of the draft opens for the child, and the hub hears that it was interrupted', async () => {
    waits('1', [tile('c')], { tileId: id('c') })
    await begin()
    expect(await opened()).toBe(true)
    expect(ask('https://c.example.org/page', 'navigation').kind).toBe('allow')
    await toShelf('2', '7')
    expect(w.hub.seen.looks).toEqual([{ jobId: id('1'), result: null }])
    expect(w.shell.done.slice(0, 4)).toEqual(['open https://c.example.org/page', 'cover', 'close', 'forget'])
    expect(ask('https://c.example.org/page', 'navigation').kind).toBe('refuse')
    waits('2')
    w.hub.event({ kind: 'look-wanted' })
    w.shell.done.length = 0
    expect(await opened()).toBe(false)
    await w.press('session.sign-out', {})
    expect(await opened()).toBe(true)
  })

  it('takes nothing from a child who came while the hub was slow to answer', async () => {
    const slow = Promise.withResolvers<SignedDocument | null>()
    Object.assign(w.hub.hub, { takeLook: () => slow.promise })
    await begin()
    await w.clock.pass(12_000)
    await toShelf('2', '7')
    await toPage()
    const before = w.shell.done.length
    await w.press('session.touch', {})
    expect(w.shell.done.slice(before)).toEqual([])
    expect(ask(url, 'navigation').kind).toBe('allow')
    waits('1')
    slow.resolve(w.hub.looks.shift() ?? null)
    await settle()
    expect(w.hub.seen.looks).toEqual([{ jobId: id('1'), result: null }])
    expect(w.shell.done.slice(before)).toEqual([])
  })

  it.each([
    ['another key', () => waits('1', undefined, {}, newSigningKey().privateKey)],
    ['another school', () => waits('1', undefined, { schoolId: id('f') })],
    ['another document', () => w.hub.looks.push(signDocument(w.lists()[0], w.key.privateKey))],
  ])('is never opened for anybody but the school’s own hub: %s', async (_what, offer) => {
    offer()
    await begin()
    expect(await opened()).toBe(false)
    expect(w.hub.seen.looksTaken).toBe(1)
    expect(w.hub.seen.looks).toEqual([])
  })

  it('opens nothing of an order that is past its time', async () => {
    waits('1', undefined, { issuedAt: monday - 2_000_000, expiresAt: monday - 1_000_000 })
    await begin()
    await opened()
    expect(ask(url, 'navigation')).toEqual({ kind: 'refuse', code: 'list-expired' })
  })
})
