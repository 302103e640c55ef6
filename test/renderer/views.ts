import type { BoardView } from '#core/contract/board.ts'
import type { Stage } from '#core/contract/stage.ts'
import { stages } from '#core/contract/stage.ts'
import type { KioskView, Screen, TileCard } from '#core/contract/view.ts'

/** A sample of every screen kind, at its fullest and at its emptiest, for tests, the gallery and the layout check in real browsers. */
export interface SampleView {
  /** Short and steady: `report`, `tell-not-ready`. */
  readonly name: string
  readonly stage: Stage
  readonly view: KioskView
}

/** 32 hex digits from a small number. */
export const sampleId = (number: number): string => number.toString(16).padStart(32, '0')

const names = [
  ['Amara', 'umbrella'],
  ['Ben', 'tractor'],
  ['Chidi', 'drum'],
  ['Daisy', 'sunflower'],
  ['Elif', 'teapot'],
  ['Finn', 'sailboat'],
  ['Grace', 'strawberry'],
  ['Hamza', 'rocket'],
  ['Isla', 'snail'],
  ['Jakub', 'bell'],
  ['Kezia', 'kite'],
  ['Leo', 'carrot'],
  ['Maryam', 'crescent-moon'],
  ['Noah', 'tent'],
  ['Oluwaseun', 'mushroom'],
  ['Maximilian', 'balloon'],
  ['Anne-Marie', 'duck'],
  ['Rhys', 'key'],
  ['Sofia', 'owl'],
  ['Tomasz', 'pencil'],
  ['Uma', 'puzzle-piece'],
  ['Violet', 'teddy-bear'],
  ['Wren', 'maple-leaf'],
  ['Yusuf', 'fish'],
] as const
const faces = names.map(([name, picture], place) => ({ id: sampleId(100 + place), name, picture }))

const classCards = [
  { id: sampleId(1), name: 'Hedgehogs', stage: 'eyfs', picture: 'lady-beetle' },
  { id: sampleId(2), name: 'Year 2 Kites', stage: 'ks1', picture: 'kite' },
  { id: sampleId(3), name: 'Year 5 Owls', stage: 'ks2', picture: 'owl' },
] as const
const classOf = { eyfs: classCards[0], ks1: classCards[1], ks2: classCards[2] }

const manyClasses = Array.from({ length: 14 }, (_, place) => ({
  ...classCards[place % 3 === 0 ? 0 : place % 3 === 1 ? 1 : 2],
  id: sampleId(20 + place),
  name: place % 4 === 3 ? `Year ${place} Kingfishers and Dragonflies` : `Class ${place + 1}`,
}))

const groups = [
  { id: sampleId(50), name: 'Red table', picture: 'strawberry' },
  { id: sampleId(51), name: 'Blue table', picture: 'fish' },
]

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
  'pencil',
  'bell',
  'balloon',
]

const tileRows = [
  ['Minibeasts: who lives under the log?', 'Minibeasts', 'lady-beetle', 'Science'],
  ['Life in a pond', 'Ponds', 'frog', 'Science'],
  ['Bees and what they do for us', 'Bees', 'honeybee', 'Science'],
  ['Grow a garden', 'Gardens', 'potted-plant', 'Science'],
  ['Weather today', 'Weather', 'sun-behind-cloud', 'Geography'],
  ['Paint like a painter', 'Paint', 'artist-palette', 'Art'],
  ['Number bonds and times tables', 'Numbers', 'abacus', 'Maths'],
  ['Stories from all over the world, read aloud', 'Stories', 'open-book', 'English'],
  ['Roads of Roman Britain', 'Roman roads', 'classical-building', 'History'],
  ['Walk along the Wall', 'The Wall', 'castle', 'History'],
] as const
export const sampleTiles: readonly TileCard[] = tileRows.map(([title, spoken, picture, subject], place) => ({
  id: sampleId(200 + place),
  title,
  spoken,
  picture,
  subject,
  words: spoken === 'Bees' ? ['honey', 'insect'] : [],
  inLesson: place < 4,
}))
export const sampleTile = sampleTiles[1] as TileCard

/** As long as a teacher may make them. */
const longAim = 'finding out how people in the past built roads, walls and houses that we can still visit'
const longTiles = sampleTiles.map((tile) => ({
  ...tile,
  title: 'Everything about the Romans in Britain: roads and bathhouses',
  spoken: 'Roman roads and bathhouses all over Britain',
  subject: 'Personal, social and health education',
}))

