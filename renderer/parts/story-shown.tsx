import { useEffect } from 'react'
import { type PictureStory, type StoryCode, storyParts } from '#core/contract/picture-story.ts'
import { forgetClips } from '../speech.ts'
import { storyPieces } from '../stories.ts'
import { useWords } from '../words.ts'
import { Speaker } from './speaker.tsx'
import { StoryPicture } from './story-picture.tsx'

/** A code as two picture sentences, each read aloud on a press. Part of a screen that has its own heading and ways on. */
export function StoryShown({ code }: { readonly code: StoryCode }) {
  const words = useWords()
  useEffect(() => forgetClips, [])
  return (
    <div className="stories-shown">
      <OneStory story={code[0]} title={words('story.first')} />
      <OneStory story={code[1]} title={words('story.second')} />
    </div>
  )
}

function OneStory({ story, title }: { readonly story: PictureStory; readonly title: string }) {
  const pieces = storyPieces(story)
  return (
    <section className="card one-story" aria-label={title}>
      <h2>{title}</h2>
      <ol>
        {storyParts.map((part, place) => (
          <li key={part}>
            <StoryPicture part={part} id={story[part]} />
            <span>{pieces[place]}</span>
          </li>
        ))}
      </ol>
      <Speaker lines={[title, ...pieces]} what={title} />
    </section>
  )
}
