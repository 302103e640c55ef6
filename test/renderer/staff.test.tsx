import { act, fireEvent } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { callsOf, press, putAway, show } from './show.tsx'
import { sampleView } from './views.ts'

afterEach(() => {
  vi.useRealTimers()
  putAway()
})
const key = (name: string) => act(async () => fireEvent.keyDown(document.activeElement ?? window, { key: name }))
const typed = () => document.querySelectorAll('.pebbles .on').length
const status = () => document.querySelector('[role=status]')?.textContent

describe('the staff pad', () => {
  it('takes digits by key and by button, shows dots only, and empties itself with each try', async () => {
    const bridge = await show(sampleView('staff', 'eyfs'))
    bridge.answers['staff.leave'] = { kind: 'wrong' }
    const before = document.body.textContent
    for (const digit of '73') await key(digit)
    await press('digit:1')
    await press('digit:9')
    expect(typed()).toBe(4)
    expect(document.body.textContent).toBe(before)
    await key('Enter')
    expect(callsOf(bridge)).toEqual([{ name: 'staff.leave', input: { pin: '7319' } }])
    expect(typed()).toBe(0)
    expect(status()).toBe('That PIN is not right.')
  })

  it('asks nothing for fewer than four digits, and takes no more than eight', async () => {
    const bridge = await show(sampleView('staff', 'eyfs'))
    for (const digit of '123') await key(digit)
    await press('staff-leave')
    expect(callsOf(bridge)).toEqual([])
    for (const digit of '4567890') await key(digit)
    expect(typed()).toBe(8)
    await key('Backspace')
    expect(typed()).toBe(7)
  })

  it('begins a practice by the PIN only, and says what it says of a way out', async () => {
    const early = await show(sampleView('staff', 'eyfs'))
    for (const digit of '123') await key(digit)
    await press('practise')
    expect(callsOf(early)).toEqual([])
    putAway()
    const bridge = await show(sampleView('staff', 'eyfs'))
    bridge.answers['staff.practise'] = { kind: 'wrong' }
    for (const digit of '1234') await key(digit)
    await press('practise')
    expect(callsOf(bridge)).toEqual([{ name: 'staff.practise', input: { pin: '1234' } }])
    expect(typed()).toBe(0)
    expect(status()).toBe('That PIN is not right.')
  })

  it('says in words how long to wait', async () => {
    const bridge = await show(sampleView('staff', 'eyfs'))
    bridge.answers['staff.leave'] = { kind: 'wait', seconds: 45 }
    for (const digit of '1234') await key(digit)
    await key('Enter')
    expect(status()).toBe('Please wait 45 seconds.')
    bridge.answers['staff.leave'] = { kind: 'wait', seconds: 290 }
    for (const digit of '1234') await key(digit)
    await key('Enter')
    expect(status()).toBe('Please wait 5 minutes.')
  })

  it('closes by itself after 30 s without a press', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const bridge = await show(sampleView('staff', 'eyfs'))
    await vi.advanceTimersByTimeAsync(29_000)
    await key('1')
    await vi.advanceTimersByTimeAsync(29_000)
    expect(callsOf(bridge)).toEqual([])
    await vi.advanceTimersByTimeAsync(1_001)
    expect(callsOf(bridge)).toEqual([{ name: 'staff.close', input: {} }])
  })

  it('lets go of the keyboard when it is closed', async () => {
    const bridge = await show(sampleView('staff', 'eyfs'))
    putAway()
    fireEvent.keyDown(window, { key: '1' })
    expect(callsOf(bridge)).toEqual([])
  })

  it('shows the keys as four pictures with letters under them, and what other computers say', async () => {
    const bridge = await show(sampleView('staff', 'eyfs'))
    const keys = { pictures: ['owl', 'lady-beetle', 'tent', 'key'], code: '0123 4567 89ab cdef', standing: 'differ', others: 2 } as const
    bridge.answers['staff.why'] = { kind: 'told', lines: [], keys: { ...keys, pictures: [...keys.pictures] } }
    for (const digit of '1234') await key(digit)
    await press('staff-why')
    const panel = document.querySelector('[data-mark=key-pictures]')
    expect(panel?.querySelectorAll('img')).toHaveLength(4)
    expect(panel?.textContent).toContain('lady beetle')
    expect(panel?.textContent).toContain(keys.code)
    expect(panel?.textContent).toContain('Another computer was given other keys.')
  })
})

describe('a new computer', () => {
  const fill = (label: string, value: string) =>
    act(async () => {
      const field = [...document.querySelectorAll('label')].find((one) => one.textContent === label)
      fireEvent.change(document.getElementById(field?.htmlFor ?? '') as HTMLInputElement, { target: { value } })
    })
  it('joins the school with a short code, and says plainly what went wrong', async () => {
    const bridge = await show(sampleView('not-enrolled', 'eyfs'))
    await press('enrol')
    expect(status()).toBe('Please fill in all three.')
    await fill('Short code', ' ABCD-1234 ')
    await fill('Name of this computer', 'Library 3')
    bridge.answers['enrol.code'] = 'wrong-code'
    await press('enrol')
    expect(callsOf(bridge)).toEqual([
      { name: 'enrol.code', input: { hubUrl: 'https://hub.school.example:8443', code: 'ABCD-1234', name: 'Library 3' } },
    ])
    expect(status()).toContain('That code is not right')
    bridge.answers['enrol.code'] = 'no-hub'
    await press('enrol')
    expect(status()).toContain('The hub did not answer')
  })
})
