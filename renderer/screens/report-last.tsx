import { useId } from 'react'
import type { Profile } from '#core/contract/profile.ts'
import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Sign } from '../parts/picture.tsx'
import { PracticeBanner } from '../parts/practice.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { Together } from '../parts/together.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import { LaneChoice, laneLines } from './report-lane.tsx'
import { isUrgent, showsPage } from './report-rules.ts'
import type { Given } from './screen-of.ts'

/** The same as `reportLimits.words`; a test keeps both equal. Copied, so that no schema library is in the child's bundle. */
export const longestWords = 300

interface Props {
  readonly profile: Profile
  readonly screen: Given<'report'>['screen']
  readonly send: (callGrownUp: boolean) => void
}

/** One last screen: words where the stage has them, the page where there is one, and a grown-up as well where it may be urgent. */
export function ReportLast({ profile, screen, send }: Props) {
  const { hasPage, among } = screen
  const words = useWords()
  const draft = useDraft()
  const field = useId()
  const urgent = isUrgent(profile, draft.category)
  const onlyPage = hasPage && !profile.freeWords && !urgent
  const nobodyReads = draft.category === 'ADULT' && !screen.grownUpsRead
  const title = urgent ? words('report.alsoGrownUp') : words(onlyPage ? 'report.showPage' : 'report.lastTitle')
  const lines = [
    title,
    words('report.notInTrouble'),
    ...(nobodyReads ? [words('report.adultNobody')] : []),
    ...laneLines(words, among),
    ...(profile.freeWords ? [words('report.words')] : []),
  ]
  const sign = profile.categories.find(({ code }) => code === draft.category)?.picture ?? 'other'
  return (
    <main className="report-last">
      <PracticeBanner isOn={screen.practice} />
      <div className="report-top">
        <Hedgehog mood="listening" />
        <div>
          <Heading key="last">{title}</Heading>
          <p>
            {words('report.notInTrouble')} {nobodyReads && words('report.adultNobody')}
          </p>
        </div>
        <div className="card chosen">
          <Sign name={sign} />
          <span>
            <Together text={words(`report.categories.${draft.category ?? 'OTHER'}`)} />
          </span>
        </div>
        <Speaker lines={lines} />
      </div>
      <div className="last-middle">
        {profile.freeWords && (
          <div className="last-words">
            <label htmlFor={field}>{words('report.words')}</label>
            <textarea
              id={field}
              value={draft.words}
              maxLength={longestWords}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => changeDraft({ words: event.target.value })}
            />
          </div>
        )}
      </div>
      <div className="last-choices">
        {hasPage && !onlyPage && <PageChoice isShown={showsPage(draft, hasPage)} />}
        <LaneChoice among={among} />
      </div>
      {onlyPage ? (
        <div className="two last-two">
          <Answer yes={false} send={send} />
          <Answer yes send={send} />
        </div>
      ) : urgent ? (
        <div className="two last-two">
          <Press className="btn go choice" mark="send-and-call" act={() => send(true)}>
            <Sign name="tell" />
            {words('report.sendAndCall')}
          </Press>
          <Press className="btn soft choice" mark="send" act={() => send(false)}>
            <Sign name="envelope" />
            {words('report.justSend')}
          </Press>
        </div>
      ) : (
        <div className="last-two just-one">
          <Press className="btn go wide" mark="send" act={() => send(false)}>
            <Sign name="envelope" />
            {words('report.send')}
          </Press>
        </div>
      )}
      <div className="report-end">
        <Press className="btn plain-card" mark="leave" act={() => void call('tell.leave', {})}>
          {words('report.leave')}
        </Press>
        <Press className="btn plain-card" mark="report-back" act={() => changeDraft({ step: 'pictures' })}>
          {words('report.otherPicture')}
        </Press>
      </div>
    </main>
  )
}

/** "Shall I show them which page?": each answer sends. The first one is yes only for a page that slipped through. */
function Answer({ yes, send }: { readonly yes: boolean; readonly send: (callGrownUp: boolean) => void }) {
  const words = useWords()
  const isUsual = yes === (useDraft().category === 'WRONG')
  return (
    <Press
      className={`btn choice ${isUsual ? 'go' : 'soft'}`}
      mark={yes ? 'page-yes' : 'page-no'}
      act={() => {
        changeDraft({ showPage: yes })
        send(false)
      }}
    >
      <Sign name={yes ? 'page-list' : 'envelope'} />
      {words(yes ? 'report.pageYes' : 'report.pageNo')}
    </Press>
  )
}

function PageChoice({ isShown }: { readonly isShown: boolean }) {
  const words = useWords()
  return (
    <fieldset className="card page-choice">
      <legend>{words('report.showPage')}</legend>
      <div className="row">
        <Press className="btn plain-card" mark="page-yes" pressed={isShown} act={() => changeDraft({ showPage: true })}>
          {words('report.yes')}
        </Press>
        <Press className="btn plain-card" mark="page-no" pressed={!isShown} act={() => changeDraft({ showPage: false })}>
          {words('report.no')}
        </Press>
      </div>
    </fieldset>
  )
}
