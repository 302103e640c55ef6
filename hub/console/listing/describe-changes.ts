import type { ClassDraft, Lesson, Tile } from '#core/contract/list.ts'
import { scopeWords } from '#hub/console/listing/scope-words.ts'
import { spanWords } from '#hub/console/words/dates.ts'

export interface Change {
  readonly kind: 'new' | 'changed' | 'gone'
  readonly words: string
}

/** Every difference between two drafts, one line each: what a teacher reads before publishing. */
export function describeChanges(before: ClassDraft, after: ClassDraft): readonly Change[] {
  return [
    ...compare(before.tiles, after.tiles, (tile) => `“${tile.title}”, ${scopeWords(tile.scope, 1 + tile.also.length)}`, tileChanges),
    ...compare(
      before.lessons,
      after.lessons,
      (lesson) => `lesson “${lesson.aim}”, ${spanWords(lesson.startsAt, lesson.endsAt)}`,
      lessonChanges,
    ),
    ...(sameOrder(before.tiles, after.tiles) ? [] : [{ kind: 'changed' as const, words: 'the order of the tiles' }]),
  ]
}

function compare<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
  name: (one: T) => string,
  differences: (was: T, now: T) => readonly string[],
): Change[] {
  const old = new Map(before.map((one) => [one.id, one]))
  const kept = new Set(after.map((one) => one.id))
  return [
    ...after.flatMap((now): Change[] => {
      const was = old.get(now.id)
      if (was === undefined) return [{ kind: 'new', words: name(now) }]
      if (JSON.stringify(was) === JSON.stringify(now)) return []
      return [{ kind: 'changed', words: `${name(now)}: ${differences(was, now).join('; ')}` }]
    }),
    ...before.filter((was) => !kept.has(was.id)).map((was): Change => ({ kind: 'gone', words: name(was) })),
  ]
}

function tileChanges(was: Tile, now: Tile): readonly string[] {
  const lines: string[] = []
  if (was.title !== now.title) lines.push(`was called “${was.title}”`)
  if (was.scope !== now.scope) lines.push(`opened ${scopeWords(was.scope, 1 + was.also.length)} before`)
  if (was.url !== now.url || was.also.join() !== now.also.join()) lines.push('other addresses')
  if (was.companions.join() !== now.companions.join()) lines.push('other places that it needs')
  if (was.picture !== now.picture || was.spoken !== now.spoken) lines.push('other picture or spoken word')
  if (was.checkedAt !== now.checkedAt || was.checkedBy !== now.checkedBy)
    lines.push(now.checkedAt === null ? 'no longer marked as checked' : 'checked anew')
  if (JSON.stringify(was.seen ?? null) !== JSON.stringify(now.seen ?? null))
    lines.push(now.seen ? 'looked at by a kiosk' : 'to be looked at anew')
  if ((was.mayAskFor ?? []).join() !== (now.mayAskFor ?? []).join())
    lines.push(now.mayAskFor?.length ? `may be told without asking: ${now.mayAskFor.join(', ')}` : 'may be told nothing without asking')
  const fine = ({ fineWords = [] }: Tile) =>
    new Set(fineWords.flatMap(({ page, phrases }) => phrases.map((phrase) => `“${phrase}” on ${page}`)))
  const [before, after] = [fine(was), fine(now)]
  for (const one of after) if (!before.has(one)) lines.push(`fine: ${one}`)
  for (const one of before) if (!after.has(one)) lines.push(`no longer fine: ${one}`)
  return lines.length === 0 ? ['small details'] : lines
}

function lessonChanges(was: Lesson, now: Lesson): readonly string[] {
  const lines: string[] = []
  if (was.aim !== now.aim) lines.push(`the aim was “${was.aim}”`)
  if (was.startsAt !== now.startsAt || was.endsAt !== now.endsAt) lines.push(`was open ${spanWords(was.startsAt, was.endsAt)}`)
  if (was.tileIds.join() !== now.tileIds.join()) lines.push('other tiles')
  if (was.onlyTheseTiles !== now.onlyTheseTiles) lines.push(now.onlyTheseTiles ? 'only its tiles open' : 'the whole shelf opens')
  return lines
}

function sameOrder(before: readonly Tile[], after: readonly Tile[]): boolean {
  const kept = new Set(after.map((tile) => tile.id))
  const there = new Set(before.map((tile) => tile.id))
  const order = (tiles: readonly Tile[]) => tiles.filter((tile) => kept.has(tile.id) && there.has(tile.id)).map((tile) => tile.id)
  return order(before).join() === order(after).join()
}
