import { useState } from 'react'
import { HedgerowError } from '#core/contract/errors.ts'
import { unwrapIdentity, unwrapTeamKey } from '#core/sealing/team-keys.ts'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { afterPaint } from '#hub/console/ui/after-paint.ts'
import { Field } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

/** The words open the member's key, that opens the team's: both here, in this browser. Nothing of it is sent or kept. */
export function UnlockPage({
  wrappedIdentity,
  teamKey,
  earlierKeys,
  onUnlocked,
}: {
  wrappedIdentity: string
  teamKey: string
  /** Wraps of the keys before: a note that came late is sealed to one of them. */
  earlierKeys: readonly string[]
  onUnlocked: (teamIdentity: string) => void
}) {
  const [words, setWords] = useState('')
  const [state, setState] = useState<'ready' | 'opening' | 'wrong' | 'damaged'>('ready')
  const open = async () => {
    setState('opening')
    // Opening takes a second of hard work, on purpose: let the page say so first.
    await afterPaint()
    try {
      const identity = await unwrapIdentity(wrappedIdentity, words)
      const team = await unwrapTeamKey(teamKey, identity).catch(() => null)
      if (team === null) return setState('damaged')
      setWords('')
      const earlier = await Promise.all(earlierKeys.map((key) => unwrapTeamKey(key, identity).catch(() => null)))
      onUnlocked([team, ...earlier.filter((one) => one !== null)].join('\n'))
    } catch (thrown) {
      setState(thrown instanceof HedgerowError ? 'wrong' : 'damaged')
    }
  }
  return (
    <>
      <PageHead title="Notes from children" line="Your key is locked. The notes are sealed; this computer opens them with your words." />
      <NineStrip />
      <form
        className="panel form"
        onSubmit={(event) => {
          event.preventDefault()
          if (words.trim() !== '' && state !== 'opening') void open()
        }}
      >
        <Field
          label="Your seven words"
          veiled
          spellCheck={false}
          value={words}
          onChange={setWords}
          maxLength={300}
          help="With a space between, capitals or not. They are used on this computer only: never sent, never kept."
        />
        <p role="alert" className={state === 'wrong' || state === 'damaged' ? 'note-wait' : 'for-readers'}>
          {state === 'wrong' &&
            'These words do not open your key. Look at each: one letter is enough. If they are lost, the recovery kit in the safe opens the notes.'}
          {state === 'damaged' && 'Your key opened, but not the team’s. Tell your technician, and keep the recovery kit at hand.'}
        </p>
        <button type="submit" className="btn go" disabled={state === 'opening' || words.trim() === ''}>
          {state === 'opening' ? 'Opening…' : 'Unlock'}
        </button>
        <p className="soft">It locks by itself after 10 minutes without a press, and when you leave this page.</p>
      </form>
    </>
  )
}
