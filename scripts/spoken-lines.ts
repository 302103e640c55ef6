import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { WordTree } from '#core/contract/profile.ts'
import { demoSchool } from '#demo/school.ts'

const root = new URL('..', import.meta.url)

/** Folder of the clips of one language, with an index of line to file. */
export function voiceFolder(language: string): string {
  return fileURLToPath(new URL(`assets/voice/${language}`, root))
}

/** Words for staff have no speaker beside them; the colour of a story is said as its opening ("A red"). */
const silent: ReadonlySet<string> = new Set(['staff', 'enrol', 'forStaff', 'colour'])

/** Every distinct line of a language's words files that is said as it stands: staff's words and those with a `{{place}}` are not. */
export function wordLines(language: string): string[] {
  const folder = new URL(`profiles/words/${language}/`, root)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  const trees = files.map((file) => wordsOf(language, file))
  const lines = trees.flatMap((tree) => leaves(Object.fromEntries(Object.entries(tree).filter(([branch]) => !silent.has(branch)))))
  return distinct(lines.filter((line) => !line.includes('{{')))
}

/** The lines that are heard joined to others, as one sentence: the pictures of the picture stories. */
export function pieceLines(language: string): ReadonlySet<string> {
  const { opening = {}, animal = {}, doing = {}, place = {} } = wordsOf(language, 'stories.json')
  return new Set(leaves({ opening, animal, doing, place }))
}

/** What the demo school's tiles, lessons and helpers are called. */
export function demoLines(): string[] {
  const school = demoSchool(0, null)
  const shelves = school.classes.flatMap(({ draft }) => [
    ...draft.tiles.map((tile) => tile.spoken),
    ...draft.lessons.map((lesson) => lesson.aim),
  ])
  return distinct([...shelves, ...school.helpers.flatMap(({ name, role }) => [name, role])])
}

/** The clip's file: the first 12 hex digits of SHA-256 of the line. */
export function clipFile(line: string): string {
  return `${createHash('sha256').update(line).digest('hex').slice(0, 12)}.ogg`
}

/** The line as a speech program reads it best: plain quotes, pauses for dashes, telephone numbers digit by digit. */
export function speakable(line: string): string {
  return line
    .replace(/[‘’]/g, "'")
    .replace(/[“”"«»]/g, '')
    .replace(/\s[–—-]\s/g, ', ')
    .replace(/…/g, '.')
    .replace(/\b0800 1111\b/g, 'oh eight hundred, one one one one')
    .replace(/\b999\b/g, 'nine nine nine')
    .replace(/\bPIN\b/g, 'pin')
}

function wordsOf(language: string, file: string): WordTree {
  return JSON.parse(readFileSync(new URL(`profiles/words/${language}/${file}`, root), 'utf8')) as WordTree
}

function leaves(tree: WordTree): string[] {
  return Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : leaves(value)))
}

function distinct(lines: readonly string[]): string[] {
  return [...new Set(lines)].sort()
}
