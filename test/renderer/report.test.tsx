import { act, fireEvent } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { reportLimits } from '#core/contract/report.ts'
import { type Stage, stages } from '#core/contract/stage.ts'
import { profileOf } from '#renderer/profiles.ts'
import { longestWords } from '#renderer/screens/report-last.tsx'
import { useRenderer } from '#renderer/store.ts'
import { accessFaults, callsOf, isThere, marked, next, press, putAway, show } from './show.tsx'
import { sampleView, sampleViews } from './views.ts'

afterEach(putAway)
const mainText = () => document.querySelector('main')?.textContent ?? ''
const sentinel = 'zebra-umbrella-42'
const write = (text: string) =>
  act(async () => fireEvent.change(document.querySelector('textarea') as HTMLTextAreaElement, { target: { value: text } }))
const sent = (bridge: Awaited<ReturnType<typeof show>>) => callsOf(bridge).filter(({ name }) => name === 'report.send')
const nothingMore = { words: '', showPage: false, danger: false, lane: 'soon' }

const telling = ['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers']
describe('C18: "You are not in trouble"', () => {
  it.each(sampleViews.filter((one) => telling.includes(one.view.screen.kind)).map((one) => [one.stage, one.name, one.view] as const))(
    'stands at %s on %s',
    async (_, __, view) => {
      await show(view)
      expect(mainText()).toContain('You are not in trouble.')
    },
  )

  it.each(stages)('stands on every step of a note at %s, and axe finds nothing on any', async (stage) => {
    const bridge = await show(sampleView('report', stage))
    let answer: (value: 'saved' | 'not-saved') => void = () => undefined
    bridge.answers['report.send'] = () => new Promise((resolve) => (answer = resolve))
    const holds = async () => {
      expect(mainText()).toContain('You are not in trouble.')
      expect(document.activeElement).toBe(document.querySelector('h1'))
      expect(await accessFaults()).toEqual([])
    }
    await holds()
    await press('danger')
    await holds()
    await press('danger-note')
    await holds()
    await press('category:RUDE')
    await holds()
    if (isThere('send')) {
      await press('send')
      await holds()
    }
    expect(document.querySelector('main')?.getAttribute('aria-busy')).toBe('true')
    await act(async () => answer('not-saved'))
    await holds()
    expect(mainText()).toContain('Please tell a grown-up now.')
  })
})

