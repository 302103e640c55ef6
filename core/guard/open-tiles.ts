import type { ClassList, Lesson, Tile } from '#core/contract/list.ts'

/** The lesson that runs at this moment, or null. Of several, the one that began last. */
export function lessonNow(list: ClassList, now: number): Lesson | null {
  const running = list.lessons.filter((lesson) => lesson.startsAt <= now && now < lesson.endsAt)
  return running.sort((a, b) => b.startsAt - a.startsAt)[0] ?? null
}

/** The tiles that open now, the lesson's first. A lesson may shut the others while it runs. */
export function openTiles(list: ClassList, now: number): readonly Tile[] {
  const lesson = lessonNow(list, now)
  if (lesson === null) return list.tiles
  const inLesson = list.tiles.filter((tile) => lesson.tileIds.includes(tile.id))
  return lesson.onlyTheseTiles ? inLesson : [...inLesson, ...list.tiles.filter((tile) => !inLesson.includes(tile))]
}
