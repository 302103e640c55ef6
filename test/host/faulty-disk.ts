import type { FileHandle } from 'node:fs/promises'
import { type Disk, realDisk } from '#host/files.ts'

/** What the disk is made to say, as long as it is set. */
export interface Trouble {
  write?: string
  sync?: string
  rename?: string
  open?: string
}

/** The real disk, which fails as `trouble` says at the moment of the call. A failing write leaves half of it behind. */
export function faultyDisk(trouble: Trouble): Disk {
  const say = (code: string) => Object.assign(new Error(`${code}: made up`), { code })
  return {
    ...realDisk,
    async open(path, flags, mode) {
      if (trouble.open !== undefined) throw say(trouble.open)
      return new Proxy(await realDisk.open(path, flags, mode), {
        get(file: FileHandle, name) {
          if (name === 'sync' && trouble.sync !== undefined) return () => Promise.reject(say(trouble.sync ?? ''))
          if (trouble.write !== undefined && (name === 'writeFile' || name === 'appendFile')) {
            return async (bytes: Uint8Array | string) => {
              await file.writeFile(bytes.slice(0, bytes.length / 2))
              throw say(trouble.write ?? '')
            }
          }
          if (trouble.write !== undefined && name === 'write') {
            return async (bytes: Uint8Array, from: number, length: number, at: number) => {
              await file.write(bytes, from, Math.floor(length / 2), at)
              throw say(trouble.write ?? '')
            }
          }
          const value: unknown = Reflect.get(file, name)
          return typeof value === 'function' ? value.bind(file) : value
        },
      })
    },
    async rename(from, to) {
      if (trouble.rename !== undefined) throw say(trouble.rename)
      await realDisk.rename(from, to)
    },
  }
}
