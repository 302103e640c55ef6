import type { ReportCategory } from '#core/contract/report.ts'

/** The four areas of risk online, as "Keeping children safe in education" names them. */
export const fourCs = ['content', 'contact', 'conduct', 'commerce'] as const
export type FourC = (typeof fourCs)[number]

/** A first tag by the picture that was chosen, for sorting one's thoughts; null where the picture says nothing of it. */
export function fourCOf(category: ReportCategory): FourC | null {
  switch (category) {
    case 'SCARED':
    case 'RUDE':
    case 'FIGHT':
    case 'HATE':
    case 'WRONG':
      return 'content'
    case 'STRANGER':
    case 'ADULT':
      return 'contact'
    case 'MEAN':
    case 'SECRET':
      return 'conduct'
    default:
      return null
  }
}
