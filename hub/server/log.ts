import { appendFileSync, renameSync, statSync } from 'node:fs'

/** Where log lines go: one JSON text per call, with its line end. */
export interface LogSink {
  write(line: string): void
}

const mostBytes = 5_000_000

/** Appends to a file; at 5 MB it becomes `<path>.1`. A log that cannot be written stops nothing. */
export function fileLog(path: string): LogSink {
  let size = sizeOf(path)
  return {
    write(line) {
      try {
        if (size > mostBytes) {
          renameSync(path, `${path}.1`)
          size = 0
        }
        appendFileSync(path, line, { mode: 0o600 })
        size += Buffer.byteLength(line)
      } catch {
        // A full disk must not take the hub with it: the health route and the faults themselves say what is wrong.
      }
    },
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
