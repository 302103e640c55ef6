import { type KeyboardEvent, useEffect, useState } from 'react'
import { PictureStory, type StoryCode, type StoryPart, storyParts, storyPictures } from '#core/contract/picture-story.ts'
import { forgetClips } from '../speech.ts'
import { type StoryBegun, storyPictureName, storyPieces } from '../stories.ts'
import { useWords } from '../words.ts'
import { Heading } from './heading.tsx'
import { pageOf } from './pages.tsx'
import { Pebbles } from './pebbles.tsx'
import { Press } from './press.tsx'
import { Speaker } from './speaker.tsx'
import { StoryPicture } from './story-picture.tsx'

/** So many pictures at once: 64 are two calm pages, since a tile needs its word beside it at every size of screen. */
const perPage = 32
/** In a row: of 64 and of 16. */
const columnsOf = (ids: readonly string[]) => (ids.length > perPage ? 8 : 4)
const picturesOfCode = storyParts.length * 2

interface StoryPickerProps {
  /** Both stories are chosen. They are forgotten here before this is called. */
  readonly chosen: (code: StoryCode) => void
  /** The child stops; nothing was chosen. */
  readonly leave: () => void
}

/** Two picture stories, chosen picture by picture: a whole screen. It knows no right code, so no picture is ever wrong; what was chosen goes with the screen. */
export function StoryPicker({ chosen, leave }: StoryPickerProps) {
  const words = useWords()
  const [picked, setPicked] = useState<readonly string[]>([])
  const [page, setPage] = useState(0)
  useEffect(() => forgetClips, [])
  const { story, part, isFirst } = placeOf(picked)
  const ids: readonly string[] = storyPictures[part]
  const { things, now, pages } = pageOf(ids, perPage, page)
  const pieces = storyPieces(story)
  const title = words(isFirst ? 'story.first' : 'story.second')

  function pick(id: string): void {
    const all = [...picked, id]
    setPage(0)
    setPicked(all.length === picturesOfCode ? [] : all)
    if (all.length === picturesOfCode) chosen([storyFrom(all.slice(0, storyParts.length)), storyFrom(all.slice(storyParts.length))])
  }
  function stepBack(): void {
    const before = picked.slice(0, -1)
    const undone: readonly string[] = storyPictures[placeOf(before).part]
    setPage(Math.floor(undone.indexOf(picked.at(-1) ?? '') / perPage))
    setPicked(before)
  }

  return (
    <main className="story-picker">
      <div className="story-top">
        <div>
          <Heading key={picked.length}>{words(`story.ask.${part}`)}</Heading>
          <p role="status">{[title, ...(pieces.length === 0 ? [] : [`${pieces.join(' ')} …`])].join(': ')}</p>
        </div>
        <Pebbles
          all={picturesOfCode}
          done={picked.length}
          label={words('signIn.chosen', { done: `${picked.length}`, all: `${picturesOfCode}` })}
        />
        <Speaker lines={[title, words(`story.ask.${part}`), ...pieces]} />
      </div>
      <fieldset className="story-grid" data-columns={columnsOf(ids)} onKeyDown={(event) => moveByArrows(event, columnsOf(ids))}>
        <legend className="unseen">{words(`story.ask.${part}`)}</legend>
        {things.map((id) => (
          <Press key={`${part}:${id}`} className="tile story-tile" mark={`story:${id}`} act={() => pick(id)}>
            <StoryPicture part={part} id={id} />
            <span>{storyPictureName(part, id)}</span>
          </Press>
        ))}
      </fieldset>
      <div className="story-end">
        <Press className="btn plain-card" mark="leave" act={leave}>
          {words('story.leave')}
        </Press>
        {picked.length > 0 && (
          <Press className="btn soft" mark="step-back" act={stepBack}>
            {words('story.stepBack')}
          </Press>
        )}
        {pages > 1 && (
          <Press className="btn turn" mark="turn" act={() => setPage(now === 0 ? 1 : 0)}>
            {words(now === 0 ? 'story.more' : 'story.others')}
          </Press>
        )}
      </div>
    </main>
  )
}

function placeOf(picked: readonly string[]): { story: StoryBegun; part: StoryPart; isFirst: boolean } {
  const isFirst = picked.length < storyParts.length
  const ofThis = isFirst ? picked : picked.slice(storyParts.length)
  return { story: begun(ofThis), part: storyParts[ofThis.length] ?? 'colour', isFirst }
}

function begun(ids: readonly string[]): StoryBegun {
  return PictureStory.partial().parse(Object.fromEntries(ids.map((id, place) => [storyParts[place], id])))
}

const storyFrom = (ids: readonly string[]): PictureStory => PictureStory.parse(begun(ids))

/** The arrow keys go from picture to picture, as the eye does; Tab does too. */
function moveByArrows(event: KeyboardEvent<HTMLElement>, columns: number): void {
  const onwards = document.documentElement.dir === 'rtl' ? -1 : 1
  const steps: Readonly<Record<string, number>> = { ArrowRight: onwards, ArrowLeft: -onwards, ArrowDown: columns, ArrowUp: -columns }
  const step = steps[event.key]
  if (step === undefined) return
  const tiles = [...event.currentTarget.querySelectorAll<HTMLElement>('.story-tile')]
  const from = tiles.findIndex((tile) => tile.contains(document.activeElement))
  event.preventDefault()
  if (from >= 0) tiles[from + step]?.focus()
}
