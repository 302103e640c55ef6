import { z } from 'zod'
import { KeyStanding } from './key-statement.ts'
import { StoryCode } from './picture-story.ts'
import { Lane, ReportCategory, reportLimits } from './report.ts'
import { Id, PictureName } from './stage.ts'

const nothing = z.strictObject({})
const done = z.literal('done')

/**
 * Calls from our own screens (the big one and the bar) to the kiosk. The bridge, both shells and the tests are all
 * built from this one value. A call that is not possible just now answers `done` and changes nothing: the screen that
 * follows comes by the view, never by the answer, unless the output says otherwise.
 */
export const calls = {
  /** The screen is painted and listens; answers nothing, the view follows. */
  'screen.ready': { input: z.strictObject({ surface: z.enum(['main', 'bar']) }), output: done },
  /** Somebody moved the mouse or touched: keeps the session awake. */
  'session.touch': { input: nothing, output: done },
  'sign-in.class': { input: z.strictObject({ classId: Id }), output: done },
  'sign-in.pupil': { input: z.strictObject({ pupilId: Id }), output: done },
  'sign-in.group': { input: z.strictObject({ groupId: Id }), output: done },
  'sign-in.secret': {
    input: z.strictObject({ pictures: z.array(PictureName).min(2).max(6) }),
    output: z.enum(['right', 'wrong', 'ask-teacher']),
  },
  /** One step back while signing in ("That is not me"). */
  'sign-in.back': { input: nothing, output: done },
  'agreement.agree': { input: nothing, output: done },
  /** "I have a question": shows "find your grown-up", no blame. */
  'agreement.question': { input: nothing, output: done },
  'notice.seen': { input: nothing, output: done },
  'shelf.open': { input: z.strictObject({ tileId: Id }), output: done },
  /** Back to my tiles: from the page, or from a calm screen. */
  'shelf.show': { input: nothing, output: done },
  /** I'm not sure: cover, close, and what the stage does then. */
  'page.unsure': { input: nothing, output: done },
  /** STOP-THINK-CLICK: stay on the page; or ask the teacher to visit. */
  'think.stay': { input: nothing, output: done },
  'think.ask': { input: nothing, output: done },
  /** What I typed goes out of the field again; or a grown-up says that the page may be told. */
  'personal.take-out': { input: nothing, output: done },
  'personal.keep': { input: nothing, output: done },
  /** Tell an adult: covers at once, from any screen, signed in or not. */
  'tell.press': { input: nothing, output: done },
  'tell.grown-up': { input: nothing, output: done },
  /** Stop ringing: "I am all right now". */
  'tell.call-off': { input: nothing, output: done },
  /** "Help me, I am …": by name, past everything anonymous, at once. */
  'tell.help': { input: nothing, output: done },
  'tell.report': { input: nothing, output: done },
  'tell.helpers': { input: nothing, output: done },
  /** Leave the telling screens at any moment, without a trace. */
  'tell.leave': { input: nothing, output: done },
  'report.send': {
    input: z.strictObject({
      category: ReportCategory,
      words: z.string().max(reportLimits.words),
      showPage: z.boolean(),
      danger: z.boolean(),
      lane: Lane,
      /**
       * `ask`: the child is done and will now be asked whether an answer is wanted; the note waits in the kiosk's memory, and goes
       * without one when the child leaves. `yes`: with the address that practising has made. Left out: no.
       */
      answer: z.enum(['ask', 'yes', 'no']).optional(),
    }),
    /** `held`: only after `ask`. `saved`: on this computer's disk, and on its way. `not-saved`: "tell a grown-up now". `wait`: three notes went in ten minutes; the lane "now" is always open. */
    output: z.enum(['saved', 'not-saved', 'wait', 'held']),
  },
  /** Two picture stories by which an answer can be found; `more`: another pair may be asked for. `none`: not to be had just now. */
  'report.story': {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('story'), code: StoryCode, more: z.boolean() }),
      z.strictObject({ kind: z.literal('none') }),
    ]),
  },
  /** The child tells the stories once. `right` comes after a second or so: the answer's address is made. `none`: no answer can be had. */
  'report.practise': { input: z.strictObject({ code: StoryCode }), output: z.enum(['right', 'look-again', 'none']) },
  /** "Is there a letter for me?": from the fork and the faces of a class; also to try other stories. */
  'letters.open': { input: nothing, output: done },
  'letters.look': { input: z.strictObject({ code: StoryCode }), output: done },
  'letters.leave': { input: nothing, output: done },
  'session.sign-out': { input: nothing, output: done },
  'session.stay': { input: nothing, output: done },
  /** Staff leave the kiosk. Shown only to staff, from a corner that a child has no use for. */
  'staff.open': { input: nothing, output: done },
  'staff.close': { input: nothing, output: done },
  'staff.leave': {
    input: z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('left') }),
      z.strictObject({ kind: z.literal('wrong') }),
      z.strictObject({ kind: z.literal('wait'), seconds: z.number().int().min(1) }),
    ]),
  },
  /** The telling screens to try out, for staff who know the PIN: nothing of it is sent or kept. */
  'staff.practise': {
    input: z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('started') }),
      z.strictObject({ kind: z.literal('wrong') }),
      z.strictObject({ kind: z.literal('wait'), seconds: z.number().int().min(1) }),
    ]),
  },
  /** Staff ask why the kiosk is out of order, and for the keys that it holds; the same PIN and the same waiting as leaving. */
  'staff.why': {
    input: z.strictObject({ pin: z.string().regex(/^\d{4,8}$/) }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('told'),
        lines: z.array(z.string().max(200)).max(20),
        /** The keys that reports are sealed to, to be compared with the DSL's desk; null without any. `others`: kiosks heard of just now. */
        keys: z
          .strictObject({
            pictures: z.array(PictureName).length(4),
            code: z.string().max(40),
            standing: KeyStanding,
            others: z.number().int(),
          })
          .nullable(),
      }),
      z.strictObject({ kind: z.literal('wrong') }),
      z.strictObject({ kind: z.literal('wait'), seconds: z.number().int().min(1) }),
    ]),
  },
  /** Out of order: tries the self-check again. */
  'check.again': { input: nothing, output: done },
  /** A new kiosk: the technician types the short code. */
  'enrol.code': {
    input: z.strictObject({ hubUrl: z.string().max(300), code: z.string().max(20), name: z.string().trim().min(1).max(40) }),
    output: z.enum(['enrolled', 'wrong-code', 'no-hub']),
  },
} as const
export type CallName = keyof typeof calls
export type CallInput<N extends CallName> = z.infer<(typeof calls)[N]['input']>
export type CallOutput<N extends CallName> = z.infer<(typeof calls)[N]['output']>
export type Handlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<CallOutput<N>> }
