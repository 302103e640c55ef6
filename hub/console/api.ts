import { z } from 'zod'
import { RecordPage, Witnesses } from '#core/contract/audit.ts'
import { BellState, CalendarDesk, MailDesk, type SaveMail } from '#core/contract/bell.ts'
import { BoardDesk, type PostNotice } from '#core/contract/board.ts'
import { type AddEntry, type BeginCase, CaseEntries, Cases } from '#core/contract/cases.ts'
import { ClassProof } from '#core/contract/daily-proof.ts'
import type { ErrorCode } from '#core/contract/errors.ts'
import {
  ActivityLog,
  AdultCalls,
  type AnswerCall,
  type AnswerRequest,
  ClassDesk,
  ClassSummaries,
  EnrolmentCode,
  Fault,
  Kiosks,
  type MakeTeam,
  Me,
  type NewPupil,
  type NewSecret,
  PupilRegister,
  type SaveDraft,
  type SignIn,
  Team,
  VisitRequests,
} from '#core/contract/hub-api.ts'
import { type ChangeKey, Drill, type GiveWraps, KeyDesk, type MyKey, Readiness, type Reseal, SealedEnvelopes } from '#core/contract/keys.ts'
import { Looks } from '#core/contract/look.ts'
import { LookAgain } from '#core/contract/look-again.ts'
import { MailboxDesk, type SendLetter, type SetMailbox, type WriteLetter } from '#core/contract/mailbox.ts'
import { type AskBreakGlass, BreakGlassLog, type HoldChange, type NoteExport, Retention, TermNumbers } from '#core/contract/records.ts'
import {
  Colleagues,
  Envelopes,
  type MergeReports,
  type MoveReport,
  type PassReport,
  ReportHeads,
  ReportNotes,
} from '#core/contract/safety-desk.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { type SavePhrase, SchoolPhrases } from '#core/contract/school-phrases.ts'
import { CheckAsked, SelfChecks } from '#core/contract/self-check.ts'
import { type NewTicket, StopDesk, type StopPage, Tickets } from '#core/contract/stops.ts'

/** A refusal of the hub by its own code, or one of the two ways in which no proper answer came. */
export type FaultCode = ErrorCode | 'HUB_OUT_OF_REACH' | 'HUB_ANSWER_UNKNOWN'

/** What every call below throws, and nothing else. Holds a code; the words are in words/faults.ts. */
export class ApiFault extends Error {
  readonly code: FaultCode
  readonly detail: string
  constructor(code: FaultCode, detail = '') {
    super(code)
    this.name = 'ApiFault'
    this.code = code
    this.detail = detail
  }
}

export function faultOf(thrown: unknown): ApiFault {
  return thrown instanceof ApiFault ? thrown : new ApiFault('HUB_ANSWER_UNKNOWN')
}

const sessionEndListeners = new Set<() => void>()

/** Called whenever the hub says that nobody is signed in any more. Returns a function that stops it. */
export function onSessionEnd(listener: () => void): () => void {
  sessionEndListeners.add(listener)
  return () => sessionEndListeners.delete(listener)
}

type WhenOut = 'session-ends' | 'ordinary-answer'

