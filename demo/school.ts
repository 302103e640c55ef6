import type { Lesson } from '#core/contract/list.ts'
import { plainCalendar, type SchoolCalendar } from '#core/contract/school-calendar.ts'
import type { SchoolSeed } from '#core/contract/seed.ts'
import type { Stage } from '#core/contract/stage.ts'
import { demoTiles, practiceTile, siteTile } from './directory.ts'
import { demoPupils } from './pupils.ts'

/** Lets staff out of the demo's kiosk. For the demo alone: a school sets its own. */
export const demoStaffPin = '4826'

export const demoClassNames: Readonly<Record<Stage, string>> = {
  eyfs: 'Reception Ladybirds',
  ks1: 'Year 2 Owls',
  ks2: 'Year 5 Bees',
}
const classPictures: Readonly<Record<Stage, string>> = { eyfs: 'lady-beetle', ks1: 'owl', ks2: 'honeybee' }

const hour = 3_600_000

/** A school to look at: three classes with real sites, practice pages and one lesson each that runs at `now`. */
export function demoSchool(now: number, team: SchoolSeed['team']): SchoolSeed {
  return {
    name: 'Brook Lane Primary School',
    termStarts: termStarts(now),
    calendar: calendar(now),
    helpers: [
      { name: 'Miss Patel', role: 'Our teacher', picture: 'helper-plum' },
      { name: 'Mr Okafor', role: 'Safety team: he helps when something is wrong', picture: 'helper-blue' },
      { name: 'Mrs Hughes', role: 'Safety team: she helps when Mr Okafor is away', picture: 'helper-rose' },
      { name: 'Mrs Rahman', role: 'Helps in our classroom', picture: 'helper-gold' },
      { name: 'Mr Lewis', role: 'In the school office', picture: 'helper-green' },
    ],
    staffPin: demoStaffPin,
    staff: [
      { name: 'Miss Patel', email: 'patel@brook-lane.example', role: 'teacher', password: null },
      { name: 'Mr Okafor', email: 'okafor@brook-lane.example', role: 'dsl', password: null },
      { name: 'Mrs Hughes', email: 'hughes@brook-lane.example', role: 'deputy', password: null },
      { name: 'Ms Novak', email: 'novak@brook-lane.example', role: 'technician', password: null },
      { name: 'Mrs Adeyemi', email: 'adeyemi@brook-lane.example', role: 'head', password: null },
      { name: 'Mr Clarke', email: 'clarke@brook-lane.example', role: 'governor', password: null },
      { name: 'Mr Lewis', email: 'lewis@brook-lane.example', role: 'office', password: null },
    ],
    classes: (['eyfs', 'ks1', 'ks2'] as const).map((stage) => ({
      name: demoClassNames[stage],
      stage,
      picture: classPictures[stage],
      groups: stage === 'eyfs' ? tables : [],
      pupils: demoPupils(stage),
      draft: { tiles: demoTiles(stage, now), lessons: [lesson(stage, now)] },
    })),
    team,
  }
}

const tables = [
  { name: 'Red table', picture: 'strawberry' },
  { name: 'Yellow table', picture: 'sunflower' },
  { name: 'Green table', picture: 'frog' },
]

function lesson(stage: Stage, now: number): Lesson {
  const plans = {
    eyfs: {
      id: 'e5f0000000000000000000000000001a',
      aim: 'looking, counting and telling a story',
      tileIds: [
        practiceTile(stage, 'story'),
        practiceTile(stage, 'counting'),
        siteTile(stage, 'https://www.bbc.co.uk/cbeebies/shows/numberblocks'),
        siteTile(stage, 'https://nrich.maths.org/early-years'),
      ],
    },
    ks1: {
      id: 'e5f0000000000000000000000000002a',
      aim: 'finding out about minibeasts',
      tileIds: [
        practiceTile(stage, 'story'),
        siteTile(stage, 'https://www.wildlifetrusts.org/wildlife-explorer'),
        siteTile(stage, 'https://www.woodlandtrust.org.uk/trees-woods-and-wildlife/british-trees/'),
      ],
    },
    ks2: {
      id: 'e5f0000000000000000000000000005a',
      aim: 'finding out how people lived in ancient Egypt',
      tileIds: [
        siteTile(stage, 'https://www.britishmuseum.org/learn/schools/ages-7-11/ancient-egypt'),
        siteTile(stage, 'https://www.nationalarchives.gov.uk/education/'),
        siteTile(stage, 'https://historicengland.org.uk/education/schools-resources/'),
      ],
    },
  } as const
  const { id, aim, tileIds } = plans[stage]
  return { id, aim, tileIds: [...tileIds], startsAt: now - hour, endsAt: now + 8 * hour, onlyTheseTiles: false }
}

/** Autumn, spring and summer of the school year that `now` is in, and the next autumn. */
/** A school year around `now`, with its half terms and an inset day. */
function calendar(now: number): SchoolCalendar {
  const [first = now] = termStarts(now)
  const autumn = new Date(first).getUTCFullYear()
  const spring = autumn + 1
  return {
    ...plainCalendar,
    terms: [
      { start: `${autumn}-09-02`, end: `${autumn}-12-18` },
      { start: `${spring}-01-05`, end: `${spring}-03-26` },
      { start: `${spring}-04-13`, end: `${spring}-07-20` },
    ],
    closures: [
      { start: `${autumn}-10-24`, end: `${autumn}-11-01` },
      { start: `${spring}-02-13`, end: `${spring}-02-21` },
      { start: `${spring}-05-29`, end: `${spring}-06-06` },
      { start: `${spring}-06-25`, end: `${spring}-06-25` },
    ],
  }
}

function termStarts(now: number): number[] {
  const today = new Date(now)
  const autumn = today.getUTCMonth() >= 8 ? today.getUTCFullYear() : today.getUTCFullYear() - 1
  return [Date.UTC(autumn, 8, 1), Date.UTC(autumn + 1, 0, 5), Date.UTC(autumn + 1, 3, 15), Date.UTC(autumn + 1, 8, 1)]
}
