import { useRef } from 'react'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Pebbles } from '../parts/pebbles.tsx'
import { Picture } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { pictureUrl } from '../pictures.ts'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** The child's own pictures. The pebbles say how many have been pressed, never which; a wrong try is not counted aloud. */
export function SecretScreen({ screen }: Given<'secret'>) {
  const words = useWords()
  const { pebbles, wasWrong } = useDraft()
  const isAsking = useRef(false)

  async function press(picture: string): Promise<void> {
    if (isAsking.current || pebbles.includes(picture)) return
    const chosen = [...pebbles, picture]
    changeDraft({ pebbles: chosen, wasWrong: false })
    if (chosen.length < screen.choose) return
    isAsking.current = true
    const answer = await call('sign-in.secret', { pictures: chosen })
    isAsking.current = false
    if (answer !== 'right') changeDraft({ pebbles: [], wasWrong: answer === 'wrong' })
  }

  const line = wasWrong ? words('signIn.wrong') : words('signIn.tap')
  return (
    <main className="hills secret-screen">
      <section className="centre asking">
        <Picture name={screen.pupil.picture} place={4} />
        <Heading aloud={[words('signIn.tap')]}>{words('signIn.hello', { name: screen.pupil.name })}</Heading>
        <p role="status">{line}</p>
        <Pebbles
          all={screen.choose}
          done={pebbles.length}
          label={words('signIn.chosen', { done: `${pebbles.length}`, all: `${screen.choose}` })}
        />
        <div className="row">
          <Speaker lines={[line]} />
          <Press className="btn plain-card" mark="not-me" act={() => void call('sign-in.back', {})}>
            {words('signIn.notMe')}
          </Press>
        </div>
      </section>
      <section className="objects" data-many={screen.pictures.length > 12 || undefined}>
        {screen.pictures.map((picture) => (
          <Press
            key={picture}
            className="tile object"
            mark={`object:${picture}`}
            label={pictureName(words, picture)}
            act={() => void press(picture)}
          >
            <img src={pictureUrl(picture)} alt="" draggable={false} />
          </Press>
        ))}
      </section>
    </main>
  )
}

/** What a picture is called: its own words where the file's name is not what a child would say. */
export function pictureName(words: ReturnType<typeof useWords>, picture: string): string {
  return words.has(`pictures.${picture}`) ? words(`pictures.${picture}`) : picture.replaceAll('-', ' ')
}
