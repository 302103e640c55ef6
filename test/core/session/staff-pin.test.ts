import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterTry, type PinTries, secondsToWait } from '#core/session/staff-pin.ts'

const none: PinTries = { wrong: 0, waitUntil: 0 }
const wrongTimes = (times: number, steady: number) =>
  Array.from({ length: times }).reduce<PinTries>((tries) => afterTry(tries, false, steady), none)

describe('the wait after wrong staff PINs', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 5],
    [4, 15],
    [5, 60],
    [6, 300],
    [7, 900],
    [40, 900],
  ])('after %i wrong in a row is %i s', (wrong, seconds) => {
    expect(secondsToWait(wrongTimes(wrong, 5_000_000), 5_000_000)).toBe(seconds)
  })

  it('runs down with the steady clock', () => {
    const tries = wrongTimes(5, 1_000_000)
    expect(secondsToWait(tries, 1_059_500)).toBe(1)
    expect(secondsToWait(tries, 1_060_000)).toBe(0)
  })

  it('is gone after the right PIN', () => {
    expect(secondsToWait(afterTry(wrongTimes(9, 1_000), true, 2_000), 2_000)).toBe(0)
  })

  it('begins anew with a restart, and is over once the whole delay has run since', () => {
    const tries = wrongTimes(7, 100_000_000)
    expect(secondsToWait(tries, 0)).toBe(900)
    expect(secondsToWait(tries, 899_000)).toBe(1)
    expect(secondsToWait(tries, 900_000)).toBe(0)
  })

  it('is never shorter than the delay, whenever the machine was restarted', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 3, max: 9 }), fc.nat(2_000_000), (triedAt, wrong, steadyNow) => {
        const tries = wrongTimes(wrong, triedAt)
        const delay = secondsToWait(tries, triedAt) * 1_000
        // Restarted right after the try: `steadyNow` ms have passed since.
        if (steadyNow < delay) expect(secondsToWait(tries, steadyNow)).toBeGreaterThan(0)
        // Not restarted.
        if (steadyNow < delay) expect(secondsToWait(tries, triedAt + steadyNow)).toBeGreaterThan(0)
        else expect(secondsToWait(tries, triedAt + steadyNow)).toBe(0)
      }),
    )
  })
})
