import { expect, it, vi } from 'vitest'
import { holdWhileTyping, silentMs } from '#host/typing-hold.ts'

/** A guard whose answers are given by hand, and requests that say what became of them. */
function room() {
  const came: string[] = []
  const asked: PromiseWithResolvers<boolean>[] = []
  let hasTyped = true
  const hold = holdWhileTyping({
    hasTyped: () => hasTyped,
    isClear() {
      const answer = Promise.withResolvers<boolean>()
      asked.push(answer)
      return answer.promise
    },
  })
  const request = (name: string, isNavigation = false) =>
    hold.hold({ go: () => came.push(`${name} goes`), refuse: () => came.push(`${name} refused`), isNavigation })
  async function guardSays(isClear: boolean): Promise<void> {
    while (asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    asked.shift()?.resolve(isClear)
    await new Promise((resolve) => setImmediate(resolve))
  }
  return {
    hold,
    came,
    request,
    guardSays,
    isAsking: () => asked.length > 0,
    typesNothing() {
      hasTyped = false
    },
  }
}

it('lets everything go at once where nothing is typed', () => {
  const { request, typesNothing, came } = room()
  typesNothing()
  expect(request('picture')).toBe(false)
  expect(came).toEqual([])
})

it('lets a request go on a word of the guard that was asked for after it, never on an earlier one', async () => {
  const { request, guardSays, came } = room()
  expect(request('first')).toBe(true)
  expect(request('second')).toBe(true)
  await guardSays(true)
  expect(came).toEqual(['first goes'])
  await guardSays(true)
  expect(came).toEqual(['first goes', 'second goes'])
})

it('lets the page go elsewhere without asking its guard again, but never past the child who is being asked', () => {
  const { request, hold, came, isAsking } = room()
  expect(request('next page', true)).toBe(false)
  expect(isAsking()).toBe(false)
  hold.asking()
  expect(request('next page', true)).toBe(true)
  hold.answered(false)
  expect(came).toEqual(['next page refused'])
})

it('asks again while the guard is not sure', async () => {
  const { request, guardSays, came } = room()
  request('letter')
  await guardSays(false)
  expect(came).toEqual([])
  await guardSays(false)
  expect(came).toEqual([])
  await guardSays(true)
  expect(came).toEqual(['letter goes'])
})

it('refuses what a page asks for that is stuck in its own script, and asks again for the next', async () => {
  vi.useFakeTimers()
  try {
    const { request, came, isAsking } = room()
    request('at once')
    request('another')
    await vi.advanceTimersByTimeAsync(silentMs - 1)
    expect(came).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(came).toEqual(['at once refused'])
    await vi.advanceTimersByTimeAsync(silentMs)
    expect(came).toEqual(['at once refused', 'another refused'])
    request('later')
    expect(isAsking()).toBe(true)
  } finally {
    vi.useRealTimers()
  }
})

it('keeps what is in doubt for the child’s answer, when the child is asked meanwhile', async () => {
  const { request, guardSays, came, hold } = room()
  request('letter')
  hold.asking()
  await guardSays(true)
  request('later')
  expect(came).toEqual([])
  hold.answered(true)
  expect(came).toEqual(['letter goes', 'later goes'])
})

it('refuses all that waits when the words are taken out, also what the guard is being asked about', async () => {
  const { request, guardSays, came, hold } = room()
  request('letter')
  hold.asking()
  request('later')
  hold.answered(false)
  expect(came.toSorted()).toEqual(['later refused', 'letter refused'])
  await guardSays(true)
  expect(came.length).toBe(2)
})
