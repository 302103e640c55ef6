import type { Profile } from '#core/contract/profile.ts'
import type { ReportCategory } from '#core/contract/report.ts'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { PracticeBanner } from '../parts/practice.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { Together } from '../parts/together.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'

interface Props {
  readonly profile: Profile
  readonly choose: (category: ReportCategory) => void
  readonly practice: boolean
}

export function ReportPictures({ profile, choose, practice }: Props) {
  const words = useWords()
  const { danger } = useDraft()
  const names = profile.categories.map(({ code }) => words(`report.categories.${code}`))
  const trouble = danger ? [words('report.dangerNoted'), words('tell.notInTrouble')] : [words('report.notInTrouble')]
  const isEyfs = profile.stage === 'eyfs'
  return (
    <main className={`report-pictures ${profile.stage}`}>
      <PracticeBanner isOn={practice} />
      <div className="report-top">
        <Hedgehog mood="listening" />
        <div>
          <Heading>{words('report.title')}</Heading>
          <p role="status">{trouble.join(' ')}</p>
        </div>
        {isEyfs && <Stop />}
        <Speaker lines={[words('report.title'), ...trouble, ...names]} />
      </div>
      <div className="report-grid">
        {profile.categories.map(({ code, picture }, place) => (
          <Press key={code} className="tile feeling" mark={`category:${code}`} act={() => choose(code)}>
            <Sign name={picture} />
            <span className={(names[place] ?? '').length > 44 ? 'long' : ''}>
              <Together text={names[place] ?? ''} />
            </span>
          </Press>
        ))}
        {isEyfs && <Danger />}
        {isEyfs && <Skip choose={choose} />}
      </div>
      {!isEyfs && (
        <div className="report-end">
          <Stop />
          <Danger />
          <Skip choose={choose} />
        </div>
      )}
    </main>
  )
}

function Stop() {
  const words = useWords()
  return (
    <Press className="btn plain-card" mark="leave" act={() => void call('tell.leave', {})}>
      {words('report.leave')}
    </Press>
  )
}

/** Always in view, never a question that has to be answered first. A second press takes it back. */
function Danger() {
  const words = useWords()
  const { danger } = useDraft()
  const act = () => changeDraft(danger ? { danger: false } : { step: 'danger' })
  return (
    <Press className="btn soft danger-card" mark="danger" pressed={danger} act={act}>
      <Sign name="hand" />
      {words('report.dangerCard')}
    </Press>
  )
}

function Skip({ choose }: Pick<Props, 'choose'>) {
  const words = useWords()
  return (
    <Press className="btn plain-card skip" mark="skip" act={() => choose('OTHER')}>
      {words('report.skip')}
    </Press>
  )
}
