import { randomInt } from 'node:crypto'
import { keyStatementsInAnswer } from '#core/contract/key-statement.ts'

/** Passes on what kiosks say of the keys they seal to. In memory: each says it anew every minute. */
export interface KeyTalk {
  heard(kioskId: string, statement: string): void
  forget(kioskId: string): void
  /** Up to three statements, one a line, the same for whoever asks: one for each list that is held somewhere, the newest first, then any. */
  news(): string
}

/** A kiosk that was switched off says nothing any more. */
const heardFor = 11 * 60_000
/** Of the 138 bytes: who says it, 32; when, 6; then the number and the hash of the list. */
const listOf = (statement: string): string => Buffer.from(statement, 'base64').toString('latin1', 38, 74)

/** `now`: ms since 1970. The hub is not trusted with this: kiosks check each signature, and a hub that leaves some out is known by its silence. */
export function createKeyTalk(now: () => number): KeyTalk {
  const said = new Map<string, { readonly statement: string; readonly at: number }>()
  return {
    heard(kioskId, statement) {
      // Put at the end, so that the order is that of hearing.
      said.delete(kioskId)
      said.set(kioskId, { statement, at: now() })
    },
    forget: (kioskId) => void said.delete(kioskId),
    news() {
      for (const [kioskId, { at }] of said) if (Math.abs(now() - at) > heardFor) said.delete(kioskId)
      const statements = [...said.values()].map(({ statement }) => statement)
      const ofEach = new Map(statements.map((statement) => [listOf(statement), statement]))
      const chosen = [...ofEach.values()].reverse().slice(0, keyStatementsInAnswer)
      const rest = statements.filter((one) => !chosen.includes(one))
      while (chosen.length < keyStatementsInAnswer && rest.length > 0) chosen.push(...rest.splice(randomInt(rest.length), 1))
      return chosen.join('\n')
    },
  }
}
