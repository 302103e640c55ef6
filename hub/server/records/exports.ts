import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { NoteExport } from '#core/contract/records.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'

/** Records that somebody takes a note or a case out. What it says is made into a file in their browser. Throws HG_NOT_FOUND. */
export async function noteExport(hub: Hub, staff: SignedIn, { what, id, form }: z.infer<typeof NoteExport>): Promise<void> {
  await hub.db.transaction().execute(async (tx) => {
    const table = what === 'note' ? 'reports' : 'cases'
    const there = await tx.selectFrom(table).select('id').where('id', '=', id).executeTakeFirst()
    if (there === undefined) throw new HedgerowError('HG_NOT_FOUND', what)
    await recordAct(tx, hub.now(), staff, 'exported', `${what} ${id} ${form}`)
  })
}
