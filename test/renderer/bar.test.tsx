import { afterEach, describe, expect, it, vi } from 'vitest'
import { stages } from '#core/contract/stage.ts'
import { callsOf, isThere, marked, marks, press, putAway, show } from './show.tsx'
import { sampleView, sampleViews } from './views.ts'

afterEach(() => {
  vi.useRealTimers()
  putAway()
})

describe('the bar above a page', () => {
  it.each(stages)('has Tell, Close it, Our shelf and I am done at %s, in this order', async (stage) => {
    await show(sampleView('page', stage), 'bar')
    expect(marks().filter((mark) => mark !== 'speaker')).toEqual(['tell', 'close', 'shelf', 'done'])
    expect(marked('close').getAttribute('aria-label')).toBe('Close it. I’m not sure')
  })

  it('makes one call for each key', async () => {
    for (const [mark, name] of [
      ['tell', 'tell.press'],
      ['close', 'page.unsure'],
      ['shelf', 'shelf.show'],
      ['done', 'session.sign-out'],
    ] as const) {
      const bridge = await show(sampleView('page', 'ks1'), 'bar')
      await press(mark)
      expect(callsOf(bridge)).toEqual([{ name, input: {} }])
    }
  })

  it('shows the name the teacher gave and who is signed in', async () => {
    await show(sampleView('page', 'ks2'), 'bar')
    expect(document.querySelector('.where.open')?.textContent).toBe('Life in a pond')
    expect(marked('done').textContent).toContain('Rhiannon')
  })

  it('needs no words at EYFS beside the close key', async () => {
    await show(sampleView('page', 'eyfs'), 'bar')
    expect(marked('close').textContent).toBe('')
    expect(marked('shelf').textContent).toBe('')
  })
})

describe('the bar on the big screen', () => {
  it('leaves the telling screens without a trace', async () => {
    const bridge = await show(sampleView('thanks', 'ks1'))
    await press('shelf')
    expect(callsOf(bridge)).toEqual([{ name: 'tell.leave', input: {} }])
  })

  it.each(sampleViews.filter((one) => one.stage === 'ks1').map((one) => [one.name, one.view] as const))(
    'takes a press of Tell on %s',
    async (_, view) => {
      const bridge = await show(view)
      await press('tell')
      expect(callsOf(bridge)).toEqual([{ name: 'tell.press', input: {} }])
    },
  )

  it('offers no way round the agreement', async () => {
    for (const name of ['agreement', 'notice', 'question', 'idle']) {
      await show(sampleView(name, 'ks2'))
      expect(isThere('shelf')).toBe(false)
    }
  })
})

describe('the leaf for staff', () => {
  it('opens the pad after five presses in five seconds, and after no fewer', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const bridge = await show(sampleView('classes', 'eyfs'))
    for (let count = 0; count < 4; count += 1) {
      vi.advanceTimersByTime(700)
      await press('staff')
    }
    expect(callsOf(bridge)).toEqual([])
    vi.advanceTimersByTime(700)
    await press('staff')
    expect(callsOf(bridge)).toEqual([{ name: 'staff.open', input: {} }])
  })

  it('forgets presses that are too far apart', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const bridge = await show(sampleView('classes', 'eyfs'))
    for (let count = 0; count < 9; count += 1) {
      vi.advanceTimersByTime(1_600)
      await press('staff')
    }
    expect(callsOf(bridge)).toEqual([])
  })

  it('is on the sign-in screens only', async () => {
    for (const { name, stage, view } of sampleViews.filter((one) => one.stage === 'ks1')) {
      await show(view)
      const expected = ['classes', 'pupils', 'secret', 'ask-teacher', 'out-of-order', 'not-enrolled'].includes(view.screen.kind)
      expect(isThere('staff'), `${stage} ${name}`).toBe(expected)
    }
  })
})
