import type { ClockId } from '#core/cases/clocks.ts'
import type { CaseStep, SidePath } from '#core/contract/cases.ts'

export interface StepWords {
  readonly title: string
  readonly ask: string
  readonly lines: readonly string[]
}

/** What each step asks and reminds of. It reminds; the person at the desk decides. Guidance as of November 2026: check by September 2027. */
export const stepWords: Readonly<Record<CaseStep, StepWords>> = {
  danger: {
    title: 'Is somebody in danger now?',
    ask: 'What do you think, now?',
    lines: ['If so, ring 999 first. Nothing here needs filling in before you do.'],
  },
  immediate: {
    title: 'Somebody is in danger now',
    ask: 'What has been done?',
    lines: [
      'Ring 999. Anybody on the staff may and should.',
      'Then the local authority’s children’s social care, as soon as you can. Tell the DSL if that is not you.',
      'Stay with the child, or have somebody stay. Do not promise to keep it to yourself.',
    ],
  },
  discuss: {
    title: 'Talk it over',
    ask: 'Is a referral needed?',
    lines: [
      'The DSL, or the deputy, with the person who noticed: what was seen and heard, what it may mean.',
      'If neither is there, do not wait: the person who noticed refers, and tells the DSL afterwards.',
      'Unsure? Ring children’s social care (the MASH or front door) for advice. Asking is not yet referring.',
      'Tell the parents, unless that would put the child at risk.',
    ],
  },
  refer: {
    title: 'Refer',
    ask: 'Has the referral been made?',
    lines: [
      'To children’s social care of the place where the child lives (MASH or front door), by phone and then in writing.',
      'Write down when, to whom, and the number they give you. The day of it starts the clock.',
      'Tell the person who raised it that it was referred.',
    ],
  },
  awaiting: {
    title: 'Waiting for the decision',
    ask: 'What did they decide?',
    lines: [
      'A social worker decides within one working day what kind of response is needed, and tells you.',
      'No word? Ring them, and write down whom you spoke to.',
    ],
  },
  protect: {
    title: 'Immediate protection',
    ask: 'What follows?',
    lines: ['Police and social workers act. Ask what they need from school today, and who collects the child.'],
  },
  strategy: {
    title: 'Strategy discussion',
    ask: 'How far is it?',
    lines: [
      'School may be asked to take part. The first child protection conference is within 15 working days of the discussion.',
      'Have the report ready, and know who goes.',
    ],
  },
  assessment: {
    title: 'Child and family assessment',
    ask: 'How far is it?',
    lines: ['It is to be done within 45 working days of the referral. School contributes what it knows.'],
  },
  'no-assessment': {
    title: 'No assessment',
    ask: 'What follows?',
    lines: [
      'Ask for the reason. Think of early help for the family: the DSL helps the person who raised it with that.',
      'If you do not agree, you may press for it to be looked at again.',
    ],
  },
  watch: {
    title: 'Keep a watchful eye',
    ask: 'Has something changed?',
    lines: ['Agree who watches for what, and the day on which you look again. If it grows, refer.'],
  },
  review: {
    title: 'Look again',
    ask: 'Is it better for the child?',
    lines: ['Has it stopped? Ask the child, if you can. Is everybody supported: the child, others who saw it, the person who did it?'],
  },
  press: {
    title: 'It is not getting better',
    ask: 'What will you do?',
    lines: [
      'Press for it to be looked at again: write, ring, and use the local partnership’s way to escalate.',
      'Refer again whenever you think it is needed. What counts is what is best for the child.',
    ],
  },
  closed: { title: 'Closed', ask: '', lines: ['Everything is kept. You may open it again at any time.'] },
}

/** What can be chosen, by the id in core/cases/flow.ts. */
export const choiceWords: Readonly<Record<string, string>> = {
  'danger-now': 'Yes, now',
  'no-danger-now': 'No, not now',
  'rang-police': 'The police were rung',
  'danger-over': 'The danger is over for now',
  'asked-advice': 'Asked for advice (MASH, LADO, school improvement)',
  refer: 'Refer it',
  'no-referral': 'No referral now: keep a watchful eye',
  'lead-away': 'The DSL and deputy are away: refer at once, tell them after',
  referred: 'It was referred to children’s social care',
  'told-lead': 'The DSL was told',
  chased: 'No word yet: they were rung again',
  'immediate-protection': 'They act at once to protect',
  strategy: 'There will be a strategy discussion',
  'child-in-need': 'They assess: child in need',
  'no-assessment': 'They make no assessment',
  'to-review': 'Look again later',
  'strategy-held': 'The strategy discussion was held',
  'conference-held': 'The conference was held',
  'no-conference': 'There is no conference: they go on assessing',
  contributed: 'School has contributed',
  'assessment-done': 'The assessment is done',
  'early-help': 'Early help begins',
  disagree: 'We do not agree',
  better: 'It is better',
  'keep-watching': 'Keep watching',
  'not-better': 'It is not better',
  'asked-again': 'Asked them to look at it again',
  escalated: 'Escalated in the local partnership',
  reopened: 'Opened again',
}

/** Paths beside the main one: what to remember, whom to ask. Writing a line there moves nothing. */
export const sideWords: Readonly<Record<SidePath, { readonly title: string; readonly lines: readonly string[] }>> = {
  bullying: {
    title: 'Bullying',
    lines: [
      'It goes into the school’s anti-bullying record, online or not.',
      'Think of everybody: who was hurt, who saw it, who did it. Look again after one week and after two: has it stopped?',
    ],
  },
  behaviour: {
    title: 'Behaviour',
    lines: ['By the behaviour policy, and never on a note without a name alone.'],
  },
  staff: {
    title: 'About a grown-up at school',
    lines: [
      'To the head; about the head, to the chair of governors. Nobody else is asked or told.',
      'The local authority’s designated officer (LADO) is told within one working day. Do not look into it before they say so.',
    ],
  },
  prevent: {
    title: 'Prevent',
    lines: ['Talk to the local Prevent lead; a Channel referral needs a reason, not proof. In danger: 999. Hotline: 0800 789 321.'],
  },
  police: {
    title: 'Police',
    lines: [
      '999 in danger, 101 otherwise. Ask before you speak to children or families: it may be evidence. Write down the number they give.',
    ],
  },
  images: {
    title: 'A picture of a child’s body',
    lines: [
      'Do not look at it, copy it, print it, save it, pass it on, or ask a child to show or delete it. That includes you and your technician.',
      'Tell the DSL at once. Put the device away, switched off, as it is. Follow UKCIS, “Sharing nudes and semi-nudes”: refer and ring the police if an adult is involved, if a child is under 13, if anyone was pressed, or if you are unsure.',
      'If you saw something already: write that down, and talk to somebody about yourself, too.',
    ],
  },
  page: {
    title: 'A page: for the technician',
    lines: [
      'Ask the teacher to take the tile off the shelf: that closes it on every kiosk. Give the technician the site, and nothing about children.',
    ],
  },
  support: {
    title: 'Support',
    lines: ['Who checks in with the child, and when? With the class? With the person who noticed, and with you?'],
  },
}

export const clockWords: Readonly<Record<ClockId, string>> = {
  discuss: 'Talk it over',
  'tell-lead': 'Tell the DSL that it was referred',
  decision: 'Social care’s decision (1 working day)',
  conference: 'First conference (15 working days)',
  assessment: 'Assessment (45 working days)',
  review: 'Look again',
}
