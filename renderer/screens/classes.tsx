import { call } from '../bridge.ts'
import { Board } from '../parts/board.tsx'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Heading } from '../parts/heading.tsx'
import { nameSize } from '../parts/name-size.ts'
import { Pages, pageOf } from '../parts/pages.tsx'
import { Hedgehog, Picture } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

const perPage = 6

/** The first screen of the day: a picture for every class. */
export function ClassesScreen({ screen }: Given<'classes'>) {
  const words = useWords()
  const page = pageOf(screen.classes, perPage, useDraft().page)
  if (screen.classes.length === 0) return <CalmScreen mood="curious" title={words('signIn.noClasses')} />
  return (
    <main className="hills wall-screen">
      <section className="centre asking">
        <Heading aloud={[words('signIn.classes')]}>{words('signIn.classes')}</Heading>
        <Speaker lines={[words('signIn.classes')]} />
        <Hedgehog mood="curious" />
      </section>
      <Pages {...page} more={words('signIn.moreClasses')}>
        <section className="classes" data-count={page.things.length}>
          {page.things.map((one, place) => (
            <Press
              key={one.id}
              className="tile class-tile"
              mark={`class:${one.id}`}
              act={() => void call('sign-in.class', { classId: one.id })}
            >
              <Picture name={one.picture} place={place + 4} />
              <span className={`name ${nameSize(one.name)}`}>{one.name}</span>
            </Press>
          ))}
        </section>
      </Pages>
      <Board />
    </main>
  )
}
