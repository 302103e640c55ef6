import type { RecordShown } from '#core/contract/audit.ts'
import type { DailyProof } from '#core/contract/daily-proof.ts'
import type { ErrorCode } from '#core/contract/errors.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { AdultCallState, Enrolment } from '#core/contract/hub-api.ts'
import type { KioskCheck } from '#core/contract/self-check.ts'
import type { Context } from './context.ts'

const helloEvery = 60_000
/** What is remembered waits this long for company, then travels: a teacher is to see a request while the child still wants it. */
const activityAfter = 500
const activityBatch = 200
/** Clocks further apart than this are set right by the hub's; further than a day, staff are told as well. */
const clockTolerance = 5 * 60_000
const clockFault = 24 * 60 * 60_000

export interface HubLink {
  /** Uses the saved enrolment and keeps in touch from now on. */
  begin(): void
  enrol(hubUrl: string, code: string, name: string): Promise<'enrolled' | 'wrong-code' | 'no-hub'>
  /** There is activity to send. */
  activitySoon(): void
  /** The newest result goes to the hub as soon as it can; an older one that is still waiting is dropped. */
  report(result: { readonly check?: KioskCheck; readonly proof?: DailyProof }): void
  /** What the hub's clock has more than this machine's, ms. */
  clockOffset(): number
  stop(): void
}

export interface HubNews {
  /** How much of the record of staff acts this kiosk has seen, … */
  recordSeen(): { readonly size: number }
  /** … and what the hub shows of it now. */
  onRecord(shown: RecordShown | undefined): Promise<void>
  /** The technician wants the self-check now. */
  onCheckWanted(): void
  /** The school's newest word was asked for, whether or not it is new. */
  onFetched(): void
  /** The kiosk's statement on its keys, for the other kiosks. */
  keyStatement(): string | null
  /** A teacher waits for a page to be looked at, or may have asked while this kiosk was out of reach. */
  onLookWanted(): void
  onDocuments(): void
  /** Something was stopped, or may open again, or the board changed: in force already, not yet on the disk. */
  onNotices(): void
  /** Time to see what the mailbox holds: the same moments on every kiosk, whatever a child does. */
  syncMailbox(): Promise<void>
  onReach(): void
  /** The hub has said what time it is. */
  onTime(): void
  onCall(callId: string, state: AdultCallState): void
}

