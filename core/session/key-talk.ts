import type { KeyStanding } from '#core/contract/key-statement.ts'
import type { Lane } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { compareKeys } from '#core/guard/compare-keys.ts'
import type { KeyTalkState } from '#core/ports.ts'
import { keyConfigHash, keyFingerprint } from '#core/sealing/fingerprint.ts'
import { type KeyStatement, readKeyStatement, signKeyStatement } from '#core/sealing/key-statement.ts'
import { newSigningKey } from '#core/sealing/signed-document.ts'
import type { Context } from './context.ts'

const day = 24 * 60 * 60_000
/** A kiosk makes its statement anew each minute. */
const statedEvery = 60_000
/** A kiosk that was not heard of for so long is forgotten. */
const knownFor = 90 * day
const mostKnown = 200

/** Kiosks compare among themselves which keys they seal reports to, so that a hub cannot give one of them a reader of its own (P12). */
export interface KeyTalk {
  /** For the next hello to the hub, which passes it on. Null until the school's newest word was asked for in this run. */
  statement(): string | null
  /** After each slot's answer: what others said, one statement a line. */
  heard(lines: string): void
  /** The school's newest word was asked for. */
  fetched(): void
  /** Who reports are sealed to now: the last list that is not in doubt. Null: nobody, the child tells a grown-up. */
  recipients(): ReportRecipients | null
  /** False while kiosks are at odds: what can wait waits on this computer. */
  mayLeave(lane: Lane): boolean
  /** For staff who have the PIN: the fingerprint of the list held, and what others say. Null without keys. */
  told(): { pictures: string[]; code: string; standing: KeyStanding; others: number } | null
}

/**
 * A list that is new is used at once where no other kiosk was known before it came; else when one of those says that it has the
 * same, or when a day has gone without another word. Until then reports are sealed to the list before it. Somebody who says
 * otherwise in two answers running (in one, where both lists bear one number) is told to staff as HG_KEYS_DIFFER, and it stays
 * so until all that are heard say the same again.
 */
export function createKeyTalk(context: Context): KeyTalk {
  /** The newest statement of each kiosk that was heard in this run. */
  const said = new Map<string, KeyStatement>()
  let isFetched = false
  /** The list held, and since when in this run; statements on older ones made before that do not count. */
  let own = { hash: '', since: 0 }
  let last = { hash: '', at: 0, text: '' }
  let noticedBefore = false
  let alarm: string | null = null
  let saved: KeyTalkState | null = null

  const state = (): KeyTalkState =>
    saved ?? context.state().keyTalk ?? { signing: newSigningKey(), agreed: null, newerSince: null, known: {} }
  function keep(change: Partial<KeyTalkState>): void {
    saved = { ...state(), ...change }
    void context.save({ keyTalk: saved })
  }
  const schoolId = () => context.held.school()?.schoolId ?? ''
  const held = () => context.held.school()?.recipients ?? null
  const fresh = () => {
    const freshFor = 2 * Math.max(context.held.school()?.slotEveryMs ?? 0, statedEvery) + statedEvery / 2
    return [...said.values()].filter((one) => Math.abs(context.now() - one.at) <= freshFor)
  }
  const compare = () => compareKeys({ epoch: held()?.epoch ?? 0, hash: own.hash, since: own.since }, fresh())
  const isAgreed = () => {
    const { agreed } = state()
    return agreed !== null && keyConfigHash(agreed.recipients) === own.hash
  }

  /** Takes notice of a list that came, or went. */
  function look(): void {
    const hash = keyConfigHash(held())
    if (own.hash === hash) return
    own = { hash, since: context.now() }
    noticedBefore = false
    if (held() === null || isAgreed()) return
    if (state().newerSince === null) keep({ newerSince: context.now() })
    settle()
  }

  /** Is the list that is held to be used from now on? */
  function settle(): void {
    const recipients = held()
    const now = compare()
    if (recipients === null || now.kind === 'other') return
    const { agreed, newerSince, known } = state()
    const since = newerSince ?? context.now()
    const isElder = (by: string) => (known[by] ?? Number.POSITIVE_INFINITY) < since
    const isConfirmed = now.kind === 'same' && now.by.some((by) => agreed === null || isAgreed() || isElder(by))
    if (isAgreed()) {
      if (agreed !== null && (newerSince !== null || (isConfirmed && !agreed.confirmed)))
        keep({ newerSince: null, agreed: { ...agreed, confirmed: agreed.confirmed || isConfirmed } })
      return
    }
    const hasElders = Object.keys(known).some(isElder)
    if (agreed !== null && hasElders && !isConfirmed && context.now() - since < day) return
    keep({ newerSince: null, agreed: { recipients, since: context.now(), confirmed: isConfirmed } })
  }

  /** `at odds` only when it was so in the answer before, too: a list travels to all kiosks within a step. */
  function judge(): void {
    const now = compare()
    const isOther = now.kind === 'other'
    const isSure = isOther && (now.fork || noticedBefore)
    noticedBefore = isOther
    const next = isSure ? `${now.fork ? 'two lists' : 'lists'} ${held()?.epoch ?? 0} and ${now.newest}` : isOther ? alarm : null
    if (next === alarm) return
    alarm = next
    context.clearFaults(/^HG_KEYS_DIFFER$/)
    if (alarm !== null) context.fault('HG_KEYS_DIFFER', alarm)
    context.show(context.screen())
  }

  function remember(statement: KeyStatement): void {
    const { known } = state()
    if (known[statement.by] !== undefined) return
    const kept = Object.entries(known)
      .filter(([, since]) => context.now() - since < knownFor)
      .slice(1 - mostKnown)
    keep({ known: { ...Object.fromEntries(kept), [statement.by]: context.now() } })
  }

  return {
    statement() {
      if (!isFetched || context.held.school() === null) return null
      look()
      if (context.state().keyTalk === undefined && saved === null) keep({})
      const at = context.now()
      // A kiosk says hello twice in a row; a signature costs a slow computer some milliseconds.
      if (last.hash !== own.hash || Math.abs(at - last.at) > statedEvery / 2) {
        const text = signKeyStatement({ epoch: held()?.epoch ?? 0, hash: own.hash, at }, schoolId(), state().signing)
        last = { hash: own.hash, at, text }
      }
      return last.text
    },
    fetched() {
      isFetched = true
      look()
    },
    heard(lines) {
      if (context.held.school() === null) return
      look()
      for (const line of lines.split('\n')) {
        const statement = readKeyStatement(line, schoolId())
        if (statement === null || statement.by === state().signing.publicKey) continue
        if (statement.at <= (said.get(statement.by)?.at ?? 0)) continue
        said.set(statement.by, statement)
        remember(statement)
      }
      judge()
      settle()
    },
    recipients() {
      look()
      const { agreed } = state()
      if (held() === null || agreed === null) return null
      // Never confirmed, and doubted before it was a day old: it may be the odd one.
      const isSure = alarm === null || agreed.confirmed || context.now() - agreed.since > day
      return isSure ? agreed.recipients : null
    },
    mayLeave: (lane) => alarm === null || lane === 'now',
    told() {
      look()
      const recipients = held()
      if (recipients === null) return null
      const now = compare()
      const standing = alarm !== null ? 'differ' : !isAgreed() ? 'waiting' : now.kind === 'same' ? 'same' : 'alone'
      const { pictures, code } = keyFingerprint(recipients)
      return { pictures: [...pictures], code, standing, others: fresh().length }
    },
  }
}