describe('a note to the safety team', () => {
  it('is sent at EYFS by the picture: three presses from Tell', async () => {
    const bridge = await show(sampleView('classes', 'eyfs'))
    await press('tell')
    await next(bridge, sampleView('tell', 'eyfs'))
    await press('report')
    await next(bridge, sampleView('report', 'eyfs'))
    bridge.answers['report.send'] = 'saved'
    await press('category:SCARED')
    expect(callsOf(bridge)).toEqual([
      { name: 'tell.press', input: {} },
      { name: 'tell.report', input: {} },
      { name: 'report.send', input: { category: 'SCARED', ...nothingMore } },
    ])
  })

  it.each(['ks1', 'ks2'] as const)('is sent at %s three presses after the fork was shown, whatever the picture', async (stage) => {
    for (const { code } of profileOf(stage).categories) {
      const bridge = await show(sampleView('report', stage))
      bridge.answers['report.send'] = 'saved'
      await press(`category:${code}`)
      if (sent(bridge).length === 0) await press(isThere('send') ? 'send' : 'page-no')
      expect(sent(bridge), code).toEqual([
        { name: 'report.send', input: { category: code, ...nothingMore, showPage: code === 'WRONG' && stage === 'ks2' } },
      ])
    }
  })

  it('shows the page only when the child says so, except one that slipped through', async () => {
    const cases: readonly [Stage, string, readonly string[], boolean][] = [
      ['eyfs', 'SCARED', [], false],
      ['eyfs', 'WRONG', [], true],
      ['ks1', 'SCARED', ['page-yes'], true],
      ['ks1', 'WRONG', ['page-no'], false],
      ['ks2', 'MEAN', ['send'], false],
      ['ks2', 'MEAN', ['page-yes', 'send'], true],
      ['ks2', 'WRONG', ['send'], true],
      ['ks2', 'WRONG', ['page-no', 'send'], false],
    ]
    for (const [stage, code, presses, showPage] of cases) {
      const bridge = await show(sampleView('report', stage))
      bridge.answers['report.send'] = 'saved'
      await press(`category:${code}`)
      for (const mark of presses) await press(mark)
      expect(sent(bridge), `${stage} ${code} ${presses.join(' ')}`).toEqual([
        { name: 'report.send', input: { category: code, ...nothingMore, showPage } },
      ])
    }
  })

  it('asks nothing about a page when there is none', async () => {
    for (const stage of stages) {
      const bridge = await show(sampleView('report-no-page', stage))
      bridge.answers['report.send'] = 'saved'
      await press('category:WRONG')
      expect(isThere('page-yes')).toBe(false)
      if (stage !== 'eyfs') await press('send')
      expect(sent(bridge)).toEqual([{ name: 'report.send', input: { category: 'WRONG', ...nothingMore } }])
    }
  })

  it('asks kindly whether a grown-up should come as well where it may be urgent, and sends it either way', async () => {
    for (const stage of ['ks1', 'ks2'] as const) {
      let bridge = await show(sampleView('report', stage))
      bridge.answers['report.send'] = 'saved'
      await press('category:SELFHURT')
      expect(mainText()).toContain('Would you like a grown-up to come as well?')
      await press('send-and-call')
      expect(callsOf(bridge).map(({ name }) => name)).toEqual(['report.send', 'tell.grown-up'])
      bridge = await show(sampleView('report', stage))
      bridge.answers['report.send'] = 'saved'
      await press('category:SELFHURT')
      await press('send')
      expect(callsOf(bridge).map(({ name }) => name)).toEqual(['report.send'])
    }
    await show(sampleView('thanks', 'eyfs'))
    expect(mainText()).toContain('Would you like a grown-up to come as well?')
  })

  it.each(stages)('has "Somebody is in danger now" always in view at %s: a grown-up first, and the note can still go', async (stage) => {
    let bridge = await show(sampleView('report', stage))
    await press('danger')
    expect(mainText()).toContain('Get a grown-up this minute.')
    await press('grown-up')
    expect(callsOf(bridge)).toEqual([{ name: 'tell.grown-up', input: {} }])
    bridge = await show(sampleView('report-no-page', stage))
    bridge.answers['report.send'] = 'saved'
    await press('danger')
    await press('danger-note')
    expect(marked('danger').getAttribute('aria-pressed')).toBe('true')
    await press('category:FIGHT')
    if (stage !== 'eyfs') await press('send')
    expect(sent(bridge)).toEqual([
      { name: 'report.send', input: { category: 'FIGHT', words: '', showPage: false, danger: true, lane: 'soon' } },
    ])
  })

  it.each(stages)('can be stopped, and sent without choosing, at %s', async (stage) => {
    let bridge = await show(sampleView('report-no-page', stage))
    await press('leave')
    expect(callsOf(bridge)).toEqual([{ name: 'tell.leave', input: {} }])
    bridge = await show(sampleView('report-no-page', stage))
    bridge.answers['report.send'] = 'saved'
    await press('skip')
    if (stage !== 'eyfs') await press('send')
    expect(sent(bridge)).toEqual([{ name: 'report.send', input: { category: 'OTHER', ...nothingMore } }])
  })

  it('has words for KS2 only, no more than a report holds, without a counter', async () => {
    expect(longestWords).toBe(reportLimits.words)
    await show(sampleView('report', 'ks1'))
    await press('category:RUDE')
    expect(document.querySelector('textarea')).toBeNull()
    await show(sampleView('report', 'ks2'))
    await press('category:RUDE')
    expect(document.querySelector('textarea')?.maxLength).toBe(300)
    await write('hello')
    expect(mainText()).not.toContain('295')
    expect(mainText()).not.toContain('300')
  })

  it('hands the words to one call only, and keeps nothing of them', async () => {
    const bridge = await show(sampleView('report', 'ks2'))
    bridge.answers['report.send'] = 'saved'
    await press('category:MEAN')
    await write(` ${sentinel} `)
    await press('send')
    const holding = bridge.calls.filter((call) => JSON.stringify(call).includes(sentinel))
    expect(holding).toEqual([
      { name: 'report.send', input: { category: 'MEAN', words: sentinel, showPage: false, danger: false, lane: 'soon' } },
    ])
    expect(JSON.stringify(useRenderer.getState())).not.toContain(sentinel)
    expect(document.documentElement.outerHTML).not.toContain(sentinel)
    expect(localStorage).toHaveLength(0)
    expect(sessionStorage).toHaveLength(0)
  })

  it('goes now when the child says so, and rests after three notes without losing one', async () => {
    const bridge = await show(sampleView('report', 'ks2'))
    bridge.answers['report.send'] = 'wait'
    await press('category:MEAN')
    expect(mainText()).toContain('15 children or more were using computers just now. It could be any of you.')
    await write(sentinel)
    await press('send')
    expect(mainText()).toContain('You have sent three notes.')
    expect(await accessFaults()).toEqual([])
    bridge.answers['report.send'] = 'saved'
    await press('send-now')
    expect(sent(bridge).at(-1)).toMatchObject({ input: { words: sentinel, lane: 'now' } })
  })

  it('says honestly that few are there, and that nobody was named to read of a grown-up', async () => {
    await show(sampleView('report-no-page', 'ks2'))
    await press('category:ADULT')
    expect(mainText()).toContain('Only a few children were using computers just now.')
    expect(mainText()).toContain('Please tell another grown-up you trust.')
    expect(await accessFaults()).toEqual([])
  })

  it.each(stages)('is help by name first where somebody is in danger, from the fork at %s', async (stage) => {
    const bridge = await show(sampleView('tell', stage))
    await press('danger')
    expect(mainText()).toContain('Get a grown-up this minute.')
    expect(await accessFaults()).toEqual([])
    await press('help')
    expect(callsOf(bridge)).toEqual([{ name: 'tell.help', input: {} }])
  })

  it('C22: says on each screen of a practice that nothing is sent', async () => {
    for (const name of ['tell', 'report', 'thanks']) {
      const view = sampleView(name, 'ks2')
      await show({ ...view, screen: { ...view.screen, practice: true } as typeof view.screen })
      expect(document.querySelector('.practice-banner')?.textContent).toBe('This is only practice. Nothing is sent.')
      if (name === 'report') {
        await press('category:MEAN')
        expect(document.querySelector('.practice-banner')).not.toBeNull()
      }
    }
  })

  it('forgets a draft as soon as another screen comes', async () => {
    for (const name of ['shelf', 'tell', 'classes', 'idle']) {
      const bridge = await show(sampleView('report', 'ks2'))
      await press('category:MEAN')
      await write(sentinel)
      await next(bridge, sampleView(name, 'ks2'))
      expect(JSON.stringify(useRenderer.getState())).not.toContain(sentinel)
      await next(bridge, sampleView('report', 'ks2'))
      await press('category:MEAN')
      expect(document.querySelector('textarea')?.value).toBe('')
      expect(bridge.calls.some((call) => JSON.stringify(call).includes(sentinel))).toBe(false)
    }
  })

  it('survives that the kiosk does not answer: the child is told to tell a grown-up, and the words are gone', async () => {
    const bridge = await show(sampleView('report', 'ks2'))
    bridge.answers['report.send'] = () => Promise.reject(new Error('gone'))
    await press('category:MEAN')
    await write(sentinel)
    await press('send')
    expect(mainText()).toContain('Please tell a grown-up now.')
    expect(JSON.stringify(useRenderer.getState())).not.toContain(sentinel)
  })

  it('is not sent twice by a second press while it is being kept', async () => {
    const bridge = await show(sampleView('report', 'eyfs'))
    bridge.answers['report.send'] = () => new Promise(() => undefined)
    const picture = marked('category:MEAN')
    const other = marked('category:SCARED')
    await act(async () => {
      picture.click()
      other.click()
    })
    expect(sent(bridge)).toHaveLength(1)
  })
})

