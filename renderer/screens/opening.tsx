import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Picture } from '../parts/picture.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

export function OpeningScreen({ screen }: Given<'opening'>) {
  const words = useWords()
  return (
    <main className="hill-stage opening" aria-busy="true">
      <Hedgehog mood="go" />
      <div className="opening-tile">
        <Picture name={screen.tile.picture} />
        <div>
          <Heading>{screen.tile.title}</Heading>
          <p role="status">{words('opening')}</p>
        </div>
      </div>
    </main>
  )
}
