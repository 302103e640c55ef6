import { z } from 'zod'
import { BoardView } from './board.ts'
import { LetterCard } from './mailbox.ts'
import { PersonalKind } from './personal.ts'
import { Among, Lane } from './report.ts'
import { Helper } from './school.ts'
import { Id, PictureName, Stage } from './stage.ts'

const ClassCard = z.strictObject({ id: Id, name: z.string(), stage: Stage, picture: PictureName })
const Face = z.strictObject({ id: Id, name: z.string(), picture: PictureName })
export const TileCard = z.strictObject({
  id: Id,
  title: z.string(),
  spoken: z.string(),
  picture: PictureName,
  subject: z.string(),
  words: z.array(z.string()),
  inLesson: z.boolean(),
})
export type TileCard = z.infer<typeof TileCard>

/** What the big screen shows. One value, sent whole; the renderer draws it and keeps nothing of its own but half-made choices. */
export const Screen = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('starting') }),
  z.strictObject({ kind: z.literal('not-enrolled'), suggestedHub: z.string() }),
  /** The kiosk cannot serve pupils: for staff, with a code and what to do. The child sees only the kind line. */
  z.strictObject({ kind: z.literal('out-of-order'), code: z.string(), detail: z.string() }),
  z.strictObject({ kind: z.literal('classes'), classes: z.array(ClassCard) }),
  z.strictObject({
    kind: z.literal('pupils'),
    class: ClassCard,
    pupils: z.array(Face),
    groups: z.array(Face),
    letters: z.literal(true).optional(),
  }),
  /** Pictures are shuffled anew each time. */
  z.strictObject({ kind: z.literal('secret'), class: ClassCard, pupil: Face, pictures: z.array(PictureName), choose: z.number().int() }),
  z.strictObject({ kind: z.literal('ask-teacher'), class: ClassCard, pupil: Face }),
  z.strictObject({ kind: z.literal('agreement'), mode: z.enum(['full', 'reminder']), version: z.string() }),
  z.strictObject({ kind: z.literal('notice') }),
  z.strictObject({ kind: z.literal('question') }),
  z.strictObject({ kind: z.literal('shelf'), aim: z.string().nullable(), tiles: z.array(TileCard), listExpired: z.boolean() }),
  z.strictObject({ kind: z.literal('opening'), tile: TileCard }),
  /** The page itself is on show under the bar. */
  z.strictObject({ kind: z.literal('page'), tile: TileCard }),
  /** STOP-THINK-CLICK over the hidden page; `prompt` is a key of the stage's prompts. */
  z.strictObject({ kind: z.literal('think'), tile: TileCard, prompt: z.string(), mayAsk: z.boolean() }),
  /** STOP-THINK over the hidden page: the child typed something of their own. Which kind, the likeliest first; never what. */
  z.strictObject({ kind: z.literal('personal'), tile: TileCard, what: z.array(PersonalKind).min(1) }),
  z.strictObject({ kind: z.literal('asked'), tile: TileCard }),
  z.strictObject({ kind: z.literal('closed'), reason: z.string(), tile: TileCard.nullable() }),
  z.strictObject({ kind: z.literal('find-grown-up') }),
  /** Tell: the fork. `canReport` false: the safety team's box is not ready, or the disk is full. */
  /** `practice`: nothing is sent or kept, and every screen says so. */
  /** `letters`, here and at the faces: the school answers by picture stories, and this stage may look. */
  z.strictObject({
    kind: z.literal('tell'),
    canReport: z.boolean(),
    helpers: z.array(Helper),
    practice: z.boolean(),
    letters: z.literal(true).optional(),
  }),
  z.strictObject({
    kind: z.literal('calling'),
    state: z.enum(['ringing', 'coming', 'no-answer', 'no-hub']),
    who: z.string().nullable(),
    help: z.boolean(),
  }),
  /** `hasPage`: there is a page that the child may choose to show. `among`: null while the hub is away. `grownUpsRead`: somebody was named for "a grown-up at school". */
  z.strictObject({
    kind: z.literal('report'),
    hasPage: z.boolean(),
    among: Among.nullable(),
    grownUpsRead: z.boolean(),
    practice: z.boolean(),
    /** The child may ask for an answer. */
    answers: z.literal(true).optional(),
  }),
  /** `held`: it waits on this computer, so nothing may be said of its being on its way. `answer`: it carries the address of an answer. */
  z.strictObject({
    kind: z.literal('thanks'),
    lane: Lane,
    practice: z.boolean(),
    held: z.boolean().optional(),
    answer: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('report-failed') }),
  z.strictObject({ kind: z.literal('helpers'), helpers: z.array(Helper) }),
  /** "Is there a letter for me?" `none`: no letter yet, or not these stories: nothing tells which. `paused`: codes rest a while; nothing else does. */
  z.strictObject({
    kind: z.literal('letters'),
    at: z.enum(['picking', 'looking', 'none', 'paused', 'found']),
    letters: z.array(z.strictObject({ card: LetterCard, words: z.string() })),
  }),
  z.strictObject({ kind: z.literal('idle') }),
  z.strictObject({ kind: z.literal('staff') }),
])
export type Screen = z.infer<typeof Screen>
export type ScreenKind = Screen['kind']

export const KioskView = z.strictObject({
  /** Rises with each view; a late one is dropped. */
  serial: z.number().int(),
  school: z.string(),
  /** The stage whose sizes and words are used; before sign-in the class's, else eyfs. */
  stage: Stage,
  /** Who is signed in: a child or a group; null before. */
  who: z.strictObject({ name: z.string(), picture: PictureName }).nullable(),
  /** Is the hub in reach? Never shown as an error. */
  online: z.boolean(),
  /** The notice board: the same on every kiosk of the school. */
  board: BoardView,
  screen: Screen,
})
export type KioskView = z.infer<typeof KioskView>
