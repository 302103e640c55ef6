import type { ReactNode } from 'react'
import { useWords } from '../words.ts'
import { Heading } from './heading.tsx'
import { Hedgehog } from './picture.tsx'
import { Speaker } from './speaker.tsx'

/** A listening hedgehog, a few calm words that end with "you are not in trouble", read aloud on a press, and the ways on (`children`). */
export function CalmNote({ name, title, text, children }: { name: string; title: string; text: string; children: ReactNode }) {
  const words = useWords()
  const comfort = words('tell.notInTrouble')
  return (
    <main className="hill-stage calm">
      <Hedgehog mood="listening" />
      <div className="calm-words">
        <Heading key={name}>{title}</Heading>
        <p>
          {text} {comfort}
        </p>
      </div>
      <div className="ways">
        <Speaker lines={[title, text, comfort]} />
        {children}
      </div>
    </main>
  )
}
