import type { CaseStep } from '#core/contract/cases.ts'

export interface Choice {
  /** Append only, unique within its step: it stands in sealed entries. */
  readonly id: string
  readonly next: CaseStep
  /** The moment of it starts or stops a statutory clock, so it is asked for. */
  readonly hasMoment?: true
}

/**
 * The guided case: what can follow what (requirements.md 6, reconstructed from a school's flowchart). It offers; people
 * decide. Staying at a step is a choice, too: ringing again, asking for advice.
 */
export const flow: Readonly<Record<CaseStep, readonly Choice[]>> = {
  danger: [
    { id: 'danger-now', next: 'immediate' },
    { id: 'no-danger-now', next: 'discuss' },
  ],
  immediate: [
    { id: 'rang-police', next: 'immediate', hasMoment: true },
    { id: 'referred', next: 'awaiting', hasMoment: true },
    { id: 'danger-over', next: 'discuss' },
  ],
  discuss: [
    { id: 'asked-advice', next: 'discuss', hasMoment: true },
    { id: 'refer', next: 'refer' },
    { id: 'no-referral', next: 'watch' },
    { id: 'lead-away', next: 'refer' },
  ],
  refer: [
    { id: 'referred', next: 'awaiting', hasMoment: true },
    { id: 'told-lead', next: 'refer', hasMoment: true },
  ],
  awaiting: [
    { id: 'chased', next: 'awaiting', hasMoment: true },
    { id: 'told-lead', next: 'awaiting', hasMoment: true },
    { id: 'immediate-protection', next: 'protect', hasMoment: true },
    { id: 'strategy', next: 'strategy', hasMoment: true },
    { id: 'child-in-need', next: 'assessment', hasMoment: true },
    { id: 'no-assessment', next: 'no-assessment', hasMoment: true },
  ],
  protect: [
    { id: 'strategy', next: 'strategy', hasMoment: true },
    { id: 'child-in-need', next: 'assessment', hasMoment: true },
    { id: 'to-review', next: 'review' },
  ],
  strategy: [
    { id: 'strategy-held', next: 'strategy', hasMoment: true },
    { id: 'conference-held', next: 'review', hasMoment: true },
    { id: 'no-conference', next: 'assessment', hasMoment: true },
  ],
  assessment: [
    { id: 'contributed', next: 'assessment', hasMoment: true },
    { id: 'assessment-done', next: 'review', hasMoment: true },
  ],
  'no-assessment': [
    { id: 'early-help', next: 'review', hasMoment: true },
    { id: 'disagree', next: 'press' },
  ],
  watch: [
    { id: 'to-review', next: 'review' },
    { id: 'refer', next: 'refer' },
  ],
  review: [
    { id: 'better', next: 'review' },
    { id: 'keep-watching', next: 'review' },
    { id: 'not-better', next: 'press' },
    { id: 'refer', next: 'refer' },
  ],
  press: [
    { id: 'asked-again', next: 'press', hasMoment: true },
    { id: 'escalated', next: 'press', hasMoment: true },
    { id: 'refer', next: 'refer' },
    { id: 'to-review', next: 'review' },
  ],
  closed: [],
}

/** The choice of this id at a step; undefined for one that this version does not know. */
export function choiceAt(step: CaseStep, id: string | null): Choice | undefined {
  return flow[step].find((choice) => choice.id === id)
}
