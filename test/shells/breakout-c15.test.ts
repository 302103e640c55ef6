import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningChromium, someView, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

class Mine {
  readonly kind = 'left'
  steal(): string {
    return 'stolen'
  }
}
const cyclic: Record<string, unknown> = { kind: 'left' }
cyclic.self = cyclic

/** What a core that was written badly might hand to a screen. */
const odd: Readonly<Record<string, unknown>> = {
  'a promise in a field': { kind: 'left', later: Promise.resolve('later') },
  'a field that throws': Object.defineProperty({}, 'kind', {
    enumerable: true,
    get: () => {
      throw new Error('quillyfroost')
    },
  }),
  'a field that says another thing the second time': (() => {
    let times = 0
    return Object.defineProperty({}, 'kind', {
      enumerable: true,
      get: () => {
        times += 1
        return times > 1 ? 'wait' : 'secret'
      },
    })
  })(),
  'a function': () => 'done',
  'a function in a field': { kind: 'left', act: () => 'done' },
  'a frame of a film, or what looks like one': { kind: 'left', codedWidth: 640, close: () => {}, clone: () => ({}) },
  'a prototype of its own': JSON.parse('{"kind":"left","__proto__":{"admin":true}}'),
  'a class with methods': Object.assign(new Mine(), { more: 1 }),
  'a cycle': cyclic,
  'a big number': { kind: 'wait', seconds: 10n },
  'more than was promised': { kind: 'left', pin: '2468', school: { name: 'quillyfroost' } },
  'nothing at all': undefined,
}

describe('C15 What crosses to our own screens, in Chromium', () => {
  let kiosk: RunningChromium
  let answer: unknown = { kind: 'left' }
  beforeAll(async () => {
    kiosk = await startChromium(listJudge(), { answer: (name) => (name === 'staff.leave' ? answer : 'done') })
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  const onMain = (expression: string): Promise<unknown> => kiosk.shell.run?.screens.evaluate('main', expression) ?? Promise.resolve(null)
  const ask = `window.hedgerow.call('staff.leave', { pin: '2468' }).then((given) => ({ given, proto: Object.getPrototypeOf(given) === Object.prototype, thens: typeof given?.then }), (fault) => ({ fault: fault.code, said: String(fault) }))`

  test.each(Object.entries(odd))('B132 an answer with %s reaches no screen', async (_, given) => {
    answer = given
    expect(await onMain(ask)).toEqual({ fault: 'HG_INTERNAL', said: 'Error: HG_INTERNAL' })
    answer = { kind: 'wait', seconds: 5 }
    expect(await onMain(ask)).toEqual({ given: { kind: 'wait', seconds: 5 }, proto: true, thens: 'undefined' })
    expect(await onMain(`[({}).admin, Object.keys(Object.prototype).length]`)).toEqual([undefined, 0].map((one) => one ?? null))
  })

  test('B132 the bridge is two frozen functions that nothing on the screen can put others in the place of', async () => {
    expect(
      await onMain(`(() => {
        const before = window.hedgerow
        try { window.hedgerow = { call: async () => 'mine' } } catch {}
        try { before.call = async () => 'mine' } catch {}
        try { Object.defineProperty(window, 'hedgerow', { value: {} }) } catch {}
        try { delete window.hedgerow } catch {}
        try { Object.setPrototypeOf(before, { admin: true }) } catch {}
        return [window.hedgerow === before, Object.isFrozen(before), Reflect.ownKeys(before).join(), before.admin === undefined, typeof window.hedgerowSend]
      })()`),
    ).toEqual([true, true, 'call,onView', true, 'undefined'])
    expect(await onMain(`window.hedgerow.call('shelf.show', {})`)).toBe('done')
  })

  test('B132 a view arrives as plain data, and a screen that changes its copy changes nobody else’s', async () => {
    kiosk.shell.render({ ...someView(7), school: '</script><script>window.stolen = 1</script>\u2028' })
    const see = `new Promise((seen) => { const stop = window.hedgerow.onView((view) => { seen([view.serial, view.school, Object.getPrototypeOf(view) === Object.prototype, typeof window.stolen]) ; try { view.serial = 99 } catch {} }); stop?.() })`
    await kiosk.eventually('the view came', async () => Reflect.get(Object(await onMain(see)), 0) !== undefined)
    expect(Reflect.get(Object(await onMain(see)), 3)).toBe('undefined')
    kiosk.shell.render(someView(8))
    await kiosk.eventually(
      'the newest view is its own again',
      async () => Reflect.get(Object(await onMain(see)), 0) === 8 || Reflect.get(Object(await onMain(see)), 0) === 99,
    )
    const onBar = await kiosk.shell.run?.screens.evaluate('bar', see)
    expect(Reflect.get(Object(onBar), 0)).toBe(8)
  })
})
