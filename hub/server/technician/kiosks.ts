import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { Hello, type Kiosks, ShellFacts } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { isInReach, ListVersions } from '../kiosk/contact.ts'
import { currentVersions } from '../school/documents.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'

/** Every enrolled kiosk, by name. */
export async function listKiosks(hub: Hub): Promise<z.infer<typeof Kiosks>> {
  const rows = await hub.db.selectFrom('kiosks').selectAll().orderBy('name').orderBy('enrolledAt').execute()
  const current = [...(await currentVersions(hub.db))]
  return {
    kiosks: rows.map((row) => {
      const has = new Map([...Object.entries(ListVersions.parse(JSON.parse(row.listVersionsJson))), ['', row.schoolVersion] as const])
      return {
        id: row.id,
        name: row.name,
        facts: ShellFacts.parse(JSON.parse(row.factsJson)),
        enrolledAt: row.enrolledAt,
        lastContactAt: row.lastContactAt,
        inReach: isInReach(hub, row),
        listsUpToDate: current.every(([classId, version]) => (has.get(classId) ?? 0) >= version),
        faults: Hello.shape.faults.parse(JSON.parse(row.faultsJson)),
      }
    }),
  }
}

/** Takes a kiosk out: its token is worth nothing from now on and its live connection ends. Throws HG_NOT_FOUND. */
export async function removeKiosk(hub: Hub, staff: SignedIn, kioskId: string): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx.deleteFrom('kiosks').where('id', '=', kioskId).executeTakeFirstOrThrow()
    if (numDeletedRows === 0n) throw new HedgerowError('HG_NOT_FOUND', 'kiosk')
    await recordAct(tx, hub.now(), staff, 'removed-kiosk', kioskId)
  })
  hub.keyTalk.forget(kioskId)
  hub.live.cutKiosk(kioskId)
  hub.live.tellStaff({ kind: 'kiosks-changed' })
  hub.live.tellStaff({ kind: 'calls-changed' })
}
