import { CaseEntry, type SealedEntry } from '#core/contract/cases.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Me } from '#core/contract/hub-api.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { sealEntry } from '#core/sealing/case-seal.ts'
import { ApiFault } from '#hub/console/api.ts'
import { randomId } from '#hub/console/listing/random-id.ts'

/** What somebody of the team needs to read and write at the desk. In the memory of this page only. */
export interface TeamAtWork {
  readonly me: Me
  readonly teamIdentity: string
  readonly recipients: ReportRecipients
  /** By which a case's clocks count. */
  readonly calendar: SchoolCalendar
}

/** A new entry by this person, now; what is not given is empty. */
export function newEntry(team: TeamAtWork, more: Partial<CaseEntry>): CaseEntry {
  return CaseEntry.parse({
    v: 1,
    id: randomId(),
    at: Date.now(),
    by: team.me.name,
    about: 'note',
    choice: null,
    happenedAt: null,
    facts: '',
    opinion: '',
    decision: '',
    reason: '',
    contact: '',
    reference: '',
    reviewOn: null,
    outcome: null,
    reportIds: [],
    amends: null,
    ...more,
  })
}

/** An entry as the hub may have it. Throws ApiFault HG_CASE_TOO_LONG. */
export async function sealForHub(team: TeamAtWork, entry: CaseEntry): Promise<SealedEntry> {
  try {
    return { id: entry.id, body: await sealEntry(entry, team.recipients) }
  } catch (thrown) {
    throw thrown instanceof HedgerowError ? new ApiFault(thrown.code) : thrown
  }
}
