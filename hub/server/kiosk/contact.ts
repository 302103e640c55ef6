import { z } from 'zod'
import { Hello } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'

/** What a kiosk said of itself. Staff are told when something that they see has changed. */
export async function takeHello(hub: Hub, kioskId: string, hello: Hello): Promise<void> {
  const now = hub.now()
  const said = {
    factsJson: JSON.stringify(hello.facts),
    schoolVersion: hello.schoolVersion,
    listVersionsJson: JSON.stringify(hello.listVersions),
    faultsJson: JSON.stringify(hello.faults),
  }
  const before = await hub.db.selectFrom('kiosks').selectAll().where('id', '=', kioskId).executeTakeFirst()
  await hub.db
    .updateTable('kiosks')
    .set({ ...said, lastContactAt: now })
    .where('id', '=', kioskId)
    .execute()
  if (before === undefined) return
  if (hello.keys !== undefined) hub.keyTalk.heard(kioskId, hello.keys)
  if (saysKeysDiffer(before.faultsJson) !== saysKeysDiffer(said.faultsJson)) hub.live.tellStaff({ kind: 'keys-changed' })
  const listsChanged = before.listVersionsJson !== said.listVersionsJson
  if (listsChanged || before.faultsJson !== said.faultsJson || before.lastContactAt === null) hub.live.tellStaff({ kind: 'kiosks-changed' })
  if (!listsChanged) return
  const had = ListVersions.parse(JSON.parse(before.listVersionsJson))
  for (const [classId, version] of Object.entries(hello.listVersions)) {
    if (had[classId] !== version) hub.live.tellStaff({ kind: 'class-changed', classId })
  }
}

/** Did a kiosk say, with its faults, that others seal to other keys? */
export const saysKeysDiffer = (faultsJson: string): boolean =>
  Hello.shape.faults.parse(JSON.parse(faultsJson)).some(({ code }) => code === 'HG_KEYS_DIFFER')

export const ListVersions = z.record(z.string(), z.number())

/** Three missed minutes: a kiosk says hello each minute. */
const silentAfter = 3 * 60_000

/** Is it there now? */
export function isInReach(hub: Hub, kiosk: { readonly id: string; readonly lastContactAt: number | null }): boolean {
  return hub.live.kioskIsOpen(kiosk.id) || (kiosk.lastContactAt !== null && hub.now() - kiosk.lastContactAt < silentAfter)
}
