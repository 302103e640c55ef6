import { type ReactNode, useState } from 'react'
import type { FineWords } from '#core/contract/fine-words.ts'
import { type Scope, Scope as ScopeSchema, Tile } from '#core/contract/list.ts'
import { lookedAtAs } from '#core/contract/look.ts'
import type { AllowedTyping } from '#core/contract/personal.ts'
import { readApproval, readCompanion } from '#core/policy/approval.ts'
import { siteKinds } from '#core/policy/site-kinds.ts'
import { guessedTitle, webAddress } from '#hub/console/listing/pasted.ts'
import { randomId } from '#hub/console/listing/random-id.ts'
import { scopeChoices, scopeMeaning } from '#hub/console/listing/scope-words.ts'
import { siteKindWords } from '#hub/console/listing/site-kind-words.ts'
import { FineWordsEditor, MayAskFor } from '#hub/console/teacher/tile-words.tsx'
import { Field, TextField } from '#hub/console/ui/fields.tsx'
import { PictureChooser } from '#hub/console/ui/picture-chooser.tsx'
import { dateField, dayWords } from '#hub/console/words/dates.ts'
import { faultWords } from '#hub/console/words/faults.ts'

/** What a form for a new tile begins with. */
export interface TileStart {
  readonly url: string
  readonly title: string
  readonly also?: readonly string[]
}

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** Everything about one tile. Each address is tried against the policy's own rules while it is written. */
export function TileForm({
  start,
  tile,
  others,
  checker,
  busy,
  saveWords,
  onSave,
  onLeave,
  look,
}: {
  start: TileStart
  /** The tile that is changed; null for a new one. */
  tile: Tile | null
  others: readonly Tile[]
  /** Who ticks "checked by me". */
  checker: string
  busy: string | null
  saveWords: string
  onSave: (tile: Tile) => void
  onLeave: () => void
  /** What a kiosk found out about the page; `addPlace` writes a host into the form. */
  look?: (addPlace: (host: string) => void) => ReactNode
}) {
  const [url, setUrl] = useState(tile?.url ?? start.url)
  const [title, setTitle] = useState(tile?.title ?? start.title)
  const [spoken, setSpoken] = useState(tile?.spoken ?? '')
  const [picture, setPicture] = useState(tile?.picture ?? 'open-book')
  const [scope, setScope] = useState<Scope>(tile?.scope ?? 'page')
  const [also, setAlso] = useState((tile?.also ?? start.also ?? []).join('\n'))
  const [companions, setCompanions] = useState((tile?.companions ?? []).join('\n'))
  const [subject, setSubject] = useState(tile?.subject ?? '')
  const [words, setWords] = useState((tile?.words ?? []).join(', '))
  const [checkedToday, setChecked] = useState(tile?.checkedAt != null && dateField(tile.checkedAt) === dateField(Date.now()))
  const [mayAskFor, setMayAskFor] = useState<readonly AllowedTyping[]>(tile?.mayAskFor ?? [])
  const [fineWords, setFineWords] = useState<readonly FineWords[]>(tile?.fineWords ?? [])
  const [trouble, setTrouble] = useState<string | null>(null)

  const address = webAddress(url.trim()) ?? url.trim()
  const furtherOnes = linesOf(also).map((line) => webAddress(line) ?? line)
  const places = linesOf(companions)
  const reading = address === '' ? null : readApproval(address, scope)
  const twin = others.find((one) => one.id !== tile?.id && one.url === (reading?.kind === 'approval' ? reading.url : address))
  const badFurther = furtherOnes.flatMap((line) => {
    const read = readApproval(line, scope)
    return read.kind === 'refused' ? [{ line, code: read.code }] : []
  })
  const badPlaces = places.filter((place) => readCompanion(place).kind === 'refused')

  const save = () => {
    if (reading === null) return setTrouble('Paste the address of the page.')
    if (reading.kind === 'refused') return setTrouble(`${faultWords(reading.code).what} ${faultWords(reading.code).next}`)
    if (badFurther.length > 0) return setTrouble('Look at the further addresses: one of them cannot be used.')
    if (badPlaces.length > 0) return setTrouble('Look at the other places: one of them is not a site name.')
    const givenTitle = title.trim() === '' ? guessedTitle(reading.url) : title.trim()
    const sameAddresses = tile !== null && tile.url === reading.url && tile.scope === scope && tile.also.join() === furtherOnes.join()
    const check = checkedToday
      ? { checkedBy: checker, checkedAt: Date.now() }
      : sameAddresses && !(tile.checkedAt !== null && dateField(tile.checkedAt) === dateField(Date.now()))
        ? { checkedBy: tile.checkedBy, checkedAt: tile.checkedAt }
        : { checkedBy: null, checkedAt: null }
    const made = Tile.safeParse({
      id: tile?.id ?? randomId(),
      title: givenTitle,
      url: reading.url,
      scope,
      also: furtherOnes,
      companions: places,
      picture,
      spoken: spoken.trim() === '' ? givenTitle.slice(0, 80) : spoken,
      subject,
      words: linesOf(words),
      ...check,
      // Left out where there is nothing: older kiosks do not know them.
      ...(mayAskFor.length > 0 ? { mayAskFor } : {}),
      ...(fineWords.length > 0 ? { fineWords } : {}),
      ...(tile?.seen && lookedAtAs(tile) === lookedAtAs({ url: reading.url, scope, also: furtherOnes, companions: places })
        ? { seen: tile.seen }
        : {}),
    })
    if (!made.success)
      return setTrouble(
        'Something is too long, or there are too many: 32 further addresses, 64 other places and 20 search words are the most.',
      )
    setTrouble(null)
    onSave(made.data)
  }

  return (
    <form
      className="form tile-form"
      aria-label={tile === null ? 'Add a site' : `Change ${tile.title}`}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <div className="cols even">
        <div className="col">
          <section className="panel">
            <Field label="Address" value={url} onChange={setUrl} spellCheck={false} maxLength={8_192} />
            {reading?.kind === 'approval' && reading.upgraded && (
              <p className="soft">It was written with http://. It will be opened as https://, or not at all.</p>
            )}
            {siteKinds(address).map((kind) => (
              <p className="note-wait" key={kind} data-site-kind={kind}>
                {siteKindWords[kind]}
              </p>
            ))}
            {twin !== undefined && <p className="note-wait">This address is on the shelf already, as “{twin.title}”.</p>}
            <Field label="Title" value={title} onChange={setTitle} maxLength={120} help="As it stands on the tile." />
            <Field
              label="Spoken word"
              value={spoken}
              onChange={setSpoken}
              maxLength={80}
              help="Short: said aloud, and shown at KS1. Left empty, the title is said."
            />
          </section>
          <fieldset className="panel scopes">
            <legend>How far it opens</legend>
            {ScopeSchema.options.map((one) => {
              const read = address === '' ? null : readApproval(address, one)
              return (
                <label key={one} className="tick">
                  <input type="radio" name="scope" checked={scope === one} onChange={() => setScope(one)} />
                  <span>
                    <b>{scopeChoices[one]}</b>
                    <small>
                      {read?.kind === 'refused'
                        ? `${faultWords(read.code).what} ${faultWords(read.code).next}`
                        : scopeMeaning(one, address)}
                    </small>
                  </span>
                </label>
              )
            })}
          </fieldset>
        </div>
        <div className="col">
          <section className="panel">
            <PictureChooser legend="Picture on the tile" chosen={picture} onChoose={setPicture} />
          </section>
          <details className="panel" open={furtherOnes.length + places.length > 0}>
            <summary>Further addresses and other places</summary>
            <TextField
              label="Further addresses of the same tile"
              help="One a line. Real sites spread one topic over several paths; these open just as far."
              value={also}
              onChange={setAlso}
            />
            {[...new Set(furtherOnes.flatMap(siteKinds))].map((kind) => (
              <p className="note-wait" key={kind}>
                One of them: {siteKindWords[kind]}
              </p>
            ))}
            {badFurther.map(({ line, code }) => (
              <p className="note-now" key={line}>
                {line.slice(0, 80)}: {faultWords(code).what}
              </p>
            ))}
            <TextField
              label="Other places this page needs"
              help="Site names for its pictures and sounds, one a line: cdn.example.org or *.example.org. No child can go there by a link."
              value={companions}
              onChange={setCompanions}
            />
            {badPlaces.map((place) => (
              <p className="note-now" key={place}>
                {place.slice(0, 80)}: {faultWords('HG_ENTRY_COMPANION').next}
              </p>
            ))}
            <Field label="Subject" value={subject} onChange={setSubject} maxLength={40} />
            <Field label="Words to find it by" value={words} onChange={setWords} help="With commas between: bugs, insects, garden." />
          </details>
          <MayAskFor allowed={mayAskFor} onChange={setMayAskFor} />
          <FineWordsEditor fine={fineWords} onChange={setFineWords} />
          {look?.((host) =>
            setCompanions((before) => (linesOf(before).includes(host) ? before : `${before.trimEnd()}\n${host}`.trimStart())),
          )}
          <section className="panel">
            <label className="tick">
              <input type="checkbox" checked={checkedToday} onChange={(event) => setChecked(event.target.checked)} />
              <span>
                Checked by me today
                <small>
                  {tile?.checkedAt != null
                    ? `Last looked at by ${tile.checkedBy ?? 'somebody'}, ${dayWords(tile.checkedAt)}.`
                    : 'You opened it in your own browser and looked through it: adverts, links, other people’s words.'}
                </small>
              </span>
            </label>
            {trouble !== null && (
              <p className="note-now" role="alert">
                {trouble}
              </p>
            )}
            <div className="row">
              <button type="submit" className="btn go" disabled={busy !== null}>
                {busy ?? saveWords}
              </button>
              <button type="button" className="btn plain" onClick={onLeave}>
                Leave it
              </button>
            </div>
          </section>
        </div>
      </div>
    </form>
  )
}