const helpers = [
  { name: 'Miss Patel', role: 'Class teacher', picture: 'helper-rose' },
  { name: 'Mr Okoro', role: 'Safeguarding lead', picture: 'helper-blue' },
  { name: 'Mrs Whitfield', role: 'Teaching assistant', picture: 'helper-gold' },
  { name: 'Ms Lund', role: 'Head teacher', picture: 'helper-plum' },
]

/** As many letters as a team member may write, of words that a child could read. */
const longLetter = 'We talked to the class about kind words, and we will do so again next week. It helps us when you tell. '
  .repeat(5)
  .slice(0, 500)
/** The picture-story mailbox is for KS2 alone. */
const letterScreens: readonly (readonly [string, Screen])[] = [
  ['pupils-letters', { kind: 'pupils', class: classOf.ks2, pupils: faces, groups: [], letters: true }],
  ['tell-letters', { kind: 'tell', canReport: true, helpers, practice: false, letters: true }],
  ['report-answers', { kind: 'report', hasPage: true, among: '15-29', grownUpsRead: true, practice: false, answers: true }],
  ['thanks-answer', { kind: 'thanks', lane: 'soon', practice: false, answer: true }],
  ['letters-picking', { kind: 'letters', at: 'picking', letters: [] }],
  ['letters-looking', { kind: 'letters', at: 'looking', letters: [] }],
  ['letters-none', { kind: 'letters', at: 'none', letters: [] }],
  ['letters-paused', { kind: 'letters', at: 'paused', letters: [] }],
  ['letters-found', { kind: 'letters', at: 'found', letters: [{ card: 'we-looked', words: '' }] }],
  [
    'letters-found-long',
    {
      kind: 'letters',
      at: 'found',
      letters: [
        { card: 'come-to-us', words: longLetter },
        { card: 'thank-you', words: '' },
      ],
    },
  ],
]

const aims = {
  eyfs: 'finding out about minibeasts',
  ks1: 'finding out about minibeasts',
  ks2: 'asking why the Romans built straight roads',
}
const prompts = { eyfs: 'new-place', ks1: 'off-shelf', ks2: 'who-made-it' }

/** Screens that are shown before anybody has signed in. */
const signedOut = new Set<Screen['kind']>([
  'starting',
  'not-enrolled',
  'out-of-order',
  'classes',
  'pupils',
  'secret',
  'ask-teacher',
  'staff',
])

