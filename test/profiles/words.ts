import { readdirSync, readFileSync } from 'node:fs'
import { Profile, Words, type WordTree } from '#core/contract/profile.ts'
import { type Stage, stages } from '#core/contract/stage.ts'

const profiles = new URL('../../profiles/', import.meta.url)
const wordsFolder = new URL('words/', profiles)

export const languages: readonly string[] = readdirSync(wordsFolder)

export function readProfile(stage: Stage): Profile {
  return Profile.parse(JSON.parse(readFileSync(new URL(`${stage}.json`, profiles), 'utf8')))
}

export function readWords(language: string, file: Stage | 'common'): WordTree {
  const tree = Words.parse(JSON.parse(readFileSync(new URL(`${language}/${file}.json`, wordsFolder), 'utf8')))
  if (typeof tree === 'string') throw new Error(`${language}/${file}.json holds one line only`)
  return tree
}

/** Dotted keys to lines. */
export function lines(tree: WordTree, before = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${before}${key}`, value] as const] : [...lines(value, `${before}${key}.`)],
    ),
  )
}

/** What a child of this stage reads: the stage's own lines over the common ones. */
export function linesOf(language: string, stage: Stage): Map<string, string> {
  return new Map([...lines(readWords(language, 'common')), ...lines(readWords(language, stage))])
}

export const everyStage: readonly (readonly [string, Stage])[] = languages.flatMap((language) =>
  stages.map((stage) => [language, stage] as const),
)

/** Words of a line's longest sentence. */
export function longestSentence(line: string): number {
  return Math.max(
    ...line.split(/[.!?:;]+/).map(
      (sentence) =>
        sentence
          .trim()
          .split(/\s+/)
          .filter((word) => /\p{L}|\d/u.test(word)).length,
    ),
  )
}
