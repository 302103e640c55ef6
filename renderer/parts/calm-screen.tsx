import type { ReactNode } from 'react'
import type { Mood } from '../pictures.ts'
import { Heading } from './heading.tsx'
import { Hedgehog } from './picture.tsx'
import { Speaker } from './speaker.tsx'
import { Together } from './together.tsx'

interface CalmScreenProps {
  readonly mood: Mood
  readonly title: string
  readonly line?: string
  /** Read aloud by itself where the stage does that; never on a screen that could give a child away. */
  readonly aloud?: boolean
  readonly children?: ReactNode
}

/** The hedgehog on its hill, a few words, and what can be done next. */
export function CalmScreen({ mood, title, line, aloud = false, children }: CalmScreenProps) {
  const lines = line === undefined ? [title] : [title, line]
  return (
    <main className="hill-stage calm">
      <Hedgehog mood={mood} />
      <div className="calm-words">
        <Heading key={title} aloud={aloud ? lines : []}>
          <Together text={title} />
        </Heading>
        {line !== undefined && <p>{line}</p>}
      </div>
      <div className="ways">
        <Speaker lines={lines} />
        {children}
      </div>
    </main>
  )
}
