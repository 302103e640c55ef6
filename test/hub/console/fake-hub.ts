import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { moveCase, moveReport } from '#core/cases/states.ts'
import { RecordPage, Witnesses } from '#core/contract/audit.ts'
import { BellState, BellWish, CalendarDesk, MailDesk, SaveMail, TestMail } from '#core/contract/bell.ts'
import type { BoardDesk } from '#core/contract/board.ts'
import { AddEntry, BeginCase, CaseEntries, Cases } from '#core/contract/cases.ts'
import { ClassProof } from '#core/contract/daily-proof.ts'
import type { ErrorCode } from '#core/contract/errors.ts'
import {
  ActivityLog,
  AdultCalls,
  AnswerCall,
  AnswerRequest,
  ClassDesk,
  ClassSummaries,
  EnrolmentCode,
  Kiosks,
  MakeTeam,
  Me,
  NewPassword,
  NewPupil,
  NewSecret,
  Publish,
  PupilRegister,
  type Role,
  roles,
  SaveDraft,
  SignIn,
  SignInByLink,
  Team,
  VisitRequests,
} from '#core/contract/hub-api.ts'
import { KeyDesk, Readiness, SealedEnvelopes } from '#core/contract/keys.ts'
import type { ClassDraft, Tile } from '#core/contract/list.ts'
import { AskLooks, Looks, type TileLook } from '#core/contract/look.ts'
import { LookAgain } from '#core/contract/look-again.ts'
import { type BreakGlassLog, HoldChange, NoteExport, Retention, TermNumbers } from '#core/contract/records.ts'
import {
  AskEnvelopes,
  Colleagues,
  Envelopes,
  MergeReports,
  MoveReport,
  PassReport,
  ReportHeads,
  ReportNotes,
} from '#core/contract/safety-desk.ts'
import { ReportRecipients } from '#core/contract/school.ts'
import { plainCalendar, SchoolCalendar } from '#core/contract/school-calendar.ts'
import { SavePhrase, SchoolPhrase, SchoolPhrases } from '#core/contract/school-phrases.ts'
import { SelfChecks } from '#core/contract/self-check.ts'
import { MoveTicket, NewTicket, StopDesk, StopPage, Tickets } from '#core/contract/stops.ts'
import { readStop } from '#core/policy/stops.ts'
import { boardRoutes } from './fake-board.ts'
import { breakGlassRoutes } from './fake-break-glass.ts'
import { fakeMailbox } from './fake-mailbox.ts'
import { newId, type Route } from './fake-route.ts'

export const classId = 'c'.repeat(32)
export const otherClassId = 'd'.repeat(32)
const hour = 3_600_000
const day = 24 * hour

export { newId }

export function tile(title: string, url: string, more: Partial<Tile> = {}): Tile {
  return {
    id: newId(),
    title,
    url,
    scope: 'page',
    also: [],
    companions: [],
    picture: 'open-book',
    spoken: title,
    subject: '',
    words: [],
    checkedBy: null,
    checkedAt: null,
    ...more,
  }
}

export interface Asked {
  readonly method: string
  readonly path: string
  /** The body exactly as it would travel. */
  readonly body: string
}

/** A refusal as the hub words it. */
class Refusal {
  readonly status: number
  readonly code: ErrorCode
  readonly detail: string
  constructor(status: number, code: ErrorCode, detail = '') {
    this.status = status
    this.code = code
    this.detail = detail
  }
}

/**
 * A hub in memory: takes and gives exactly what the contract's schemas allow, and throws in the test when the console
 * or this double leaves them. What a test wants to be there is put into its fields.
 */
