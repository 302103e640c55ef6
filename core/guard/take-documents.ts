import { Board } from '#core/contract/board.ts'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import { ClassList } from '#core/contract/list.ts'
import { type ReportRecipients, School } from '#core/contract/school.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { Stops } from '#core/contract/stops.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'

/** A document as it was signed, and what it says. */
export interface Held<T> {
  readonly document: SignedDocument
  readonly value: T
}

export type Taken<T> =
  /** `fault`: taken all the same, but staff should know (a list past its date: the kiosk then opens nothing of it). */
  | ({ readonly kind: 'taken'; readonly fault: ErrorCode | null } & Held<T>)
  /** The offered one was left aside; the last good one stays. */
  | { readonly kind: 'kept'; readonly code: ErrorCode }

/** What the kiosk pinned when it was enrolled. `schoolKey`: base64 of the Ed25519 public key. */
interface Pinned {
  readonly schoolKey: string
  readonly schoolId: string
  readonly offered: unknown
  readonly now: number
}

/**
 * Decides whether an offered school document replaces the one the kiosk holds: signed by the pinned key, of the
 * documented form, of this school, and not older; nor may the keys that reports are sealed to go back to an older epoch,
 * or become others under the same one. Pure; never throws.
 */
export function takeSchool({ current, ...offer }: Pinned & { readonly current: Held<School> | null }): Taken<School> {
  const taken = take(offer, School, () => current)
  if (taken.kind === 'taken' && !keysOnlyRise(current?.value.recipients ?? null, taken.value.recipients)) {
    return { kind: 'kept', code: 'HG_DOCUMENT_ROLLBACK' }
  }
  return taken
}

/**
 * The same for a class's list; `current` gives the list held for a class. A list past its date is taken, with a
 * fault: it is the newest word of the school, and judging by it refuses everything. Keeping an older one would not.
 */
export function takeList({
  current,
  ...offer
}: Pinned & { readonly current: (classId: string) => Held<ClassList> | null }): Taken<ClassList> {
  const taken = take(offer, ClassList, ({ classId }) => current(classId))
  if (taken.kind === 'kept' || offer.now < taken.value.expiresAt) return taken
  return { ...taken, fault: 'HG_DOCUMENT_EXPIRED' }
}

/** The same for what the school has stopped. It has no date: only a newer one of the school's ends a stop. */
export function takeStops({ current, ...offer }: Pinned & { readonly current: Held<Stops> | null }): Taken<Stops> {
  return take(offer, Stops, () => current)
}

/** The same for the notice board. */
export function takeBoard({ current, ...offer }: Pinned & { readonly current: Held<Board> | null }): Taken<Board> {
  return take(offer, Board, () => current)
}

/** Taking keys away is always good: the child is then sent to a grown-up. */
function keysOnlyRise(held: ReportRecipients | null, offered: ReportRecipients | null): boolean {
  if (held === null || offered === null || offered.epoch > held.epoch) return true
  const { epoch, team, grownUps, recovery } = offered
  return epoch === held.epoch && team === held.team && grownUps === held.grownUps && recovery === held.recovery
}

interface Versioned {
  readonly schoolId: string
  readonly version: number
}
interface Shape<T> {
  safeParse(value: unknown): { readonly success: true; readonly data: T } | { readonly success: false }
}

function take<T extends Versioned>(
  { schoolKey, schoolId, offered }: Pinned,
  shape: Shape<T>,
  held: (value: T) => Held<T> | null,
): Taken<T> {
  try {
    const signed = openSignedDocument(offered, schoolKey)
    const parsed = shape.safeParse(signed)
    if (!parsed.success) return { kind: 'kept', code: 'HG_DOCUMENT_SHAPE' }
    const value = parsed.data
    if (value.schoolId !== schoolId) return { kind: 'kept', code: 'HG_DOCUMENT_OTHER_SCHOOL' }
    // The signature covers these fields, so what was opened is a signed document.
    const document = offered as SignedDocument
    const current = held(value)
    if (current !== null && !isNotOlder({ document, value }, current)) return { kind: 'kept', code: 'HG_DOCUMENT_ROLLBACK' }
    return { kind: 'taken', value, document, fault: null }
  } catch (fault) {
    return { kind: 'kept', code: fault instanceof HedgerowError ? fault.code : 'HG_DOCUMENT_SHAPE' }
  }
}

/** A higher version, or the very same bytes again. One number for two contents is as bad as going back. */
function isNotOlder<T extends Versioned>(offered: Held<T>, current: Held<T>): boolean {
  if (offered.value.version !== current.value.version) return offered.value.version > current.value.version
  return offered.document.payload === current.document.payload
}
