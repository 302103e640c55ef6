import { type ChildLetter, letterLimits, type ReplyAddress, type SealedLetter } from '#core/contract/mailbox.ts'
import type { CodePort, HubPort, KeptLetters, LetterStore } from '#core/ports.ts'
import { openLetter, sealLetter } from '#core/sealing/letter-seal.ts'
import {
  kioskIdentity,
  kioskRecipient,
  type MailboxKeys,
  type MailboxSeed,
  mailboxKeys,
  newKioskSecret,
  openSeed,
} from '#core/sealing/mailbox-keys.ts'

export interface MailboxPorts {
  readonly codes: CodePort
  readonly store: LetterStore
  /** Only tests give another, to count. */
  readonly open?: typeof openLetter
}

/** All letters of the school, sealed, and how a code finds its own among them without asking anybody (P15). */
export interface HeldLetters {
  /** Takes up what was kept at the last run. Never throws. */
  begin(): Promise<void>
  /** Asks the hub what there is now: the same question at the same moments on every kiosk. Rejects as `HubPort` does. */
  sync(hub: Pick<HubPort, 'mailbox' | 'letters'>): Promise<void>
  /** Has the school a mailbox, and can this kiosk make keys of codes? */
  isOffered(): boolean
  /** The keys of a code. One at a time, each a second or so; rejects when it cannot be done. */
  keysOf(code: Uint8Array): Promise<MailboxKeys>
  /** Has somebody a letter at this address? Of 2^40 codes a new one will hardly ever be taken. */
  has(address: ReplyAddress): boolean
  /**
   * The letters to a code, the newest first; none for a code that nobody has. Both cost one derivation, and as many sealings and openings.
   * Nothing is written, sent or remembered.
   */
  look(code: Uint8Array): Promise<readonly ChildLetter[]>
}

const nobodysLetter: ChildLetter = { v: 1, card: 'thank-you', words: '', day: '2000-01-01' }

export function holdLetters({ codes, store, open = openLetter }: MailboxPorts): HeldLetters {
  let kept: KeptLetters | null = null
  let seed: MailboxSeed | null = null
  let slow: Promise<unknown> = Promise.resolve()
  let syncing: Promise<unknown> = Promise.resolve()

  let begun: Promise<void> | null = null
  const begin = (): Promise<void> => {
    begun ??= takeUp().catch(() => {
      begun = null
    })
    return begun
  }

  async function takeUp(): Promise<void> {
    kept = (await store.read().catch(() => null)) ?? { secret: newKioskSecret(), stamp: null, seed: null, letters: [] }
    await openOwnSeed()
  }

  async function openOwnSeed(): Promise<void> {
    seed = kept === null || kept.seed === null ? null : await openSeed(kept.seed, kioskIdentity(kept.secret)).catch(() => null)
  }

  async function syncNow(hub: Pick<HubPort, 'mailbox' | 'letters'>): Promise<void> {
    await begin()
    if (kept === null) return
    const recipient = codes.isThere ? await kioskRecipient(kioskIdentity(kept.secret)) : null
    const { stamp, news } = await hub.mailbox({ held: kept.stamp, recipient })
    if (news === null) return
    const wanted = new Set(news.mailbox?.letters ?? [])
    const here = kept.letters.filter(({ id }) => wanted.has(id))
    const fetched = await fetchLetters(
      hub,
      [...wanted].filter((id) => !here.some((one) => one.id === id)),
    )
    const letters = [...here, ...fetched]
    // One that was taken back meanwhile: the next answer will not name it.
    const isWhole = letters.length === wanted.size
    kept = { secret: kept.secret, stamp: isWhole ? stamp : null, seed: news.mailbox?.seed ?? null, letters }
    await openOwnSeed()
    await store.write(kept)
  }

  async function fetchLetters(hub: Pick<HubPort, 'letters'>, ids: readonly string[]): Promise<readonly SealedLetter[]> {
    const letters: SealedLetter[] = []
    for (let start = 0; start < ids.length; start += letterLimits.atOnce) {
      const batch = ids.slice(start, start + letterLimits.atOnce)
      letters.push(...(await hub.letters(batch)).filter(({ id }) => batch.includes(id)))
    }
    return letters
  }

  function keysOf(code: Uint8Array): Promise<MailboxKeys> {
    const mine = slow.then(async () => {
      if (seed === null) throw new Error('no mailbox')
      const made = await codes.derive(code, seed)
      const keys = await mailboxKeys(made)
      made.fill(0)
      return keys
    })
    slow = mine.catch(() => undefined)
    return mine
  }

  /** Letters that say nothing, to the code that is looked for: each opening is then the same work, whosever code it is. */
  async function blanks(recipient: string): Promise<readonly string[]> {
    const sealed: string[] = []
    for (let count = 0; count < letterLimits.perBox; count += 1) sealed.push(await sealLetter(nobodysLetter, recipient))
    return sealed
  }

  return {
    begin,
    sync(hub) {
      const mine = syncing.then(() => syncNow(hub))
      syncing = mine.catch(() => undefined)
      return mine
    },
    isOffered: () => codes.isThere && seed !== null,
    keysOf,
    has: ({ tag }) => kept?.letters.some((one) => one.tag === tag) === true,
    async look(code) {
      const { identity, address } = await keysOf(code)
      const mine = (kept?.letters ?? []).filter(({ tag }) => tag === address.tag).map(({ sealed }) => sealed)
      const tried = [...mine, ...(await blanks(address.recipient))].slice(0, letterLimits.perBox)
      const opened: ChildLetter[] = []
      for (const [place, sealed] of tried.entries()) {
        const letter = await open(sealed, identity)
        if (letter !== null && place < mine.length) opened.push(letter)
      }
      return opened.sort((a, b) => b.day.localeCompare(a.day))
    },
  }
}
