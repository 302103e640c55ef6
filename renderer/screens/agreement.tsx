import type { Stage } from '#core/contract/stage.ts'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Pebbles } from '../parts/pebbles.tsx'
import { Hedgehog, Picture } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { profileOf } from '../profiles.ts'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

type Props = Given<'agreement'> & { readonly stage: Stage }

export function AgreementScreen({ screen, stage }: Props) {
  return screen.mode === 'full' ? <InFull stage={stage} /> : <Reminder stage={stage} />
}

/** One rule a screen with its picture, or a few for the oldest; a path of pebbles shows how far it is. */
function InFull({ stage }: { readonly stage: Stage }) {
  const words = useWords()
  const { rules, perScreen } = profileOf(stage).agreement
  const { page } = useDraft()
  const screens = Math.ceil(rules.length / perScreen)
  const shown = rules.slice(page * perScreen, (page + 1) * perScreen)
  const lines = shown.map((rule) => words(`agreement.rules.${rule.key}`))
  const agree = () => {
    if (page < screens - 1) changeDraft({ page: page + 1 })
    else void call('agreement.agree', {})
  }
  return (
    <main className={perScreen === 1 ? 'agreement one' : 'agreement few'}>
      <div className="agreement-top">
        <span className="agreement-title">{words('agreement.title')}</span>
        <Pebbles all={screens} done={page + 1} label={words('agreement.path', { now: `${page + 1}`, all: `${screens}` })} />
      </div>
      {perScreen === 1 ? (
        shown.map((rule, place) => (
          <section key={rule.key} className="rule-one">
            <Picture name={rule.picture} place={page} />
            <div className="rule-words">
              <Heading key={rule.key} aloud={lines}>
                {lines[place]}
              </Heading>
              <Speaker lines={lines} />
            </div>
          </section>
        ))
      ) : (
        <section className="rule-few">
          <Heading key={page} hidden>
            {words('agreement.title')}
          </Heading>
          <ul>
            {shown.map((rule, place) => (
              <li key={rule.key} className="card rule">
                <Picture name={rule.picture} place={page + place} />
                <span>{lines[place]}</span>
                <Speaker lines={lines.slice(place, place + 1)} what={lines[place] ?? ''} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Answers agree={agree} label={words('agreement.agree')} back={page > 0 ? () => changeDraft({ page: page - 1 }) : null} />
    </main>
  )
}

/** One press, when the promises were agreed this term. */
function Reminder({ stage }: { readonly stage: Stage }) {
  const words = useWords()
  const { rules } = profileOf(stage).agreement
  return (
    <main className="hills agreement reminder">
      <div className="reminder-top">
        <Hedgehog mood="go" />
        <Heading aloud={[words('reminder')]}>{words('reminder')}</Heading>
        <Speaker lines={[words('reminder')]} />
      </div>
      <div className="reminder-pictures" aria-hidden="true">
        {rules.slice(0, 12).map((rule, place) => (
          <Picture key={rule.key} name={rule.picture} place={place} />
        ))}
      </div>
      <Answers agree={() => void call('agreement.agree', {})} label={words('agreement.remember')} back={null} />
    </main>
  )
}

interface AnswersProps {
  readonly agree: () => void
  readonly label: string
  readonly back: (() => void) | null
}
function Answers({ agree, label, back }: AnswersProps) {
  const words = useWords()
  return (
    <div className="answers">
      <Press className="btn soft" mark="question" act={() => void call('agreement.question', {})}>
        {words('agreement.question')}
      </Press>
      <Press className="btn go" mark="agree" act={agree}>
        {label}
      </Press>
      {back !== null && (
        <Press className="btn plain-card answers-back" mark="rule-back" act={back}>
          {words('back')}
        </Press>
      )}
    </div>
  )
}
