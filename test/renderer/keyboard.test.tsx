import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it } from 'vitest'
import { callsOf, isThere, marked, putAway, show } from './show.tsx'
import { sampleView, sampleViews } from './views.ts'

afterEach(putAway)

/** Every control, in the order in which Tab meets them, from the top of the page. */
const controls = () => [...document.querySelectorAll<HTMLElement>('button, input, textarea')]

describe('the keyboard alone', () => {
  it('never loses its place when the button that had it goes', async () => {
    for (const stage of ['eyfs', 'ks1', 'ks2'] as const) {
      await show(sampleView('shelf', stage))
      marked('more').focus()
      await userEvent.keyboard('{Enter}')
      expect(isThere('more')).toBe(false)
      expect(document.activeElement).toBe(document.querySelector('h1'))
    }
  })

  it.each(sampleViews.filter((one) => one.stage === 'ks2').map((one) => [one.name, one.view] as const))(
    'reaches everything on %s, and Escape does nothing',
    async (_, view) => {
      const bridge = await show(view)
      const user = userEvent.setup()
      await user.keyboard('{Escape}')
      expect(callsOf(bridge)).toEqual([])
      ;(document.activeElement as HTMLElement | null)?.blur()
      for (const control of controls()) {
        await user.tab()
        expect(document.activeElement).toBe(control)
      }
    },
  )
})