function screensOf(stage: Stage): readonly (readonly [name: string, screen: Screen])[] {
  const pupil = faces[10] ?? { id: sampleId(100), name: 'Kezia', picture: 'kite' }
  const secret = { kind: 'secret', class: classOf[stage], pupil, pictures: secretPictures, choose: 3 } as const
  const shelf: Screen & { kind: 'shelf' } = { kind: 'shelf', aim: aims[stage], tiles: [...sampleTiles], listExpired: false }
  const calling = { kind: 'calling', who: null, help: false } as const
  return [
    ['starting', { kind: 'starting' }],
    ['not-enrolled', { kind: 'not-enrolled', suggestedHub: 'https://hub.school.example:8443' }],
    ['out-of-order', { kind: 'out-of-order', code: 'HG_SHELL_SILENT', detail: 'The browser did not answer in time.' }],
    ['classes', { kind: 'classes', classes: [...classCards] }],
    ['classes-many', { kind: 'classes', classes: manyClasses }],
    ['classes-board', { kind: 'classes', classes: manyClasses }],
    ['classes-none', { kind: 'classes', classes: [] }],
    ['pupils', { kind: 'pupils', class: classOf[stage], pupils: faces, groups: stage === 'eyfs' ? groups : [] }],
    ['secret', secret],
    ['ask-teacher', { kind: 'ask-teacher', class: classOf[stage], pupil }],
    ['agreement', { kind: 'agreement', mode: 'full', version: '2026-1' }],
    ['agreement-reminder', { kind: 'agreement', mode: 'reminder', version: '2026-1' }],
    ['question', { kind: 'question' }],
    ['notice', { kind: 'notice' }],
    ['shelf', shelf],
    ['shelf-no-lesson', { ...shelf, aim: null, tiles: sampleTiles.slice(0, 3) }],
    ['shelf-long', { ...shelf, aim: longAim, tiles: longTiles }],
    ['shelf-empty', { ...shelf, tiles: [] }],
    ['shelf-expired', { ...shelf, aim: null, tiles: [], listExpired: true }],
    ['opening', { kind: 'opening', tile: sampleTile }],
    ['page', { kind: 'page', tile: sampleTile }],
    ['think', { kind: 'think', tile: sampleTile, prompt: prompts[stage], mayAsk: true }],
    ['think-no-ask', { kind: 'think', tile: sampleTile, prompt: prompts[stage], mayAsk: false }],
    ['personal', { kind: 'personal', tile: sampleTile, what: ['address', 'name'] }],
    ['asked', { kind: 'asked', tile: sampleTile }],
    ['closed', { kind: 'closed', reason: 'left-list', tile: sampleTile }],
    ['closed-offline', { kind: 'closed', reason: 'offline', tile: sampleTile }],
    ['closed-unknown', { kind: 'closed', reason: 'not-a-reason-yet', tile: null }],
    ['find-grown-up', { kind: 'find-grown-up' }],
    ['tell', { kind: 'tell', canReport: true, helpers, practice: false }],
    ['tell-not-ready', { kind: 'tell', canReport: false, helpers, practice: false }],
    ['calling-ringing', { ...calling, state: 'ringing' }],
    ['calling-coming', { ...calling, state: 'coming', who: 'Miss Patel' }],
    ['calling-no-answer', { ...calling, state: 'no-answer' }],
    ['calling-no-hub', { ...calling, state: 'no-hub' }],
    ['tell-practice', { kind: 'tell', canReport: true, helpers, practice: true }],
    ['calling-help', { ...calling, state: 'ringing', help: true }],
    ['calling-help-coming', { ...calling, state: 'coming', who: 'Miss Patel', help: true }],
    ['calling-help-somebody', { ...calling, state: 'coming', help: true }],
    ['report', { kind: 'report', hasPage: true, among: '15-29', grownUpsRead: true, practice: false }],
    ['report-no-page', { kind: 'report', hasPage: false, among: '<5', grownUpsRead: false, practice: false }],
    ['report-many', { kind: 'report', hasPage: true, among: '30+', grownUpsRead: true, practice: false }],
    ['report-unknown', { kind: 'report', hasPage: true, among: null, grownUpsRead: true, practice: false }],
    ['report-practice', { kind: 'report', hasPage: true, among: '5-14', grownUpsRead: true, practice: true }],
    ['thanks-practice', { kind: 'thanks', lane: 'now', practice: true }],
    ['thanks', { kind: 'thanks', lane: 'soon', practice: false }],
    ['report-failed', { kind: 'report-failed' }],
    ['helpers', { kind: 'helpers', helpers }],
    ['helpers-board', { kind: 'helpers', helpers }],
    [
      'helpers-twelve',
      {
        kind: 'helpers',
        helpers: [...helpers, ...helpers, ...helpers].map((one, place) => ({ ...one, name: `${one.name} ${place + 1}` })),
      },
    ],
    ['idle', { kind: 'idle' }],
    ['staff', { kind: 'staff' }],
    ...(stage === 'ks2' ? letterScreens : []),
  ]
}

/** The longest card first, with as many added words as may be. */
const sampleBoard: BoardView = [
  {
    id: sampleId(300),
    card: 'somebody-unknown',
    more: 'We will talk about it in assembly on Friday. You can ask us anything you like there, or tell an adult you trust.',
  },
  { id: sampleId(301), card: 'scary-page-gone', more: null },
]

const people = {
  eyfs: { name: 'Red table', picture: 'strawberry' },
  ks1: { name: 'Kezia', picture: 'kite' },
  ks2: { name: 'Rhiannon', picture: 'owl' },
}

/** Every sample at every stage; `serial` rises through the table. */
export const sampleViews: readonly SampleView[] = stages.flatMap((stage, stagePlace) =>
  screensOf(stage).map(([name, screen], place) => ({
    name,
    stage,
    view: {
      serial: stagePlace * 100 + place + 1,
      school: 'Brook Lane Primary',
      stage,
      who: signedOut.has(screen.kind) ? null : people[stage],
      online: true,
      board: name.endsWith('-board') ? sampleBoard.map((one) => (stage === 'ks2' ? one : { ...one, more: null })) : [],
      screen,
    },
  })),
)

/** Throws when there is no such sample. */
export function sampleView(name: string, stage: Stage): KioskView {
  const found = sampleViews.find((one) => one.name === name && one.stage === stage)
  if (found === undefined) throw new Error(`There is no sample view "${name}" at ${stage}.`)
  return found.view
}
