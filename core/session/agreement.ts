import { type Context, randomId } from './context.ts'

export interface Agreement {
  /** After signing in: in full at first use, for a new version and once a term; else the one-tap reminder. */
  ask(): void
  agree(): Promise<void>
  /** "I have a question": a grown-up comes; nobody is blamed and nothing is recorded. */
  question(): void
  noticeSeen(): void
}

export function createAgreement(context: Context, onReady: () => void): Agreement {
  function keyOfPerson(): string | null {
    return context.person?.pupil?.id ?? context.person?.group?.id ?? null
  }

  function mustAskInFull(): boolean {
    const { person } = context
    const key = keyOfPerson()
    if (person === null || key === null) return true
    const last = context.state().agreed[key]
    const { version } = context.ports.profiles[person.class.stage].agreement
    if (last === undefined || last.version !== version) return true
    const now = context.now()
    return (context.held.school()?.termStarts ?? []).some((start) => last.at < start && start <= now)
  }

  function ask(): void {
    if (context.person === null) return
    const { version } = context.ports.profiles[context.person.class.stage].agreement
    context.show({ kind: 'agreement', mode: mustAskInFull() ? 'full' : 'reminder', version })
  }

  return {
    ask,
    async agree() {
      const screen = context.screen()
      const { person } = context
      const key = keyOfPerson()
      if (screen.kind !== 'agreement' || person === null || key === null) return
      const at = context.now()
      if (screen.mode === 'full') context.show({ kind: 'notice' })
      else onReady()
      context.remember({
        kind: 'agreed',
        id: randomId(),
        at,
        classId: person.class.id,
        pupilId: person.pupil?.id ?? null,
        stage: person.class.stage,
        agreementVersion: screen.version,
        mode: screen.mode,
      })
      if (screen.mode === 'full') await context.save({ agreed: { ...context.state().agreed, [key]: { version: screen.version, at } } })
    },
    question() {
      if (context.screen().kind === 'agreement') context.show({ kind: 'question' })
    },
    noticeSeen() {
      if (context.screen().kind === 'notice') onReady()
    },
  }
}
