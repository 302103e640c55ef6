import { tellStory } from '#core/cases/story.ts'
import type { CaseEntry } from '#core/contract/cases.ts'
import { envelopesAtOnce } from '#core/contract/safety-desk.ts'
import type { Paper } from '#core/records/paper.ts'
import { openEntry, openSummary } from '#core/sealing/case-seal.ts'
import { api } from '#hub/console/api.ts'
import { isReadable, openForTeam } from '#hub/console/dsl/opened-note.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { casePaper } from './case-paper.ts'
import { notePaper } from './note-paper.ts'

/** A note or a case, opened, as a paper; what the team wrote about a note stands beneath it. */
export interface ReadItem {
  readonly what: 'note' | 'case'
  readonly id: string
  readonly title: string
  readonly paper: Paper
}

/**
 * Opens every note and case in this browser. Each is recorded as fetched or read, as it is. `unread`: how many notes, cases and
 * lines do not open with this key. Throws what the api throws.
 */
export async function readEverything(team: TeamAtWork): Promise<{ readonly items: readonly ReadItem[]; readonly unread: number }> {
  const items: ReadItem[] = []
  let unread = 0
  const entriesOf = async (sealed: readonly { readonly body: string }[]): Promise<CaseEntry[]> => {
    const opened = await Promise.all(sealed.map(({ body }) => openEntry(body, team.teamIdentity).catch(() => null)))
    unread += opened.filter((one) => one === null).length
    return opened.filter((one) => one !== null)
  }

  const { reports } = await api.reports()
  for (let from = 0; from < reports.length; from += envelopesAtOnce) {
    const some = reports.slice(from, from + envelopesAtOnce)
    const { envelopes } = await api.envelopes(some.map(({ id }) => id))
    for (const sealed of some) {
      const envelope = envelopes.find(({ id }) => id === sealed.id)
      if (envelope === undefined) continue
      const note = { sealed, opened: await openForTeam(envelope.envelope, team.teamIdentity) }
      if (!isReadable(note)) {
        unread += 1
        continue
      }
      const written = sealed.notes === 0 ? [] : await entriesOf((await api.reportNotes(sealed.id)).notes)
      const paper = notePaper(note, team.me, '')
      const [sent] = paper.parts
      const { parts } = casePaper('', tellStory(written).lines, team.me, '')
      const title = `Note ${sealed.id.slice(0, 8)}`
      items.push({
        what: 'note',
        id: sealed.id,
        title,
        paper: { ...paper, title, parts: [...(sent === undefined ? [] : [sent]), ...parts.slice(1)] },
      })
    }
  }
  const { cases } = await api.cases()
  for (const { id, summary } of cases) {
    const { title } = await openSummary(summary, team.teamIdentity).catch(() => ({ title: 'without a title that opens' }))
    const entries = await entriesOf((await api.caseEntries(id)).entries)
    const paper = casePaper(title, tellStory(entries).lines, team.me, '')
    items.push({ what: 'case', id, title: paper.title, paper: { ...paper, parts: paper.parts.slice(1) } })
  }
  return { items, unread }
}

/** Several papers as one, each under its own title. */
export function oneOf(question: string, items: readonly ReadItem[], me: TeamAtWork['me'], on: string): Paper {
  return {
    title: `What was found for “${question}”`,
    parts: items.flatMap(({ title, paper }) => paper.parts.map((part) => ({ ...part, heading: `${title}: ${part.heading}` }))),
    foot: `Looked for by ${me.name} on ${on} in what ${me.school}’s safeguarding team can open. It does not say who sent a note. Others may be named in it: take out what is theirs before it is given to anybody.`,
  }
}
