import { useDeferredValue, useState } from 'react'
import type { Tile } from '#core/contract/list.ts'
import { scopeMeaning, scopeWords } from '#hub/console/listing/scope-words.ts'
import { type WouldOpen, wouldOpen } from '#hub/console/listing/would-open.ts'
import type { DeskAnswer } from '#hub/console/teacher/class-draft.ts'
import { Address } from '#hub/console/ui/address.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Field } from '#hub/console/ui/fields.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { Picture } from '#hub/console/ui/picture.tsx'
import { href } from '#hub/console/use-route.ts'
import { refusalWords } from '#hub/console/words/refusals.ts'

/** Paste any address: see at once whether it opens, by which tile, or why not. Nothing is opened and nothing is sent. */
export function WouldOpenPage({ desk, onAdd }: { desk: DeskAnswer; onAdd: (url: string) => void }) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const answer = asked.trim() === '' ? null : wouldOpen(desk.draft.tiles, asked)
  const published = asked.trim() === '' || desk.published === null ? null : wouldOpen(desk.published.draft.tiles, asked)
  return (
    <>
      <PageHead
        title="Would this open?"
        line="Answered here by the same rules as on the kiosk. The address is not opened and is sent nowhere."
      />
      <section className="panel form">
        <Field label="Paste any address" value={text} onChange={setText} spellCheck={false} maxLength={20_000} />
        <div className="verdict" aria-live="polite">
          {answer !== null && <Verdict answer={answer} onAdd={onAdd} />}
          {answer !== null && (published?.kind ?? 'no') !== answer.kind && (
            <p className="note-wait">
              {answer.kind === 'yes'
                ? 'Not yet: this is not with the class. It opens once you publish.'
                : 'The class still has a list in which it opens. It shuts once you publish.'}
            </p>
          )}
        </div>
      </section>
    </>
  )
}

export function Verdict({ answer, onAdd }: { answer: WouldOpen; onAdd?: (url: string) => void }) {
  if (answer.kind === 'yes')
    return (
      <>
        <p className="verdict-line">
          <Chip mark="ok">Yes, it opens</Chip> <Address url={answer.url} />
        </p>
        <TileLine tile={answer.tile} />
      </>
    )
  return (
    <>
      <p className="verdict-line">
        <Chip mark="wait">No, it stays shut</Chip> <Address url={answer.url} />
      </p>
      <p>{refusalWords[answer.code]}</p>
      {answer.near.length > 0 && answer.code === 'not-on-list' && (
        <>
          <p>The shelf has another part of this site:</p>
          {answer.near.map((tile) => (
            <TileLine key={tile.id} tile={tile} />
          ))}
        </>
      )}
      {onAdd !== undefined && (answer.code === 'not-on-list' || answer.code === 'no-list' || answer.code === 'not-https') && (
        <button type="button" className="btn" onClick={() => onAdd(answer.url)}>
          Add to our shelf
        </button>
      )}
    </>
  )
}

function TileLine({ tile }: { tile: Tile }) {
  return (
    <div className="tile-line">
      <Picture name={tile.picture} />
      <p>
        <b>{tile.title}</b>, {scopeWords(tile.scope, 1 + tile.also.length)}
        <small>{scopeMeaning(tile.scope, tile.url)}</small>
      </p>
      <a className="link" href={href('tile', tile.id)}>
        Change
      </a>
    </div>
  )
}
