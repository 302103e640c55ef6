import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Enrolment, EnrolmentCode, EnrolRequest } from '#core/contract/hub-api.ts'
import type { Hub } from '../hub.ts'
import { theSchool } from '../school/documents.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import { hashOf, newCode, newId, newToken, tidyCode } from '../tokens.ts'

const mostLiveCodes = 5

/** A code for one kiosk. At most five live at once: the oldest makes room. */
export async function makeEnrolmentCode(hub: Hub, by: Actor): Promise<z.infer<typeof EnrolmentCode>> {
  const code = newCode()
  const now = hub.now()
  const expiresAt = now + hub.settings.enrolmentCodeLifeMs
  await hub.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('enrolmentCodes').where('expiresAt', '<=', now).execute()
    const live = await tx.selectFrom('enrolmentCodes').selectAll().orderBy('expiresAt', 'desc').execute()
    for (const { codeHash } of live.slice(mostLiveCodes - 1)) {
      await tx.deleteFrom('enrolmentCodes').where('codeHash', '=', codeHash).execute()
    }
    await tx
      .insertInto('enrolmentCodes')
      .values({ codeHash: hashOf(code), expiresAt })
      .execute()
    await recordAct(tx, now, by, 'made-enrolment-code')
  })
  return { code, expiresAt }
}

/** Takes a kiosk in and uses the code up. Throws HG_CODE_WRONG. */
export async function enrol(hub: Hub, request: z.infer<typeof EnrolRequest>): Promise<Enrolment> {
  const now = hub.now()
  const token = newToken()
  const deviceId = newId()
  const school = await hub.db.transaction().execute(async (tx) => {
    const used = await tx
      .deleteFrom('enrolmentCodes')
      .where('codeHash', '=', hashOf(tidyCode(request.code)))
      .returning('expiresAt')
      .executeTakeFirst()
    if (used === undefined || used.expiresAt <= now) throw new HedgerowError('HG_CODE_WRONG')
    await tx
      .insertInto('kiosks')
      .values({
        id: deviceId,
        name: request.name,
        tokenHash: hashOf(token),
        factsJson: JSON.stringify(request.facts),
        enrolledAt: now,
        lastContactAt: null,
        schoolVersion: 0,
        listVersionsJson: '{}',
        faultsJson: '[]',
      })
      .execute()
    await recordAct(tx, now, { id: null, name: 'by a code' }, 'enrolled-kiosk', deviceId)
    return theSchool(tx)
  })
  hub.live.tellStaff({ kind: 'kiosks-changed' })
  return { deviceId, token, schoolId: school.id, schoolKey: school.publicKey }
}
