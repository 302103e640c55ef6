import type { CallInput, CallOutput } from '#core/contract/calls.ts'
import type { AdultCallState } from '#core/contract/hub-api.ts'
import type { ReplyAddress } from '#core/contract/mailbox.ts'
import type { Among } from '#core/contract/report.ts'
import type { Screen } from '#core/contract/view.ts'
import { type Context, randomId } from './context.ts'
import { halfDay } from './half-day.ts'
import type { KeyTalk } from './key-talk.ts'
import type { LetterBox } from './letter-box.ts'

/** How often a call rings on until it is answered, and when the child is shown who else can help. */
const ringEvery = 3_000
const noAnswerAfter = 60_000
/** So many notes in so long are sent without a question (anonymous reports, section 6, "Abuse"). */
const notesBeforePause = 3
const pauseWithin = 10 * 60_000
/** The picture of how many used computers just now is told no longer than this after it came: one step and a half, and a little. */
const amongHolds = 8 * 60_000
/** Fewer children than this at a stage: the report does not say the stage (requirements D2, T23). */
const fewestChildren = 10

export interface Telling {
  /** From any screen, signed in or not: covers at once. */
  press(): void
  grownUp(): void
  callOff(): void
  /** "Help me, I am …". */
  help(): void
  report(): void
  /** From the fork on, as a try-out that ends with its last screen. */
  practise(): void
  send(input: CallInput<'report.send'>): Promise<CallOutput<'report.send'>>
  helpers(): void
  /** Leaves without a trace, at any moment. */
  leave(): void
  /** The hub says how the call stands. */
  onCall(callId: string, state: AdultCallState): void
  isOn(): boolean
  /** The telling screens are gone, or go: a note that was told to its end goes as it is, without an answer. Resolves when it is kept. */
  putAway(): Promise<void>
  /** How many children use computers, by the hub's last answer. */
  among(step: Among): void
}