export class FakeHub {
  signedIn: z.infer<typeof Me> | null = null
  readonly asked: Asked[] = []
  /** Answers to these paths fail in this way, once each. */
  readonly refuseNext: { path: string; status: number; code: ErrorCode; detail?: string }[] = []
  outOfReach = false
  readonly password = 'a long enough password'
  draft: ClassDraft = { tiles: [], lessons: [] }
  published: z.infer<typeof ClassDesk>['published'] = null
  revision = 1
  kiosksOfClass = { upToDate: 2, inReach: 3 }
  /** What kiosks found out, by tile. */
  readonly looks = new Map<string, TileLook>()
  requests: z.infer<typeof VisitRequests>['requests'] = []
  calls: z.infer<typeof AdultCalls>['calls'] = []
  pupils: z.infer<typeof PupilRegister>['pupils'] = []
  team: z.infer<typeof Team> = { me: null, keys: null }
  readiness: Readiness = {
    hasKeys: true,
    isLive: true,
    openers: 2,
    kitOpened: true,
    hasGrownUps: false,
    overdue: 0,
    kitOverdue: false,
    differing: 0,
  }
  reports: (Pick<z.infer<typeof ReportHeads>['reports'][number], 'id' | 'day' | 'state' | 'epoch'> &
    Partial<z.input<typeof ReportHeads>['reports'][number]> & { envelope: string; filed?: boolean })[] = []
  unopened: z.infer<typeof ReportHeads>['unopened'] = []
  colleagues: { staffId: string; name: string }[] = []
  cases: Cases['cases'] = []
  /** What staff wrote, by the report or case it is about. */
  readonly entries = new Map<string, { id: string; body: string }[]>()
  events: z.infer<typeof ActivityLog>['events'] = []
  kiosks: z.infer<typeof Kiosks>['kiosks'] = []
  selfChecks: SelfChecks = { checks: {}, proofs: {} }
  readonly checksAsked: string[] = []
  lookAgain: LookAgain = { lines: [], more: 0 }
  classProof: ClassProof = { day: null, notOpened: [] }

  /** What the hub shows of its record of staff acts; a test makes it with a real tree. */
  record: RecordPage | null = null
  retention: Retention['lines'] = []
  numbers: TermNumbers = { terms: [] }
  breakGlass: BreakGlassLog['lines'] = []
  witnesses: Witnesses = { fits: true, kiosks: 2, alarms: [] }

  bell: BellState = { rings: false, siren: false, mail: { state: 'off', since: null }, wantsMail: true }
  mailDesk: MailDesk = { settings: null, hasPassword: false }
  phrases: SchoolPhrases['phrases'] = []
  calendar: CalendarDesk = { calendar: plainCalendar, isSet: false }

  static of(role: z.infer<typeof Role>): FakeHub {
    const hub = new FakeHub()
    hub.signedIn = hub.person(role)
    return hub
  }

  person(role: z.infer<typeof Role>): z.infer<typeof Me> {
    const names = {
      teacher: 'Miss Ames',
      dsl: 'Mrs Farrant',
      deputy: 'Mr Bell',
      head: 'Mrs Adeyemi',
      governor: 'Mr Clarke',
      technician: 'Mr Okoro',
      office: 'Mr Lewis',
    }
    return {
      staffId: role.padEnd(32, '0').replace(/[^0-9a-f]/g, 'a'),
      name: names[role],
      email: `${role}@brooklane.example`,
      role,
      school: 'Brook Lane',
      hasPassword: true,
    }
  }

  /** What a fetch of the console gets. */
  answer(method: string, path: string, body: string | undefined): { status: number; body: unknown } {
    this.asked.push({ method, path, body: body ?? '' })
    try {
      const planned = this.refuseNext.findIndex((one) => path.startsWith(one.path))
      const [refusal] = planned >= 0 ? this.refuseNext.splice(planned, 1) : []
      if (refusal !== undefined) throw new Refusal(refusal.status, refusal.code, refusal.detail)
      const url = new URL(path, 'https://hub.example')
      const parts = url.pathname.split('/')
      const name = `${method} ${url.pathname.replace(/[0-9a-f]{32}/g, ':id')}`
      const route = this.#routes[name]
      if (route === undefined) throw new Error(`The console asked for what the contract does not have: ${name}`)
      if (!name.includes('/staff/') && this.signedIn === null) throw new Refusal(401, 'HG_NOT_SIGNED_IN')
      return {
        status: 200,
        body: route(body === undefined ? undefined : JSON.parse(body), (index) => parts[index] ?? '', url.searchParams),
      }
    } catch (thrown) {
      if (!(thrown instanceof Refusal)) throw thrown
      return { status: thrown.status, body: { code: thrown.code, message: thrown.code, detail: thrown.detail } }
    }
  }

