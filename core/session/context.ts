import type { HeldNotices } from '#core/board/held-notices.ts'
import type { Activity } from '#core/contract/activity.ts'
import type { ErrorCode } from '#core/contract/errors.ts'
import type { PhraseList } from '#core/contract/phrases.ts'
import type { Profile } from '#core/contract/profile.ts'
import type { Pupil, SchoolClass } from '#core/contract/school.ts'
import type { Stage } from '#core/contract/stage.ts'
import type { KioskView, Screen } from '#core/contract/view.ts'
import type { MailboxPorts } from '#core/mailbox/held-letters.ts'
import type { Outbox } from '#core/outbox/outbox.ts'
import type { ClockPort, HubPort, JournalStore, KioskState, KioskStore, LogPort, SecretPort, ShellPort } from '#core/ports.ts'
import type { HeldDocuments } from './documents.ts'

export interface KioskPorts {
  readonly shell: ShellPort
  readonly hub: HubPort
  readonly store: KioskStore
  readonly journal: JournalStore
  readonly outbox: Outbox
  readonly secrets: SecretPort
  /** Left out: this kiosk has no picture-story mailbox. */
  readonly mailbox?: MailboxPorts | undefined
  readonly clock: ClockPort
  readonly log: LogPort
  readonly profiles: Readonly<Record<Stage, Profile>>
  /** The phrases that the words of a page are scored by, of all languages. */
  readonly phrases: readonly PhraseList[]
  /** Offered on the enrolment screen. */
  readonly suggestedHub: string
}

/** Who is using the computer: a child, or a group that keeps no names. */
export interface Person {
  readonly class: SchoolClass
  readonly pupil: Pupil | null
  readonly group: { readonly id: string; readonly name: string; readonly picture: string } | null
}

/** What the parts of a session share. One is made by `createKiosk`; nothing else holds state that outlives a screen. */
export interface Context {
  readonly ports: KioskPorts
  readonly held: HeldDocuments
  /** What is stopped for everyone, and the notice board. */
  readonly notices: HeldNotices
  /** The saved state; `save` writes the change to the disk before it resolves. */
  state(): KioskState
  save(change: Partial<KioskState>): Promise<void>
  /** Wall clock, set right by the hub's when the two differ. */
  now(): number
  person: Person | null
  /** The class picked at the wall, before anybody has signed in. */
  pickedClass: SchoolClass | null
  online: boolean
  readonly screen: () => Screen
  show(screen: Screen): void
  view(): KioskView
  /** For staff, at the technician's page; kept until it is cleared. */
  fault(code: ErrorCode, detail?: string): void
  clearFaults(codes: RegExp): void
  remember(event: Activity): void
}

/** 128 random bits as hex. */
export function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** A whole number below `count`, each as likely as the others. */
export function randomBelow(count: number): number {
  const bytes = crypto.getRandomValues(new Uint8Array(4))
  const value = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  // Rejected above the last whole multiple, so that no number comes up more often.
  return value < Math.floor(2 ** 32 / count) * count ? value % count : randomBelow(count)
}

export function shuffled<T>(items: readonly T[]): T[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last -= 1) {
    const other = randomBelow(last + 1)
    const [a, b] = [copy[last], copy[other]]
    if (a !== undefined && b !== undefined) [copy[last], copy[other]] = [b, a]
  }
  return copy
}