describe('thanks', () => {
  it('says that the note is on its way only when it can leave', async () => {
    await show(sampleView('thanks', 'ks1'))
    expect(mainText()).toContain('Your note is on its way')
    await show({ ...sampleView('thanks', 'ks1'), online: false })
    expect(mainText()).not.toContain('on its way')
    expect(mainText()).toContain('Your note is safe on this computer. It will be sent.')
  })

  it('has a calm corner with a balloon that breathes, and words for it', async () => {
    await show(sampleView('thanks', 'eyfs'))
    await press('calm')
    expect(mainText()).toContain('Breathe in')
    expect(mainText()).toContain('Breathe out')
    expect(mainText()).toContain('You are not in trouble.')
    expect(document.activeElement).toBe(document.querySelector('h1'))
  })
})

describe('the fork', () => {
  it('says kindly that the note box is not ready, and offers no note', async () => {
    const bridge = await show(sampleView('tell-not-ready', 'ks1'))
    expect(isThere('report')).toBe(false)
    expect(mainText()).toContain('The note box is not ready. Please tell a grown-up.')
    await press('grown-up')
    expect(callsOf(bridge)).toEqual([{ name: 'tell.grown-up', input: {} }])
  })

  it('says that the page is hidden only when there was one', async () => {
    const bridge = await show(sampleView('page', 'ks1'))
    await next(bridge, sampleView('tell', 'ks1'))
    expect(mainText()).toContain('The page is hidden.')
    await show(sampleView('tell', 'ks1'))
    expect(mainText()).not.toContain('The page is hidden.')
  })

  it('carries the honest line on the card of the note itself', async () => {
    for (const stage of stages) {
      await show(sampleView('tell', stage))
      expect(marked('report').textContent).toMatch(
        /put your name on it\. If somebody is in danger, grown-ups may try to find who needs help\./,
      )
    }
  })

  it('shows who is coming, and the people who can help when nobody is', async () => {
    const bridge = await show(sampleView('calling-coming', 'ks2'))
    expect(mainText()).toContain('Miss Patel is coming.')
    await next(bridge, sampleView('calling-no-hub', 'ks2'))
    expect(mainText()).toContain('Go and find a grown-up now.')
    await press('helpers')
    await press('call-off')
    expect(callsOf(bridge).map(({ name }) => name)).toEqual(['tell.helpers', 'tell.call-off'])
  })

  it('shows the school’s people, Childline and 999 without asking anybody', async () => {
    await show(sampleView('helpers', 'ks1'))
    for (const text of ['Mr Okoro', 'Safeguarding lead', 'Childline', '0800 1111', '999']) expect(mainText()).toContain(text)
  })
})