/** Keeps lists, activity and reports travelling. Every step may fail and is tried again; none of them is waited for by a child. */
export function createHubLink(context: Context, faults: () => readonly { code: ErrorCode; detail: string }[], news: HubNews): HubLink {
  const { hub, clock, journal, log, shell } = context.ports
  let offset = 0
  let timer = { cancel: () => {} }
  let isStopped = false
  let activityTimer: { cancel(): void } | null = null
  let check: KioskCheck | null = null
  let proof: DailyProof | null = null

  async function fetchDocuments(): Promise<void> {
    const offered = await hub.documents()
    const { changed, refused } = context.held.take(offered, context.now())
    context.clearFaults(/^HG_DOCUMENT/)
    for (const one of refused) context.fault(one.code, one.detail)
    if (changed !== null) await context.save(changed)
    news.onFetched()
    if (changed !== null) news.onDocuments()
  }

  /** In force before it is written: a stop is not to wait for a disk. */
  async function fetchNotices(): Promise<void> {
    const { changed, refused } = context.notices.take(await hub.notices(), context.now())
    for (const one of refused) context.fault(one.code, one.detail)
    if (changed === null) return
    news.onNotices()
    await context.save(changed)
  }

  /** A hub older than this kiosk has none; all else goes on. */
  async function fetchNoticesIfAny(): Promise<void> {
    try {
      await fetchNotices()
    } catch (fault) {
      if (!(fault instanceof HedgerowError) || fault.code !== 'HG_NOT_FOUND') throw fault
    }
  }

  /** A hub older than this kiosk has none, and no letter is waited for. */
  async function fetchMailbox(): Promise<void> {
    try {
      await news.syncMailbox()
    } catch (fault) {
      if (fault instanceof HedgerowError && fault.code === 'HG_NOT_FOUND') return
      log.note('hub-step-failed', { step: 'fetchMailbox', code: fault instanceof HedgerowError ? fault.code : 'unreachable' })
    }
  }

  async function hello(): Promise<void> {
    const clockNow = clock.now()
    const keys = news.keyStatement()
    const { hubTime, record } = await hub.hello({
      facts: shell.facts,
      schoolVersion: context.held.school()?.version ?? 0,
      listVersions: context.held.versions(),
      clock: clockNow,
      faults: [...faults()],
      record: news.recordSeen(),
      ...(keys === null ? {} : { keys }),
    })
    const difference = hubTime - clockNow
    context.clearFaults(/^HG_(CLOCK|DEVICE)/)
    offset = Math.abs(difference) > clockTolerance ? difference : 0
    news.onTime()
    if (Math.abs(difference) > clockFault) context.fault('HG_CLOCK_WRONG', `${Math.round(difference / 86_400_000)} days`)
    await news.onRecord(record)
  }

  async function sendActivity(): Promise<void> {
    for (;;) {
      const events = await journal.peek(activityBatch)
      if (events.length === 0) return
      const kept = await hub.sendActivity(events)
      if (kept.length === 0) return
      await journal.remove(kept)
    }
  }

  async function sendResults(): Promise<void> {
    const sent = { check, proof }
    if (sent.check !== null) await hub.sendSelfCheck(sent.check)
    if (check === sent.check) check = null
    if (sent.proof !== null) await hub.sendDailyProof(sent.proof)
    if (proof === sent.proof) proof = null
  }

  async function keepInTouch(): Promise<void> {
    timer.cancel()
    if (isStopped) return
    // The clock first: documents are judged by it.
    for (const step of [hello, fetchDocuments, fetchNoticesIfAny, sendActivity, sendResults, hello, fetchMailbox]) {
      try {
        await step()
      } catch (fault) {
        log.note('hub-step-failed', { step: step.name, code: fault instanceof HedgerowError ? fault.code : 'unreachable' })
        if (fault instanceof HedgerowError && fault.code === 'HG_DEVICE_UNKNOWN') context.fault('HG_DEVICE_UNKNOWN')
        break
      }
    }
    if (!isStopped) timer = clock.after(helloEvery, () => void keepInTouch())
  }

  function connect(hubUrl: string, enrolment: Enrolment): void {
    hub.connect(
      hubUrl,
      enrolment,
      (event) => {
        if (event.kind === 'call') news.onCall(event.callId, event.state)
        else if (event.kind === 'check-yourself') news.onCheckWanted()
        else if (event.kind === 'look-wanted') news.onLookWanted()
        else if (event.kind === 'notices-changed') void fetchNotices().then(fetchMailbox, () => keepInTouch())
        else void keepInTouch()
      },
      (online) => {
        context.online = online
        news.onReach()
        if (!online) return
        news.onLookWanted()
        void keepInTouch()
      },
    )
  }

  return {
    begin() {
      const saved = context.state().enrolment
      if (saved === null) return
      connect(saved.hubUrl, saved.enrolment)
      void keepInTouch()
    },
    async enrol(hubUrl, code, name) {
      let enrolment: Enrolment
      try {
        enrolment = await hub.enrol(hubUrl, code, name, shell.facts)
      } catch (fault) {
        return fault instanceof HedgerowError && fault.code !== 'HG_TLS_NEEDED' ? 'wrong-code' : 'no-hub'
      }
      await context.save({ enrolment: { hubUrl, enrolment }, record: undefined })
      context.held.restore(context.state(), context.now())
      context.notices.restore(context.state(), context.now())
      connect(hubUrl, enrolment)
      await keepInTouch()
      return 'enrolled'
    },
    activitySoon() {
      if (!context.online || activityTimer !== null || isStopped) return
      activityTimer = clock.after(activityAfter, () => {
        activityTimer = null
        void sendActivity().catch(() => log.note('hub-step-failed', { step: 'sendActivity' }))
      })
    },
    report(result) {
      check = result.check ?? check
      proof = result.proof ?? proof
      if (context.online && !isStopped) void sendResults().catch(() => log.note('hub-step-failed', { step: 'sendResults' }))
    },
    clockOffset: () => offset,
    stop() {
      isStopped = true
      timer.cancel()
      activityTimer?.cancel()
      hub.close()
    },
  }
}
