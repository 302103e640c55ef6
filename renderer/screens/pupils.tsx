import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { nameSize } from '../parts/name-size.ts'
import { Pages, pageOf } from '../parts/pages.tsx'
import { Hedgehog, Picture } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useIsWide } from '../parts/window-size.ts'
import { useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import { LettersPress } from './letters.tsx'
import type { Given } from './screen-of.ts'

type Place = { readonly kind: 'group' | 'pupil'; readonly id: string; readonly name: string; readonly picture: string }

/** The picture wall: groups first, where the class has them, then the children by first name. */
export function PupilsScreen({ screen }: Given<'pupils'>) {
  const words = useWords()
  const isWide = useIsWide()
  const places: readonly Place[] = [
    ...screen.groups.map((group) => ({ kind: 'group' as const, ...group })),
    ...screen.pupils.map((pupil) => ({ kind: 'pupil' as const, ...pupil })),
  ]
  const page = pageOf(places, isWide ? 18 : 12, useDraft().page)
  return (
    <main className="hills wall-screen">
      <section className="centre asking">
        <Heading aloud={[words('signIn.who')]}>{words('signIn.who')}</Heading>
        <Speaker lines={[words('signIn.who')]} />
        <Hedgehog mood="curious" />
        <Press className="btn plain-card" mark="back" act={() => void call('sign-in.back', {})}>
          {words('signIn.otherClass')}
        </Press>
        {screen.letters && <LettersPress />}
      </section>
      <Pages {...page} more={words('signIn.moreChildren')}>
        <section className={isWide ? 'wall wide' : 'wall'}>
          {page.things.map((one, place) => (
            <Kid key={one.id} one={one} place={place + page.from + Math.floor(place / (isWide ? 6 : 4))} />
          ))}
        </section>
      </Pages>
    </main>
  )
}

function Kid({ one, place }: { readonly one: Place; readonly place: number }) {
  const act = () => {
    if (one.kind === 'group') void call('sign-in.group', { groupId: one.id })
    else void call('sign-in.pupil', { pupilId: one.id })
  }
  return (
    <Press className={`tile kid ${one.kind}`} mark={`${one.kind}:${one.id}`} act={act}>
      <Picture name={one.picture} place={place} />
      <span className={`name ${nameSize(one.name)}`}>{one.name}</span>
    </Press>
  )
}
