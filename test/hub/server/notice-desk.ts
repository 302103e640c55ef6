import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { BoardDesk } from '#core/contract/board.ts'
import type { Role } from '#core/contract/hub-api.ts'
import { SchoolNotices, StopDesk, Tickets } from '#core/contract/stops.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { type RunningHub, startHub } from '#hub/server/start.ts'
import { aKiosk, aSchool, cookieOf, get, post, send } from './a-school.ts'

/** A Monday in term, a quarter past nine in London. */
export const monday = Date.parse('2026-11-23T09:15:00Z')

/** One hub for all tests of a file, with nothing stopped and nothing on the board at the beginning of each. */
export interface NoticeDesk {
  readonly hub: RunningHub
  /** The `authorization` of its one kiosk. */
  readonly bearer: string
  as(role: Role): { readonly cookie: string }
  pass(ms: number): void
  stop(role: Role, body: object): Promise<Response>
  undo(role: Role, id: string): Promise<Response>
  review(role: Role, id: string): Promise<Response>
  stops(role: Role): Promise<StopDesk['stops']>
  tickets(): Promise<Tickets['tickets']>
  hang(card: string, more?: string): Promise<Response>
  notices(): Promise<BoardDesk['notices']>
  /** What kiosks are given of one kind, its signature checked; null: nothing yet. */
  signed(kind: 'stops' | 'board'): Promise<unknown>
  /** What staff did since the test began: who, what, about. */
  acts(): Promise<readonly string[]>
}

export function noticeDesk(): NoticeDesk {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-notices-'))
  const cookies = new Map<Role, string>()
  let now = monday
  let hub: RunningHub | null = null
  let kiosk = { bearer: '', schoolKey: '' }
  let firstAct = 0
  const there = (): RunningHub => {
    if (hub === null) throw new Error('the hub is not started')
    return hub
  }
  const as = (role: Role) => ({ cookie: cookies.get(role) ?? '' })
  const answer = async (asked: Promise<Response>): Promise<unknown> => (await asked).json()

  beforeAll(async () => {
    hub = await startHub({ folder, logLevel: 'silent', now: () => now })
    await hub.seed({ ...aSchool(), helpers: [{ name: 'Mrs Whitfield-Okoro', role: 'Assistant', picture: 'adult' }] })
    kiosk = await aKiosk(hub)
    for (const role of ['dsl', 'deputy', 'teacher', 'technician'] as const) cookies.set(role, await cookieOf(hub, role))
  })
  beforeEach(async () => {
    const { db } = there().hub
    for (const table of ['stops', 'tickets', 'boardNotices', 'noticeDocuments'] as const) await db.deleteFrom(table).execute()
    const { last } = await db
      .selectFrom('staffActs')
      .select(({ fn }) => fn.max('seq').as('last'))
      .executeTakeFirstOrThrow()
    firstAct = last
    now = monday
  })
  afterAll(async () => {
    await hub?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  return {
    get hub() {
      return there()
    },
    get bearer() {
      return kiosk.bearer
    },
    as,
    pass(ms) {
      now += ms
    },
    stop: (role, body) => post(there(), '/api/stops', body, as(role)),
    undo: (role, id) => send(there(), 'DELETE', `/api/stops/${id}`, undefined, as(role)),
    review: (role, id) => post(there(), `/api/stops/${id}/review`, {}, as(role)),
    stops: async (role) => StopDesk.parse(await answer(get(there(), '/api/stops', as(role)))).stops,
    tickets: async () => Tickets.parse(await answer(get(there(), '/api/technician/tickets', as('technician')))).tickets,
    hang: (card, more) => post(there(), '/api/dsl/notices', { card, more: more ?? null }, as('dsl')),
    notices: async () => BoardDesk.parse(await answer(get(there(), '/api/dsl/notices', as('dsl')))).notices,
    async signed(kind) {
      const given = SchoolNotices.parse(await answer(get(there(), '/api/kiosk/notices', { authorization: kiosk.bearer })))[kind]
      return given === null ? null : openSignedDocument(given, kiosk.schoolKey)
    },
    async acts() {
      const rows = await there().hub.db.selectFrom('staffActs').selectAll().where('seq', '>', firstAct).orderBy('seq').execute()
      return rows.map(({ who, act, about }) => `${who} ${act} ${about}`)
    },
  }
}
