import type { CallInput, CallOutput } from '#core/contract/calls.ts'
import type { AdultCallState } from '#core/contract/hub-api.ts'
import type { Among } from '#core/contract/report.ts'
import type { Screen } from '#core/contract/view.ts'
import { type Context, randomId } from './context.ts'
import { halfDay } from './half-day.ts'
import type { KeyTalk } from './key-talk.ts'

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
  /** How many children use computers, by the hub's last answer. */
  among(step: Among): void
}

/** Tell an adult. Nothing here is logged or remembered: see docs/security.md, what a report must not leave behind. */
export function createTelling(
  context: Context,
  keys: Pick<KeyTalk, 'recipients' | 'mayLeave'>,
  hidePage: () => string,
  goBack: () => void,
): Telling {
  const { clock, hub, outbox } = context.ports
  /** Host and path of the page that was open, for this telling only; never on a disk. */
  let page = ''
  let call: { readonly id: string; readonly kind: 'grown-up' | 'help'; readonly since: number; timer: { cancel(): void } } | null = null
  let isSending = false
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
      practice = false
      fork()
    },
    practise() {
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
      const isFresh = newestAmong !== null && context.online && clock.steady() - newestAmong.at < amongHolds
      context.show({
        kind: 'report',
        hasPage: page !== '',
        among: isFresh ? (newestAmong?.step ?? null) : null,
        grownUpsRead: keys.recipients()?.grownUps != null,
        practice,
      })
    },
    async send(input) {
      if (context.screen().kind !== 'report' || isSending) return 'not-saved'
      if (practice) {
        page = ''
        context.show({ kind: 'thanks', lane: input.lane, practice: true })
        return 'saved'
      }
      // Danger never waits with the others, whatever was chosen.
      const lane = input.danger ? 'now' : input.lane
      const recent = sent.by === context.person ? sent.at.filter((at) => clock.steady() - at < pauseWithin) : []
      if (lane === 'soon' && recent.length >= notesBeforePause) return 'wait'
      isSending = true
      const recipients = keys.recipients()
      const { person } = context
      const report = {
        v: 1,
        category: input.category,
        words: person !== null && context.ports.profiles[person.class.stage].freeWords ? input.words : '',
        page: input.showPage && page !== '' ? page : null,
        danger: input.danger,
        stage: stageIfMany(),
        halfDay: halfDay(context.now()),
      } as const
      const kept = recipients === null ? 'not-saved' : await outbox.keep(report, recipients, lane)
      isSending = false
      page = ''
      if (kept === 'saved') sent = { by: person, at: [...recent, clock.steady()] }
      if (context.screen().kind === 'report')
        context.show(
          kept === 'saved'
            ? { kind: 'thanks', lane, practice: false, ...(keys.mayLeave(lane) ? {} : { held: true }) }
            : { kind: 'report-failed' },
        )
      return kept
    },
    helpers() {
      hidePage()
      context.show({ kind: 'helpers', helpers: helpersOfSchool() })
    },
    leave() {
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
    isOn: () => ['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers'].includes(context.screen().kind),
  }

  function fork(): void {
    const hidden = hidePage()
    if (hidden !== '') page = hidden
    const show = (can: boolean) => context.show({ kind: 'tell', canReport: can, helpers: helpersOfSchool(), practice })
    show(keys.recipients() !== null)
    void canReport().then((can) => {
      if (!can && context.screen().kind === 'tell') show(false)
    })
  }

  /** A real call, also from a practice: nobody who presses it is to wait. */
  function startCall(kind: 'grown-up' | 'help'): void {
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
