import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { stages } from '#core/contract/stage.ts'
import { profileOf } from '#renderer/profiles.ts'
import { wordsFor } from '#renderer/words.ts'
import { callsOf, isThere, press, putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

let now = 0
beforeEach(() => void vi.spyOn(performance, 'now').mockImplementation(() => now))
afterEach(() => {
  vi.restoreAllMocks()
  putAway()
})

describe.each(stages)('the agreement at %s', (stage) => {
  it('shows every rule, a few on each screen, and agrees once at the end', async () => {
    const bridge = await show(sampleView('agreement', stage))
    const { rules, perScreen } = profileOf(stage).agreement
    const words = wordsFor(stage)
    const seen: string[] = []
    for (let page = 0; page * perScreen < rules.length; page += 1) {
      expect(callsOf(bridge)).toEqual([])
      const text = document.querySelector('main')?.textContent ?? ''
      const shown = rules.filter((rule) => text.includes(words(`agreement.rules.${rule.key}`)))
      expect(shown.length).toBeLessThanOrEqual(perScreen)
      seen.push(...shown.map((rule) => rule.key))
      expect(document.querySelectorAll('.pebbles .on')).toHaveLength(page + 1)
      expect(document.activeElement).toBe(document.querySelector('h1'))
      now += 500
      await press('agree')
    }
    expect(seen).toEqual(rules.map((rule) => rule.key))
    expect(callsOf(bridge)).toEqual([{ name: 'agreement.agree', input: {} }])
  })

  it('takes a question at every rule, and goes back a rule', async () => {
    const bridge = await show(sampleView('agreement', stage))
    expect(isThere('rule-back')).toBe(false)
    await press('agree')
    await press('rule-back')
    expect(document.querySelectorAll('.pebbles .on')).toHaveLength(1)
    await press('question')
    expect(callsOf(bridge)).toEqual([{ name: 'agreement.question', input: {} }])
  })

  it('is one tap as a reminder', async () => {
    const bridge = await show(sampleView('agreement-reminder', stage))
    await press('agree')
    expect(callsOf(bridge)).toEqual([{ name: 'agreement.agree', input: {} }])
  })

  it('is followed by what the computer remembers, and what it does not', async () => {
    const bridge = await show(sampleView('notice', stage))
    const words = wordsFor(stage)
    const text = document.querySelector('main')?.textContent ?? ''
    for (const key of ['pages', 'agreed', 'closed', 'asked', 'notTitle', 'noNotes', 'noPictures', 'noTyping', 'who'])
      expect(text).toContain(words(`notice.${key}`))
    await press('notice-seen')
    expect(callsOf(bridge)).toEqual([{ name: 'notice.seen', input: {} }])
  })
})
