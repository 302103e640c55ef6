import { stages } from '#core/contract/stage.ts'
import type { KioskView } from '#core/contract/view.ts'
import { type SampleView, sampleView } from './views.ts'

/** A screen in the middle of its steps: what is pressed on a sample, by marks, before it is looked at. */
export interface SampleStep extends SampleView {
  readonly presses: readonly string[]
  /** What the kiosk answers to a call, where that leads on. */
  readonly answers: Readonly<Record<string, unknown>>
}

const longName = (view: KioskView): KioskView => ({ ...view, who: { name: 'Maximilian', picture: 'balloon' } })
const nobody = (view: KioskView): KioskView => ({ ...view, who: null })

const longStory = { colour: 'rainbow', animal: 'caterpillar', doing: 'skateboarding', place: 'playground' }

/** Every step of telling that only presses lead to, at every stage that has it. */
export const sampleSteps: readonly SampleStep[] = stages.flatMap((stage) => {
  const step = (
    name: string,
    sample: string,
    presses: readonly string[],
    change: (view: KioskView) => KioskView = (view) => view,
    answers: SampleStep['answers'] = {},
  ): SampleStep => ({ name, stage, presses, answers, view: change(sampleView(sample, stage)) })
  const always = [
    step('fork, danger', 'tell', ['danger'], longName),
    step('fork, danger, nobody signed in', 'tell', ['danger'], nobody),
    step('note, danger', 'report', ['danger'], longName),
    step('note, danger noted', 'report', ['danger', 'danger-note']),
    step('calm corner', 'thanks', ['calm']),
  ]
  if (stage === 'eyfs')
    return [
      ...always,
      step('staff, keys', 'staff', ['digit:1', 'digit:2', 'digit:3', 'digit:4', 'staff-why'], undefined, {
        'staff.why': {
          kind: 'told',
          lines: [],
          keys: { pictures: ['lady-beetle', 'owl', 'puzzle-piece', 'tent'], code: '0123 4567 89ab cdef', standing: 'differ', others: 2 },
        },
      }),
      step('paused', 'report', ['category:SCARED'], undefined, { 'report.send': 'wait' }),
      step('failed', 'report', ['category:SCARED'], undefined, { 'report.send': 'not-saved' }),
    ]
  const answerSteps = () => {
    const stories = { kind: 'story', more: true, code: [longStory, longStory] }
    const answers = { 'report.send': 'held', 'report.story': stories, 'report.practise': 'look-again' }
    return [
      step('answer, asked', 'report-answers', ['category:MEAN', 'send'], undefined, answers),
      step('answer, stories', 'report-answers', ['category:MEAN', 'send', 'answer-yes'], undefined, answers),
      step('answer, practise', 'report-answers', ['category:MEAN', 'send', 'answer-yes', 'know-them'], undefined, answers),
      step('answer, no box', 'report-answers', ['category:MEAN', 'send', 'answer-yes'], undefined, {
        ...answers,
        'report.story': { kind: 'none' },
      }),
    ]
  }
  const send = stage === 'ks1' ? 'page-no' : 'send'
  return [
    ...always,
    step('last', 'report', ['category:MEAN']),
    step('last, many', 'report-many', ['category:SCARED']),
    step('last, count unknown', 'report-unknown', ['category:SCARED']),
    step('last, no page, few', 'report-no-page', ['category:WRONG']),
    step('last, urgent', 'report', ['category:RUDE']),
    step('last, urgent, few', 'report-no-page', ['category:RUDE']),
    step('last, practice', 'report-practice', ['category:RUDE']),
    ...(stage === 'ks2' ? answerSteps() : []),
    step('last, nobody reads', 'report-no-page', ['category:ADULT']),
    step('paused', 'report', ['category:SCARED', send], undefined, { 'report.send': 'wait' }),
    step('failed', 'report', ['category:SCARED', send], undefined, { 'report.send': 'not-saved' }),
  ]
})
