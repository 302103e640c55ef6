import type { Activity } from '#core/contract/activity.ts'
import type { CallInput, CallName, CallOutput } from '#core/contract/calls.ts'
import type { DailyProof } from '#core/contract/daily-proof.ts'
import type { AdultCall, AdultCallState, Documents, Enrolment, Hello, HelloAnswer, KioskEvent, ShellFacts } from '#core/contract/hub-api.ts'
import type { LookResult } from '#core/contract/look.ts'
import type { MailboxAsk, MailboxNews, SealedLetter } from '#core/contract/mailbox.ts'
import type { PersonalKind, TypingAnswer, TypingCare } from '#core/contract/personal.ts'
import type { ReportRecipients, SecretHash } from '#core/contract/school.ts'
import type { KioskCheck, SelfCheck } from '#core/contract/self-check.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import type { Letter, SlotAnswer } from '#core/contract/slots.ts'
import type { SchoolNotices } from '#core/contract/stops.ts'
import type { PageRequest, RefusalCode, Verdict } from '#core/contract/verdict.ts'
import type { KioskView } from '#core/contract/view.ts'
import type { MailboxSeed } from '#core/sealing/mailbox-keys.ts'

/** What a page did, as the shell saw it. The shell reports; the guard alone decides what it means. */
export type PageEvent =
  /** The top document is now at this address, by loading or from inside (pushState, hash). */
  | { readonly kind: 'committed'; readonly url: string; readonly inside: boolean }
  /** The approved page is loaded far enough to be shown. */
  | { readonly kind: 'ready' }
  /** A trusted press or key in the page, at this monotonic time. Keeps the session awake. */
  | { readonly kind: 'pressed' }
  /** A top navigation or popup that `judge` refused; the page is still what it was. `byChild`: a trusted press came just before. `redirect`: an approved address passed it on. */
  | {
      readonly kind: 'refused'
      readonly url: string
      readonly code: RefusalCode
      readonly use: 'navigation' | 'popup'
      readonly byChild: boolean
      readonly redirect: boolean
    }
  /**
   * The words of a document, hidden ones and late ones too: when it is there, and again when they have changed. At most
   * `longestPageText` characters of each part. `inFrame`: not the top document. `around`: navigation, header and footer;
   * `text`: the rest; `linked`: the share of it that stands in links.
   */
  | {
      readonly kind: 'text'
      readonly url: string
      readonly inFrame: boolean
      readonly text: string
      readonly around: string
      readonly linked: number
      /** The document's title. A new title alone is not told. */
      readonly title?: string
    }
  /** The child typed something of these kinds, and nothing of it has been sent on yet: the page waits for `answerTyping`. */
  | { readonly kind: 'personal'; readonly what: readonly PersonalKind[] }
  | { readonly kind: 'failed'; readonly fault: 'load' | 'offline' | 'certificate' | 'login' }
  | { readonly kind: 'dialog' }
  | { readonly kind: 'download' }
  | { readonly kind: 'window' }
  | { readonly kind: 'file-chooser' }
  | { readonly kind: 'crashed' }
  | { readonly kind: 'hung' }
  /** The page takes more memory than a page may. */
  | { readonly kind: 'hog' }

export const longestPageText = 200_000

/** What the kiosk owes a shell. */
export interface ShellOwner {
  /** Total, synchronous, fail-closed: asked for every request of the page, each redirect hop included. */
  judge(request: PageRequest): Verdict
  onPage(event: PageEvent): void
  /** A call from our own screens. Rejects only with a coded error; input is checked by the shell against `calls` first. */
  answer<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>
  /** The browser itself died or fell silent; the shell is starting it again and will call `start`'s steps anew. */
  onShellFault(detail: string): void
}

