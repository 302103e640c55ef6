import type { StoryCode } from '#core/contract/picture-story.ts'
import type { ReportCategory } from '#core/contract/report.ts'
import type { Stage } from '#core/contract/stage.ts'
import { call } from '../bridge.ts'
import { StoryPicker } from '../parts/story-picker.tsx'
import { profileOf } from '../profiles.ts'
import { changeDraft, forgetDraft, useDraft, useRenderer } from '../store.ts'
import { AnswerAsk, AnswerStories, NoLetterBox } from './report-answer.tsx'
import { ReportDanger } from './report-danger.tsx'
import { ReportFailed } from './report-failed.tsx'
import { ReportLast } from './report-last.tsx'
import { ReportPaused } from './report-paused.tsx'
import { ReportPictures } from './report-pictures.tsx'
import { needsLast, showsPage } from './report-rules.ts'
import { ReportSending } from './report-sending.tsx'
import type { Given } from './screen-of.ts'

type Props = Given<'report'> & { readonly stage: Stage }

/**
 * A note to the safety team. From the fork it is never more than three presses: the picture, and for older children one
 * last screen. At EYFS the picture sends it. "Somebody is in danger" is a card of its own, always in view, not a question.
 */
export function ReportScreen({ screen, stage }: Props) {
  const { step } = useDraft()
  const profile = profileOf(stage)
  const choose = (category: ReportCategory) => {
    changeDraft({ category })
    if (needsLast(profile)) changeDraft({ step: 'last' })
    else void send(screen.hasPage)
  }
  switch (step) {
    case 'pictures':
      return <ReportPictures profile={profile} choose={choose} practice={screen.practice} />
    case 'danger':
      return <ReportDanger canWrite />
    case 'last':
      return (
        <ReportLast
          profile={profile}
          screen={screen}
          send={(callGrownUp) => void (screen.answers && !callGrownUp ? ask(screen.hasPage) : send(screen.hasPage, callGrownUp))}
        />
      )
    case 'answer':
      return <AnswerAsk yes={() => void tellStories()} no={() => void send(screen.hasPage)} />
    case 'story':
      return <AnswerStories another={() => void tellStories()} send={() => void send(screen.hasPage)} />
    case 'practise':
      return <StoryPicker chosen={(code) => void practise(code, screen.hasPage)} leave={() => changeDraft({ step: 'story' })} />
    case 'no-box':
      return <NoLetterBox send={() => void send(screen.hasPage)} />
    case 'making':
    case 'sending':
      return <ReportSending isMaking={step === 'making'} />
    case 'failed':
      return <ReportFailed />
    case 'paused':
      return <ReportPaused send={() => void sendNow(screen.hasPage)} />
  }
}

/** What is told to its end waits in the kiosk while the child is asked whether an answer is wanted. Where danger is, nothing is asked. */
async function ask(hasPage: boolean): Promise<void> {
  const { draft } = useRenderer.getState()
  if (draft.danger) return send(hasPage)
  if (await sends(hasPage, 'ask')) changeDraft({ step: 'answer' })
}

async function tellStories(): Promise<void> {
  const answer = await call('report.story', {})
  if (!isTelling()) return
  if (answer?.kind === 'story') changeDraft({ step: 'story', stories: { code: answer.code, more: answer.more, again: false } })
  else changeDraft({ step: 'no-box' })
}

/** The child has told the stories once. The keys take the machine a second or so; then the note goes. */
async function practise(code: StoryCode, hasPage: boolean): Promise<void> {
  const { stories } = useRenderer.getState().draft
  changeDraft({ step: 'making' })
  const answer = await call('report.practise', { code })
  if (!isTelling()) return
  if (answer === 'right') await send(hasPage, false, 'yes')
  else if (answer === 'look-again' && stories !== null) changeDraft({ step: 'story', stories: { ...stories, again: true } })
  else changeDraft({ step: 'no-box' })
}

const isTelling = (): boolean => useRenderer.getState().view?.screen.kind === 'report'

async function send(hasPage: boolean, callGrownUp = false, answer: 'yes' | 'no' = 'no'): Promise<void> {
  const isSaved = await sends(hasPage, answer)
  if (isSaved && callGrownUp) void call('tell.grown-up', {})
}

/** Is it saved, or held for the question? */
async function sends(hasPage: boolean, wish: 'ask' | 'yes' | 'no'): Promise<boolean> {
  const { draft } = useRenderer.getState()
  if (draft.category === null || draft.step === 'sending') return false
  changeDraft({ step: 'sending' })
  const answer = await call('report.send', {
    category: draft.category,
    words: draft.words.trim(),
    showPage: showsPage(draft, hasPage),
    danger: draft.danger,
    lane: draft.lane,
    ...(wish === 'no' ? {} : { answer: wish }),
  })
  if (answer === 'held') return true
  if (answer === 'wait') {
    changeDraft({ step: 'paused' })
    return false
  }
  // The words go at once, also where the next view is late or never comes.
  forgetDraft()
  if (answer === 'saved') return wish !== 'ask'
  if (useRenderer.getState().view?.screen.kind === 'report') changeDraft({ step: 'failed' })
  return false
}

/** After the pause: what the child chose is still there, and goes at once. */
async function sendNow(hasPage: boolean): Promise<void> {
  changeDraft({ lane: 'now' })
  await send(hasPage)
}
