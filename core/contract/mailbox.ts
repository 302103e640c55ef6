import { z } from 'zod'
import { Recipient } from './school.ts'
import { Day } from './school-calendar.ts'
import { Id } from './stage.ts'

/**
 * Lengths and numbers of the picture-story mailbox (docs/decisions/0014). `words`: letters of a team member's own words.
 * `paddedBytes`: every letter before it is sealed. `perBox`: living letters to one child. `live`: of the whole school.
 * `days`: a box is emptied so long after its last letter. `atOnce`: letters in one answer to a kiosk. `readers`: computers.
 */
export const letterLimits = { words: 500, paddedBytes: 4_096, perBox: 4, live: 200, days: 30, atOnce: 50, readers: 200 } as const

/** A letter of `letterLimits.paddedBytes` as an age file to one X25519 recipient has exactly this many bytes; core/sealing checks it in a test. */
export const sealedLetterBytes = letterLimits.paddedBytes + 200

/** 128 bits that a child's code gives, by which a kiosk finds the letters. Whoever knows it can open nothing. */
export const LetterTag = z.string().regex(/^[0-9a-f]{32}$/)

/** Where an answer to a report goes: stands in the report, under its seal, and nowhere else. */
export const ReplyAddress = z.strictObject({ recipient: Recipient, tag: LetterTag })
export type ReplyAddress = z.infer<typeof ReplyAddress>

/** What a letter can say without anybody's own words; words under `letters.cards.<card>` in profiles/words. Append only. */
export const letterCards = ['thank-you', 'we-looked', 'we-acted', 'tell-us-more', 'come-to-us'] as const
export const LetterCard = z.enum(letterCards)
export type LetterCard = z.infer<typeof LetterCard>

/** A letter to a child who told. No name, no date finer than a day, and nothing of the report. */
export const ChildLetter = z.strictObject({
  v: z.literal(1),
  card: LetterCard,
  /** A team member's own words; empty: none. */
  words: z.string().max(letterLimits.words),
  day: Day,
})
export type ChildLetter = z.infer<typeof ChildLetter>

/** base64 of an age file of `sealedLetterBytes`. */
const SealedBytes = z.base64().length(Math.ceil(sealedLetterBytes / 3) * 4)
/** A letter as the hub and every kiosk hold it. */
export const SealedLetter = z.strictObject({ id: Id, tag: LetterTag, sealed: SealedBytes })
export type SealedLetter = z.infer<typeof SealedLetter>

/** What the computers need beside a code: an age file that only they, the team and the recovery kit open. base64. */
const SealedSeed = z.base64().max(40_000)
/** Says in short what the hub has: other letters or another seed give another. */
const Stamp = z.string().regex(/^[0-9a-f]{64}$/)

/**
 * POST /api/kiosk/mailbox, each minute and when `notices-changed` comes, by every kiosk alike. `held`: the stamp of what the kiosk
 * has. `recipient`: its own key, to which the DSL's browser seals the seed; null: this kiosk can have no mailbox.
 */
export const MailboxAsk = z.strictObject({ held: Stamp.nullable(), recipient: Recipient.nullable() })
export type MailboxAsk = z.infer<typeof MailboxAsk>
/** `news` null: what the kiosk has is what there is. `mailbox` null: the school has none. */
export const MailboxNews = z.strictObject({
  stamp: Stamp,
  news: z
    .strictObject({ mailbox: z.strictObject({ seed: SealedSeed, letters: z.array(Id).max(letterLimits.live) }).nullable() })
    .nullable(),
})
export type MailboxNews = z.infer<typeof MailboxNews>
/** POST /api/kiosk/letters: the letters that a kiosk has not got yet, which depends on no child. */
export const AskLetters = z.strictObject({ ids: z.array(Id).min(1).max(letterLimits.atOnce) })
export const Letters = z.strictObject({ letters: z.array(SealedLetter).max(letterLimits.atOnce) })

/** GET /api/dsl/mailbox (dsl, deputy); the other routes answer the same. */
export const MailboxDesk = z.strictObject({
  /** Null: switched off. */
  seed: SealedSeed.nullable(),
  /** Names the seed in short; null: switched off. */
  stamp: Stamp.nullable(),
  kiosks: z.array(z.strictObject({ id: Id, name: z.string(), recipient: Recipient.nullable(), isIn: z.boolean() })),
  letters: z.array(
    z.strictObject({
      id: Id,
      tag: LetterTag,
      /** School day on which it was written. */
      day: Day,
      /** `waiting`: another member of the team has to read the own words first. */
      state: z.enum(['waiting', 'sent']),
      madeBy: z.string(),
      mine: z.boolean(),
      /** The same letter for the team to read, an age file of one size. */
      forTeam: z.base64().max(8_000),
    }),
  ),
  /** Words of the names of pupils, staff and helpers: the browser looks a letter through for them, so that the hub need not see it. */
  names: z.array(z.string()),
})
export type MailboxDesk = z.infer<typeof MailboxDesk>

/** PUT /api/dsl/mailbox: switches it on, or lets computers in. `was`: the stamp that the browser saw; HG_CHANGED_MEANWHILE when it is another. */
export const SetMailbox = z.strictObject({
  was: Stamp.nullable(),
  seed: SealedSeed,
  /** The kiosks' keys that it is sealed to. */
  recipients: z.array(Recipient).max(letterLimits.readers),
})
export type SetMailbox = z.infer<typeof SetMailbox>
// DELETE /api/dsl/mailbox: switches it off; the seed and all letters are gone, and every code with them.

/** POST /api/dsl/letters. `sealed` null: it waits for a second reader. HG_LETTERS_FULL. */
export const WriteLetter = z.strictObject({
  tag: LetterTag,
  sealed: SealedBytes.nullable(),
  forTeam: z.base64().max(8_000),
})
export type WriteLetter = z.infer<typeof WriteLetter>
/** POST /api/dsl/letters/:id/send: another member has read it, and seals what was read. HG_NOT_ALLOWED for the writer. */
export const SendLetter = z.strictObject({ sealed: SealedBytes })
// DELETE /api/dsl/letters/:id takes it back: no kiosk has it from its next contact on.
