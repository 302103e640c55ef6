import type { ScreenKind } from '#core/contract/view.ts'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Plate, Sign } from '../parts/picture.tsx'
import { PracticeBanner } from '../parts/practice.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { Together } from '../parts/together.tsx'
import { changeDraft, useDraft, useRenderer } from '../store.ts'
import { useWords } from '../words.ts'
import { LettersPress } from './letters.tsx'
import { ReportDanger } from './report-danger.tsx'
import type { Given } from './screen-of.ts'

const hadPage: ReadonlySet<ScreenKind | null> = new Set(['page', 'think', 'personal', 'opening'])

/** The fork after Tell an adult. Two cards of one size; the honest line stands on the card itself. Silent by itself. */
export function TellScreen({ screen }: Given<'tell'>) {
  const words = useWords()
  const { step } = useDraft()
  const before = useRenderer((state) => state.before)
  const title = words(hadPage.has(before) ? 'tell.title' : 'tell.titleNoPage')
  const safety = screen.canReport ? [words('tell.report'), words('report.honest')] : [words('tell.noReport')]
  const lines = [
    ...(screen.practice ? [words('practice.banner')] : []),
    title,
    words('tell.notInTrouble'),
    words('report.dangerCard'),
    words('tell.grownUp'),
    words('tell.grownUpLine'),
    ...safety,
  ]
  if (step === 'danger') return <ReportDanger canWrite={false} />
  return (
    <main className="hills tell-screen">
      <PracticeBanner isOn={screen.practice} />
      <div className="tell-top">
        <Hedgehog mood="listening" />
        <div>
          <Heading>{title}</Heading>
          <p>{words('tell.notInTrouble')}</p>
        </div>
        {!screen.practice && (
          <Press className="btn soft danger-card" mark="danger" act={() => changeDraft({ step: 'danger' })}>
            <Sign name="hand" />
            {words('report.dangerCard')}
          </Press>
        )}
        <Speaker lines={lines} />
      </div>
      <div className="two">
        <Press className="btn go choice" mark="grown-up" act={() => void call('tell.grown-up', {})}>
          <Plate name="tell" />
          <b>{words('tell.grownUp')}</b>
          <span>{words('tell.grownUpLine')}</span>
        </Press>
        {screen.canReport ? (
          <Press className="btn soft choice" mark="report" act={() => void call('tell.report', {})}>
            <Plate name="envelope" />
            <b>{words('tell.report')}</b>
            <span>
              <Together text={words('report.honest')} />
            </span>
          </Press>
        ) : (
          <div className="card choice not-ready">
            <Plate name="envelope" />
            <b>{words('tell.noReport')}</b>
          </div>
        )}
      </div>
      <div className="tell-end">
        {screen.letters && <LettersPress />}
        <Press className="btn plain-card" mark="helpers" act={() => void call('tell.helpers', {})}>
          {words('tell.helpers')}
        </Press>
        <Press className="btn plain-card" mark="leave" act={() => void call('tell.leave', {})}>
          {words('tell.leave')}
        </Press>
      </div>
    </main>
  )
}
