import type { CallInput, CallOutput, Handlers } from '#core/contract/calls.ts'
import type { ChildLetter, ReplyAddress } from '#core/contract/mailbox.ts'
import { bytesOfStoryCode, storyCodeBytes, storyCodeFrom } from '#core/contract/picture-story.ts'
import type { Screen } from '#core/contract/view.ts'
import { holdLetters } from '#core/mailbox/held-letters.ts'
import { countTries } from '#core/mailbox/tries.ts'
import type { MailboxKeys } from '#core/sealing/mailbox-keys.ts'
import type { Context } from './context.ts'

/** A child is shown one story pair, and others at most so often on wish: each wish takes a little from the code's 40 bits. */
const storiesShown = 3

/** The picture-story mailbox on the child's side: asking for an answer, and finding one. Nothing of it is logged, sent or kept. */
export interface LetterBox {
  /** Has the school one, and is it for the stage that is on? */
  isOffered(): boolean
  /** Takes up what was kept at the last run. Never throws. */
  begin(): Promise<void>
  /** Has of the hub what it has. Rejects as `HubPort` does. */
  sync(): Promise<void>
  readonly handlers: Pick<Handlers, 'report.story' | 'report.practise' | 'letters.open' | 'letters.look' | 'letters.leave'>
  /** Where the answer to the report that goes now is to come; null when nobody asked for one. Forgets the stories. */
  takeAddress(): ReplyAddress | null
  leave(): void
  /** Whatever is half-made goes. */
  forget(): void
}

/** Does nothing, and offers nothing, in a kiosk that was put together without a mailbox. */
export function createLetterBox(context: Context, goBack: () => void): LetterBox {
  const { clock, hub, profiles, mailbox } = context.ports
  const held = mailbox === undefined ? null : holdLetters(mailbox)
  const tries = countTries(clock.steady)
  let code: Uint8Array | null = null
  let keys: MailboxKeys | null = null
  let shown = 0
  /** Rises with each look, so that an answer which comes late is shown to nobody. */
  let turn = 0

  const show = (at: Extract<Screen, { kind: 'letters' }>['at'], letters: readonly ChildLetter[] = []) =>
    context.show({ kind: 'letters', at, letters: letters.map(({ card, words }) => ({ card, words })) })
  const isReading = () => context.screen().kind === 'letters'

  function isOffered(): boolean {
    const stage = context.person?.class.stage ?? context.pickedClass?.stage ?? null
    return stage !== null && profiles[stage].letters && held?.isOffered() === true
  }

  function forgetCode(): void {
    code?.fill(0)
    code = null
    keys = null
  }

  /** Two stories for the report that is being told; another pair at each call, as long as there are more. */
  function story(): CallOutput<'report.story'> {
    if (context.screen().kind !== 'report' || !isOffered() || shown >= storiesShown) return { kind: 'none' }
    forgetCode()
    shown += 1
    code = crypto.getRandomValues(new Uint8Array(storyCodeBytes))
    return { kind: 'story', code: storyCodeFrom(code), more: shown < storiesShown }
  }

  /** Has the child got them by heart? If so, the keys are made now. */
  async function practise(input: CallInput<'report.practise'>): Promise<CallOutput<'report.practise'>> {
    const mine = code
    if (mine === null || held === null) return 'none'
    const tried = bytesOfStoryCode(input.code)
    const isRight = tried.every((byte, at) => byte === mine[at])
    tried.fill(0)
    if (!isRight) return 'look-again'
    const made = await held.keysOf(mine).catch(() => null)
    if (code !== mine || made === null || held.has(made.address)) return 'none'
    keys = made
    return 'right'
  }

  function open(): void {
    if (!isOffered() || !['tell', 'pupils', 'letters'].includes(context.screen().kind)) return
    turn += 1
    show(tries.isOpen() ? 'picking' : 'paused')
  }

  async function look(input: CallInput<'letters.look'>): Promise<void> {
    if (!isReading() || !isOffered() || held === null) return
    if (!tries.take()) return show('paused')
    turn += 1
    const mine = turn
    show('looking')
    const bytes = bytesOfStoryCode(input.code)
    const letters = await held.look(bytes).catch(() => null)
    bytes.fill(0)
    if (mine !== turn || !isReading()) return
    // A machine that could not do it says the same as a code that nobody has: neither says whether there is a box.
    if (letters === null || letters.length === 0) show('none')
    else show('found', letters)
  }

  function leave(): void {
    turn += 1
    if (isReading()) goBack()
  }

  const done = (act: () => void) => async (): Promise<'done'> => {
    act()
    return 'done'
  }
  return {
    isOffered,
    begin: async () => held?.begin(),
    sync: async () => held?.sync(hub),
    handlers: {
      'report.story': async () => story(),
      'report.practise': practise,
      'letters.open': done(open),
      // The screen that follows comes by the view, a second or so later; the press is answered at once.
      'letters.look': async (input) => {
        void look(input)
        return 'done'
      },
      'letters.leave': done(leave),
    },
    takeAddress() {
      const address = keys?.address ?? null
      forgetCode()
      shown = 0
      return address
    },
    leave,
    forget() {
      turn += 1
      shown = 0
      forgetCode()
    },
  }
}
