import type { Activity } from '#core/contract/activity.ts'
import type { RecordShown } from '#core/contract/audit.ts'
import type { DailyProof } from '#core/contract/daily-proof.ts'
import type { AdultCall, AdultCallState, Documents, Enrolment, Hello, KioskEvent } from '#core/contract/hub-api.ts'
import type { LookResult } from '#core/contract/look.ts'
import type { MailboxAsk, SealedLetter } from '#core/contract/mailbox.ts'
import type { TypingCare } from '#core/contract/personal.ts'
import type { PhraseList } from '#core/contract/phrases.ts'
import type { Profile } from '#core/contract/profile.ts'
import type { Lane, Report } from '#core/contract/report.ts'
import type { School } from '#core/contract/school.ts'
import { type CanaryName, canaryNames, type KioskCheck } from '#core/contract/self-check.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import type { SlotAnswer } from '#core/contract/slots.ts'
import type { Stage } from '#core/contract/stage.ts'
import type { SchoolNotices } from '#core/contract/stops.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { Outbox } from '#core/outbox/outbox.ts'
import type { SlotSource } from '#core/outbox/slots.ts'
import type { ClockPort, HubPort, KioskState, PageEvent, ShellOwner, ShellPort } from '#core/ports.ts'
import { sha256Hex } from '#core/sealing/fingerprint.ts'

/** A clock that moves when it is told to, and runs what was due on the way. */
export function manualClock(startAt: number) {
  let now = startAt
  let steady = 0
  let due: { at: number; act: () => void }[] = []
  return {
    now: () => now,
    steady: () => steady,
    after(ms: number, act: () => void) {
      const entry = { at: steady + ms, act }
      due.push(entry)
      return {
        cancel() {
          due = due.filter((one) => one !== entry)
        },
      }
    },
    /** Moves both clocks on, in order of what was due, letting promises settle in between. */
    async pass(ms: number) {
      const end = steady + ms
      for (;;) {
        const next = due.filter((one) => one.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now += next.at - steady
        steady = next.at
        due = due.filter((one) => one !== next)
        next.act()
        await settle()
      }
      now += end - steady
      steady = end
      await settle()
    },
    setWall(at: number) {
      now = at
    },
  } satisfies ClockPort & Record<string, unknown>
}

export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}

/** A shell that loads nothing and writes down what it was told, in order. */
export function fakeShell() {
  const done: string[] = []
  const views: KioskView[] = []
  const cares: (TypingCare | undefined)[] = []
  let owner: ShellOwner | null = null
  const checks = { leaks: [] as CanaryName[], untried: [] as CanaryName[], isBroken: false, count: 0, goOn: Promise.resolve() }
  const faults: { onForget: Error | null; onOpen: Error | null } = { onForget: null, onOpen: null }
  const shell: ShellPort = {
    facts: { shell: 'fake', engine: 'none', version: '0', platform: 'test' },
    async start(given) {
      owner = given
    },
    render: (view) => void views.push(view),
    answerTyping: (answer) => void done.push(`typing ${answer}`),
    async openPage(url, care) {
      cares.push(care)
      done.push(`open ${url}`)
      if (faults.onOpen !== null) throw faults.onOpen
    },
    showPage: () => void done.push('show'),
    cover: () => void done.push('cover'),
    async steerPage(url) {
      done.push(`steer ${url}`)
    },
    async closePage() {
      done.push('close')
    },
    async forget() {
      if (faults.onForget !== null) throw faults.onForget
      done.push('forget')
    },
    async check() {
      checks.count += 1
      await checks.goOn
      if (checks.isBroken) throw new Error('no check')
      return {
        at: 0,
        tookMs: 1,
        engine: { name: 'none', version: '0', fileFrom: null },
        canaries: canaryNames.map((name) => ({
          name,
          result: checks.leaks.includes(name) ? 'leaked' : checks.untried.includes(name) ? 'not-tried' : 'held',
        })),
        systemKeys: [],
        byHand: [],
      }
    },
    async stop() {
      done.push('stop')
    },
  }
  const getOwner = (): ShellOwner => {
    if (owner === null) throw new Error('the shell was not started')
    return owner
  }
  return { shell, done, views, cares, faults, checks, owner: getOwner, page: (event: PageEvent) => getOwner().onPage(event) }
}