/** The whole of what a shell owes the core. A third shell costs exactly this much. */
export interface ShellPort {
  readonly facts: ShellFacts
  /** Starts the browser with our own screens, fully covered. Resolves only once no request can pass unasked. Throws HG_NO_CHROMIUM, HG_NO_DISPLAY, HG_SHELL_SILENT. */
  start(owner: ShellOwner): Promise<void>
  /** Sends the view to our own screens; the newest is sent again when a screen says `screen.ready`, and when it was given before `start`. */
  render(view: KioskView): void
  /**
   * Loads an address in a fresh page under the cover. Never shows it. A page that is open already is closed first.
   * `care`: what it is watched for as the child types; without it, nothing.
   */
  openPage(url: string, care?: TypingCare): Promise<void>
  /** After `personal`, or when other kinds may be told: what waits goes on, or is dropped and the words leave their field. Never throws. */
  answerTyping(answer: TypingAnswer): void
  /** Shows the open page under the bar; does nothing when it was closed or covered for good meanwhile. */
  showPage(): void
  /** Our big screen over everything, at once, sound off; waits for nothing and never throws. The page lives on, hidden. */
  cover(): void
  /** Goes to an address in the open page, in place (a popup that was judged and allowed). */
  steerPage(url: string): Promise<void>
  /** Covers, then closes the page; resolves when it is gone, also when it hung. */
  closePage(): Promise<void>
  /** Closes the page and forgets all it left: cookies, storage, cache, workers, permissions, clipboard. Throws when it cannot be sure: the kiosk then serves nobody. */
  forget(): Promise<void>
  /**
   * Tries the shell's own locks against this machine alone, in a page that nobody sees, and leaves nothing. Called only when
   * no page is open. Rejects when it could not be run: the kiosk then serves nobody.
   */
  check(): Promise<SelfCheck>
  /** Ends the browser and undoes the lock-down. */
  stop(): Promise<void>
}

/** The hub, over the network. Every method rejects when the hub is out of reach; `HedgerowError` when it refused. */
export interface HubPort {
  enrol(hubUrl: string, code: string, name: string, facts: ShellFacts): Promise<Enrolment>
  /** Uses this enrolment from now on, and keeps one live connection open, again and again. `onEvent` gets each event; `onReach` each change. */
  connect(hubUrl: string, enrolment: Enrolment, onEvent: (event: KioskEvent) => void, onReach: (online: boolean) => void): void
  documents(): Promise<Documents>
  /** What the school has stopped, and its notice board. */
  notices(): Promise<SchoolNotices>
  /** What the school's mailbox holds now; the same for every kiosk. */
  mailbox(ask: MailboxAsk): Promise<MailboxNews>
  /** Letters that this kiosk has not got yet. One that is gone meanwhile is left out. */
  letters(ids: readonly string[]): Promise<readonly SealedLetter[]>
  hello(hello: Hello): Promise<HelloAnswer>
  sendActivity(events: readonly Activity[]): Promise<readonly string[]>
  sendSelfCheck(check: KioskCheck): Promise<void>
  sendDailyProof(proof: DailyProof): Promise<void>
  call(callId: string, call: AdultCall): Promise<AdultCallState>
  callOff(callId: string): Promise<void>
  /** A page to look at for a teacher, signed; null when none waits. */
  takeLook(): Promise<SignedDocument | null>
  /** Null: it was interrupted. */
  sendLook(jobId: string, result: LookResult | null): Promise<void>
  /** One slot, real or dummy. What the answer names is on the hub's disk. */
  putSlot(bytes: Uint8Array): Promise<SlotAnswer>
  close(): void
}

/** What the kiosk keeps between runs. Every write is on the disk when its promise resolves; a damaged file is set aside, never thrown away. */
export interface KioskStore {
  read(): Promise<KioskState>
  write(state: KioskState): Promise<void>
}
export interface KioskState {
  readonly enrolment: { readonly hubUrl: string; readonly enrolment: Enrolment } | null
  /** Last good documents, exactly as signed. */
  readonly school: SignedDocument | null
  readonly lists: Readonly<Record<string, SignedDocument>>
  /** As signed; none until the school has made one. */
  readonly stops?: SignedDocument | undefined
  readonly board?: SignedDocument | undefined
  /** When each child last agreed in full: pupil id to version and time. */
  readonly agreed: Readonly<Record<string, { readonly version: string; readonly at: number }>>
  /** Wrong staff PINs in a row, and the moment of the steady clock before which none is tried. Survives restarts: see core/session/staff-pin.ts. */
  readonly pin: { readonly wrong: number; readonly waitUntil: number }
  /** The newest checkpoint of the hub's record of staff acts that fitted all before it: see core/audit/witness.ts. */
  readonly record?: string | undefined
  /** How often the page of a tile failed on this kiosk on a day, under one version of its list: see core/session/set-aside.ts. */
  readonly failures?: Readonly<Record<string, { readonly day: string; readonly version: number; readonly times: number }>> | undefined
  readonly keyTalk?: KeyTalkState | undefined
}

