import type { CallInput, CallOutput } from '#core/contract/calls.ts'
import type { AdultCallState } from '#core/contract/hub-api.ts'
import type { Screen } from '#core/contract/view.ts'
import { type Context, randomId } from './context.ts'
import { halfDay } from './half-day.ts'

/** How often a call rings on until it is answered, and when the child is shown who else can help. */
const ringEvery = 3_000
const noAnswerAfter = 60_000
/** Fewer children than this at a stage: the report does not say the stage (requirements D2, T23). */
const fewestChildren = 10

export interface Telling {
  /** From any screen, signed in or not: covers at once. */
  press(): void
  grownUp(): void
  callOff(): void
  report(): void
  send(input: CallInput<'report.send'>): Promise<CallOutput<'report.send'>>
  helpers(): void
  /** Leaves without a trace, at any moment. */
  leave(): void
  /** The hub says how the call stands. */
  onCall(callId: string, state: AdultCallState): void
  isOn(): boolean
}

/** Tell an adult. Nothing here is logged or remembered: see docs/security.md, what a report must not leave behind. */
export function createTelling(context: Context, hidePage: () => string, goBack: () => void): Telling {
  const { clock, hub, outbox } = context.ports
  /** Host and path of the page that was open, for this telling only; never on a disk. */
  let page = ''
  let call: { readonly id: string; readonly since: number; timer: { cancel(): void } } | null = null
  let isSending = false

  const helpersOfSchool = () => [...(context.held.school()?.helpers ?? [])]
  const ringing = (state: 'ringing' | 'coming' | 'no-answer' | 'no-hub', who: string | null): Screen => ({ kind: 'calling', state, who })

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
    return context.held.school()?.recipients != null && (await outbox.hasRoom())
  }

  return {
    press() {
      const hidden = hidePage()
      if (hidden !== '') page = hidden
      context.show({ kind: 'tell', canReport: context.held.school()?.recipients != null, helpers: helpersOfSchool() })
      void canReport().then((can) => {
        if (!can && context.screen().kind === 'tell') context.show({ kind: 'tell', canReport: false, helpers: helpersOfSchool() })
      })
    },
    grownUp() {
      hidePage()
      endCall()
      const id = randomId()
      call = { id, since: clock.steady(), timer: { cancel: () => undefined } }
      context.show(ringing(context.online ? 'ringing' : 'no-hub', null))
      void ring(id)
    },
    callOff() {
      if (call !== null) void hub.callOff(call.id).catch(() => undefined)
      endCall()
      goBack()
    },
    report() {
      if (context.screen().kind === 'tell') context.show({ kind: 'report', hasPage: page !== '' })
    },
    async send(input) {
      const recipients = context.held.school()?.recipients ?? null
      if (context.screen().kind !== 'report' || isSending) return 'not-saved'
      const { person } = context
      isSending = true
      const report = {
        v: 1,
        category: input.category,
        words: person !== null && context.ports.profiles[person.class.stage].freeWords ? input.words : '',
        page: input.showPage && page !== '' ? page : null,
        danger: input.danger,
        stage: stageIfMany(),
        halfDay: halfDay(context.now()),
      } as const
      const kept = recipients === null ? 'not-saved' : await outbox.keep(report, recipients)
      isSending = false
      page = ''
      if (context.screen().kind === 'report') context.show({ kind: kept === 'saved' ? 'thanks' : 'report-failed' })
      return kept
    },
    helpers() {
      hidePage()
      context.show({ kind: 'helpers', helpers: helpersOfSchool() })
    },
    leave() {
      page = ''
      if (call !== null) void hub.callOff(call.id).catch(() => undefined)
      endCall()
      goBack()
    },
    onCall(callId, state) {
      if (call?.id === callId) answer(state)
    },
    isOn: () => ['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers'].includes(context.screen().kind),
  }

  function stageIfMany() {
    const stage = context.person?.class.stage ?? null
    const children = (context.held.school()?.classes ?? [])
      .filter((one) => one.stage === stage)
      .reduce((sum, one) => sum + one.pupils.length, 0)
    return children >= fewestChildren ? stage : null
  }
}
