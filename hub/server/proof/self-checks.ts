import { type ClassProof, DailyProof, type ProofResult, type ProofSummary } from '#core/contract/daily-proof.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { KioskCheck, type SelfChecks } from '#core/contract/self-check.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import { theClass } from '../teacher/classes.ts'

/** Keeps a kiosk's newest self-check. */
export async function keepSelfCheck(hub: Hub, kioskId: string, check: KioskCheck): Promise<void> {
  const row = { at: check.at, checkJson: JSON.stringify(check) }
  await hub.db
    .insertInto('selfChecks')
    .values({ kioskId, ...row })
    .onConflict((conflict) => conflict.column('kioskId').doUpdateSet(row))
    .execute()
  hub.live.tellStaff({ kind: 'kiosks-changed' })
}

const count = (results: readonly { readonly result: ProofResult }[], result: ProofResult): number =>
  results.filter((one) => one.result === result).length

/** Keeps a day's proof; a day that was proven is not undone by a later try without a connection. */
export async function keepProof(hub: Hub, kioskId: string, proof: DailyProof): Promise<void> {
  const before = await hub.db
    .selectFrom('dailyProofs')
    .selectAll()
    .where('day', '=', proof.day)
    .where('kioskId', '=', kioskId)
    .executeTakeFirst()
  const notTested = count(proof.tiles, 'not-tested')
  if (before !== undefined && notTested === proof.tiles.length && before.opened + before.refused + before.noAnswer > 0) return
  const { name } = await hub.db.selectFrom('kiosks').select('name').where('id', '=', kioskId).executeTakeFirstOrThrow()
  const row = {
    kioskName: name,
    takenAt: hub.now(),
    opened: count(proof.tiles, 'opened'),
    refused: count(proof.tiles, 'refused'),
    noAnswer: count(proof.tiles, 'no-answer'),
    notTested,
    canariesRefused: count(proof.canaries, 'refused'),
    canaries: proof.canaries.length,
    proofJson: JSON.stringify(proof),
  }
  await hub.db
    .insertInto('dailyProofs')
    .values({ day: proof.day, kioskId, ...row })
    .onConflict((conflict) => conflict.columns(['day', 'kioskId']).doUpdateSet(row))
    .execute()
  hub.live.tellStaff({ kind: 'kiosks-changed' })
}

/** The technician's view: the newest of both for each enrolled kiosk. */
export async function readSelfChecks(hub: Hub): Promise<SelfChecks> {
  const checks = await hub.db.selectFrom('selfChecks').selectAll().execute()
  const proofs = await hub.db
    .selectFrom('dailyProofs')
    .selectAll()
    .where('kioskId', 'in', hub.db.selectFrom('kiosks').select('id'))
    .where(({ eb, selectFrom, ref }) =>
      eb(
        'day',
        '=',
        selectFrom('dailyProofs as other')
          .select((other) => other.fn.max('other.day').as('newest'))
          .where('other.kioskId', '=', ref('dailyProofs.kioskId')),
      ),
    )
    .execute()
  return {
    checks: Object.fromEntries(checks.map((row) => [row.kioskId, KioskCheck.parse(JSON.parse(row.checkJson))])),
    proofs: Object.fromEntries(
      proofs.map((row): [string, ProofSummary] => {
        const { day, opened, refused, noAnswer, notTested, canariesRefused, canaries } = row
        const notOpened = DailyProof.parse(JSON.parse(row.proofJson)).tiles.filter((tile) => tile.result !== 'opened')
        return [row.kioskId, { day, opened, refused, noAnswer, notTested, canariesRefused, canaries, notOpened }]
      }),
    ),
  }
}

/** Tells a kiosk to check itself now. Throws HG_NOT_FOUND. */
export async function askForCheck(hub: Hub, staff: SignedIn, kioskId: string): Promise<{ told: boolean }> {
  const row = await hub.db.selectFrom('kiosks').select('id').where('id', '=', kioskId).executeTakeFirst()
  if (row === undefined) throw new HedgerowError('HG_NOT_FOUND', 'kiosk')
  await recordAct(hub.db, hub.now(), staff, 'asked-for-self-check', kioskId)
  const told = hub.live.kioskIsOpen(kioskId)
  hub.live.tellKiosk(kioskId, { kind: 'check-yourself' })
  return { told }
}

/** Which tiles of a class did not open on the newest day that any kiosk tested; what was not tested is left out. Throws HG_NOT_FOUND. */
export async function readClassProof(hub: Hub, classId: string): Promise<ClassProof> {
  await theClass(hub.db, classId)
  const rows = await hub.db
    .selectFrom('dailyProofs')
    .select(['day', 'proofJson'])
    .where(({ eb, selectFrom }) =>
      eb(
        'day',
        '=',
        selectFrom('dailyProofs as other').select((other) => other.fn.max('other.day').as('newest')),
      ),
    )
    .execute()
  const failed = new Map<string, ClassProof['notOpened'][number]>()
  for (const row of rows) {
    for (const tile of DailyProof.parse(JSON.parse(row.proofJson)).tiles) {
      if (tile.classId !== classId || tile.result === 'opened' || tile.result === 'not-tested') continue
      failed.set(tile.tileId, {
        tileId: tile.tileId,
        result: tile.result,
        why: tile.why,
        kiosks: (failed.get(tile.tileId)?.kiosks ?? 0) + 1,
      })
    }
  }
  return { day: rows[0]?.day ?? null, notOpened: [...failed.values()] }
}
