import { cleanup, fireEvent, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Press } from '#renderer/parts/press.tsx'

let act: () => void
let acted = vi.fn<() => void>()
let now = 10_000
beforeEach(() => {
  acted = vi.fn<() => void>()
  act = acted
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  render(<Press act={act}>Go</Press>)
  button().getBoundingClientRect = () => new DOMRect(100, 100, 80, 80)
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})
const button = () => screen.getByRole('button')
const click = (detail = 1) => fireEvent(button(), new MouseEvent('click', { bubbles: true, cancelable: true, detail }))

describe('a press', () => {
  it('acts once, by mouse and by key', async () => {
    click()
    expect(acted).toHaveBeenCalledTimes(1)
    now += 1_000
    button().focus()
    await userEvent.keyboard('{Enter}')
    now += 1_000
    await userEvent.keyboard(' ')
    expect(acted).toHaveBeenCalledTimes(3)
  })

  it('ignores a second press within 400 ms, and trembling goes on being ignored', () => {
    click()
    for (let count = 0; count < 5; count += 1) {
      now += 300
      click()
    }
    expect(acted).toHaveBeenCalledTimes(1)
    now += 401
    click()
    expect(acted).toHaveBeenCalledTimes(2)
  })

  it('ignores the second click of a double click even on a button that has only just appeared', () => {
    click(2)
    expect(acted).not.toHaveBeenCalled()
  })

  it('counts a press that slips off the button by 12 px, and not one that is dragged away', () => {
    const at = (clientX: number, clientY: number) => ({ clientX, clientY, button: 0, pointerId: 1 })
    fireEvent.pointerDown(button(), at(176, 140))
    fireEvent.pointerUp(button(), at(186, 142))
    expect(acted).toHaveBeenCalledTimes(1)
    now += 1_000
    fireEvent.pointerDown(button(), at(176, 140))
    fireEvent.pointerUp(button(), at(230, 140))
    click()
    expect(acted).toHaveBeenCalledTimes(1)
  })

  it('is not made by the right button, by hovering or by a long press', () => {
    fireEvent.pointerDown(button(), { clientX: 176, clientY: 140, button: 2, pointerId: 1 })
    fireEvent.pointerUp(button(), { clientX: 186, clientY: 140, button: 2, pointerId: 1 })
    fireEvent.mouseOver(button())
    fireEvent.pointerDown(button(), { clientX: 140, clientY: 140, button: 0, pointerId: 1 })
    now += 5_000
    expect(acted).not.toHaveBeenCalled()
  })
})
