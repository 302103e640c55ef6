import type { CallName } from '#core/contract/calls.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { PageEvent, ShellPort } from '#core/ports.ts'

/**
 * A shell and a way to make its page do things. `test/shells/suite.ts` runs the same tests on every row of
 * `test/shells/rows.ts`: real Chromium, real Electron where its binary is, and the typed double of Electron.
 */
export interface ShellRow {
  readonly name: string
  /** A sentence that is printed when this row cannot run here; null when it can. */
  readonly skipped: string | null
  start(judge: (request: PageRequest) => Verdict): Promise<RunningShell>
}

export interface RunningShell {
  readonly shell: ShellPort
  /** All that the shell has reported, oldest first. */
  readonly events: readonly PageEvent[]
  readonly asked: readonly PageRequest[]
  readonly calls: readonly { readonly name: CallName; readonly input: unknown }[]
  /** The approved page that `shell.openPage` is given; and one that is not approved. */
  readonly approvedUrl: string
  readonly forbiddenUrl: string
  readonly page: {
    /** A child clicks a link to this address. */
    clickLink(url: string, options?: { newWindow?: boolean }): Promise<void>
    /** A script sets location. */
    goByScript(url: string): Promise<void>
    /** A script opens a window. */
    openWindow(url: string): Promise<void>
    pushState(path: string): Promise<void>
    download(): Promise<void>
    alert(): Promise<void>
    crash(): Promise<void>
    hang(): Promise<void>
    /** The page asks for a subresource; resolves to whether it got it. */
    load(url: string): Promise<boolean>
    storeSomething(): Promise<void>
    hasStored(): Promise<boolean>
  }
  readonly screen: {
    /** Which of our surfaces, or the page, has the middle of the screen now. */
    middle(): Promise<'main' | 'page'>
    barIsThere(): Promise<boolean>
    /** Our own screen makes a call, as a press on it would. */
    callFrom(surface: 'main' | 'bar', name: CallName, input: unknown): Promise<unknown>
    /** The same attempt from the page: resolves to false when there is no bridge. */
    pageHasBridge(): Promise<boolean>
  }
  /** Waits until an event that fits has come; rejects after 10 s with what did come. */
  until(fits: (event: PageEvent) => boolean): Promise<PageEvent>
  stop(): Promise<void>
}
