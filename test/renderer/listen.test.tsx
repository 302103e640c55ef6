import { act, fireEvent } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { takeView, useRenderer } from '#renderer/store.ts'
import { putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

afterEach(() => {
  vi.restoreAllMocks()
  putAway()
})

describe('listening', () => {
  it('says which surface is ready', async () => {
    const bridge = await show(sampleView('shelf', 'ks1'), 'bar')
    expect(bridge.calls[0]).toEqual({ name: 'screen.ready', input: { surface: 'bar' } })
  })

  it('tells the kiosk of a touch at most every five seconds', async () => {
    let now = 50_000
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    const bridge = await show(sampleView('shelf', 'ks1'))
    const touches = () => bridge.calls.filter(({ name }) => name === 'session.touch').length
    for (const make of [fireEvent.pointerMove, fireEvent.pointerDown, fireEvent.keyDown]) make(document.body)
    expect(touches()).toBe(1)
    now += 4_900
    fireEvent.pointerMove(document.body)
    expect(touches()).toBe(1)
    now += 101
    fireEvent.keyDown(document.body)
    expect(touches()).toBe(2)
  })

  it('keeps the browser’s menu and drags away', async () => {
    await show(sampleView('shelf', 'ks1'))
    for (const name of ['contextmenu', 'dragstart', 'drop']) {
      const event = new Event(name, { bubbles: true, cancelable: true })
      document.querySelector('main')?.dispatchEvent(event)
      expect(event.defaultPrevented, name).toBe(true)
    }
  })

  it('drops a view that comes late', async () => {
    await show({ ...sampleView('shelf', 'ks1'), serial: 10 })
    await act(async () => takeView({ ...sampleView('page', 'ks1'), serial: 9 }))
    expect(useRenderer.getState().view?.screen.kind).toBe('shelf')
    await act(async () => takeView({ ...sampleView('page', 'ks1'), serial: 11 }))
    expect(useRenderer.getState().view?.screen.kind).toBe('page')
  })

  it('stays as it is when the kiosk does not answer', async () => {
    const bridge = await show(sampleView('shelf', 'ks1'))
    bridge.answers['tell.press'] = () => Promise.reject(new Error('gone'))
    await act(async () => document.querySelector<HTMLElement>('.tell')?.click())
    expect(document.querySelector('.tell')).not.toBeNull()
  })
})
