import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { LogPort } from '#core/ports.ts'

/** A field's name, and a text that may stand in one: a code, a version, a count. No spaces, no slashes: no sentence, no address, no full name. */
const fieldName = /^[a-zA-Z][a-zA-Z0-9]{0,39}$/
const codeLike = /^[\w.:+-]{1,80}$/
const eventName = /^[a-z0-9]+(-[a-z0-9]+)*$/

export interface LogOptions {
  /** When the file has grown so far, it is put aside as `.1`, and `.1` as `.2`, which is the last. */
  readonly maxBytes?: number
  readonly now?: () => number
}

/**
 * A log of JSON lines in `kiosk.log`, for the technician. A text that is not like a code is left out and its place says
 * so. A log that cannot be written is given up silently: a full disk must not stop the kiosk.
 */
export function createLog(folder: string, { maxBytes = 1_000_000, now = Date.now }: LogOptions = {}): LogPort {
  const path = join(folder, 'kiosk.log')
  return {
    note(event, fields = {}) {
      const line = { at: new Date(now()).toISOString(), event: eventName.test(event) ? event : 'left-out', ...clean(fields) }
      try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > maxBytes) rotate(path)
        appendFileSync(path, `${JSON.stringify(line)}\n`, { mode: 0o600 })
      } catch {
        // There is nowhere left to say so.
      }
    },
  }
}

/** The log of a kiosk, in its data folder. */
export const openKioskLog = (data: string): LogPort => createLog(join(data, 'log'))

function rotate(path: string): void {
  if (statSync(`${path}.1`, { throwIfNoEntry: false }) !== undefined) renameSync(`${path}.1`, `${path}.2`)
  renameSync(path, `${path}.1`)
}

function clean(fields: Readonly<Record<string, string | number | boolean>>): Record<string, string | number | boolean> {
  const kept: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!fieldName.test(name) || name === 'at' || name === 'event') continue
    kept[name] = typeof value === 'string' && !codeLike.test(value) ? 'left-out' : value
  }
  return kept
}