  /** For `vi.stubGlobal('fetch', hub.fetch)`. */
  fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    if (this.outOfReach) throw new TypeError('Failed to fetch')
    if (String(input).endsWith('.ttf')) return new Response(readFileSync('assets/fonts/noto-sans-paper.ttf'))
    const answer = this.answer(init?.method ?? 'GET', String(input), typeof init?.body === 'string' ? init.body : undefined)
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers: { 'content-type': 'application/json' } })
  }

  #me(): z.infer<typeof Me> {
    if (this.signedIn === null) throw new Refusal(401, 'HG_NOT_SIGNED_IN')
    return Me.parse(this.signedIn)
  }

  heads(): z.infer<typeof ReportHeads> {
    const reports = this.reports.map(({ envelope: _envelope, filed: _filed, ...head }) => ({
      heldBy: null,
      notes: this.entries.get(head.id)?.length ?? 0,
      ...head,
    }))
    return ReportHeads.parse({ reports, unopened: this.unopened })
  }

  #change(id: string, to: (report: FakeHub['reports'][number]) => FakeHub['reports'][number]): z.infer<typeof ReportHeads> {
    if (!this.reports.some((report) => report.id === id)) throw new Refusal(404, 'HG_NOT_FOUND')
    this.reports = this.reports.map((report) => (report.id === id ? to(report) : report))
    return this.heads()
  }

  #append(about: string, entry: { id: string; body: string }): void {
    this.entries.set(about, [...(this.entries.get(about) ?? []), entry])
  }

  #story(id: string): CaseEntries {
    const one = this.cases.find((each) => each.id === id)
    if (one === undefined) throw new Refusal(404, 'HG_NOT_FOUND')
    const { revision, state, filed } = one
    return CaseEntries.parse({ revision, state, filed, entries: this.entries.get(id) ?? [] })
  }

  kept(): Retention {
    return Retention.parse({ days: { content: 90, practice: 30, acts: 365 }, lines: this.retention })
  }

  summary() {
    return {
      id: classId,
      name: 'Year 2',
      stage: 'ks1' as const,
      picture: 'lady-beetle',
      pupils: this.pupils.length,
      publishedVersion: this.published?.version ?? 0,
      hasUnpublished: JSON.stringify(this.draft) !== JSON.stringify(this.published?.draft),
    }
  }

  desk(): z.infer<typeof ClassDesk> {
    return ClassDesk.parse({
      class: this.summary(),
      revision: this.revision,
      draft: this.draft,
      published: this.published,
      kiosks: this.kiosksOfClass,
    })
  }

  looksNow(): Looks {
    const looks = this.draft.tiles.map(({ id }): TileLook => this.looks.get(id) ?? { tileId: id, state: 'none', last: null })
    return Looks.parse({ inReach: this.kiosksOfClass.inReach, looks })
  }

  publishNow(): void {
    this.published = {
      version: (this.published?.version ?? 0) + 1,
      at: Date.now(),
      by: 'Miss Ames',
      expiresAt: Date.now() + 90 * day,
      draft: structuredClone(this.draft),
    }
  }

  /** What the page of keys shows otherwise than for the team. */
  keyDesk: Partial<KeyDesk> = {}
  stops: StopDesk = { stops: [], nextBreak: 0 }
  tickets: Tickets['tickets'] = []
  notices: BoardDesk['notices'] = []
  readonly mailbox = fakeMailbox(() => this.#me().name)

  #place(address: string, scope: 'page' | 'site') {
    const read = readStop(address, scope)
    if (read.kind === 'refused') throw new Refusal(422, 'HG_STOP_ADDRESS', read.why)
    return { host: read.host, path: read.path }
  }

  #ticket(place: { host: string; path: string | null }, kind: Tickets['tickets'][number]['kind']): void {
    this.tickets = [{ id: newId(), ...place, kind, day: '2026-11-20', state: 'open', stopped: true }, ...this.tickets]
  }

  readonly #routes: Readonly<Record<string, Route>> = {
    'GET /api/stops': () => StopDesk.parse(this.stops),
    'POST /api/stops': (body) => {
      const { address, scope, when, ticket } = StopPage.parse(body)
      const place = this.#place(address, scope)
      if (ticket !== null) this.#ticket(place, ticket)
      const from = when === 'now' ? 0 : this.stops.nextBreak
      const made = { madeAt: Date.now(), madeBy: this.#me().name, mayUndo: true, reviewAt: Date.now() + day }
      this.stops = { ...this.stops, stops: [{ id: newId(), ...place, from, ...made }, ...this.stops.stops] }
      return StopDesk.parse(this.stops)
    },
    'DELETE /api/stops/:id': (_body, part) => {
      this.stops = { ...this.stops, stops: this.stops.stops.filter(({ id }) => id !== part(3)) }
      return StopDesk.parse(this.stops)
    },
    'POST /api/stops/:id/review': (_body, part) => {
      this.stops = { ...this.stops, stops: this.stops.stops.map((one) => (one.id === part(3) ? { ...one, reviewAt: null } : one)) }
      return StopDesk.parse(this.stops)
    },
    'POST /api/tickets': (body) => {
      const { address, scope, kind } = NewTicket.parse(body)
      this.#ticket(this.#place(address, scope), kind)
      return {}
    },
    'GET /api/technician/tickets': () => Tickets.parse({ tickets: this.tickets }),
    'POST /api/technician/tickets/:id': (body, part) => {
      const { state } = MoveTicket.parse(body)
      this.tickets = this.tickets.map((one) => (one.id === part(4) ? { ...one, state } : one))
      return Tickets.parse({ tickets: this.tickets })
    },
    ...boardRoutes(this, () => this.#me().name),
    ...this.mailbox.routes,
    'GET /api/staff/me': () => this.#me(),
    'POST /api/staff/sign-in': (body) => {
      const { email, password } = SignIn.parse(body)
      if (password !== this.password) throw new Refusal(401, 'HG_WRONG_PASSWORD')
      const role = roles.find((one) => email.startsWith(one)) ?? 'teacher'
      this.signedIn = this.person(role)
      return this.#me()
    },
    'POST /api/staff/link': (body) => {
      const { token } = SignInByLink.parse(body)
      if (token !== 'one-time-token-0123456789') throw new Refusal(401, 'HG_LINK_USED')
      this.signedIn = { ...this.person('teacher'), hasPassword: false }
      return this.#me()
    },
    'POST /api/staff/password': (body) => {
      NewPassword.parse(body)
      return {}
    },
    'POST /api/staff/sign-out': () => {
      this.signedIn = null
      return {}
    },
    'GET /api/teacher/classes': () =>
      ClassSummaries.parse({
        classes: [
          this.summary(),
          { ...this.summary(), id: otherClassId, name: 'Reception', stage: 'eyfs', picture: 'duck', hasUnpublished: false },
        ],
      }),
    'GET /api/teacher/classes/:id/looks': () => this.looksNow(),
    'POST /api/teacher/classes/:id/looks': (body) => {
      for (const tileId of AskLooks.parse(body).tileIds) this.looks.set(tileId, { tileId, state: 'waiting', last: null })
      return this.looksNow()
    },
    'GET /api/teacher/classes/:id/look-again': () => LookAgain.parse(this.lookAgain),
    'GET /api/teacher/classes/:id': () => this.desk(),
    'GET /api/teacher/classes/:id/proof': () => ClassProof.parse(this.classProof),
    'PUT /api/teacher/classes/:id/draft': (body) => {
      const { revision, draft } = SaveDraft.parse(body)
      if (revision !== this.revision) throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
      this.draft = draft
      this.revision++
      return this.desk()
    },
    'POST /api/teacher/classes/:id/publish': (body) => {
      if (Publish.parse(body).revision !== this.revision) throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
      this.publishNow()
      this.lookAgain = { lines: [], more: 0 }
      this.kiosksOfClass = { upToDate: this.kiosksOfClass.inReach, inReach: this.kiosksOfClass.inReach }
      return this.desk()
    },
    'GET /api/teacher/requests': () => VisitRequests.parse({ requests: this.requests }),
    'POST /api/teacher/requests/:id': (body, part) => {
      const { answer } = AnswerRequest.parse(body)
      this.requests = this.requests.map((request) => (request.id === part(4) ? { ...request, answer } : request))
      return {}
    },
    'GET /api/teacher/calls': () => AdultCalls.parse({ calls: this.calls }),
    'POST /api/teacher/calls/:id': (body, part) => {
      const { answer } = AnswerCall.parse(body)
      this.calls = this.calls.map((call) => (call.id === part(4) ? { ...call, state: answer, who: this.#me().name } : call))
      return {}
    },
    'GET /api/teacher/classes/:id/pupils': () => PupilRegister.parse({ pupils: this.pupils }),
    'POST /api/teacher/classes/:id/pupils': (body) => {
      this.pupils = [...this.pupils, { id: newId(), ...NewPupil.parse(body), hasSecret: false, agreed: null }]
      return PupilRegister.parse({ pupils: this.pupils })
    },
    'PUT /api/teacher/classes/:id/pupils/:id/secret': (body, part) => {
      NewSecret.parse(body)
      this.pupils = this.pupils.map((pupil) => (pupil.id === part(6) ? { ...pupil, hasSecret: true } : pupil))
      return PupilRegister.parse({ pupils: this.pupils })
    },
    'DELETE /api/teacher/classes/:id/pupils/:id': (_body, part) => {
      this.pupils = this.pupils.filter((pupil) => pupil.id !== part(6))
      return PupilRegister.parse({ pupils: this.pupils })
    },
    'GET /api/dsl/team': () => Team.parse(this.team),
    'POST /api/dsl/team': (body) => {
      const made = MakeTeam.parse(body)
      if (this.team.keys !== null) throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
      this.team = {
        me: { recipient: made.recipient, wrappedIdentity: made.wrappedIdentity },
        keys: {
          recipients: ReportRecipients.parse(made.recipients),
          teamKey: made.teamKey,
          earlierKeys: [],
          madeAt: Date.now(),
          madeBy: this.#me().name,
        },
      }
      return {}
    },
    'GET /api/keys': () =>
      KeyDesk.parse({
        me: this.team.me,
        group: 'team',
        recipients: this.team.keys?.recipients ?? null,
        keys: [],
        people: [
          {
            id: this.#me().staffId,
            name: this.#me().name,
            recipient: this.team.me?.recipient ?? null,
            missing: [],
            drillAt: null,
            drillDue: true,
          },
        ],
        readiness: this.readiness,
        ...this.keyDesk,
      }),
    'GET /api/keys/reports': () =>
      SealedEnvelopes.parse({ reports: this.reports.map(({ id, day, epoch, state, envelope }) => ({ id, day, epoch, state, envelope })) }),
    'POST /api/keys/reports/:id/read': (_body, part) => {
      this.#change(part(4), (report) => ({ ...report, state: report.state === 'new' ? 'opened' : report.state }))
      return {}
    },
    'POST /api/keys/reports/:id/take': (_body, part) => {
      this.#change(part(4), (report) => ({ ...report, state: 'acknowledged' }))
      return {}
    },
    'GET /api/keys/readiness': () => Readiness.parse(this.readiness),
    'GET /api/dsl/reports': () => this.heads(),
    'POST /api/dsl/reports/:id/state': (body, part) => {
      const { state, entry, asChildProtection, filed } = MoveReport.parse(body)
      const { staffId, name } = this.#me()
      if (entry !== null) this.#append(part(4), entry)
      return this.#change(part(4), (report) => {
        const may = moveReport(report.state, state, { asChildProtection, filed: filed || report.filed === true, hasEntry: entry !== null })
        if (may === 'not-filed') throw new Refusal(409, 'HG_NOT_FILED')
        if (may !== 'yes') throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
        return { ...report, state, filed: filed || report.filed === true, heldBy: { staffId, name } }
      })
    },
    'POST /api/dsl/reports/envelopes': (body) => {
      const { ids } = AskEnvelopes.parse(body)
      return Envelopes.parse({ envelopes: this.reports.filter(({ id }) => ids.includes(id)).map(({ id, envelope }) => ({ id, envelope })) })
    },
    'POST /api/dsl/reports/:id/read': (_body, part) =>
      this.#change(part(4), (report) => ({ ...report, state: report.state === 'new' ? 'opened' : report.state })),
    'POST /api/dsl/reports/:id/pass': (body, part) => {
      const { to, entry } = PassReport.parse(body)
      if (entry !== null) this.#append(part(4), entry)
      return this.#change(part(4), (report) => ({
        ...report,
        state: 'opened',
        heldBy: this.colleagues.find((one) => one.staffId === to) ?? null,
      }))
    },
    'POST /api/dsl/reports/:id/merge': (body, part) => {
      const { ids, entry } = MergeReports.parse(body)
      this.#append(part(4), entry)
      this.reports = this.reports.map((report) => (ids.includes(report.id) ? { ...report, state: 'merged' } : report))
      return this.heads()
    },
    'GET /api/dsl/reports/:id/notes': (_body, part) => ReportNotes.parse({ notes: this.entries.get(part(4)) ?? [] }),
    'GET /api/dsl/colleagues': () => Colleagues.parse({ colleagues: this.colleagues }),
    'GET /api/dsl/cases': () => Cases.parse({ cases: this.cases }),
    'POST /api/dsl/cases': (body) => {
      const { entry, ...begun } = BeginCase.parse(body)
      this.#append(begun.id, entry)
      this.cases = [...this.cases, { ...begun, day: '2026-11-20', state: 'open', filed: false, revision: 1 }]
      return Cases.parse({ cases: this.cases })
    },
    'GET /api/dsl/cases/:id/entries': (_body, part) => this.#story(part(4)),
    'POST /api/dsl/cases/:id/entries': (body, part) => {
      const added = AddEntry.parse(body)
      const now = this.cases.find(({ id }) => id === part(4))
      if (now === undefined) throw new Refusal(404, 'HG_NOT_FOUND')
      if (now.revision !== added.revision) throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
      const moved = moveCase(now, added.move)
      if (moved === 'no-way') throw new Refusal(409, 'HG_CHANGED_MEANWHILE')
      if (moved === 'not-filed') throw new Refusal(409, 'HG_NOT_FILED')
      this.#append(now.id, added.entry)
      const { lane, dueDay, summary } = added
      const next = { ...now, lane, dueDay, summary, state: moved.state, filed: moved.filed, revision: now.revision + 1 }
      this.cases = this.cases.map((one) => (one.id === now.id ? next : one))
      return this.#story(now.id)
    },
    'GET /api/dsl/activity': () => ActivityLog.parse({ events: this.events }),
    'GET /api/dsl/phrases': () => SchoolPhrases.parse({ phrases: this.phrases }),
    'POST /api/dsl/phrases': (body) => {
      this.phrases = [...this.phrases, { id: newId(), ...SchoolPhrase.parse(SavePhrase.parse(body)) }]
      return SchoolPhrases.parse({ phrases: this.phrases })
    },
    'PUT /api/dsl/phrases/:id': (body, part) => {
      const changed = SchoolPhrase.parse(SavePhrase.parse(body))
      this.phrases = this.phrases.map((one) => (one.id === part(4) ? { id: one.id, ...changed } : one))
      return SchoolPhrases.parse({ phrases: this.phrases })
    },
    'DELETE /api/dsl/phrases/:id': (_body, part) => {
      this.phrases = this.phrases.filter(({ id }) => id !== part(4))
      return SchoolPhrases.parse({ phrases: this.phrases })
    },
    'GET /api/bell': () => BellState.parse(this.bell),
    'PUT /api/bell/wish': (body) => {
      this.bell = { ...this.bell, wantsMail: BellWish.parse(body).mail }
      return BellState.parse(this.bell)
    },
    'GET /api/bell/mail': () => MailDesk.parse(this.mailDesk),
    'PUT /api/bell/mail': (body) => {
      const { settings, password } = SaveMail.parse(body)
      this.mailDesk = { settings, hasPassword: settings !== null && (password !== null || this.mailDesk.hasPassword) }
      return MailDesk.parse(this.mailDesk)
    },
    'POST /api/bell/mail/test': (body) => {
      TestMail.parse(body)
      return {}
    },
    'GET /api/calendar': () => CalendarDesk.parse(this.calendar),
    'PUT /api/calendar': (body) => {
      this.calendar = { calendar: SchoolCalendar.parse(body), isSet: true }
      return this.calendar
    },
    'POST /api/dsl/exports': (body) => {
      NoteExport.parse(body)
      return {}
    },
    'GET /api/dsl/retention': () => this.kept(),
    'PUT /api/dsl/retention': (body) => {
      const { what, id, held } = HoldChange.parse(body)
      const known = this.retention.filter((one) => one.id !== id)
      this.retention = [...known, { what, id, day: '2026-11-17', held, deleteDay: held ? null : '2027-02-15' }]
      return this.kept()
    },
    'GET /api/record/numbers': () => TermNumbers.parse(this.numbers),
    ...breakGlassRoutes(this),
    'GET /api/record': () => {
      if (this.record === null) throw new Refusal(404, 'HG_NOT_FOUND')
      return RecordPage.parse(this.record)
    },
    'GET /api/record/witnesses': () => Witnesses.parse(this.witnesses),
    'GET /api/technician/self-checks': () => SelfChecks.parse(this.selfChecks),
    'POST /api/technician/kiosks/:id/check': (_body, part) => {
      this.checksAsked.push(part(4))
      return { told: true }
    },
    'GET /api/technician/kiosks': () => Kiosks.parse({ kiosks: this.kiosks }),
    'POST /api/technician/enrolment-codes': () => EnrolmentCode.parse({ code: 'K7RM2XPA', expiresAt: Date.now() + 30 * 60_000 }),
    'DELETE /api/technician/kiosks/:id': (_body, part) => {
      this.kiosks = this.kiosks.filter((kiosk) => kiosk.id !== part(4))
      return Kiosks.parse({ kiosks: this.kiosks })
    },
  }
}
