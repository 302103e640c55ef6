import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { AdultCall, AdultCallState, Role } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'

type State = z.infer<typeof AdultCallState>

/** Children who want a grown-up now. */
export interface Calls {
  /** A kiosk rings, or rings on. A call that was answered or has ended stays so. */
  ring(kioskId: string, callId: string, call: AdultCall): Promise<State>
  callOff(kioskId: string, callId: string): Promise<void>
  answer(by: Actor & { readonly role: Role }, callId: string, answer: 'coming' | 'ended'): Promise<void>
  /** Ends calls that their kiosk no longer repeats. */
  endSilent(): Promise<void>
}

/** The grown-up has long been there. */
const comingEndsAfter = 15 * 60_000

/** Calls are rows; when each was last heard is kept in memory, so that ringing on costs no disk write. */
export function createCalls(hub: Hub): Calls {
  const heardAt = new Map<string, number>()
  const startedAt = hub.now()
  const stateOf = ({ state, who }: State): State => ({ state, who })
  const find = (callId: string) => hub.db.selectFrom('adultCalls').selectAll().where('id', '=', callId).executeTakeFirst()

  async function change(callId: string, kioskId: string, to: State): Promise<void> {
    await hub.db
      .updateTable('adultCalls')
      .set({ ...to, changedAt: hub.now() })
      .where('id', '=', callId)
      .execute()
    if (to.state === 'ended') heardAt.delete(callId)
    hub.live.tellKiosk(kioskId, { kind: 'call', callId, state: to })
    hub.live.tellStaff({ kind: 'calls-changed' })
  }

  return {
    async ring(kioskId, callId, { classId, pupilName, kind }) {
      const known = await find(callId)
      if (known !== undefined && known.kioskId !== kioskId) throw new HedgerowError('HG_NOT_FOUND')
      if (known?.state !== 'ended') heardAt.set(callId, hub.now())
      if (known !== undefined) return stateOf(known)
      const now = hub.now()
      await hub.db
        .insertInto('adultCalls')
        .values({ id: callId, kioskId, classId, pupilName, kind, at: now, state: 'ringing', who: null, changedAt: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
      hub.live.tellStaff({ kind: 'calls-changed' })
      return { state: 'ringing', who: null }
    },

    async callOff(kioskId, callId) {
      const known = await find(callId)
      if (known === undefined || known.kioskId !== kioskId || known.state === 'ended') return
      await change(callId, kioskId, { state: 'ended', who: known.who })
    },

    async answer(by, callId, answer) {
      const known = await find(callId)
      if (known === undefined || (known.kind === 'help' && by.role === 'teacher')) throw new HedgerowError('HG_NOT_FOUND')
      if (known.state === 'ended') return
      await change(callId, known.kioskId, { state: answer, who: known.state === 'coming' ? known.who : by.name })
      await recordAct(hub.db, hub.now(), by, 'answered-call', answer)
    },

    async endSilent() {
      const now = hub.now()
      const live = await hub.db.selectFrom('adultCalls').selectAll().where('state', '!=', 'ended').execute()
      for (const call of live) {
        const isSilent = now - (heardAt.get(call.id) ?? startedAt) > hub.settings.callSilenceMs
        const isOver = call.state === 'ringing' ? isSilent : now - call.changedAt > comingEndsAfter
        if (isOver) await change(call.id, call.kioskId, { state: 'ended', who: call.who })
      }
    },
  }
}
