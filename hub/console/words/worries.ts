import type { FourC } from '#core/cases/four-cs.ts'
import type { Outcome } from '#core/contract/cases.ts'
import type { EnvelopeFault } from '#core/sealing/inspect-envelope.ts'

export const fourCWords: Readonly<Record<FourC, string>> = {
  content: 'Content: something seen',
  contact: 'Contact: somebody else',
  conduct: 'Conduct: how people act',
  commerce: 'Commerce: money and tricks',
}

/** How something ended, in the order in which they are offered. */
export const outcomeWords: Readonly<Record<Outcome, string>> = {
  'helped-in-school': 'Helped in school: a talk, a closer eye, a change',
  'class-talk': 'A talk to the class, the year or in assembly',
  'page-dealt-with': 'It was a page, and the page is dealt with',
  'family-help': 'Early help for the family',
  'in-a-case': 'It goes on in a case',
  'child-protection': 'Child protection',
  'not-found-out': 'We could not find out who it was about',
  'nothing-needed': 'Nothing was needed',
}

/** What is the matter with a note that does not open, and what to do. */
export const quarantineWords: Readonly<Record<EnvelopeFault, { readonly what: string; readonly next: string }>> = {
  'not-for-these-keys': {
    what: 'It is sealed for other keys than the team’s, or was damaged on its way.',
    next: 'It may be for the people who read what is about a grown-up at school: let them look at theirs. If not, try the recovery kit with two people present.',
  },
  'other-version': {
    what: 'It was written by another version of Hedgerow.',
    next: 'Ask your technician to bring the hub up to date today, then open this page again.',
  },
  malformed: {
    what: 'It opens, but what is inside is not a note that this version knows.',
    next: 'Tell your technician today: a kiosk may run another version.',
  },
  'wrong-size': {
    what: 'It is not of the size that a note has.',
    next: 'Tell your technician today: it was not made by a kiosk of the school, or the disk of the hub is failing.',
  },
}
