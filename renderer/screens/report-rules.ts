import type { Profile } from '#core/contract/profile.ts'
import type { ReportCategory } from '#core/contract/report.ts'
import type { Draft } from '../store.ts'

export function isUrgent(profile: Profile, category: ReportCategory | null): boolean {
  return profile.categories.some((one) => one.code === category && one.urgent)
}

/** Is there anything to ask after the picture? Never at EYFS: there the picture sends the note. */
export function needsLast(profile: Profile): boolean {
  return profile.stage !== 'eyfs'
}

/** Show them which page? What the child said; else yes only for a page that slipped through (requirements, section 5). */
export function showsPage(draft: Draft, hasPage: boolean): boolean {
  return hasPage && (draft.showPage ?? draft.category === 'WRONG')
}
