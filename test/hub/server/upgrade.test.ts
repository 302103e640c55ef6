import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterAll, expect, test } from 'vitest'
import { z } from 'zod'
import { CaseEntries, CaseEntry, CaseSummary, Cases } from '#core/contract/cases.ts'
import { MakeTeam, Team } from '#core/contract/hub-api.ts'
import { Report } from '#core/contract/report.ts'
import { Envelopes, ReportHeads } from '#core/contract/safety-desk.ts'
import { openEntry, openSummary } from '#core/sealing/case-seal.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { unwrapIdentity, unwrapTeamKey } from '#core/sealing/team-keys.ts'
import { startHub } from '#hub/server/start.ts'
import { NodeSqliteDialect, openFile } from '#hub/server/store/dialect.ts'
import { migrations } from '#hub/server/store/migrations.ts'
import { aSchool, cookieOf, get, post } from './a-school.ts'

/** Sealed once by the version that was then, and never made anew. */
const fixture = z
  .object({
    words: z.string(),
    team: z.object({ request: MakeTeam, teamIdentity: z.string(), recoveryIdentity: z.string(), grownUpsIdentity: z.string() }),
    reports: z.array(z.object({ report: Report, envelope: z.base64() })),
    case: z.object({ entry: CaseEntry, sealedEntry: z.string(), summary: CaseSummary, sealedSummary: z.string() }),
  })
  .parse(JSON.parse(readFileSync('test/vectors/sealed/2026-11.json', 'utf8')))

const schemas = Object.keys(migrations)
const root = mkdtempSync(join(tmpdir(), 'hedgerow-upgrade-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

type Rows = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>
const id = (place: number) => `${place}`.repeat(32)
const sealed = (text: string) => Buffer.from(text, 'base64')

/** The hub of today makes a school; its rows are then put into a database of the old schema, as far as that had them. */
let today: { readonly folder: string; readonly rows: Rows } | null = null
async function rowsOfToday() {
  if (today !== null) return today
  const folder = join(root, 'today')
  const hub = await startHub({ folder, logLevel: 'silent' })
  await hub.seed(aSchool())
  const names = ['school', 'classes', 'pupils', 'staff', 'documents'] as const
  const rows: Record<string, readonly Readonly<Record<string, unknown>>[]> = {}
  for (const name of names) rows[name] = await hub.hub.db.selectFrom(name).selectAll().execute()
  await hub.close()
  today = { folder, rows }
  return today
}

/** A data folder as a hub left it that knew the tables up to this schema and no further. */
async function anOldFolder(schema: string): Promise<string> {
  const { folder: source, rows } = await rowsOfToday()
  const folder = join(root, schema)
  execFileSync('cp', ['-r', source, folder])
  for (const name of ['hub.db', 'hub.db-wal', 'hub.db-shm']) rmSync(join(folder, name), { force: true })
  const db = new Kysely<Record<string, Record<string, unknown>>>({ dialect: new NodeSqliteDialect(openFile(join(folder, 'hub.db'))) })
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } }).migrateTo(schema)
  if (error !== undefined) throw error
  const tables = new Map((await db.introspection.getTables()).map((table) => [table.name, table.columns.map((column) => column.name)]))
  /** What a table of then had no column for is left out; what it asked for and is gone today is said. */
  const put = async (name: string, row: Readonly<Record<string, unknown>>) => {
    const columns = tables.get(name)
    if (columns === undefined) return
    const known = Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)))
    await db.insertInto(name).values(known).execute()
  }
  for (const [name, some] of Object.entries(rows)) for (const row of some) await put(name, { letterboxToken: 'x', ...row })
  const lead = rows.staff?.find(({ role }) => role === 'dsl')
  const { request } = fixture.team
  const { recipients } = request
  await put('team', { only: 1, recipientsJson: JSON.stringify(recipients), madeAt: 1, madeBy: 'The dsl', liveAt: 1 })
  const mine = { staffId: lead?.id, recipient: request.recipient, wrappedIdentity: request.wrappedIdentity }
  await put('teamMembers', { ...mine, teamKey: request.teamKey })
  await put('keyPeople', mine)
  await put('groupKeys', { recipient: recipients.team, groupName: 'team', epoch: 1, madeAt: 1, madeBy: 'The dsl' })
  await put('keyWraps', { recipient: recipients.team, staffId: lead?.id, wrap: request.teamKey })
  const [first, second, third] = fixture.reports.map(({ envelope }, place) => ({
    id: id(place),
    day: '2026-11-23',
    epoch: 1,
    state: 'new',
    body: sealed(envelope),
    lane: 'now',
    among: '5-14',
    heldBy: null,
    filed: 0,
  }))
  for (const row of [first, third]) if (row !== undefined) await put('reports', row)
  // Held by the mixer when that hub was stopped, where it had one.
  if (second !== undefined) await put(tables.has('heldReports') ? 'heldReports' : 'reports', second)
  await put('cases', {
    id: id(8),
    day: '2026-11-23',
    lane: 'soon',
    state: 'open',
    dueDay: null,
    filed: 0,
    revision: 1,
    summary: sealed(fixture.case.sealedSummary),
  })
  await put('sealedEntries', { id: id(9), about: id(8), seq: 1, body: sealed(fixture.case.sealedEntry) })
  await db.destroy()
  return folder
}

test.each(schemas)(
  'L9: what was sealed under the schema %s opens after the upgrade, at the desk and with the recovery kit',
  async (schema) => {
    const hub = await startHub({ folder: await anOldFolder(schema), logLevel: 'silent' })
    try {
      const headers = { cookie: await cookieOf(hub, 'dsl') }
      const team = Team.parse(await (await get(hub, '/api/dsl/team', headers)).json())
      const own = await unwrapIdentity(team.me?.wrappedIdentity ?? '', fixture.words)
      const identity = await unwrapTeamKey(team.keys?.teamKey ?? '', own)
      expect(identity).toBe(fixture.team.teamIdentity)
      const heads = ReportHeads.parse(await (await get(hub, '/api/dsl/reports', headers)).json())
      expect(heads.reports.map((one) => one.id)).toEqual([id(0), id(1), id(2)])
      const asked = await post(hub, '/api/dsl/reports/envelopes', { ids: heads.reports.map((one) => one.id) }, headers)
      const { envelopes } = Envelopes.parse(await asked.json())
      for (const [place, { report }] of fixture.reports.entries()) {
        const envelope = sealed(envelopes.find((one) => one.id === id(place))?.envelope ?? '')
        const key = report.category === 'ADULT' ? fixture.team.grownUpsIdentity : identity
        expect(await openReport(envelope, key)).toEqual(report)
        expect(await openReport(envelope, fixture.team.recoveryIdentity)).toEqual(report)
      }
      if (schema < '0004') return
      const { cases } = Cases.parse(await (await get(hub, '/api/dsl/cases', headers)).json())
      expect(await openSummary(cases[0]?.summary ?? '', identity)).toEqual(fixture.case.summary)
      const { entries } = CaseEntries.parse(await (await get(hub, `/api/dsl/cases/${id(8)}/entries`, headers)).json())
      expect(await openEntry(entries[0]?.body ?? '', identity)).toEqual(fixture.case.entry)
    } finally {
      await hub.close()
    }
  },
)
