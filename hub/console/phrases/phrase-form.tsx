import { useId, useState } from 'react'
import { longestSchoolPhrase, phraseWeights, type SavePhrase } from '#core/contract/school-phrases.ts'
import { stages } from '#core/contract/stage.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { stageWords } from '#hub/console/words/stages.ts'
import { weightHelp, weightWords } from './weight-words.ts'

/** One phrase, new or changed. `save` throws what the hub answers. */
export function PhraseForm({
  start,
  save,
  onLeave,
}: {
  start: SavePhrase | null
  save: (phrase: SavePhrase) => Promise<void>
  onLeave?: () => void
}) {
  const empty: SavePhrase = { phrase: '', weight: 'closes', stages: [...stages] }
  const [draft, setDraft] = useState<SavePhrase>(start ?? empty)
  const { busy, fault, run } = useDoing()
  const group = useId()
  return (
    <form
      className="panel"
      onSubmit={(event) => {
        event.preventDefault()
        void run('Saving…', () => save(draft)).then((worked) => {
          if (worked && start === null) setDraft({ ...draft, phrase: '' })
        })
      }}
    >
      <h2>{start === null ? 'Add a phrase' : `Change “${start.phrase}”`}</h2>
      <Field
        label="Phrase"
        help="Three letters or more. Capitals, accents and signs make no difference."
        value={draft.phrase}
        maxLength={longestSchoolPhrase}
        required
        onChange={(phrase) => setDraft({ ...draft, phrase })}
      />
      <fieldset>
        <legend>On a page it</legend>
        {phraseWeights.map((weight) => (
          <label key={weight} className="row">
            <input type="radio" name={group} checked={draft.weight === weight} onChange={() => setDraft({ ...draft, weight })} />
            <span>
              <b>{weightWords[weight]}</b>: {weightHelp[weight]}
            </span>
          </label>
        ))}
      </fieldset>
      <fieldset>
        <legend>For</legend>
        {stages.map((stage) => (
          <label key={stage} className="row">
            <input
              type="checkbox"
              checked={draft.stages.includes(stage)}
              onChange={(event) =>
                setDraft({ ...draft, stages: stages.filter((one) => (one === stage ? event.target.checked : draft.stages.includes(one))) })
              }
            />
            <span>{stageWords[stage]}</span>
          </label>
        ))}
      </fieldset>
      <FaultNote fault={fault} />
      <button type="submit" className="btn go" disabled={busy !== null}>
        {busy ?? (start === null ? 'Add it' : 'Save it')}
      </button>
      {onLeave && (
        <button type="button" className="btn plain" onClick={onLeave}>
          Leave it as it was
        </button>
      )}
    </form>
  )
}
