import type { Stage } from '#core/contract/stage.ts'

/** First names and own pictures; made up, as a UK primary school's pegs might read. No name stands twice in the school. */
const walls: Readonly<Record<Stage, readonly (readonly [name: string, picture: string])[]>> = {
  eyfs: [
    ['Amara', 'butterfly'],
    ['Ben', 'carrot'],
    ['Daisy', 'sunflower'],
    ['Elif', 'crescent-moon'],
    ['Finn', 'fish'],
    ['Grace', 'strawberry'],
    ['Hamza', 'owl'],
    ['Isla', 'snail'],
    ['Jakub', 'duck'],
    ['Tianna', 'balloon'],
  ],
  ks1: [
    ['Ava', 'mushroom'],
    ['Dylan', 'frog'],
    ['Fatima', 'sunflower'],
    ['Harry', 'worm'],
    ['Jaya', 'butterfly'],
    ['Kezia', 'honeybee'],
    ['Leo', 'maple-leaf'],
    ['Maryam', 'crescent-moon'],
    ['Noah', 'duck'],
    ['Olive', 'seedling'],
    ['Rhys', 'fish'],
    ['Sofia', 'strawberry'],
  ],
  ks2: [
    ['Aisha', 'butterfly'],
    ['Callum', 'spider-web'],
    ['Emily', 'owl'],
    ['George', 'frog'],
    ['Ivy', 'maple-leaf'],
    ['Kofi', 'lady-beetle'],
    ['Lily', 'snail'],
    ['Mateusz', 'carrot'],
    ['Niamh', 'crescent-moon'],
    ['Oscar', 'fish'],
    ['Priya', 'sunflower'],
    ['Zainab', 'seedling'],
  ],
}

const secretPictures = [
  'key',
  'umbrella',
  'drum',
  'kite',
  'teapot',
  'sailboat',
  'tent',
  'teddy-bear',
  'rocket',
  'castle',
  'pencil',
  'tractor',
] as const

/** Three different pictures, another three for each place on the wall: steps of 1 and 3 round a ring of 12 never repeat. */
function secretAt(place: number): string[] {
  const at = (step: number) => secretPictures[(place + step) % secretPictures.length] ?? 'key'
  return [at(0), at(1), at(4)]
}

export interface DemoPupil {
  readonly name: string
  readonly picture: string
  readonly secret: string[]
}

export function demoPupils(stage: Stage): DemoPupil[] {
  return walls[stage].map(([name, picture], place) => ({ name, picture, secret: secretAt(place) }))
}

/** Which pictures to press, by first name. For the demo alone: in a real school nothing shows a child's pictures again. */
export const demoPictureSecrets: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (['eyfs', 'ks1', 'ks2'] as const).flatMap(demoPupils).map(({ name, secret }) => [name, secret]),
)