/** What the kiosk remembers of comparing its key list with other kiosks: see core/session/key-talk.ts. Times are ms since 1970. */
export interface KeyTalkState {
  /** Signs this kiosk's own statements, and opens nothing. Both halves base64. */
  readonly signing: { readonly privateKey: string; readonly publicKey: string }
  /** The keys that reports are sealed to. `confirmed`: another kiosk said that it has the same. */
  readonly agreed: { readonly recipients: ReportRecipients; readonly since: number; readonly confirmed: boolean } | null
  /** Since when the school has named others, which no other kiosk has confirmed yet. */
  readonly newerSince: number | null
  /** Since when each other kiosk has been heard of, by the public key it signs with. */
  readonly known: Readonly<Record<string, number>>
}

/** Sealed reports until the hub has them, small or large; nothing here can open them. */
export interface OutboxStore {
  /** On the disk, fsynced, when it resolves. Throws HG_OUTBOX_FULL, HG_DISK_FULL, HG_FOLDER_UNWRITABLE. */
  put(id: string, letter: Letter): Promise<void>
  /** Ids in random order. */
  list(): Promise<readonly string[]>
  get(id: string): Promise<Letter | null>
  remove(id: string): Promise<void>
  /** Could another report be kept now? */
  hasRoom(): Promise<boolean>
  /** Does a large report wait? */
  hasLarge(): Promise<boolean>
  /** How many more slots leave large, report or not; null while the hub has not said that it takes small ones. After a restart as it was, or more. */
  largeSlotsLeft(): number | null
  /** In force at once, also when the disk does not take it. Never throws. */
  setLargeSlotsLeft(left: number | null): Promise<void>
}

/** The slow step from a picture code to keys. */
export interface CodePort {
  /** False: this runtime cannot do it, and the kiosk offers no mailbox. */
  readonly isThere: boolean
  /** 32 bytes of the code's five, by Argon2id. Takes about a second, off the main thread; rejects when the machine could not do it. */
  derive(code: Uint8Array, seed: MailboxSeed): Promise<Uint8Array>
}

/** The school's letters on this computer, sealed as they came. */
export interface LetterStore {
  /** Null: none yet, or they were damaged and set aside; the hub has them all. */
  read(): Promise<KeptLetters | null>
  /** On the disk when it resolves. */
  write(kept: KeptLetters): Promise<void>
}
export interface KeptLetters {
  /** The kiosk's own key, by which it is given the seed: opens no report and no letter. base64 of 32 bytes. */
  readonly secret: string
  readonly stamp: string | null
  /** As sealed by the DSL's browser; null: the school has no mailbox. */
  readonly seed: string | null
  readonly letters: readonly SealedLetter[]
}

/** Activity until the hub has it; bounded: when full, the oldest go first and the loss is counted. */
export interface JournalStore {
  append(event: Activity): Promise<void>
  /** The oldest events, at most `count`. */
  peek(count: number): Promise<readonly Activity[]>
  remove(ids: readonly string[]): Promise<void>
}

export interface SecretPort {
  /** Slow, constant-time compare. */
  matches(words: string, hash: SecretHash): Promise<boolean>
}

export interface ClockPort {
  /** Wall clock, ms since 1970. */
  now(): number
  /** Rises steadily, ms, whatever the wall clock does. */
  steady(): number
  after(ms: number, act: () => void): { cancel(): void }
}

export interface LogPort {
  /** `fields` hold codes and counts, never names, words or addresses of a child's page. */
  note(event: string, fields?: Readonly<Record<string, string | number | boolean>>): void
}