/** `whenOut`: what "nobody is signed in" means for this call. */
async function ask<S extends z.ZodType>(
  schema: S,
  method: string,
  path: string,
  body?: unknown,
  whenOut: WhenOut = 'session-ends',
): Promise<z.infer<S>> {
  let response: Response
  try {
    response = await fetch(path, {
      method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch {
    throw new ApiFault('HUB_OUT_OF_REACH')
  }
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) {
    const fault = Fault.safeParse(answer)
    // A proxy or a hub that is restarting answers without our words.
    if (!fault.success) throw new ApiFault(response.status >= 502 ? 'HUB_OUT_OF_REACH' : 'HUB_ANSWER_UNKNOWN', String(response.status))
    if (fault.data.code === 'HG_NOT_SIGNED_IN' && whenOut === 'session-ends') for (const listener of sessionEndListeners) listener()
    throw new ApiFault(fault.data.code, fault.data.detail)
  }
  const checked = schema.safeParse(answer)
  if (!checked.success) throw new ApiFault('HUB_ANSWER_UNKNOWN')
  return checked.data
}

const anything = z.unknown()
const at = encodeURIComponent

/** Every call of the console to the hub, each answer checked against the contract. All throw `ApiFault`. */
export const api = {
  me: () => ask(Me, 'GET', '/api/staff/me', undefined, 'ordinary-answer'),
  stillSignedIn: () => ask(Me, 'GET', '/api/staff/me'),
  signIn: (body: z.infer<typeof SignIn>) => ask(Me, 'POST', '/api/staff/sign-in', body, 'ordinary-answer'),
  signInByLink: (token: string) => ask(Me, 'POST', '/api/staff/link', { token }, 'ordinary-answer'),
  choosePassword: (password: string) => ask(anything, 'POST', '/api/staff/password', { password }),
  signOut: () => ask(anything, 'POST', '/api/staff/sign-out', {}, 'ordinary-answer'),

  classes: () => ask(ClassSummaries, 'GET', '/api/teacher/classes'),
  desk: (classId: string) => ask(ClassDesk, 'GET', `/api/teacher/classes/${at(classId)}`),
  saveDraft: (classId: string, body: z.infer<typeof SaveDraft>) => ask(ClassDesk, 'PUT', `/api/teacher/classes/${at(classId)}/draft`, body),
  publish: (classId: string, revision: number) => ask(ClassDesk, 'POST', `/api/teacher/classes/${at(classId)}/publish`, { revision }),
  looks: (classId: string) => ask(Looks, 'GET', `/api/teacher/classes/${at(classId)}/looks`),
  lookAgain: (classId: string) => ask(LookAgain, 'GET', `/api/teacher/classes/${at(classId)}/look-again`),
  askLooks: (classId: string, tileIds: readonly string[]) => ask(Looks, 'POST', `/api/teacher/classes/${at(classId)}/looks`, { tileIds }),
  requests: () => ask(VisitRequests, 'GET', '/api/teacher/requests'),
  answerRequest: (id: string, answer: z.infer<typeof AnswerRequest>['answer']) =>
    ask(anything, 'POST', `/api/teacher/requests/${at(id)}`, { answer }),
  calls: () => ask(AdultCalls, 'GET', '/api/teacher/calls'),
  answerCall: (id: string, answer: z.infer<typeof AnswerCall>['answer']) =>
    ask(anything, 'POST', `/api/teacher/calls/${at(id)}`, { answer }),
  pupils: (classId: string) => ask(PupilRegister, 'GET', `/api/teacher/classes/${at(classId)}/pupils`),
  addPupil: (classId: string, pupil: z.infer<typeof NewPupil>) =>
    ask(PupilRegister, 'POST', `/api/teacher/classes/${at(classId)}/pupils`, pupil),
  setSecret: (classId: string, pupilId: string, secret: z.infer<typeof NewSecret>) =>
    ask(PupilRegister, 'PUT', `/api/teacher/classes/${at(classId)}/pupils/${at(pupilId)}/secret`, secret),
  removePupil: (classId: string, pupilId: string) =>
    ask(PupilRegister, 'DELETE', `/api/teacher/classes/${at(classId)}/pupils/${at(pupilId)}`),

  team: () => ask(Team, 'GET', '/api/dsl/team'),
  makeTeam: (body: z.infer<typeof MakeTeam>) => ask(anything, 'POST', '/api/dsl/team', body),
  reports: () => ask(ReportHeads, 'GET', '/api/dsl/reports'),
  envelopes: (ids: readonly string[]) => ask(Envelopes, 'POST', '/api/dsl/reports/envelopes', { ids }),
  readReport: (id: string) => ask(ReportHeads, 'POST', `/api/dsl/reports/${at(id)}/read`, {}),
  moveReport: (id: string, move: MoveReport) => ask(ReportHeads, 'POST', `/api/dsl/reports/${at(id)}/state`, move),
  passReport: (id: string, body: z.infer<typeof PassReport>) => ask(ReportHeads, 'POST', `/api/dsl/reports/${at(id)}/pass`, body),
  mergeReports: (id: string, body: z.infer<typeof MergeReports>) => ask(ReportHeads, 'POST', `/api/dsl/reports/${at(id)}/merge`, body),
  reportNotes: (id: string) => ask(ReportNotes, 'GET', `/api/dsl/reports/${at(id)}/notes`),
  colleagues: () => ask(Colleagues, 'GET', '/api/dsl/colleagues'),
  cases: () => ask(Cases, 'GET', '/api/dsl/cases'),
  beginCase: (body: z.infer<typeof BeginCase>) => ask(Cases, 'POST', '/api/dsl/cases', body),
  caseEntries: (id: string) => ask(CaseEntries, 'GET', `/api/dsl/cases/${at(id)}/entries`),
  addEntry: (id: string, body: z.infer<typeof AddEntry>) => ask(CaseEntries, 'POST', `/api/dsl/cases/${at(id)}/entries`, body),
  noteExport: async (body: z.infer<typeof NoteExport>): Promise<void> => {
    await ask(anything, 'POST', '/api/dsl/exports', body)
  },
  activity: (day: string, classId: string | null) =>
    ask(ActivityLog, 'GET', `/api/dsl/activity?day=${at(day)}${classId === null ? '' : `&classId=${at(classId)}`}`),

  phrases: () => ask(SchoolPhrases, 'GET', '/api/dsl/phrases'),
  addPhrase: (body: SavePhrase) => ask(SchoolPhrases, 'POST', '/api/dsl/phrases', body),
  changePhrase: (id: string, body: SavePhrase) => ask(SchoolPhrases, 'PUT', `/api/dsl/phrases/${at(id)}`, body),
  removePhrase: (id: string) => ask(SchoolPhrases, 'DELETE', `/api/dsl/phrases/${at(id)}`),

  stops: () => ask(StopDesk, 'GET', '/api/stops'),
  stopPage: (body: StopPage) => ask(StopDesk, 'POST', '/api/stops', body),
  undoStop: (id: string) => ask(StopDesk, 'DELETE', `/api/stops/${at(id)}`),
  reviewStop: (id: string) => ask(StopDesk, 'POST', `/api/stops/${at(id)}/review`, {}),
  sendTicket: (body: NewTicket) => ask(anything, 'POST', '/api/tickets', body),
  tickets: () => ask(Tickets, 'GET', '/api/technician/tickets'),
  moveTicket: (id: string, state: 'open' | 'done') => ask(Tickets, 'POST', `/api/technician/tickets/${at(id)}`, { state }),
  board: () => ask(BoardDesk, 'GET', '/api/dsl/notices'),
  postNotice: (body: PostNotice) => ask(BoardDesk, 'POST', '/api/dsl/notices', body),
  reviewNotice: (id: string) => ask(BoardDesk, 'POST', `/api/dsl/notices/${at(id)}/review`, {}),
  takeDownNotice: (id: string) => ask(BoardDesk, 'DELETE', `/api/dsl/notices/${at(id)}`),

  mailbox: () => ask(MailboxDesk, 'GET', '/api/dsl/mailbox'),
  setMailbox: (body: SetMailbox) => ask(MailboxDesk, 'PUT', '/api/dsl/mailbox', body),
  closeMailbox: () => ask(MailboxDesk, 'DELETE', '/api/dsl/mailbox'),
  writeLetter: (body: WriteLetter) => ask(MailboxDesk, 'POST', '/api/dsl/letters', body),
  sendLetter: (id: string, body: z.infer<typeof SendLetter>) => ask(MailboxDesk, 'POST', `/api/dsl/letters/${at(id)}/send`, body),
  takeBackLetter: (id: string) => ask(MailboxDesk, 'DELETE', `/api/dsl/letters/${at(id)}`),

  keyDesk: () => ask(KeyDesk, 'GET', '/api/keys'),
  readiness: () => ask(Readiness, 'GET', '/api/keys/readiness'),
  putMyKey: (body: z.infer<typeof MyKey>) => ask(KeyDesk, 'PUT', '/api/keys/me', body),
  giveWraps: (body: z.infer<typeof GiveWraps>) => ask(KeyDesk, 'POST', '/api/keys/wraps', body),
  changeKey: (body: ChangeKey) => ask(KeyDesk, 'POST', '/api/keys/change', body),
  sealedEnvelopes: () => ask(SealedEnvelopes, 'GET', '/api/keys/reports'),
  reseal: (id: string, body: z.infer<typeof Reseal>) => ask(anything, 'PUT', `/api/keys/reports/${at(id)}`, body),
  readGroupNote: (id: string) => ask(anything, 'POST', `/api/keys/reports/${at(id)}/read`, {}),
  takeGroupNote: (id: string) => ask(anything, 'POST', `/api/keys/reports/${at(id)}/take`, {}),
  askDrill: (opener: 'me' | 'kit') => ask(Drill, 'POST', '/api/keys/drills', { opener }),
  answerDrill: (id: string, answer: string) => ask(KeyDesk, 'POST', `/api/keys/drills/${at(id)}`, { answer }),

  bell: () => ask(BellState, 'GET', '/api/bell'),
  saveBellWish: (mail: boolean) => ask(BellState, 'PUT', '/api/bell/wish', { mail }),
  mailDesk: () => ask(MailDesk, 'GET', '/api/bell/mail'),
  saveMail: (body: SaveMail) => ask(MailDesk, 'PUT', '/api/bell/mail', body),
  testMail: async (to: string): Promise<void> => {
    await ask(anything, 'POST', '/api/bell/mail/test', { to })
  },
  calendar: () => ask(CalendarDesk, 'GET', '/api/calendar'),
  saveCalendar: (calendar: SchoolCalendar) => ask(CalendarDesk, 'PUT', '/api/calendar', calendar),

  record: (before: number | null, seen: number) =>
    ask(RecordPage, 'GET', `/api/record?seen=${seen}${before === null ? '' : `&before=${before}`}`),
  retention: () => ask(Retention, 'GET', '/api/dsl/retention'),
  changeHold: (body: HoldChange) => ask(Retention, 'PUT', '/api/dsl/retention', body),
  numbers: () => ask(TermNumbers, 'GET', '/api/record/numbers'),
  breakGlass: () => ask(BreakGlassLog, 'GET', '/api/break-glass'),
  askBreakGlass: (body: z.infer<typeof AskBreakGlass>) => ask(BreakGlassLog, 'POST', '/api/break-glass', body),
  agreeBreakGlass: (id: string) => ask(BreakGlassLog, 'POST', `/api/break-glass/${at(id)}`, {}),
  noteKitUse: (id: string) => ask(anything, 'POST', `/api/break-glass/${at(id)}/kit`, {}),
  witnesses: () => ask(Witnesses, 'GET', '/api/record/witnesses'),

  kiosks: () => ask(Kiosks, 'GET', '/api/technician/kiosks'),
  selfChecks: () => ask(SelfChecks, 'GET', '/api/technician/self-checks'),
  checkKiosk: (id: string) => ask(CheckAsked, 'POST', `/api/technician/kiosks/${at(id)}/check`, {}),
  classProof: (classId: string) => ask(ClassProof, 'GET', `/api/teacher/classes/${at(classId)}/proof`),
  newEnrolmentCode: () => ask(EnrolmentCode, 'POST', '/api/technician/enrolment-codes', {}),
  removeKiosk: (id: string) => ask(Kiosks, 'DELETE', `/api/technician/kiosks/${at(id)}`),
}
