import type { TermNumbers } from '#core/contract/records.ts'
import { compareTerms, hasEnded, hideSmall, termOf } from '#core/records/numbers.ts'
import type { Hub } from '../hub.ts'
import { schoolDay } from '../school-time.ts'
import type { Db, Tx } from '../store/store.ts'

const kinds = ['note soon', 'note now', 'case'] as const
type Kind = (typeof kinds)[number]

/** Keeps one more count of what is about to be deleted: the numbers of its term stay true. Practice notes are nobody's worry. */
export async function countDeleted(tx: Tx, what: 'note' | 'case', id: string): Promise<void> {
  const found =
    what === 'case'
      ? await tx.selectFrom('cases').select('day').where('id', '=', id).executeTakeFirst()
      : await tx.selectFrom('reports').select(['day', 'lane']).where('id', '=', id).where('state', '!=', 'practice').executeTakeFirst()
  if (found === undefined) return
  const kind: Kind = 'lane' in found ? (found.lane === 'now' ? 'note now' : 'note soon') : 'case'
  await tx
    .insertInto('termCounts')
    .values({ term: termOf(found.day), what: kind, count: 1 })
    .onConflict((conflict) => conflict.columns(['term', 'what']).doUpdateSet((row) => ({ count: row('termCounts.count', '+', 1) })))
    .execute()
}

/** The numbers of all terms that have ended, the newest first, with small ones hidden. */
export async function readNumbers(hub: Hub): Promise<TermNumbers> {
  const counts = new Map<string, Record<Kind, number>>()
  const add = (term: string, kind: Kind, count: number) => {
    const row = counts.get(term) ?? { 'note soon': 0, 'note now': 0, case: 0 }
    counts.set(term, { ...row, [kind]: row[kind] + count })
  }
  const { notes, cases, deleted } = await rows(hub.db)
  for (const { day, lane } of notes) add(termOf(day), `note ${lane}`, 1)
  for (const { day } of cases) add(termOf(day), 'case', 1)
  for (const { term, what, count } of deleted) if (isKind(what)) add(term, what, count)
  const today = schoolDay(hub.now())
  const terms = [...counts].filter(([term]) => hasEnded(term, today))
  return {
    terms: terms
      .map(([term, row]) => {
        const { whole, parts } = hideSmall({ soon: row['note soon'], now: row['note now'] })
        return { term, notes: whole, soon: parts.soon ?? null, now: parts.now ?? null, cases: hideSmall({ cases: row.case }).whole }
      })
      .sort((a, b) => compareTerms(b.term, a.term)),
  }
}

async function rows(db: Db) {
  return {
    notes: await db.selectFrom('reports').select(['day', 'lane']).where('state', '!=', 'practice').execute(),
    cases: await db.selectFrom('cases').select('day').execute(),
    deleted: await db.selectFrom('termCounts').selectAll().execute(),
  }
}

const isKind = (what: string): what is Kind => (kinds as readonly string[]).includes(what)