/** Tell an adult. Nothing here is logged or remembered: see docs/security.md, what a report must not leave behind. */
export function createTelling(
  context: Context,
  keys: Pick<KeyTalk, 'recipients' | 'mayLeave'>,
  letters: Pick<LetterBox, 'isOffered' | 'takeAddress' | 'forget'>,
  hidePage: () => string,
  goBack: () => void,
): Telling {
  const { clock, hub, outbox } = context.ports
  /** Host and path of the page that was open, for this telling only; never on a disk. */
  let page = ''
  let call: { readonly id: string; readonly kind: 'grown-up' | 'help'; readonly since: number; timer: { cancel(): void } } | null = null
  let isSending = false
  /** A note that is told to its end, while the child is asked whether an answer is wanted. It goes in any case. */
  let pending: CallInput<'report.send'> | null = null
  let practice = false
  let newestAmong: { readonly step: Among; readonly at: number } | null = null
  /** When this session's notes went; only in memory, and nothing of them. */
  let sent: { readonly by: Context['person']; readonly at: readonly number[] } = { by: null, at: [] }

  const helpersOfSchool = () => [...(context.held.school()?.helpers ?? [])]
  const ringing = (state: 'ringing' | 'coming' | 'no-answer' | 'no-hub', who: string | null): Screen => ({
    kind: 'calling',
    state,
    who,
    help: call?.kind === 'help',
  })

  function endCall(): void {
    call?.timer.cancel()
    call = null
  }

  async function ring(id: string): Promise<void> {
    const { person } = context
    let state: AdultCallState | null = null
    try {
      state = await hub.call(id, {
        classId: person?.class.id ?? context.pickedClass?.id ?? null,
        pupilName: person?.pupil?.name ?? person?.group?.name ?? null,
        kind: call?.kind ?? 'grown-up',
      })
    } catch {
      // Out of reach: the child is told at once who else can help, and the call rings on.
    }
    if (call?.id !== id) return
    if (state === null) {
      if (context.screen().kind === 'calling') context.show(ringing('no-hub', null))
    } else answer(state)
    if (call?.id === id) call.timer = clock.after(ringEvery, () => void ring(id))
  }

  function answer(state: AdultCallState): void {
    if (call === null || context.screen().kind !== 'calling') return
    if (state.state === 'coming') context.show(ringing('coming', state.who))
    else if (state.state === 'ended') {
      endCall()
      goBack()
    } else context.show(ringing(clock.steady() - call.since > noAnswerAfter ? 'no-answer' : 'ringing', null))
  }

  async function canReport(): Promise<boolean> {
    return keys.recipients() !== null && (await outbox.hasRoom())
  }

  return {
    press() {
      void putAway()
      practice = false
      fork()
    },
    practise() {
      void putAway()
      practice = true
      fork()
    },
    grownUp: () => startCall('grown-up'),
    help: () => startCall('help'),
    callOff() {
      if (call !== null) void hub.callOff(call.id).catch(() => undefined)
      endCall()
      goBack()
    },
    report() {
      if (context.screen().kind !== 'tell') return
      letters.forget()
      const isFresh = newestAmong !== null && context.online && clock.steady() - newestAmong.at < amongHolds
      context.show({
        kind: 'report',
        hasPage: page !== '',
        among: isFresh ? (newestAmong?.step ?? null) : null,
        grownUpsRead: keys.recipients()?.grownUps != null,
        practice,
        ...(letters.isOffered() && !practice ? { answers: true as const } : {}),
      })
    },
    async send(input) {
      if (context.screen().kind !== 'report' || isSending) return 'not-saved'
      if (practice) {
        page = ''
        context.show({ kind: 'thanks', lane: input.lane, practice: true })
        return 'saved'
      }
      const lane = laneOf(input)
      if (lane === 'soon' && recentNotes().length >= notesBeforePause) return 'wait'
      // What is told of a grown-up is read by people who write no letters.
      const mayAsk = input.answer === 'ask' && input.category !== 'ADULT'
      if (mayAsk && letters.isOffered() && (await canReport()) && context.screen().kind === 'report') {
        // One that was told before a browser died waits still: it goes now.
        void putAway()
        pending = input
        return 'held'
      }
      const address = input.answer === 'yes' ? letters.takeAddress() : null
      const kept = await keep(input, address)
      page = ''
      if (context.screen().kind === 'report')
        context.show(
          kept === 'saved'
            ? {
                kind: 'thanks',
                lane,
                practice: false,
                ...(keys.mayLeave(lane) ? {} : { held: true }),
                ...(address === null ? {} : { answer: true as const }),
              }
            : { kind: 'report-failed' },
        )
      return kept
    },
    helpers() {
      void putAway()
      hidePage()
      context.show({ kind: 'helpers', helpers: helpersOfSchool() })
    },
    leave() {
      void putAway()
      page = ''
      practice = false
      if (call !== null) void hub.callOff(call.id).catch(() => undefined)
      endCall()
      goBack()
    },
    onCall(callId, state) {
      if (call?.id === callId) answer(state)
    },
    among(step) {
      newestAmong = { step, at: clock.steady() }
    },
    putAway,
    isOn: () => ['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers'].includes(context.screen().kind),
  }

  // Danger never waits with the others, whatever was chosen.
  function laneOf({ danger, lane }: CallInput<'report.send'>) {
    return danger ? 'now' : lane
  }

  function recentNotes(): readonly number[] {
    return sent.by === context.person ? sent.at.filter((at) => clock.steady() - at < pauseWithin) : []
  }

  /** Seals it and puts it on the disk, whatever the screen shows by then. */
  async function keep(input: CallInput<'report.send'>, address: ReplyAddress | null): Promise<'saved' | 'not-saved'> {
    isSending = true
    pending = null
    const recipients = keys.recipients()
    const { person } = context
    const recent = recentNotes()
    const report = {
      v: 1,
      category: input.category,
      words: person !== null && context.ports.profiles[person.class.stage].freeWords ? input.words : '',
      page: input.showPage && page !== '' ? page : null,
      danger: input.danger,
      stage: stageIfMany(),
      halfDay: halfDay(context.now()),
      ...(address === null ? {} : { mailbox: address }),
    } as const
    const kept = recipients === null ? 'not-saved' : await outbox.keep(report, recipients, laneOf(input))
    isSending = false
    if (kept === 'saved') sent = { by: person, at: [...recent, clock.steady()] }
    return kept
  }

  async function putAway(): Promise<void> {
    const note = pending
    pending = null
    letters.forget()
    if (note !== null) await keep(note, null)
  }

  function fork(): void {
    const hidden = hidePage()
    if (hidden !== '') page = hidden
    const show = (can: boolean) =>
      context.show({
        kind: 'tell',
        canReport: can,
        helpers: helpersOfSchool(),
        practice,
        ...(letters.isOffered() && !practice ? { letters: true as const } : {}),
      })
    show(keys.recipients() !== null)
    void canReport().then((can) => {
      if (!can && context.screen().kind === 'tell') show(false)
    })
  }

  /** A real call, also from a practice: nobody who presses it is to wait. */
  function startCall(kind: 'grown-up' | 'help'): void {
    void putAway()
    practice = false
    hidePage()
    endCall()
    const id = randomId()
    call = { id, kind, since: clock.steady(), timer: { cancel: () => undefined } }
    context.show(ringing(context.online ? 'ringing' : 'no-hub', null))
    void ring(id)
  }

  function stageIfMany() {
    const stage = context.person?.class.stage ?? null
    const children = (context.held.school()?.classes ?? [])
      .filter((one) => one.stage === stage)
      .reduce((sum, one) => sum + one.pupils.length, 0)
    return children >= fewestChildren ? stage : null
  }
}
