import type { ClassDraft, Lesson } from '#core/contract/list.ts'

/** The lesson that matters now: the one that runs, else the next, else the latest. */
export function lessonNow(lessons: readonly Lesson[], now = Date.now()): Lesson | null {
  const running = lessons.find((lesson) => lesson.startsAt <= now && now < lesson.endsAt)
  if (running !== undefined) return running
  const coming = lessons.filter((lesson) => lesson.startsAt > now).sort((a, b) => a.startsAt - b.startsAt)
  const over = [...lessons].sort((a, b) => b.endsAt - a.endsAt)
  return coming[0] ?? over[0] ?? null
}

export function isRunning(lesson: Lesson, now = Date.now()): boolean {
  return lesson.startsAt <= now && now < lesson.endsAt
}

/** The draft with this lesson put in place of its older self, or added; in order of time. A tile that somebody took off meanwhile is left out. */
export function withLesson(draft: ClassDraft, lesson: Lesson): ClassDraft {
  const there = new Set(draft.tiles.map((tile) => tile.id))
  const kept = { ...lesson, tileIds: lesson.tileIds.filter((id) => there.has(id)) }
  const others = draft.lessons.filter((one) => one.id !== lesson.id)
  return { ...draft, lessons: [...others, kept].sort((a, b) => a.startsAt - b.startsAt) }
}

export function withoutLesson(draft: ClassDraft, id: string): ClassDraft {
  return { ...draft, lessons: draft.lessons.filter((one) => one.id !== id) }
}

/** Lessons are most often between these hours, by the teacher's own clock; our guess. */
const firstHour = 8
const lastHour = 16
const morning = 9

/** When a new lesson most likely begins: the next half hour of a school day, else nine on the next one. ms since 1970, both. */
export function likelyStart(now: number): number {
  const start = new Date(now)
  start.setMinutes(Math.ceil((start.getMinutes() + start.getSeconds() / 60) / 30) * 30, 0, 0)
  const isWeekend = (): boolean => start.getDay() % 6 === 0
  if (!isWeekend() && start.getHours() >= firstHour && start.getHours() < lastHour) return start.getTime()
  if (isWeekend() || start.getHours() >= lastHour)
    do start.setDate(start.getDate() + 1)
    while (isWeekend())
  return start.setHours(morning, 0, 0, 0)
}
