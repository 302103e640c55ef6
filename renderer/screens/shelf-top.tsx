import { useId } from 'react'
import type { KioskView, TileCard } from '#core/contract/view.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'

interface TopProps {
  readonly aim: string | null
  readonly view: KioskView
  readonly canSearch: boolean
}

/** EYFS hears today's aim; KS1 reads it in the hedgehog's bubble. */
export function Ks1Top({ aim, view, canSearch }: TopProps) {
  const words = useWords()
  const before = aim === null ? words('shelf.hello', { name: view.who?.name ?? '' }) : words('shelf.today')
  const text = aim ?? words('shelf.choose')
  const offline = view.online ? [] : [words('shelf.offline')]
  const lines = aim === null ? [text, ...offline] : [before, aim, ...offline]
  if (view.stage === 'eyfs')
    return (
      <Heading hidden aloud={lines}>
        {before} {text}
      </Heading>
    )
  return (
    <section className="aim">
      <Hedgehog mood="curious" />
      <div className="bubble">
        <div>
          <small>{before}</small>
          <Heading className={text.length > 40 ? 'long' : ''}>{text}</Heading>
          {!view.online && <small className="offline">{words('shelf.offline')}</small>}
        </div>
        <Speaker lines={lines} />
      </div>
      {canSearch && <SearchField />}
    </section>
  )
}

/** A question as the page's title, and words to find a page by. */
export function Ks2Top({ aim, view, canSearch }: TopProps) {
  const words = useWords()
  const title = aim ?? words('bar.shelf')
  return (
    <>
      <section className="top">
        <div>
          {aim !== null && <small>{words('shelf.today')}</small>}
          <Heading>{title}</Heading>
          {!view.online && <small>{words('shelf.offline')}</small>}
        </div>
        <Speaker lines={aim === null ? [title] : [words('shelf.today'), aim]} />
      </section>
      {canSearch && <SearchField />}
    </>
  )
}

function SearchField() {
  const words = useWords()
  const { search } = useDraft()
  const id = useId()
  return (
    <div className="field">
      <span className="ic search" />
      <label className="unseen" htmlFor={id}>
        {words('shelf.search')}
      </label>
      <input
        id={id}
        type="text"
        value={search}
        maxLength={60}
        placeholder={words('shelf.search')}
        autoComplete="off"
        spellCheck={false}
        data-mark="search"
        onChange={(event) => changeDraft({ search: event.target.value, page: 0 })}
      />
      {search !== '' && (
        <Press className="btn show-all" mark="show-all" act={() => changeDraft({ search: '', page: 0 })}>
          {words('shelf.all')}
        </Press>
      )}
    </div>
  )
}

/** Nothing has that word: said plainly, with a way on. */
export function NothingFound() {
  const words = useWords()
  return (
    <section className="nothing centre" role="status">
      <Hedgehog mood="thinking" />
      <p>{words('shelf.none')}</p>
      <div className="row">
        <Speaker lines={[words('shelf.none')]} />
        <Press className="btn go" mark="show-everything" act={() => changeDraft({ search: '', page: 0 })}>
          {words('shelf.all')}
        </Press>
      </div>
    </section>
  )
}

const trust = [
  ['trust.who', 'adult'],
  ['trust.date', 'seedling'],
  ['trust.agree', 'books'],
] as const

/** KS2: "Can I trust it?" is always in sight, and key words of the shelf can be pressed instead of typed. */
export function Ks2Side({ tiles }: { readonly tiles: readonly TileCard[] }) {
  const words = useWords()
  const { search } = useDraft()
  const subjects = [...new Set(tiles.map((tile) => tile.subject).filter((subject) => subject !== ''))].slice(0, 6)
  return (
    <aside>
      <section className="card trust">
        <h2>{words('trust.title')}</h2>
        {trust.map(([key, picture]) => (
          <p key={key} className="q">
            <Sign name={picture} />
            {words(key)}
          </p>
        ))}
      </section>
      {subjects.length > 1 && (
        <section className="card subjects">
          <h2>{words('shelf.subjects')}</h2>
          <div className="chips">
            {subjects.map((subject) => (
              <Press
                key={subject}
                className="btn chip"
                mark={`subject:${subject}`}
                pressed={search === subject}
                act={() => changeDraft({ search: search === subject ? '' : subject, page: 0 })}
              >
                {subject}
              </Press>
            ))}
          </div>
        </section>
      )}
    </aside>
  )
}
