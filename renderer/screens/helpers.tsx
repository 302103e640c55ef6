import { call } from '../bridge.ts'
import { Board } from '../parts/board.tsx'
import { Heading } from '../parts/heading.tsx'
import { Sign } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { pictureUrl } from '../pictures.ts'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** People who can help: the school's own, then two numbers. Everything here is on this computer, so it works with the cable out. */
export function HelpersScreen({ screen }: Given<'helpers'>) {
  const words = useWords()
  const lines = [words('helpers.title'), words('tell.notInTrouble'), words('helpers.childlineLine'), words('helpers.emergencyLine')]
  const areMany = screen.helpers.length > 6
  return (
    <main className="helpers" data-many={areMany || undefined}>
      <div className="report-top">
        <div>
          <Heading>{words('helpers.title')}</Heading>
          <p>{words('tell.notInTrouble')}</p>
        </div>
        <Press className="btn plain-card" mark="leave" act={() => void call('tell.leave', {})}>
          {words('tell.leave')}
        </Press>
        <Press className="btn go" mark="grown-up" act={() => void call('tell.grown-up', {})}>
          <Sign name="tell" />
          {words('tell.grownUp')}
        </Press>
        <Speaker lines={lines} />
      </div>
      {/* Where many can help, the people come first; the board hangs beside the classes as well. */}
      {!areMany && <Board />}
      <ul className="people">
        {screen.helpers.map((helper) => (
          <li key={`${helper.name} ${helper.role}`} className="card person">
            <span className="portrait">
              <img src={pictureUrl(helper.picture)} alt="" />
            </span>
            <b>{helper.name}</b>
            <span>{helper.role}</span>
          </li>
        ))}
        <li className="card person">
          <span className="portrait">
            <img src={pictureUrl('home')} alt="" />
          </span>
          <b>{words('helpers.home')}</b>
        </li>
      </ul>
      <div className="numbers">
        <section className="card number">
          <Sign name="phone" />
          <div>
            <h2>
              {words('helpers.childline')} <span className="together">{words('helpers.childlineNumber')}</span>
            </h2>
            <p>{words('helpers.childlineLine')}</p>
          </div>
        </section>
        <section className="card number">
          <Sign name="phone" />
          <div>
            <h2>{words('helpers.emergency')}</h2>
            <p>{words('helpers.emergencyLine')}</p>
          </div>
        </section>
      </div>
    </main>
  )
}
