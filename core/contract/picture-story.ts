import { z } from 'zod'

/*
 * A picture story is what a child remembers to read an answer again: two of them are the code of a letter box. A list's order
 * is the code's meaning, for good: nothing here is ever renamed, moved, added or taken away, since somebody's code would then
 * open nothing. Each id names a picture in assets/pictures/stories/<part>/ and a line in profiles/words/<language>/stories.json.
 * Left out on purpose: what frightens or is a word to hurt with, what two children would name differently, and second birds.
 */

// biome-ignore format: four rows of four, as they are shown.
export const storyColours = [
  'red', 'orange', 'yellow', 'green',
  'blue', 'purple', 'pink', 'brown',
  'black', 'white', 'grey', 'gold',
  'rainbow', 'spotty', 'stripy', 'sparkly',
] as const

// biome-ignore format: eight rows of eight, as they are shown, by kind.
export const storyAnimals = [
  'dog', 'cat', 'rabbit', 'hamster', 'mouse', 'horse', 'cow', 'sheep',
  'goat', 'hen', 'chick', 'fox', 'badger', 'hedgehog', 'squirrel', 'deer',
  'otter', 'raccoon', 'bear', 'panda', 'koala', 'kangaroo', 'sloth', 'llama',
  'lion', 'tiger', 'zebra', 'giraffe', 'elephant', 'hippo', 'rhino', 'camel',
  'owl', 'penguin', 'duck', 'flamingo', 'peacock', 'parrot', 'swan', 'eagle',
  'fish', 'dolphin', 'whale', 'seal', 'octopus', 'crab', 'jellyfish', 'turtle',
  'frog', 'snake', 'crocodile', 'lizard', 'dinosaur', 'dragon', 'unicorn', 'bat',
  'bee', 'ladybird', 'butterfly', 'ant', 'snail', 'caterpillar', 'worm', 'grasshopper',
] as const

// biome-ignore format: eight rows of eight, as they are shown, by kind.
export const storyDoings = [
  'swimming', 'surfing', 'rowing', 'cycling', 'running', 'cartwheels', 'skiing', 'sledging',
  'ice-skating', 'skateboarding', 'scooter', 'juggling', 'parachuting', 'weightlifting', 'dancing', 'laughing',
  'football', 'tennis', 'basketball', 'cricket', 'rugby', 'bowling', 'dice', 'puzzle',
  'drum', 'guitar', 'trumpet', 'violin', 'piano', 'maracas', 'singing', 'bell',
  'car', 'bus', 'tractor', 'train', 'plane', 'helicopter', 'rocket', 'sailing',
  'reading', 'writing', 'painting', 'knitting', 'cooking', 'sweeping', 'gardening', 'fishing',
  'pizza', 'spaghetti', 'popcorn', 'cake', 'ice-cream', 'apple', 'carrot', 'pancakes',
  'sleeping', 'waving', 'teeth', 'stars', 'kite', 'bubbles', 'snowman', 'umbrella',
] as const

// biome-ignore format: four rows of four, as they are shown.
export const storyPlaces = [
  'house', 'castle', 'school', 'city',
  'tree', 'mountain', 'desert', 'island',
  'beach', 'bridge', 'fountain', 'playground',
  'fair', 'tent', 'moon', 'cloud',
] as const

/** The four parts of a story in the order in which they are chosen, said and counted. */
export const storyParts = ['colour', 'animal', 'doing', 'place'] as const
export type StoryPart = (typeof storyParts)[number]

/** The pictures that each part is chosen from: 4, 6, 6 and 4 bits. */
export const storyPictures = { colour: storyColours, animal: storyAnimals, doing: storyDoings, place: storyPlaces } as const

/** One of 2^20 stories: "A red tiger, swimming, at the castle." */
export const PictureStory = z.strictObject({
  colour: z.enum(storyColours),
  animal: z.enum(storyAnimals),
  doing: z.enum(storyDoings),
  place: z.enum(storyPlaces),
})
export type PictureStory = z.infer<typeof PictureStory>

/** Two stories, in this order: 40 bits (anonymous-reports.md, 3). */
export const StoryCode = z.tuple([PictureStory, PictureStory])
export type StoryCode = z.infer<typeof StoryCode>

/** How many bytes are one code, exactly. */
export const storyCodeBytes = 5

const storySize = storyParts.reduce((size, part) => size * storyPictures[part].length, 1)

/** The code that these 5 bytes are, most significant first; every 5 bytes are another code. Throws RangeError for any other length. */
export function storyCodeFrom(bytes: Uint8Array): StoryCode {
  if (bytes.length !== storyCodeBytes) throw new RangeError(`a code has ${storyCodeBytes} bytes`)
  // 40 bits are whole in a number; its bit operators would cut them at 32.
  const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
  return [storyOf(Math.floor(number / storySize)), storyOf(number % storySize)]
}

/** The 5 bytes that `storyCodeFrom` makes this code of. Throws ZodError for what is not a code. */
export function bytesOfStoryCode(code: StoryCode): Uint8Array {
  const [first, second] = StoryCode.parse(code)
  let rest = numberOf(first) * storySize + numberOf(second)
  const bytes = new Uint8Array(storyCodeBytes)
  for (let at = storyCodeBytes - 1; at >= 0; at--) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  return bytes
}

function storyOf(number: number): PictureStory {
  let rest = number
  const take = <Id>(ids: readonly Id[]): Id | undefined => {
    const id = ids[rest % ids.length]
    rest = Math.floor(rest / ids.length)
    return id
  }
  // From the last part to the first: the place counts the ones.
  const [place, doing, animal, colour] = [take(storyPlaces), take(storyDoings), take(storyAnimals), take(storyColours)]
  return PictureStory.parse({ colour, animal, doing, place })
}

function numberOf({ colour, animal, doing, place }: PictureStory): number {
  const inOrder = storyColours.indexOf(colour) * storyAnimals.length + storyAnimals.indexOf(animal)
  return (inOrder * storyDoings.length + storyDoings.indexOf(doing)) * storyPlaces.length + storyPlaces.indexOf(place)
}
