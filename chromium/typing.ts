import type { PersonalKind, TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import { type HeldRequest, holdWhileTyping } from '#host/typing-hold.ts'
import { answerTyping, isTypingClear, readTyping, typingBegan, typingBinding, typingClear } from '#host/typing-watch.ts'
import type { DevtoolsPipe } from './devtools-pipe.ts'
import { guardWorld } from './page-guard.ts'

export interface TypingNeeds {
  readonly pipe: DevtoolsPipe
  readonly care: TypingCare | undefined
  isOurs(session: string | undefined): session is string
  /** The child typed something of these kinds: the page waits for `answer`. */
  personal(what: readonly PersonalKind[]): void
}

export interface TypingWatch {
  /** Keeps a request that may go on otherwise; false when it may go at once. */
  hold(request: HeldRequest): boolean
  answer(answer: TypingAnswer): void
  /** What waits is refused, and nothing is heard any more. */
  stop(): void
}

interface World {
  readonly session: string
  readonly contextId: number
  hasTyped: boolean
}

/** Speaks with the guards beside a page, one in each frame, about what the child types there. */
export function watchTyping({ pipe, care, isOurs, personal }: TypingNeeds): TypingWatch {
  const worlds = new Map<string, World>()
  let mayTell: readonly PersonalKind[] = care?.mayTell ?? []
  const evaluate = ({ session, contextId }: World, expression: string) =>
    pipe.send('Runtime.evaluate', { expression, contextId, returnByValue: true }, session)

  /** How many answers each session has not taken yet. What it tells until then it told without knowing the answer. */
  const answering = new Map<string, number>()
  const give = (world: World, answer: TypingAnswer): void => {
    const count = (by: number): void => void answering.set(world.session, (answering.get(world.session) ?? 0) + by)
    const isTaken = (): void => count(-1)
    count(1)
    evaluate(world, answerTyping(answer)).then(isTaken, isTaken)
  }

  const hold = holdWhileTyping({
    hasTyped: () => [...worlds.values()].some((world) => world.hasTyped),
    async isClear() {
      const answers = [...worlds.values()]
        .filter((world) => world.hasTyped)
        .map((world) =>
          evaluate(world, isTypingClear).then(
            ({ result }) => result.value === typingClear,
            // The document is gone. It looked once more as it went, and what it said then came before this refusal.
            () => true,
          ),
        )
      return (await Promise.all(answers)).every(Boolean)
    },
  })
  const stops = [
    pipe.on('Runtime.executionContextCreated', ({ context }, from) => {
      if (!isOurs(from) || context.name !== guardWorld || !care) return
      const world: World = { session: from, contextId: context.id, hasTyped: false }
      worlds.set(`${from} ${context.id}`, world)
      // A document that came after an answer starts from it.
      if (mayTell !== care.mayTell) give(world, mayTell)
    }),
    pipe.on('Runtime.executionContextDestroyed', ({ executionContextId }, from) => {
      worlds.delete(`${from} ${executionContextId}`)
    }),
    pipe.on('Runtime.executionContextsCleared', (_, from) => {
      for (const [key, world] of worlds) if (world.session === from) worlds.delete(key)
    }),
    pipe.on('Runtime.bindingCalled', ({ name, payload, executionContextId }, from) => {
      if (name !== typingBinding || !isOurs(from)) return
      const world = worlds.get(`${from} ${executionContextId}`)
      if (payload === typingBegan) {
        if (world) world.hasTyped = true
        return
      }
      const what = readTyping(payload)
      if (what === null || (answering.get(from) ?? 0) > 0) return
      hold.asking()
      personal(what)
    }),
  ]
  return {
    hold: hold.hold,
    answer(answer) {
      if (answer !== 'take-out') mayTell = answer
      for (const world of worlds.values()) give(world, answer)
      hold.answered(answer !== 'take-out')
    },
    stop() {
      for (const stop of stops) stop()
      worlds.clear()
      hold.answered(false)
    },
  }
}