/** A hub that answers from memory, or not at all. */
export function fakeHub(documents: () => Documents, enrolment: Enrolment) {
  const seen = {
    hellos: [] as Hello[],
    activity: [] as Activity[],
    calls: [] as { id: string; call: AdultCall }[],
    calledOff: [] as string[],
    checks: [] as KioskCheck[],
    proofs: [] as DailyProof[],
    looks: [] as { jobId: string; result: LookResult | null }[],
    looksTaken: 0,
    mailboxAsks: [] as MailboxAsk[],
    lettersAsked: [] as (readonly string[])[],
  }
  const is = {
    online: true,
    callState: { state: 'ringing', who: null } as AdultCallState,
    time: null as number | null,
    /** What it shows of its record of staff acts. */
    record: undefined as RecordShown | undefined,
  }
  const notices: { now: SchoolNotices } = { now: { stops: null, board: null } }
  /** What the hub's mailbox holds; null: the school has none. */
  const mailbox: { now: { seed: string; letters: SealedLetter[] } | null } = { now: null }
  /** Signed jobs that wait to be taken. */
  const looks: SignedDocument[] = []
  let onEvent: (event: KioskEvent) => void = () => {}
  let onReach: (online: boolean) => void = () => {}
  const orThrow = <T>(value: T): T => {
    if (!is.online) throw new Error('unreachable')
    return value
  }
  const hub: HubPort = {
    enrol: async () => orThrow(enrolment),
    connect(_url, _enrolment, event, reach) {
      onEvent = event
      onReach = reach
      onReach(is.online)
    },
    documents: async () => orThrow(documents()),
    notices: async () => orThrow(notices.now),
    async mailbox(ask) {
      seen.mailboxAsks.push(orThrow(ask))
      const stamp = sha256Hex(new TextEncoder().encode(JSON.stringify(mailbox.now)))
      const now = mailbox.now === null ? null : { seed: mailbox.now.seed, letters: mailbox.now.letters.map(({ id }) => id) }
      return { stamp, news: ask.held === stamp ? null : { mailbox: now } }
    },
    async letters(ids) {
      seen.lettersAsked.push(orThrow(ids))
      return (mailbox.now?.letters ?? []).filter(({ id }) => ids.includes(id))
    },
    async hello(hello) {
      seen.hellos.push(orThrow(hello))
      return { hubTime: is.time ?? hello.clock, ...(is.record === undefined ? {} : { record: is.record }) }
    },
    async sendActivity(events) {
      seen.activity.push(...orThrow(events))
      return events.map((event) => event.id)
    },
    sendSelfCheck: async (check) => void seen.checks.push(orThrow(check)),
    async takeLook() {
      seen.looksTaken += 1
      return orThrow(looks.shift() ?? null)
    },
    sendLook: async (jobId, result) => void seen.looks.push(orThrow({ jobId, result })),
    sendDailyProof: async (proof) => void seen.proofs.push(orThrow(proof)),
    async call(id, call) {
      seen.calls.push(orThrow({ id, call }))
      return is.callState
    },
    async callOff(id) {
      seen.calledOff.push(id)
    },
    putSlot: async (): Promise<SlotAnswer> => orThrow({ v: 1, acks: [], among: '<5', keys: '', board: '', checkpoint: '', pad: '' }),
    close: () => undefined,
  }
  return {
    hub,
    seen,
    is,
    looks,
    notices,
    mailbox,
    event: (event: KioskEvent) => onEvent(event),
    reach(online: boolean) {
      is.online = online
      onReach(online)
    },
  }
}

export function memoryStore(initial: KioskState) {
  let state = initial
  return {
    read: async () => state,
    write: async (next: KioskState) => {
      state = next
    },
    state: () => state,
  }
}

export function memoryJournal() {
  let events: Activity[] = []
  return {
    events: () => events,
    append: async (event: Activity) => void events.push(event),
    peek: async (count: number) => events.slice(0, count),
    remove: async (ids: readonly string[]) => {
      events = events.filter((event) => !ids.includes(event.id))
    },
  }
}

export function fakeOutbox() {
  const kept: { report: Report; recipients: School['recipients']; lane: Lane }[] = []
  let source: SlotSource | null = null
  const is = { answer: 'saved' as 'saved' | 'not-saved', room: true }
  const outbox: Outbox = {
    async keep(report, recipients, lane) {
      if (is.answer === 'saved') kept.push({ report, recipients, lane })
      return is.answer
    },
    hasRoom: async () => is.room,
    begin(given) {
      source = given
    },
    stop: () => undefined,
  }
  const begun = (): SlotSource => {
    if (source === null) throw new Error('the slots were not begun')
    return source
  }
  return { outbox, kept, is, source: begun }
}

export const tinyPhrases: PhraseList = {
  language: 'en',
  reviewed: '2026-11-21',
  categories: [
    { code: 'gambling', firm: ['online casino'], strong: ['jackpot'], soft: [] },
    { code: 'scams', firm: ['you have won'], strong: [], soft: [] },
  ],
  contexts: [],
}

/** The smallest profile of each stage, so that a test shows which rule it leans on. */
export function tinyProfile(stage: Stage): Profile {
  return {
    stage,
    secret: {
      choose: 3,
      show: 12,
      ordered: stage !== 'eyfs',
      pictures: ['key', 'umbrella', 'drum', 'kite', 'teapot', 'sailboat', 'tent', 'teddy-bear', 'rocket', 'castle', 'pencil', 'tractor'],
    },
    agreement: { version: '1', rules: [{ key: 'tell', picture: 'tell' }], perScreen: 1 },
    unsure: stage === 'ks2' ? 'close' : 'find-grown-up',
    search: stage === 'eyfs' ? 'none' : 'word',
    tilesPerPage: 8,
    readsAloud: stage === 'eyfs',
    categories: (['SCARED', 'RUDE', 'MEAN', 'OTHER'] as const).map((code) => ({ code, picture: 'scared', urgent: false })),
    freeWords: stage === 'ks2',
    letters: stage === 'ks2',
    idle: { warnAfter: 300, signOutAfter: 30 },
    prompts: [
      { key: 'leaving-1', when: 'leaving' },
      { key: 'leaving-2', when: 'leaving' },
    ],
  }
}
