import type { ReportCategory } from '#core/contract/report.ts'
import type { Stage } from '#core/contract/stage.ts'
import { call } from '../bridge.ts'
import { profileOf } from '../profiles.ts'
import { changeDraft, forgetDraft, useDraft, useRenderer } from '../store.ts'
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
      return <ReportLast profile={profile} screen={screen} send={(callGrownUp) => void send(screen.hasPage, callGrownUp)} />
    case 'sending':
      return <ReportSending />
    case 'failed':
      return <ReportFailed />
    case 'paused':
      return <ReportPaused send={() => void sendNow(screen.hasPage)} />
  }
}

async function send(hasPage: boolean, callGrownUp = false): Promise<void> {
  const { draft } = useRenderer.getState()
  if (draft.category === null || draft.step === 'sending') return
  changeDraft({ step: 'sending' })
  const answer = await call('report.send', {
    category: draft.category,
    words: draft.words.trim(),
    showPage: showsPage(draft, hasPage),
    danger: draft.danger,
    lane: draft.lane,
  })
  if (answer === 'wait') return changeDraft({ step: 'paused' })
  // The words go at once, also where the next view is late or never comes.
  forgetDraft()
  if (answer === 'saved') {
    if (callGrownUp) void call('tell.grown-up', {})
  } else if (useRenderer.getState().view?.screen.kind === 'report') changeDraft({ step: 'failed' })
}

/** After the pause: what the child chose is still there, and goes at once. */
async function sendNow(hasPage: boolean): Promise<void> {
  changeDraft({ lane: 'now' })
  await send(hasPage)
}
