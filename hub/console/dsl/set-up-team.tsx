import { useState } from 'react'
import type { Me } from '#core/contract/hub-api.ts'
import { generateWords } from '#core/sealing/passphrase.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { api, faultOf } from '#hub/console/api.ts'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { RecoveryKit } from '#hub/console/dsl/recovery-kit.tsx'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { afterPaint } from '#hub/console/ui/after-paint.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'

interface Made {
  readonly words: readonly string[]
  readonly team: MadeTeam
  /** Which two words are asked back, from 0. */
  readonly asked: readonly [number, number]
}

const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh'] as const

/** Once for a school: words, recovery kit, proof that both were kept; only then are the keys kept. The drills open the box: keys/. All keys are made here. */
export function SetUpTeam({ me, onLive, reload }: { me: Me; onLive: (teamIdentity: string) => void; reload: () => void }) {
  const [made, setMade] = useState<Made | null>(null)
  const [step, setStep] = useState<'words' | 'kit' | 'check'>('words')
  const [printed, setPrinted] = useState(false)
  const [typed, setTyped] = useState<readonly [string, string]>(['', ''])
  const { busy, fault, run } = useDoing()

  const begin = () =>
    void run('Making the keys…', async () => {
      await afterPaint()
      const words = generateWords()
      const team = await makeTeam(words)
      setMade({ words, team, asked: twoOf(words.length) })
    })
  const goLive = () =>
    void run('Keeping the keys…', async () => {
      if (made === null) return
      try {
        await api.makeTeam(made.team.request)
      } catch (thrown) {
        // Somebody else of the team was first: their keys count, and these are thrown away.
        if (faultOf(thrown).code === 'HG_CHANGED_MEANWHILE') reload()
        throw thrown
      }
      onLive(made.team.teamIdentity)
      setMade(null)
      reload()
    })

  if (made === null)
    return (
      <>
        <PageHead title="Set up the safety box" line="Children cannot send notes yet: the team has no keys." />
        <NineStrip />
        <section className="panel form">
          <p>
            Notes from children are sealed on the children’s computers, so that only the safety team can open them: not the hub, not the
            technician, not a backup. This takes ten minutes, once. You need paper, a pen, a printer and the safe.
          </p>
          <ol className="steps">
            <li>You get seven words. Write them down by hand: they open the notes.</li>
            <li>You print the recovery kit, for the day when the words are lost.</li>
            <li>You type two words back, and the keys are kept.</li>
            <li>A second person of the team, and the kit, then each open a drill report. With that the box is open for the children.</li>
          </ol>
          <FaultNote fault={fault} />
          <button type="button" className="btn go" disabled={busy !== null} onClick={begin}>
            {busy ?? 'Make the keys'}
          </button>
        </section>
      </>
    )

  const [first, second] = made.asked
  const right = same(typed[0], made.words[first]) && same(typed[1], made.words[second])
  const complete = typed[0].trim() !== '' && typed[1].trim() !== ''
  return (
    <>
      <PageHead
        title="Set up the safety box"
        line={
          step === 'words' ? 'Step 1 of 3: your words' : step === 'kit' ? 'Step 2 of 3: the recovery kit' : 'Step 3 of 3: two words back'
        }
      />
      <NineStrip />
      {step === 'words' && (
        <section className="panel form">
          <p>Write these down by hand, in order. They are shown this once and are nowhere else: nobody can look them up for you.</p>
          <ol className="key-words">
            {made.words.map((word, index) => (
              <li key={ordinals[index] ?? word}>{word}</li>
            ))}
          </ol>
          <button type="button" className="btn go" onClick={() => setStep('kit')}>
            I have written them down
          </button>
        </section>
      )}
      {step === 'kit' && (
        <>
          <RecoveryKit
            school={me.school}
            madeBy={me.name}
            identity={made.team.recoveryIdentity}
            recipients={made.team.request.recipients}
          />
          <section className="panel form">
            <div className="row">
              <button type="button" className="btn" onClick={() => window.print()}>
                Print the recovery kit
              </button>
            </div>
            <label className="tick">
              <input type="checkbox" checked={printed} onChange={(event) => setPrinted(event.target.checked)} />
              <span>
                Printed and put in the safe
                <small>Not the words: they stay with you, apart from the kit.</small>
              </span>
            </label>
            <div className="row">
              <button type="button" className="btn go" disabled={!printed} onClick={() => setStep('check')}>
                Go on
              </button>
              <button type="button" className="btn plain" onClick={() => setStep('words')}>
                Back to the words
              </button>
            </div>
          </section>
        </>
      )}
      {step === 'check' && (
        <form
          className="panel form"
          onSubmit={(event) => {
            event.preventDefault()
            if (right) goLive()
          }}
        >
          <p>From your paper, not from memory:</p>
          <div className="row fields-row">
            <Field
              label={`The ${ordinals[first] ?? ''} word`}
              value={typed[0]}
              onChange={(word) => setTyped([word, typed[1]])}
              spellCheck={false}
            />
            <Field
              label={`The ${ordinals[second] ?? ''} word`}
              value={typed[1]}
              onChange={(word) => setTyped([typed[0], word])}
              spellCheck={false}
            />
          </div>
          <p role="status" className="soft">
            {!complete ? '' : right ? 'Both are right.' : 'Not these. Look at your paper, or go back to the words.'}
          </p>
          <FaultNote fault={fault} />
          <div className="row">
            <button type="submit" className="btn go" disabled={!right || busy !== null}>
              {busy ?? 'Keep these keys'}
            </button>
            <button type="button" className="btn plain" disabled={busy !== null} onClick={() => setStep('words')}>
              Back to the words
            </button>
          </div>
        </form>
      )}
    </>
  )
}

const same = (typed: string, word: string | undefined): boolean => word !== undefined && typed.trim().toLowerCase() === word

/** Two different places, in order, drawn anew each time. */
function twoOf(length: number): readonly [number, number] {
  const [a = 0, b = 0] = crypto.getRandomValues(new Uint8Array(2))
  const first = a % length
  const second = (first + 1 + (b % (length - 1))) % length
  return [Math.min(first, second), Math.max(first, second)]
}
