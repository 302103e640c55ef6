import { cleanup, render, screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { act } from 'react'
import { afterEach, beforeEach, vi } from 'vitest'
import type { StaffEvent } from '#core/contract/hub-api.ts'
import { App } from '#hub/console/app.tsx'
import type { FakeHub } from './fake-hub.ts'

/** The browser's live connection, held by the test. */
export class FakeEventSource {
  static readonly CLOSED = 2
  static open: FakeEventSource[] = []
  /** The hub is out of reach until `comeBack`: whoever tries fails. */
  static #isAway = false
  readyState = 1
  onopen: (() => void) | null = null
  onmessage: ((message: { data: string }) => void) | null = null
  onerror: (() => void) | null = null
  constructor() {
    FakeEventSource.open.push(this)
    queueMicrotask(() => act(() => (FakeEventSource.#isAway ? this.#fail() : this.onopen?.())))
  }
  close(): void {
    this.readyState = 2
    FakeEventSource.open = FakeEventSource.open.filter((one) => one !== this)
  }
  /** The hub tells something to every page. */
  static tell(event: StaffEvent): void {
    act(() => {
      for (const one of FakeEventSource.open) one.onmessage?.({ data: JSON.stringify(event) })
    })
  }
  static goAway(): void {
    FakeEventSource.#isAway = true
    act(() => {
      for (const one of [...FakeEventSource.open]) one.#fail()
    })
  }
  static comeBack(): void {
    FakeEventSource.#isAway = false
  }
  #fail(): void {
    this.readyState = 2
    this.onerror?.()
  }
}

/** Puts the doubles in place before each test of a file, and takes everything away after it. */
export function withDoubles(): void {
  beforeEach(() => {
    vi.stubGlobal('EventSource', FakeEventSource)
    window.location.hash = ''
    // As index.html has it.
    document.documentElement.lang = 'en-GB'
  })
  afterEach(() => {
    cleanup()
    FakeEventSource.open = []
    FakeEventSource.comeBack()
    vi.unstubAllGlobals()
    vi.useRealTimers()
    localStorage.clear()
  })
}

/** Opens the console at a page, on this hub. */
export function showConsole(hub: FakeHub, hash = '') {
  vi.stubGlobal('fetch', hub.fetch)
  window.location.hash = hash
  const user = userEvent.setup()
  return { user, ...render(<App />) }
}

export async function goTo(hash: string): Promise<void> {
  await act(async () => {
    window.location.hash = hash
    window.dispatchEvent(new HashChangeEvent('hashchange'))
  })
}

export const button = (name: string | RegExp) => screen.findByRole('button', { name })
export const title = (name: string | RegExp) => screen.findByRole('heading', { level: 1, name })
