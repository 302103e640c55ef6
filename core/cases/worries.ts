import type { Report } from '#core/contract/report.ts'

/** From so many on, notes that say the same without naming a page are shown as one. */
export const swarmFrom = 5

/**
 * A page as something to compare: site and path without `www.`, case of the site, a closing slash or an index file. Null for
 * a report that shows none. What it cannot read it compares as it is.
 */
export function pageKey(page: string | null): string | null {
  if (page === null || page.trim() === '') return null
  const bare = page
    .trim()
    .replace(/^[a-z]+:\/\//i, '')
    .replace(/[?#].*$/s, '')
  const slash = bare.indexOf('/')
  const site = (slash < 0 ? bare : bare.slice(0, slash))
    .toLowerCase()
    .replace(/^www\d?\./, '')
    .replace(/\.$/, '')
  const path = (slash < 0 ? '' : decoded(bare.slice(slash))).replace(/\/(index|default)\.[a-z]{3,5}$/i, '/').replace(/\/+$/, '')
  return `${site}${path}`
}

function decoded(path: string): string {
  try {
    return decodeURI(path).normalize('NFC')
  } catch {
    return path
  }
}

export interface Worry<T> {
  /** Why these are one card; `alone` for a single note. */
  readonly kind: 'alone' | 'page' | 'alike'
  /** The page, or nothing. */
  readonly page: string | null
  /** In the order in which they came in. Never "the same child": nobody can know that. */
  readonly notes: readonly T[]
}

/**
 * Gathers notes into cards: those about one page, and swarms that say the same. Every note is in exactly one card, and a
 * card stands where its first note stood. Notes that say "danger now" are only ever gathered with such.
 */
export function gatherWorries<T>(notes: readonly T[], reportOf: (note: T) => Report | null): readonly Worry<T>[] {
  const groups = new Map<string, { kind: 'page' | 'alike'; page: string | null; notes: T[] }>()
  const keys = notes.map((note) => keyOf(reportOf(note)))
  keys.forEach((key, index) => {
    const note = notes[index]
    if (key === null || note === undefined) return
    const group = groups.get(key.id)
    if (group === undefined) groups.set(key.id, { kind: key.kind, page: key.page, notes: [note] })
    else group.notes.push(note)
  })
  const shown = new Set<string>()
  return notes.flatMap((note, index): readonly Worry<T>[] => {
    const key = keys[index]
    const group = key == null ? undefined : groups.get(key.id)
    if (key == null || group === undefined || group.notes.length < (group.kind === 'page' ? 2 : swarmFrom)) {
      return [{ kind: 'alone', page: null, notes: [note] }]
    }
    if (shown.has(key.id)) return []
    shown.add(key.id)
    return [group]
  })
}

function keyOf(report: Report | null): { id: string; kind: 'page' | 'alike'; page: string | null } | null {
  if (report === null) return null
  const page = pageKey(report.page)
  const danger = report.danger ? 'danger' : 'calm'
  if (page !== null) return { id: JSON.stringify(['page', danger, page]), kind: 'page', page }
  const words = report.words.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()
  return { id: JSON.stringify(['alike', danger, report.category, report.halfDay, words]), kind: 'alike', page: null }
}
