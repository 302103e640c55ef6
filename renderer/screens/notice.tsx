import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { useWords } from '../words.ts'

const remembered = [
  ['pages', 'page-list'],
  ['agreed', 'hand'],
  ['closed', 'close-page'],
  ['asked', 'ask-first'],
] as const
const notRemembered = [
  ['noNotes', 'envelope'],
  ['noPictures', 'camera'],
  ['noTyping', 'keyboard'],
] as const

/** What the computer remembers and what it does not, plainly, before the first page. */
export function NoticeScreen() {
  const words = useWords()
  const kept = remembered.map(([key]) => words(`notice.${key}`))
  const notKept = notRemembered.map(([key]) => words(`notice.${key}`))
  const all = [words('notice.title'), ...kept, words('notice.notTitle'), ...notKept, words('notice.who')]
  return (
    <main className="notice">
      <div className="notice-top">
        <Heading aloud={all}>{words('notice.title')}</Heading>
        <Speaker lines={all} />
      </div>
      <div className="notice-two">
        <ul className="card" aria-label={words('notice.title')}>
          {remembered.map(([key, picture], place) => (
            <li key={key}>
              <Sign name={picture} />
              {kept[place]}
            </li>
          ))}
        </ul>
        <section className="card">
          <h2>{words('notice.notTitle')}</h2>
          <ul>
            {notRemembered.map(([key, picture], place) => (
              <li key={key}>
                <Sign name={picture} />
                {notKept[place]}
              </li>
            ))}
          </ul>
        </section>
      </div>
      <div className="notice-end">
        <p>
          <Sign name="adult" />
          {words('notice.who')}
        </p>
        <Press className="btn go" mark="notice-seen" act={() => void call('notice.seen', {})}>
          {words('notice.next')}
        </Press>
      </div>
    </main>
  )
}
