import { createHash } from 'node:crypto'
import type { ChildLetter } from '#core/contract/mailbox.ts'
import { bytesOfStoryCode, type StoryCode, storyCodeFrom } from '#core/contract/picture-story.ts'
import type { MailboxPorts } from '#core/mailbox/held-letters.ts'
import type { KeptLetters } from '#core/ports.ts'
import { openLetter, sealLetter } from '#core/sealing/letter-seal.ts'
import {
  kioskIdentity,
  kioskRecipient,
  type MailboxKeys,
  mailboxKeys,
  newKioskKey,
  newMailboxSeed,
  sealSeed,
} from '#core/sealing/mailbox-keys.ts'

/** A quick stand-in for the slow step, which counts; the real one is tried in test/host and test/reports. */
export function mailboxRoom() {
  const seed = newMailboxSeed()
  const done = { derived: 0, opened: 0, written: 0 }
  const is = { there: true, failing: false, gate: Promise.resolve() }
  let kept: KeptLetters | null = null
  const derive = (code: Uint8Array) => new Uint8Array(createHash('sha256').update(code).update(seed.pepper).digest())
  const ports: MailboxPorts = {
    codes: {
      get isThere() {
        return is.there
      },
      async derive(code) {
        done.derived += 1
        await is.gate
        if (is.failing) throw new Error('no memory')
        return derive(code)
      },
    },
    store: {
      read: async () => kept,
      async write(next) {
        done.written += 1
        kept = next
      },
    },
    async open(sealed, identity) {
      done.opened += 1
      return openLetter(sealed, identity)
    },
  }
  let count = 0
  return {
    ports,
    done,
    is,
    /** The kiosk's own key. */
    identity: () => kioskIdentity(kept?.secret ?? ''),
    kept: () => kept,
    /** What the DSL's browser seals to these kiosks. */
    seedFor: async (identity: string) => sealSeed(seed, [(await newKioskKey()).recipient, await kioskRecipient(identity)]),
    keysOf: (code: StoryCode): Promise<MailboxKeys> => mailboxKeys(derive(bytesOfStoryCode(code))),
    async letterTo(code: StoryCode, change: Partial<ChildLetter> = {}) {
      const { address } = await mailboxKeys(derive(bytesOfStoryCode(code)))
      count += 1
      const letter: ChildLetter = { v: 1, card: 'thank-you', words: '', day: '2026-11-20', ...change }
      return { id: count.toString(16).padStart(32, '0'), tag: address.tag, sealed: await sealLetter(letter, address.recipient) }
    },
  }
}

export const someCode = storyCodeFrom(Uint8Array.from([1, 2, 3, 4, 5]))
export const otherCode = storyCodeFrom(Uint8Array.from([5, 4, 3, 2, 1]))
