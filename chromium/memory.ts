import { readFileSync } from 'node:fs'
import { totalmem } from 'node:os'
import type { DevtoolsPipe } from './devtools-pipe.ts'

/** How often the page's memory is looked at; a page that fills it as fast as it can gets a few hundred MB between two looks. */
const everyMs = 500
const megabyte = 1_048_576

/**
 * Bytes that all pages together may hold: a third of the machine's memory, so that hub, desktop and our own screens live on;
 * never under 400 MB (a big lesson page takes about 300) nor over 1.5 GB (no lesson needs more).
 */
export function pageMemoryLimit(machine: number = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)): number {
  return Math.min(1_536 * megabyte, Math.max(400 * megabyte, machine / 3))
}

/** Bytes that a process holds for itself, swapped out ones too, from `/proc/PID/status`; 0 when it has gone. */
export function ownMemory(status: string): number {
  let kilobytes = 0
  for (const [, amount] of status.matchAll(/^(?:RssAnon|RssShmem|VmSwap):\s+(\d+) kB$/gm)) kilobytes += Number(amount)
  return kilobytes * 1_024
}

function memoryOf(pid: number): number {
  try {
    return ownMemory(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return 0
  }
}

/**
 * Looks at the memory of all pages over and over, and says once when it is over the limit. Our own two screens are among
 * them and take little. Asks the browser, never the page: one that is busy cannot hide.
 */
export function watchMemory(pipe: DevtoolsPipe, limit: number, tooMuch: () => void): { stop(): void } {
  let isAsking = false
  let isOn = true
  const timer = setInterval(() => {
    if (isAsking) return
    isAsking = true
    pipe
      .send('SystemInfo.getProcessInfo')
      .then(({ processInfo }) => {
        const held = processInfo.filter((one) => one.type === 'renderer').reduce((sum, one) => sum + memoryOf(one.id), 0)
        if (held <= limit || !isOn) return
        stop()
        tooMuch()
      })
      .catch(() => {})
      .finally(() => {
        isAsking = false
      })
  }, everyMs)
  timer.unref()
  const stop = (): void => {
    isOn = false
    clearInterval(timer)
  }
  return { stop }
}
