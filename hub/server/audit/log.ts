import { linesAtOnce, type RecordLine, type RecordPage, type Witnesses } from '#core/contract/audit.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { recordAct } from '../store/staff-acts.ts'
import type { RecordAt } from './record.ts'

/** So many daily counts are shown to be compared. */
const countsShown = 40
const day = 24 * 60 * 60_000

/** A page of the record, newest first. That somebody looked stands in it before there is an answer. Throws HG_NOT_FOUND before set-up. */
export async function readRecord(hub: Hub, staff: SignedIn, { before, seen }: { before?: number; seen: number }): Promise<RecordPage> {
  if (before === undefined) await recordAct(hub.db, hub.now(), staff, 'looked-at-record')
  const record = await hub.record.newest()
  if (record === null) throw new HedgerowError('HG_NOT_FOUND', 'no school was set up')
  const end = Math.min(before ?? record.size, record.size)
  const rows = await hub.db.selectFrom('staffActs').selectAll().where('seq', '<=', end).orderBy('seq', 'desc').limit(linesAtOnce).execute()
  const counts = await hub.db
    .selectFrom('staffActs')
    .selectAll()
    .where('act', '=', 'counted-notes')
    .where('seq', '<=', record.size)
    .orderBy('seq', 'desc')
    .limit(countsShown)
    .execute()
  const deletions = await hub.db
    .selectFrom('staffActs')
    .selectAll()
    .where('act', '=', 'deleted-note')
    .where('seq', '>', counts.at(-1)?.seq ?? 0)
    .where('seq', '<=', record.size)
    .orderBy('seq', 'desc')
    .limit(2_000 - countsShown)
    .execute()
  return {
    schoolId: record.schoolId,
    publicKey: hub.signer.publicKey,
    shown: record.showFrom(seen),
    lines: rows.map((row) => asLine(record, row)),
    counts: [...counts, ...deletions].map((row) => asLine(record, row)),
  }
}

interface Row {
  readonly seq: number
  readonly leaf: Uint8Array
  readonly salt: Uint8Array | null
  readonly at: number | null
  readonly staffId: string | null
  readonly who: string | null
  readonly act: string | null
  readonly about: string | null
}

function asLine(record: RecordAt, { seq, leaf, salt, at, staffId, who, act, about }: Row): RecordLine {
  const isWhole = salt !== null && at !== null && who !== null && act !== null && about !== null
  return {
    index: seq - 1,
    leaf: Buffer.from(leaf).toString('base64'),
    // A row that has lost its place gets no proof: whoever reads it sees that it does not fit.
    proof: seq <= record.size ? record.inclusion(seq - 1) : [],
    act: isWhole ? { at, staffId, who, act, about, salt: Buffer.from(salt).toString('base64') } : null,
  }
}

/** Which kiosks were shown another record than before, and whether the hub's own tables fit what it once signed. */
export async function readWitnesses(hub: Hub): Promise<Witnesses> {
  const rows = await hub.db.selectFrom('kiosks').select(['name', 'faultsJson', 'lastContactAt']).orderBy('name').execute()
  const recent = rows.filter(({ lastContactAt }) => lastContactAt !== null && hub.now() - lastContactAt < day)
  return {
    fits: await hub.record.fits(),
    kiosks: recent.length,
    alarms: rows.filter(({ faultsJson }) => faultsJson.includes('"HG_RECORD_CHANGED"')).map(({ name }) => name),
  }
}
