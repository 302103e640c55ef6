import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { storyColours, storyParts, storyPictures } from '#core/contract/picture-story.ts'
import { Words, type WordTree } from '#core/contract/profile.ts'
import { languages, lines } from './words.ts'

describe.each(languages)('the names of the story pictures in %s', (language) => {
  const tree = Words.parse(JSON.parse(readFileSync(`profiles/words/${language}/stories.json`, 'utf8'))) as WordTree
  const names = lines(tree)

  it('name every picture, open a story with every colour, and name nothing else', () => {
    const wanted = storyParts.flatMap((part) => storyPictures[part].map((id) => `${part}.${id}`))
    expect([...names.keys()].sort()).toEqual([...wanted, ...storyColours.map((id) => `opening.${id}`)].sort())
  })

  it('are never the same for two pictures', () => {
    for (const part of storyParts) {
      const all = storyPictures[part].map((id) => names.get(`${part}.${id}`)?.toLowerCase())
      expect(new Set(all).size, part).toBe(all.length)
    }
  })

  it('are short: at most three words, and none that a tile cannot hold', () => {
    const long = [...names.values()].filter((name) => name.split(' ').length > 3 || name.split(' ').some((word) => word.length > 12))
    expect(long).toEqual([])
  })
})

it('opens an English story with "a" or "an" as it is said', () => {
  const english = lines(JSON.parse(readFileSync('profiles/words/en-GB/stories.json', 'utf8')) as WordTree)
  for (const id of storyColours) {
    const colour = english.get(`colour.${id}`) ?? ''
    expect(english.get(`opening.${id}`)).toBe(`${/^[aeiou]/.test(colour) ? 'An' : 'A'} ${colour}`)
  }
})
