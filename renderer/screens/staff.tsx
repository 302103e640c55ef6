import { useCallback, useEffect, useRef, useState } from 'react'
import type { CallOutput } from '#core/contract/calls.ts'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Pebbles } from '../parts/pebbles.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { useRenderer } from '../store.ts'
import { type Say, useWords } from '../words.ts'

/** The pad closes by itself when nothing is pressed for this long, ms. */
const closesAfter = 30_000
const longestPin = 8
const shortestPin = 4
const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const

/** The way out for staff, and into a practice. The PIN is in memory while it is typed, shown as dots, and gone with each try. */
export function StaffScreen() {
  const words = useWords()
  const [pin, setPin] = useState('')
  const [line, setLine] = useState('')
  const pinNow = useRef('')
  const isAsking = useRef(false)
  const [reasons, setReasons] = useState<readonly string[]>([])
  const [keys, setKeys] = useState<Keys>(null)
  const touch = useClosing()

  const change = useCallback(
    (next: (pin: string) => string) => {
      touch()
      setLine('')
      pinNow.current = next(pinNow.current).slice(0, longestPin)
      setPin(pinNow.current)
    },
    [touch],
  )
  const ask = useCallback(
    async (name: 'staff.leave' | 'staff.practise') => {
      if (isAsking.current || pinNow.current.length < shortestPin) return
      isAsking.current = true
      const tried = pinNow.current
      change(() => '')
      const answer = await call(name, { pin: tried })
      isAsking.current = false
      if (answer?.kind === 'wrong') setLine(words('staff.wrong'))
      else if (answer?.kind === 'wait') setLine(inWords(words, answer.seconds))
    },
    [change, words],
  )

  const explain = useCallback(async () => {
    if (isAsking.current || pinNow.current.length < shortestPin) return
    isAsking.current = true
    const tried = pinNow.current
    change(() => '')
    const answer = await call('staff.why', { pin: tried })
    isAsking.current = false
    if (answer?.kind === 'told') {
      setReasons(answer.lines.length === 0 ? [words('staff.nothing')] : answer.lines)
      setKeys(answer.keys)
    } else if (answer !== null) setLine(answer.kind === 'wrong' ? words('staff.wrong') : inWords(words, answer.seconds))
  }, [change, words])

  useEffect(() => {
    const type = (event: KeyboardEvent) => {
      if (/^\d$/.test(event.key)) change((pin) => pin + event.key)
      else if (event.key === 'Backspace') change((pin) => pin.slice(0, -1))
      else if (event.key === 'Enter' && !(event.target instanceof HTMLButtonElement)) void ask('staff.leave')
    }
    window.addEventListener('keydown', type)
    return () => window.removeEventListener('keydown', type)
  }, [change, ask])

  // In place of the digits: a small screen has no room for both.
  if (keys !== null)
    return (
      <main className="hills staff-screen" data-stage="ks2">
        <OwnMark />
        <section className="card pad">
          <Heading key="told">{words('staff.title')}</Heading>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
          <KeyPictures keys={keys} />
          <Press className="btn plain-card" mark="staff-close" act={() => void call('staff.close', {})}>
            {words('staff.close')}
          </Press>
        </section>
      </main>
    )
  return (
    <main className="hills staff-screen" data-stage="ks2">
      <OwnMark />
      <section className="card pad">
        <Heading>{words('staff.title')}</Heading>
        <p>{words('staff.pin')}</p>
        <Pebbles all={longestPin} done={pin.length} label={words('staff.typed', { typed: `${pin.length}` })} />
        <p role="status" className="form-state">
          {line}
        </p>
        {reasons.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        <div className="digits">
          {digits.map((digit) => (
            <Press key={digit} className="btn digit" quick mark={`digit:${digit}`} act={() => change((pin) => pin + digit)}>
              {digit}
            </Press>
          ))}
          <Press className="btn plain-card rub-out" quick mark="rub-out" act={() => change((pin) => pin.slice(0, -1))}>
            {words('staff.rubOut')}
          </Press>
        </div>
        <div className="pad-end">
          <Press className="btn plain-card" mark="staff-close" act={() => void call('staff.close', {})}>
            {words('staff.close')}
          </Press>
          <Press className="btn plain-card" mark="practise" disabled={pin.length < shortestPin} act={() => void ask('staff.practise')}>
            {words('practice.start')}
          </Press>
          <Press className="btn plain-card" mark="staff-why" disabled={pin.length < shortestPin} act={() => void explain()}>
            {words('staff.why')}
          </Press>
          <Press className="btn go" mark="staff-leave" disabled={pin.length < shortestPin} act={() => void ask('staff.leave')}>
            {words('staff.leave')}
          </Press>
        </div>
      </section>
    </main>
  )
}

type Keys = Extract<CallOutput<'staff.why'>, { kind: 'told' }>['keys']

/** The keys that reports are sealed to, as the pictures that the DSL's desk shows, and what other computers say of theirs. */
function KeyPictures({ keys }: { readonly keys: NonNullable<Keys> }) {
  const words = useWords()
  return (
    <section className="key-pictures" data-mark="key-pictures">
      <p>{words('staff.keys')}</p>
      <p className="key-row">
        {keys.pictures.map((name) => (
          <span key={name}>
            <Sign name={name} /> {name.replaceAll('-', ' ')}
          </span>
        ))}
      </p>
      <p>
        <code>{keys.code}</code>
      </p>
      <p>{words(`staff.standing.${keys.standing}`, { others: `${keys.others}` })}</p>
    </section>
  )
}

/**
 * How staff know the real pad: the school's name at the top edge of the screen. While a web page is open our bar is there,
 * and no page can draw on that strip, so a pad without the mark is a page's (breakout attempt B084).
 */
function OwnMark() {
  const school = useRenderer((state) => state.view?.school ?? '')
  return (
    <p className="own-mark" data-mark="own-pad">
      <Hedgehog mood="curious" className="own-mark-hog" />
      <span>{school}</span>
    </p>
  )
}

/** Closes the pad when it is left alone; the answer puts that off. */
function useClosing(): () => void {
  const timer = useRef<number | undefined>(undefined)
  const touch = useCallback(() => {
    window.clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void call('staff.close', {}), closesAfter)
  }, [])
  useEffect(() => {
    touch()
    return () => window.clearTimeout(timer.current)
  }, [touch])
  return touch
}

/** A wait in words an adult can use: seconds up to a minute, else whole minutes. */
function inWords(words: Say, seconds: number): string {
  return seconds <= 60
    ? words('staff.wait', { seconds: `${seconds}` })
    : words('staff.waitMinutes', { minutes: `${Math.ceil(seconds / 60)}` })
}
