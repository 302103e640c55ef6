import { afterEach, describe, expect, it } from 'vitest'
import { accessFaults, callsOf, putAway, show } from './show.tsx'
import { sampleViews } from './views.ts'

afterEach(putAway)

const blame =
  /\b(blocked|denied|error|forbidden|wrong|secret|fault|failed|invalid|attempts?|tries left|are you sure|why did|100 ?%|nobody can know)\b/i
/** Kind sentences that hold such a word. */
const kind = [
  'You have done nothing wrong.',
  'If something feels wrong, stop and tell.',
  'If something feels wrong, I press the big button and tell.',
  'Pages that it closed, without saying whose fault it was.',
]

function said(): string {
  const names = [...document.querySelectorAll('[aria-label],[placeholder]')].map(
    (one) => `${one.getAttribute('aria-label') ?? ''} ${one.getAttribute('placeholder') ?? ''}`,
  )
  return kind.reduce((text, line) => text.replaceAll(line, ''), `${document.body.textContent} ${names.join(' ')}`)
}

describe.each(['eyfs', 'ks1', 'ks2'] as const)('%s', (stage) => {
  it.each(sampleViews.filter((one) => one.stage === stage).map((one) => [one.name, one.view] as const))(
    '%s draws, with Tell an adult first by keyboard, one heading that has the focus, and nothing for axe to find',
    async (name, view) => {
      const bridge = await show(view)
      const buttons = [...document.querySelectorAll<HTMLElement>('button')]
      expect(buttons[0]?.dataset.mark).toBe('tell')
      expect(buttons[0]?.textContent).toBe('Tell an adult')
      const headings = document.querySelectorAll('h1')
      expect(headings).toHaveLength(1)
      expect(headings[0]?.textContent).not.toBe('')
      expect(document.activeElement).toBe(headings[0])
      for (const button of buttons) {
        expect((button.getAttribute('aria-label') ?? button.textContent ?? '').trim(), button.outerHTML).not.toBe('')
        expect(button.tabIndex).toBe(0)
      }
      if (name !== 'out-of-order') expect(said()).not.toMatch(blame)
      // A key that has no words is shown as the key.
      expect(document.body.textContent).not.toMatch(/\b[a-z]+[A-Za-z]*\.[a-z][A-Za-z]+\b(?!\.example)/)
      expect(callsOf(bridge)).toEqual([])
      expect(await accessFaults()).toEqual([])
    },
  )
})

describe('the bar surface', () => {
  it.each(
    sampleViews
      .filter((one) => ['page', 'tell', 'classes', 'shelf'].includes(one.name))
      .map((one) => [one.stage, one.name, one.view] as const),
  )('is only the bar at %s on %s, and takes the focus from nobody', async (_, __, view) => {
    await show(view, 'bar')
    expect(document.querySelector('main')?.children).toHaveLength(2)
    expect(await accessFaults()).toEqual([])
    expect(document.querySelector('button')?.textContent).toBe('Tell an adult')
    expect(document.activeElement).toBe(document.body)
  })
})
