import { nextDue, readClocks } from '#core/cases/clocks.ts'
import { tellStory } from '#core/cases/story.ts'
import type { CaseEntries, CaseEntry, CaseMove } from '#core/contract/cases.ts'
import { localTime } from '#core/school-time/local-time.ts'
import { sealSummary } from '#core/sealing/case-seal.ts'
import { api } from '#hub/console/api.ts'
import { sealForHub, type TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { randomId } from '#hub/console/listing/random-id.ts'

/** What the hub may know of a case after its newest entry: a lane, a day, and a sealed line for the list. */
async function outside(team: TeamAtWork, title: string, entries: readonly CaseEntry[]) {
  const story = tellStory(entries)
  const dueAt = nextDue(readClocks(story, team.calendar))?.dueAt ?? null
  return {
    lane: story.step === 'danger' || story.step === 'immediate' || story.step === 'protect' ? ('now' as const) : ('soon' as const),
    // What is due at midnight is due by the end of the day before.
    dueDay: dueAt === null ? null : localTime(dueAt - 1).day,
    summary: await sealSummary({ v: 1, title, step: story.step, dueAt }, team.recipients),
  }
}

/** Begins a case; answers its id. Everything that people wrote is sealed before it leaves. Throws what the api throws, HG_CASE_TOO_LONG. */
export async function saveNewCase(team: TeamAtWork, title: string, entry: CaseEntry): Promise<string> {
  const id = randomId()
  const sealed = await sealForHub(team, entry)
  await api.beginCase({ id, ...(await outside(team, title, [entry])), entry: sealed })
  return id
}

/** Adds an entry to a case that was read at `revision`. Throws what the api throws, HG_CASE_TOO_LONG. */
export async function saveEntry(
  team: TeamAtWork,
  at: { readonly caseId: string; readonly revision: number; readonly title: string; readonly entries: readonly CaseEntry[] },
  entry: CaseEntry,
  move: CaseMove,
): Promise<CaseEntries> {
  const sealed = await sealForHub(team, entry)
  return api.addEntry(at.caseId, {
    revision: at.revision,
    move,
    ...(await outside(team, at.title, [...at.entries, entry])),
    entry: sealed,
  })
}
