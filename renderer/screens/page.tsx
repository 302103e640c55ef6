import { Heading } from '../parts/heading.tsx'
import { Hedgehog } from '../parts/picture.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** Lies under the web page: when it is uncovered for a moment, nothing on it surprises. */
export function PageScreen({ screen }: Given<'page'>) {
  const words = useWords()
  return (
    <main className="hill-stage calm under-page">
      <Hedgehog mood="curled" />
      <Heading hidden>{words('pageOpen', { title: screen.tile.title })}</Heading>
    </main>
  )
}
