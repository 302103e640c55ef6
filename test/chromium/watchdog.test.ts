import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, it } from 'vitest'
import { watchOver } from '#chromium/watchdog.ts'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
function started(program: string, words: readonly string[], detached = false): ChildProcess & { pid: number } {
  const child = spawn(program, words, { detached, stdio: 'ignore' })
  children.push(child)
  if (child.pid === undefined) throw new Error(`${program} did not start`)
  return Object.assign(child, { pid: child.pid })
}
/** A process group of its own, as a browser has. */
const pretendBrowser = () => started('/bin/sleep', ['60'], true)
const ended = (child: ChildProcess): Promise<string | null> =>
  child.signalCode !== null
    ? Promise.resolve(child.signalCode)
    : new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))

it('ends the browser of a kiosk that hangs, and then the kiosk itself', async () => {
  const browser = pretendBrowser()
  const kiosk = started(process.execPath, [fileURLToPath(new URL('hung-program.ts', import.meta.url)), `${browser.pid}`])
  expect(await ended(browser)).toBe('SIGKILL')
  expect(kiosk.signalCode).toBeNull()
  expect(await ended(kiosk)).toBe('SIGKILL')
})

it('lets the browser be while the kiosk beats, and when it is told that there is nothing more to watch', async () => {
  const browser = pretendBrowser()
  let missing = 0
  const watchdog = watchOver(browser.pid, () => (missing += 1), { silence: 1.5, giveUp: 60 })
  await new Promise((resolve) => setTimeout(resolve, 2_200))
  watchdog.stop()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect([browser.signalCode, missing]).toEqual([null, 0])
})
