import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesOfStoryCode, PictureStory, StoryCode, storyCodeFrom, storyParts, storyPictures } from '#core/contract/picture-story.ts'

const story = { colour: 'red', animal: 'tiger', doing: 'swimming', place: 'castle' } as const

describe('the lists of pictures', () => {
  it('are what they were: a child remembers a code for months', () => {
    const all = JSON.stringify(storyParts.map((part) => storyPictures[part]))
    expect(createHash('sha256').update(all).digest('hex')).toBe('97dd61f5597245120085584206120f70a1d85a834e27e4035b78539c3e790735')
  })

  it('have 16, 64, 64 and 16 pictures, none twice, each named like a file', () => {
    expect(storyParts.map((part) => new Set<string>(storyPictures[part]).size)).toEqual([16, 64, 64, 16])
    expect(storyParts.map((part) => storyPictures[part].length)).toEqual([16, 64, 64, 16])
    for (const part of storyParts) for (const id of storyPictures[part]) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })
})

describe('a code', () => {
  it('is the same for the same bytes, for good', () => {
    expect(storyCodeFrom(Uint8Array.of(0, 0, 0, 0, 0))).toEqual([
      { colour: 'red', animal: 'dog', doing: 'swimming', place: 'house' },
      { colour: 'red', animal: 'dog', doing: 'swimming', place: 'house' },
    ])
    expect(storyCodeFrom(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff))).toEqual([
      { colour: 'sparkly', animal: 'grasshopper', doing: 'umbrella', place: 'cloud' },
      { colour: 'sparkly', animal: 'grasshopper', doing: 'umbrella', place: 'cloud' },
    ])
    expect(storyCodeFrom(Uint8Array.of(0x12, 0x34, 0x56, 0x78, 0x9a))).toEqual([
      // 0x12345 = 1, 001000, 110100, 5 and 0x6789a = 6, 011110, 001001, 10: four, six, six and four bits of each story.
      { colour: 'orange', animal: 'goat', doing: 'ice-cream', place: 'mountain' },
      { colour: 'pink', animal: 'rhino', doing: 'skateboarding', place: 'fountain' },
    ])
  })

  it('goes to its bytes and back without loss, both ways', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 5, maxLength: 5 }), (bytes) => {
        const code = storyCodeFrom(bytes)
        expect(StoryCode.parse(code)).toEqual(code)
        expect([...bytesOfStoryCode(code)]).toEqual([...bytes])
      }),
    )
    const pick = (part: (typeof storyParts)[number]) => fc.constantFrom<string>(...storyPictures[part])
    const stories = fc.record({ colour: pick('colour'), animal: pick('animal'), doing: pick('doing'), place: pick('place') })
    fc.assert(
      fc.property(fc.tuple(stories, stories), (made) => {
        const code = StoryCode.parse(made)
        expect(storyCodeFrom(bytesOfStoryCode(code))).toEqual(code)
      }),
    )
  })

  it('changes with every picture and with the order of the two stories', () => {
    const other = { ...story, place: 'moon' } as const
    expect([...bytesOfStoryCode([story, other])]).not.toEqual([...bytesOfStoryCode([other, story])])
    for (const part of storyParts) {
      const all = storyPictures[part].map((id) => bytesOfStoryCode([PictureStory.parse({ ...story, [part]: id }), story]).join())
      expect(new Set(all).size).toBe(storyPictures[part].length)
    }
  })

  it('is of no other number of bytes', () => {
    for (const length of [0, 4, 6]) expect(() => storyCodeFrom(new Uint8Array(length))).toThrow(RangeError)
  })

  it('is of no other pictures, parts or number of stories', () => {
    const bad: readonly unknown[] = [
      [story],
      [story, story, story],
      [story, { ...story, animal: 'monkey' }],
      [story, { ...story, animal: 'castle' }],
      [story, { ...story, who: 'Kezia' }],
      [story, { colour: 'red', animal: 'tiger', doing: 'swimming' }],
      null,
    ]
    for (const one of bad) {
      expect(StoryCode.safeParse(one).success).toBe(false)
      expect(() => bytesOfStoryCode(one as StoryCode)).toThrow()
    }
  })
})
