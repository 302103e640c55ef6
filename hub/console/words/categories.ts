import type { ReportCategory } from '#core/contract/report.ts'

export interface CategoryWords {
  /** The picture that the child chose, in words. */
  readonly title: string
  readonly picture: string
  /** To be looked at at once, whether or not the child said "danger". */
  readonly urgent: boolean
  /** For the reader, when this kind needs care of its own. */
  readonly care: string | null
}

const words = (title: string, picture: string, urgent = false, care: string | null = null): CategoryWords => ({
  title,
  picture,
  urgent,
  care,
})

export const categoryWords: Readonly<Record<ReportCategory, CategoryWords>> = {
  SCARED: words('Something frightened me', 'scared'),
  RUDE: words(
    'Rude or bare pictures',
    'rude',
    true,
    'Do not look for the picture, copy it, print it or ask to see it. If it may show a child, ring the police.',
  ),
  MEAN: words('Someone was mean', 'mean'),
  FIGHT: words('People or animals hurt', 'hurt'),
  HATE: words('Nasty about who people are', 'hate', true, 'Think of Prevent as well as of the children it was aimed at.'),
  STRANGER: words(
    'A person I don’t know',
    'stranger',
    true,
    'Somebody may be asking a child for pictures, or to meet. CEOP takes such reports; the police take them at once.',
  ),
  SECRET: words('Someone has my name or picture', 'details'),
  SELFHURT: words('Someone may get hurt', 'sad', true, 'Read this one first. If you can think of a child, go and be near.'),
  ADULT: words(
    'A grown-up made me feel bad',
    'adult',
    true,
    'If it may be about somebody who works here, go to the head; if about the head, to the chair of governors. Do not ask around.',
  ),
  HOME: words('It happened away from school', 'home'),
  WRONG: words('This page is not for us', 'oops'),
  OTHER: words('Something else', 'other'),
}
