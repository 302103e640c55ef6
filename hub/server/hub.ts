import type { StaffRecord } from './audit/record.ts'
import type { KeyTalk } from './kiosk/key-talk.ts'
import type { Live } from './live/live.ts'
import type { MixerKey } from './school/mixer-key.ts'
import type { Signer } from './school/signer.ts'
import type { Db } from './store/store.ts'

/** Lengths of time, ms, and other figures that a school or a test may set. */
export interface Settings {
  /** A class list that no kiosk has refreshed for this long serves nobody. */
  readonly listLifeMs: number
  /** The hub signs the same list anew when less than this is left. */
  readonly listRenewMs: number
  readonly sessionIdleMs: number
  readonly sessionLifeMs: number
  readonly linkLifeMs: number
  readonly enrolmentCodeLifeMs: number
  /** A call that its kiosk has not repeated for this long is over. */
  readonly callSilenceMs: number
  /**
   * New reports ring on this grid of the clock, never when they arrive: the moment would point at a child
   * (anonymous reports, threat "the bell"). 0: at once, for a test.
   */
  readonly reportBellMs: number
  /** Every kiosk sends one slot at each full step of this grid of the clock. */
  readonly slotMs: number
  /** Reports in the lane "Soon" are held until so many children were at work, … */
  readonly soonCrowd: number
  /** … or for so long, … */
  readonly soonHoldMs: number
  /** … or, where a school is so small that both say little, until this time of the school day: `15:15`. Null: not. */
  readonly soonUntil: string | null
  /** How long the traceable activity of children is kept. */
  readonly activityLifeMs: number
  /** What is closed is deleted after so many days (anonymous-reports.md 6): notes and cases, … */
  readonly contentKeptDays: number
  /** … notes of the team's own practice, … */
  readonly practiceKeptDays: number
  /** … and the words of staff acts. */
  readonly actsKeptDays: number
  /** A comment goes down every open stream this often. */
  readonly pingMs: number
}

const minute = 60_000
const day = 24 * 60 * minute
export const usualSettings: Settings = {
  listLifeMs: 14 * day,
  listRenewMs: 7 * day,
  sessionIdleMs: 30 * minute,
  sessionLifeMs: 12 * 60 * minute,
  linkLifeMs: day,
  enrolmentCodeLifeMs: 30 * minute,
  callSilenceMs: 30_000,
  reportBellMs: 5 * minute,
  slotMs: 5 * minute,
  soonCrowd: 10,
  soonHoldMs: 30 * minute,
  soonUntil: null,
  activityLifeMs: 120 * day,
  contentKeptDays: 90,
  practiceKeptDays: 30,
  actsKeptDays: 365,
  pingMs: 10_000,
}

/** What every part of the hub is given. */
export interface Hub {
  readonly db: Db
  readonly now: () => number
  readonly signer: Signer
  readonly mixerKey: MixerKey
  readonly live: Live
  readonly record: StaffRecord
  readonly keyTalk: KeyTalk
  readonly settings: Settings
}
