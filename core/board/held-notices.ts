import { type Board, BoardCard, type BoardView } from '#core/contract/board.ts'
import type { ErrorCode } from '#core/contract/errors.ts'
import type { Stage } from '#core/contract/stage.ts'
import type { SchoolNotices, Stop, Stops } from '#core/contract/stops.ts'
import { type Held, type Taken, takeBoard, takeStops } from '#core/guard/take-documents.ts'
import type { KioskState } from '#core/ports.ts'

type Saved = Pick<KioskState, 'stops' | 'board'>
type Refused = readonly { readonly code: ErrorCode; readonly detail: string }[]

/** The last good stops and notice board: in force with the hub or without it, and over restarts. */
export interface HeldNotices {
  stops(): readonly Stop[]
  /** What a screen of this stage shows at this moment. */
  board(stage: Stage, now: number): BoardView
  /** Takes what the hub offers. A forged, damaged or older one is left aside; none at all changes nothing. */
  take(offered: SchoolNotices, now: number): { readonly changed: Saved | null; readonly refused: Refused }
  /** Takes up what was saved at the last run, checked again from the first byte. */
  restore(state: KioskState, now: number): Refused
}

const none: readonly Stop[] = []

export function holdNotices(): HeldNotices {
  let pinned: { readonly schoolKey: string; readonly schoolId: string } | null = null
  let stops: Held<Stops> | null = null
  let board: Held<Board> | null = null

  function takeBoth(offered: SchoolNotices, now: number): { isChanged: boolean; refused: Refused } {
    if (pinned === null) return { isChanged: false, refused: [] }
    const refused: { code: ErrorCode; detail: string }[] = []
    let isChanged = false
    const newer = <T>(taken: Taken<T>, held: Held<T> | null, detail: string): Held<T> | null => {
      if (taken.kind === 'kept') {
        refused.push({ code: taken.code, detail })
        return held
      }
      if (taken.document.payload === held?.document.payload) return held
      isChanged = true
      return taken
    }
    if (offered.stops !== null) stops = newer(takeStops({ ...pinned, current: stops, offered: offered.stops, now }), stops, 'stops')
    if (offered.board !== null) board = newer(takeBoard({ ...pinned, current: board, offered: offered.board, now }), board, 'notice board')
    return { isChanged, refused }
  }

  return {
    stops: () => stops?.value.stops ?? none,
    board(stage, now) {
      return (board?.value.notices ?? []).flatMap(({ id, card, more, until }) => {
        const known = BoardCard.safeParse(card)
        return known.success && now < until ? [{ id, card: known.data, more: stage === 'ks2' ? more : null }] : []
      })
    },
    take(offered, now) {
      const { isChanged, refused } = takeBoth(offered, now)
      return { changed: isChanged ? { stops: stops?.document, board: board?.document } : null, refused }
    },
    restore(state, now) {
      if (state.enrolment === null) return []
      pinned = { schoolKey: state.enrolment.enrolment.schoolKey, schoolId: state.enrolment.enrolment.schoolId }
      return takeBoth({ stops: state.stops ?? null, board: state.board ?? null }, now).refused
    },
  }
}
