import { HedgerowError } from '#core/contract/errors.ts'

/** Counts tries that went wrong, by key, in memory only: neither an address nor a name of a try is ever written down. */
export interface Tries {
  /** Throws HG_TOO_MANY_TRIES when a key has used up its tries. */
  check(...keys: readonly string[]): void
  /** Counts one wrong try on each key. */
  failed(...keys: readonly string[]): void
  forgive(...keys: readonly string[]): void
}

/** At most this many keys are remembered: an attacker must not fill the memory. The oldest are forgotten first. */
const mostKeys = 10_000

/** `most` wrong tries in each window of `windowMs`. */
export function createTries(now: () => number, most: number, windowMs: number): Tries {
  const seen = new Map<string, { since: number; wrong: number }>()
  const current = (key: string) => {
    const entry = seen.get(key)
    return entry !== undefined && now() - entry.since < windowMs ? entry : undefined
  }
  return {
    check(...keys) {
      if (keys.some((key) => (current(key)?.wrong ?? 0) >= most)) throw new HedgerowError('HG_TOO_MANY_TRIES')
    },
    failed(...keys) {
      for (const key of keys) {
        const entry = current(key) ?? { since: now(), wrong: 0 }
        seen.delete(key)
        seen.set(key, { since: entry.since, wrong: entry.wrong + 1 })
      }
      for (const oldest of seen.keys()) {
        if (seen.size <= mostKeys) break
        seen.delete(oldest)
      }
    },
    forgive(...keys) {
      for (const key of keys) seen.delete(key)
    },
  }
}
