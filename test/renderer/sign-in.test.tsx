import { act } from '@testing-library/react'
import { afterEach, describe, expect, it } from 'vitest'
import { useRenderer } from '#renderer/store.ts'
import { callsOf, isThere, marked, marks, next, press, putAway, show } from './show.tsx'
import { sampleId, sampleView } from './views.ts'

afterEach(putAway)

describe('signing in', () => {
  it('opens a class, a child and a group by their pictures', async () => {
    let bridge = await show(sampleView('classes', 'eyfs'))
    await press(`class:${sampleId(2)}`)
    expect(callsOf(bridge)).toEqual([{ name: 'sign-in.class', input: { classId: sampleId(2) } }])
    bridge = await show(sampleView('pupils', 'eyfs'))
    await press(`group:${sampleId(50)}`)
    await press(`pupil:${sampleId(100)}`)
    await press('back')
    expect(callsOf(bridge)).toEqual([
      { name: 'sign-in.group', input: { groupId: sampleId(50) } },
      { name: 'sign-in.pupil', input: { pupilId: sampleId(100) } },
      { name: 'sign-in.back', input: {} },
    ])
  })

  it('shows 12 children on a narrow screen and 18 on a wide one, and turns the page with a leaf', async () => {
    const kids = () => marks().filter((mark) => mark.startsWith('pupil:'))
    window.innerWidth = 1024
    await show(sampleView('pupils', 'ks1'))
    expect(kids()).toHaveLength(12)
    const first = kids()
    await press('more')
    expect(kids()).toHaveLength(12)
    expect(kids().some((kid) => first.includes(kid))).toBe(false)
    expect(isThere('more')).toBe(false)
    window.innerWidth = 1280
    await act(async () => window.dispatchEvent(new Event('resize')))
    await show(sampleView('pupils', 'ks1'))
    expect(kids()).toHaveLength(18)
  })
})

describe('the picture secret', () => {
  const filled = () => document.querySelectorAll('.pebbles .on').length

  it('fills a pebble for each picture, without showing which, and sends them in order', async () => {
    const bridge = await show(sampleView('secret', 'ks1'))
    const before = document.querySelector('.objects')?.innerHTML
    bridge.answers['sign-in.secret'] = 'right'
    await press('object:tent')
    await press('object:key')
    expect(filled()).toBe(2)
    expect(document.querySelector('.objects')?.innerHTML).toBe(before)
    await press('object:bell')
    expect(callsOf(bridge)).toEqual([{ name: 'sign-in.secret', input: { pictures: ['tent', 'key', 'bell'] } }])
  })

  it('empties the pebbles after a wrong try, says so without a count, and lets the child try again', async () => {
    const bridge = await show(sampleView('secret', 'ks1'))
    bridge.answers['sign-in.secret'] = 'wrong'
    for (const one of ['tent', 'key', 'bell']) await press(`object:${one}`)
    expect(filled()).toBe(0)
    expect(document.querySelector('[role=status]')?.textContent).toBe('Not that one. Try again.')
    await next(bridge, sampleView('secret', 'ks1'))
    expect(document.querySelector('[role=status]')?.textContent).toBe('Not that one. Try again.')
  })

  it('takes a picture only once', async () => {
    const bridge = await show(sampleView('secret', 'ks1'))
    await press('object:tent')
    await new Promise((resolve) => setTimeout(resolve, 450))
    await press('object:tent')
    expect(filled()).toBe(1)
    expect(callsOf(bridge)).toEqual([])
  })

  it('forgets the pictures when another screen or another child comes', async () => {
    const bridge = await show(sampleView('secret', 'ks1'))
    await press('object:tent')
    const view = sampleView('secret', 'ks1')
    if (view.screen.kind !== 'secret') throw new Error('not a secret')
    await next(bridge, { ...view, screen: { ...view.screen, pupil: { ...view.screen.pupil, id: sampleId(777) } } })
    expect(filled()).toBe(0)
    await press('object:tent')
    await next(bridge, sampleView('classes', 'ks1'))
    expect(useRenderer.getState().draft.pebbles).toEqual([])
  })

  it('lets the child say that it is somebody else', async () => {
    const bridge = await show(sampleView('secret', 'eyfs'))
    expect(marked('not-me').textContent).toBe('That is not me')
    await press('not-me')
    expect(callsOf(bridge)).toEqual([{ name: 'sign-in.back', input: {} }])
  })
})
