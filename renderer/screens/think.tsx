import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Plate } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { type Say, useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** The prompt's own words, or plain ones where a school's profile names a prompt without words. */
function promptWords(words: Say, prompt: string) {
  const of = (part: string) => (words.has(`prompts.${prompt}.${part}`) ? words(`prompts.${prompt}.${part}`) : words(`think.${part}Line`))
  return { stop: of('stop'), think: of('think'), stay: of('stay'), other: of('other') }
}

/** A link that leaves the list. */
export function ThinkScreen({ screen }: Given<'think'>) {
  const words = useWords()
  return (
    <StopThinkClick
      prompt={promptWords(words, screen.prompt)}
      picture={screen.tile.picture}
      stay={() => void call('think.stay', {})}
      other={screen.mayAsk ? () => void call('think.ask', {}) : null}
    />
  )
}

export interface StopThinkClickProps {
  readonly prompt: { readonly stop: string; readonly think: string; readonly stay: string; readonly other: string }
  /** On the safe choice. */
  readonly picture: string
  stay(): void
  /** Null: only the safe choice is possible. */
  readonly other: (() => void) | null
}

/** STOP, then THINK and CLICK on one screen: one question, two big choices, the safe one first. No timer. */
export function StopThinkClick({ prompt, picture, stay, other }: StopThinkClickProps) {
  const words = useWords()
  const { beat } = useDraft()
  if (beat === 'stop')
    return (
      <main className="hill-stage beat-stop">
        <Stones beat="stop" />
        <div className="mid">
          <Hedgehog mood="stop" />
          <div>
            <Heading key="stop" className="word" aloud={[words('think.stop'), prompt.stop]}>
              {words('think.stop')}
            </Heading>
            <p className="line">{prompt.stop}</p>
            <div className="row">
              <Speaker lines={[words('think.stop'), prompt.stop]} />
              <Press className="btn go wide" mark="next" act={() => changeDraft({ beat: 'think' })}>
                {words('next')}
              </Press>
            </div>
          </div>
        </div>
      </main>
    )
  return (
    <main className="beat-think">
      <Stones beat="think" />
      <div className="question">
        <Hedgehog mood="thinking" />
        <Heading key="think" aloud={[prompt.think]}>
          {prompt.think}
        </Heading>
        <Speaker lines={[prompt.think, prompt.stay, ...(other ? [prompt.other] : [])]} />
      </div>
      <div className={other ? 'two' : 'two only-one'}>
        <Press className="btn go choice" mark="stay" act={stay}>
          <Plate name={picture} />
          {prompt.stay}
        </Press>
        {other && (
          <Press className="btn soft choice" mark="ask" act={other}>
            <Plate name="hand" />
            {prompt.other}
          </Press>
        )}
      </div>
    </main>
  )
}

const beats = ['stop', 'think', 'click'] as const
function Stones({ beat }: { readonly beat: 'stop' | 'think' }) {
  const words = useWords()
  const now = beats.indexOf(beat)
  return (
    <ol className="stones">
      {beats.map((name, place) => (
        <li key={name} className={place < now ? 'was' : place === now ? 'on' : ''} aria-current={place === now ? 'step' : undefined}>
          {words(`think.${name}`)}
        </li>
      ))}
    </ol>
  )
}
