import { type FormEvent, useId, useState } from 'react'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog } from '../parts/picture.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

type State = 'ready' | 'busy' | 'wrong-code' | 'no-hub' | 'missing'

/** A new computer: the child is told so kindly, and the technician joins it to the school with a short code. */
export function NotEnrolledScreen({ screen }: Given<'not-enrolled'>) {
  const words = useWords()
  const [hubUrl, setHubUrl] = useState(screen.suggestedHub)
  const [code, setCode] = useState('')
  const [name, setName] = useState('')
  const [state, setState] = useState<State>('ready')

  async function join(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (state === 'busy') return
    if ([hubUrl, code, name].some((field) => field.trim() === '')) return setState('missing')
    setState('busy')
    const answer = await call('enrol.code', { hubUrl: hubUrl.trim(), code: code.trim(), name: name.trim() })
    setState(answer === 'enrolled' ? 'ready' : (answer ?? 'no-hub'))
  }

  return (
    <main className="hills enrol">
      <section className="centre enrol-child">
        <Hedgehog mood="curious" />
        <Heading>{words('notEnrolled')}</Heading>
      </section>
      <form className="card enrol-form" onSubmit={(event) => void join(event)} noValidate>
        <h2>{words('enrol.title')}</h2>
        <p>{words('enrol.line')}</p>
        <Field label={words('enrol.hub')} value={hubUrl} change={setHubUrl} longest={300} type="url" />
        <Field label={words('enrol.code')} value={code} change={setCode} longest={20} />
        <Field label={words('enrol.name')} value={name} change={setName} longest={40} />
        <p role="status" className="form-state">
          {state === 'ready' ? '' : words(`enrol.${state}`)}
        </p>
        <button type="submit" className="btn go" data-mark="enrol" aria-disabled={state === 'busy' || undefined}>
          {words('enrol.join')}
        </button>
      </form>
    </main>
  )
}

interface FieldProps {
  readonly label: string
  readonly value: string
  readonly change: (value: string) => void
  readonly longest: number
  readonly type?: 'text' | 'url'
}
function Field({ label, value, change, longest, type = 'text' }: FieldProps) {
  const id = useId()
  return (
    <p className="labelled">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        maxLength={longest}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => change(event.target.value)}
      />
    </p>
  )
}
