import { envelopeBytes } from '#core/contract/envelope-form.ts'
import type { Lane } from '#core/contract/report.ts'
import type { SlotAnswer } from '#core/contract/slots.ts'
import { sealSlot } from '#core/sealing/slot-seal.ts'
import type { Settings } from '#hub/server/hub.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { newId } from '#hub/server/tokens.ts'
import { aHub, aKiosk } from '#test/hub/server/a-school.ts'

export interface TestLetter {
  readonly id: string
  readonly lane: Lane
  readonly envelope: Uint8Array
}

export const letterOf = (start: string, lane: Lane = 'soon', fill = 7): TestLetter => ({
  id: start.repeat(32).slice(0, 32),
  lane,
  envelope: new Uint8Array(envelopeBytes).fill(fill),
})

/** A slot as a kiosk seals it. */
export async function slotOf(
  hub: RunningHub,
  letter: TestLetter | null,
  inUse = false,
  key = hub.hub.mixerKey.recipient,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await sealSlot({ inUse, letter }, key))
}

/** A hub whose steps are taken by hand. `take`: as if each slot came from another kiosk. `put`: over HTTP, from a kiosk enrolled for it. */
export async function aLetterbox(settings: Partial<Settings> = {}, now: () => number = Date.now) {
  const hub = await aHub({ now, settings: { slotMs: 3_600_000, ...settings } })
  return {
    hub,
    take: (body: Uint8Array, kioskId = newId()): Promise<SlotAnswer> => hub.mixer.take(kioskId, body),
    async put(body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Response> {
      const { bearer } = await aKiosk(hub)
      return fetch(`${hub.url}/api/letterbox/slot`, {
        method: 'PUT',
        headers: { authorization: bearer, 'content-type': 'application/octet-stream', ...headers },
        body,
      })
    },
    rows: () => hub.hub.db.selectFrom('reports').selectAll().execute(),
  }
}
