import type { PersonalKind, TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import { holdWhileTyping, type TypingHold } from '#host/typing-hold.ts'
import { answerTyping, isTypingClear, readTyping, typingBegan, typingBinding, typingClear, typingScript } from '#host/typing-watch.ts'
import type { ApiContents } from './electron-api.ts'
import { wordsWorld } from './words-world.ts'

/** What the child types is looked at in the world beside the page, and what the page asks for meanwhile waits. */
export function watchTyping(
  { debugger: engine }: ApiContents,
  care: TypingCare | undefined,
  onPersonal: (what: readonly PersonalKind[]) => void,
  onDeaf: () => void,
): TypingHold & { answer(answer: TypingAnswer): void } {
  /** The guard's worlds, and whether the child has typed beside each. */
  const worlds = new Map<number, boolean>()
  const evaluate = (contextId: number, expression: string): Promise<unknown> =>
    engine.sendCommand('Runtime.evaluate', { expression, contextId, returnByValue: true })
  const saysClear = (answer: unknown): boolean => {
    const { result }: { result?: { value?: unknown } } = { ...(answer as object) }
    return result?.value === typingClear
  }
  const hold = holdWhileTyping({
    hasTyped: () => [...worlds.values()].some(Boolean),
    async isClear() {
      const typed = [...worlds].filter(([, hasTyped]) => hasTyped)
      // A document that is gone looked once more as it went.
      const answers = typed.map(([world]) => evaluate(world, isTypingClear).then(saysClear, () => true))
      return (await Promise.all(answers)).every(Boolean)
    },
  })
  let mayTell: readonly PersonalKind[] = care?.mayTell ?? []
  const watch = {
    ...hold,
    answer(answer: TypingAnswer): void {
      if (answer !== 'take-out') mayTell = answer
      for (const world of worlds.keys()) evaluate(world, answerTyping(answer)).catch(() => undefined)
      hold.answered(answer !== 'take-out')
    },
  }
  if (care === undefined) return watch
  engine.on('message', (_event, method, params) => {
    const said: {
      name?: unknown
      payload?: unknown
      context?: { id?: unknown; name?: unknown }
      executionContextId?: unknown
    } = { ...(params as object) }
    if (method === 'Runtime.bindingCalled' && said.name === typingBinding && typeof said.payload === 'string') {
      if (said.payload === typingBegan) {
        if (worlds.has(Number(said.executionContextId))) worlds.set(Number(said.executionContextId), true)
        return
      }
      const what = readTyping(said.payload)
      if (what === null) return
      hold.asking()
      onPersonal(what)
    } else if (method === 'Runtime.executionContextCreated' && said.context?.name === wordsWorld && typeof said.context.id === 'number') {
      worlds.set(said.context.id, false)
      if (mayTell !== care.mayTell) evaluate(said.context.id, answerTyping(mayTell)).catch(() => undefined)
    } else if (method === 'Runtime.executionContextDestroyed') worlds.delete(Number(said.executionContextId))
    else if (method === 'Runtime.executionContextsCleared') worlds.clear()
  })
  const asked = [
    engine.sendCommand('Runtime.addBinding', { name: typingBinding, executionContextName: wordsWorld }),
    engine.sendCommand('Page.addScriptToEvaluateOnNewDocument', {
      source: typingScript(care),
      worldName: wordsWorld,
      runImmediately: true,
    }),
  ]
  Promise.all(asked).catch(onDeaf)
  return watch
}
