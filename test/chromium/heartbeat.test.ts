import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { DevtoolsPipe } from '#chromium/devtools-pipe.ts'
import { watchHeartbeat } from '#chromium/heartbeat.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A page that never answers. */
const silent: Pick<DevtoolsPipe, 'send'> = { send: () => new Promise(() => {}) }

it('a page that does not answer hangs after three seconds, but not while the next one is on its way', () => {
  let hung = 0
  let isOnItsWay = true
  const heart = watchHeartbeat(
    silent,
    'page',
    () => (hung += 1),
    () => (isOnItsWay ? 20_000 : 3_000),
  )
  heart.start()
  vi.advanceTimersByTime(15_000)
  expect(hung).toBe(0)
  isOnItsWay = false
  vi.advanceTimersByTime(1_000)
  expect(hung).toBe(1)
  heart.start()
  vi.advanceTimersByTime(3_000)
  expect(hung).toBe(1)
  vi.advanceTimersByTime(1_000)
  expect(hung).toBe(2)
})
