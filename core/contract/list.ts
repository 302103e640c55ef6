import { z } from 'zod'
import { FineWords, fineWordsLimits } from './fine-words.ts'
import { AllowedTyping } from './personal.ts'
import { Seen } from './seen.ts'
import { Id, Instant, PictureName, Stage } from './stage.ts'

/**
 * How far one approval opens. `page`: exactly this address (path and query; the fragment is ignored).
 * `section`: this path and everything below it at a `/` boundary. `site`: the host and its subdomains.
 */
export const Scope = z.enum(['page', 'section', 'site'])
export type Scope = z.infer<typeof Scope>

/** Most approvals one class list may hold, and a trust's catalogue. */
export const limits = {
  classEntries: 500,
  catalogueEntries: 1_000_000,
  urlLength: 8_192,
  companions: 64,
  also: 32,
  title: 120,
} as const

/** One line of the import format. `also`: further addresses of the same tile and scope. `companions`: `host` or `*.host`. */
export const ListEntry = z.strictObject({
  title: z.string().trim().min(1).max(limits.title),
  url: z.string().min(1).max(limits.urlLength),
  scope: Scope,
  also: z.array(z.string().min(1).max(limits.urlLength)).max(limits.also).default([]),
  companions: z.array(z.string().min(1).max(260)).max(limits.companions).default([]),
})
export type ListEntry = z.infer<typeof ListEntry>

/** The documented import format of `npm run verdict -- LIST.json` and of the teacher's import. `expiresAt` may be left out. */
export const ListFile = z.strictObject({
  entries: z.array(z.unknown()),
  expiresAt: Instant.optional(),
})

/** A tile on a class's shelf: an approval with what a child sees and hears. */
export const Tile = z.strictObject({
  ...ListEntry.shape,
  id: Id,
  picture: PictureName,
  /** Said aloud, and the word under the picture at KS1: short. */
  spoken: z.string().trim().min(1).max(80),
  subject: z.string().trim().max(40).default(''),
  /** Words a child may search by, beside the title. */
  words: z.array(z.string().trim().min(1).max(40)).max(20).default([]),
  /** Who looked at the page, and when. Absent: "check before use". */
  checkedBy: z.string().trim().max(80).nullable().default(null),
  checkedAt: Instant.nullable().default(null),
  /** The page as it was when it was approved; the kiosk compares with it. Absent or null: nothing to compare with. */
  seen: Seen.nullable().optional(),
  /** What its pages may be told without a word, because signing in there needs it. Absent: nothing. */
  mayAskFor: z.array(AllowedTyping).max(2).optional(),
  /** Words that are at home on one of its pages. Absent: none. */
  fineWords: z.array(FineWords).max(fineWordsLimits.pages).optional(),
})
export type Tile = z.infer<typeof Tile>

/** A lesson: an aim and some of the class's tiles, between two moments. */
export const Lesson = z.strictObject({
  id: Id,
  /** Shown after "Today we are …". */
  aim: z.string().trim().min(1).max(90),
  startsAt: Instant,
  endsAt: Instant,
  tileIds: z.array(Id).max(60),
  /** True: while the lesson runs, only its tiles open. False: they come first. */
  onlyTheseTiles: z.boolean().default(false),
})
export type Lesson = z.infer<typeof Lesson>

/** What a teacher edits: not signed, not numbered. */
export const ClassDraft = z.strictObject({
  tiles: z.array(Tile).max(limits.classEntries),
  lessons: z.array(Lesson).max(100),
})
export type ClassDraft = z.infer<typeof ClassDraft>

/** What a kiosk serves a class from, once its signature, version and expiry have been checked. */
export const ClassList = z.strictObject({
  kind: z.literal('class-list'),
  schoolId: Id,
  classId: Id,
  stage: Stage,
  /** Rises by one with each publication; a kiosk never takes a lower one. */
  version: z.number().int().min(1),
  issuedAt: Instant,
  expiresAt: Instant,
  ...ClassDraft.shape,
})
export type ClassList = z.infer<typeof ClassList>
