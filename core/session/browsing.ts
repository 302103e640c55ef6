import type { Tile } from '#core/contract/list.ts'
import type { PersonalKind, TypingCare } from '#core/contract/personal.ts'
import type { DriftWhy, UncertainReason } from '#core/contract/uncertain.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { TileCard } from '#core/contract/view.ts'
import type { Guard } from '#core/guard/guard.ts'
import { lessonNow, openTiles } from '#core/guard/open-tiles.ts'
import { pageAddress, reportAddress } from '#core/guard/page-address.ts'
import { type PageText, type Reading, readContent, readPage } from '#core/guard/read-page.ts'
import { type Judges, meaningOf } from '#core/guard/uncertainty.ts'
import type { PageEvent } from '#core/ports.ts'
import { type Context, randomBelow, randomId } from './context.ts'
import { phraseBooks } from './phrase-books.ts'
import { setAside } from './set-aside.ts'

/** A page that is not ready by then is closed: the child is never left waiting. */
const longestLoad = 20_000
/** A page that a teacher saw must be seen to be that page by then; some write their words only after they have loaded. */
const longestDoubt = 8_000
/** So many parts of the open page are remembered, to be looked at again when something is stopped; of more, the latest. */
const mostParts = 1_000
/** The words of so many frames are kept while a page is open; of more, the latest. */
const mostWords = 30

export interface Browsing {
  showShelf(): void
  open(tileId: string): void
  /** What the shell saw. */
  onPage(event: PageEvent): void
  unsure(): void
  stay(): void
  askToVisit(): void
  /** What the child typed goes out of the field, and the page comes back. */
  takeOut(): void
  /** A grown-up says that this page may be told; it comes back. */
  mayTell(): void
  /** Back to my tiles. */
  leavePage(): void
  /** Covers, then closes, without a word: telling, idle and signing out do that. Answers with the address that was open, host and path only. */
  hide(): string
  /** The browser died, and the page with it: there is nothing to close. */
  lost(): void
  /** Shows the hidden page again after the idle warning; false when there is none. */
  unhide(): boolean
  /** The list, the lesson or what is stopped may have changed, or the clock moved on. */
  check(): void
  /** What the page asked for, and got. */
  onRequest(request: PageRequest, verdict: Verdict): void
  /** Resolves when the page is gone. */
  closed(): Promise<void>
}

/** The address that a child asks for, without query and fragment: they may hold what the child typed, and the notice says that typing is not remembered. */
function withoutTyping(url: string): string {
  const parsed = URL.parse(url)
  return parsed === null ? '' : `${parsed.origin}${parsed.pathname}`.slice(0, 8_192)
}

type OpenPage = {
  tile: Tile
  url: string
  isReady: boolean
  wanted: string | null
  timer: { cancel(): void }
  /** Not touched by the child yet: as the teacher saw it. */
  isAsOpened: boolean
  /** Its words have come, and nothing was against them. */
  isRead: boolean
  /** Runs while it is not known to be the page that was approved. */
  doubt: { cancel(): void } | null
  /** Staff have been told that it looked different. */
  isDifferent: boolean
  /** What the child is about to tell it, until the child has answered. */
  telling: readonly PersonalKind[] | null
  /** What a grown-up said may be told, by tile, for as long as the page is open. */
  okay: Map<string, Set<PersonalKind>>
  /** The last words of the page and of its frames, by their address, to be read again when the school's phrases change. */
  words: Map<string, PageText>
  /** Addresses of its parts: a frame may show what is stopped. */
  parts: Set<string>
}

export function createBrowsing(context: Context, guard: Guard): Browsing {
  const { shell, clock } = context.ports
  const books = phraseBooks(context)
  const aside = setAside(context)
  let page: OpenPage | null = null
  let closing: Promise<void> = Promise.resolve()
  /** The next prompt of each tile, so that the same one is not shown twice running. */
  const prompted = new Map<string, number>()

  function card(tile: Tile): TileCard {
    const list = context.person === null ? null : context.held.list(context.person.class.id)
    const lesson = list === null ? null : lessonNow(list, context.now())
    const { id, title, spoken, picture, subject, words } = tile
    return { id, title, spoken, picture, subject, words, inLesson: lesson?.tileIds.includes(id) ?? false }
  }

  function note(kind: 'opened', tile: Tile, url: string): void
  function note(kind: 'closed-unsure' | 'looked-different', tile: Tile, url: string, code: string): void
  function note(kind: 'opened' | 'closed-unsure' | 'looked-different', tile: Tile, url: string, code = ''): void {
    if (context.person === null) return
    const common = {
      id: randomId(),
      at: context.now(),
      classId: context.person.class.id,
      pupilId: context.person.pupil?.id ?? null,
      tile: tile.title,
      page: pageAddress(url),
    }
    context.remember(kind === 'opened' ? { kind, ...common } : { kind, ...common, code })
  }

  /** Cover first, close second: the cover waits for nothing. */
  function close(): void {
    shell.cover()
    if (page === null) return
    page.timer.cancel()
    settle(page)
    page = null
    closing = shell.closePage().catch((fault: unknown) => {
      context.ports.log.note('page-close-failed', { fault: fault instanceof Error ? fault.name : 'unknown' })
    })
  }

  function noteClosed(was: OpenPage, code: string, reason: UncertainReason): void {
    note('closed-unsure', was.tile, was.url, code)
    if (aside.failed(was.tile, reason)) note('closed-unsure', was.tile, was.url, 'set-aside')
  }

  function closeUnsure(reason: UncertainReason, found = ''): void {
    const was = page
    close()
    if (was !== null) noteClosed(was, found === '' ? reason : `${reason} ${found}`, reason)
    context.show({ kind: 'closed', reason, tile: was === null ? null : card(was.tile) })
  }

  const judges: Judges = {
    isApproved: (url) => guard.tileOf(url) !== null,
    read(words): Reading {
      if (page === null || context.person === null) return { kind: 'fine' }
      const { tile, isAsOpened } = page
      const { stage } = context.person.class
      return readPage(words, { book: books.for(stage), stage, seen: tile.seen ?? null, fineWords: tile.fineWords, isAsOpened })
    },
  }

  /** The school has other phrases than before: the open page is read again by them. Answers whether it may stay. */
  function isStillFit(open: OpenPage): boolean {
    if (context.person === null) return true
    const { stage } = context.person.class
    const reader = { book: books.for(stage), stage, seen: open.tile.seen ?? null, fineWords: open.tile.fineWords }
    for (const words of open.words.values()) {
      const meaning = meaningOf(words, { isApproved: judges.isApproved, read: (text) => readContent(text, reader) })
      if (meaning.kind !== 'uncertain') continue
      closeUnsure(meaning.reason, meaning.found)
      return false
    }
    return true
  }

  /** Not the approved page, or not known to be: it has a little time to become it. */
  function doubtful(why: DriftWhy): void {
    if (page === null || page.doubt !== null) return
    const { tile } = page
    page.doubt = clock.after(longestDoubt, () => {
      if (page?.tile === tile) closeUnsure('changed', why)
    })
  }
  function settle(open: OpenPage): void {
    open.doubt?.cancel()
    open.doubt = null
  }
  function lookAgain(open: OpenPage, why: DriftWhy): void {
    if (!open.isDifferent) note('looked-different', open.tile, open.url, why)
    open.isDifferent = true
  }

  function keepWords(open: OpenPage, words: PageText): void {
    const key = `${words.inFrame ? 'frame' : 'page'} ${words.inFrame ? words.url : ''}`
    open.words.delete(key)
    open.words.set(key, words)
    const [oldest] = open.words.keys()
    if (open.words.size > mostWords && oldest !== undefined) open.words.delete(oldest)
  }

  function showShelf(): void {
    const { person } = context
    if (person === null) return
    const list = context.held.list(person.class.id)
    guard.serve(list)
    const now = context.now()
    const tiles = list === null || guard.isExpired() ? [] : openTiles(list, now)
    context.show({
      kind: 'shelf',
      aim: list === null ? null : (lessonNow(list, now)?.aim ?? null),
      tiles: tiles.filter((tile) => !guard.isStopped(tile.url)).map(card),
      listExpired: guard.isExpired(),
    })
  }

  /** The kinds that the open tile may be told: its teacher's word, and a grown-up's since it was opened. */
  function okayFor({ tile, okay }: OpenPage): readonly PersonalKind[] {
    return [...new Set([...(tile.mayAskFor ?? []), ...(okay.get(tile.id) ?? [])])]
  }
  function careFor(open: OpenPage): TypingCare {
    const own = {
      name: context.person?.pupil?.name ?? '',
      school: context.held.school()?.name ?? '',
      year: new Date(context.now()).getUTCFullYear(),
    }
    return { own, mayTell: okayFor(open) }
  }
  /** STOP-THINK before it is sent. Nothing of it is remembered, not even that it happened. */
  function askAboutTelling(open: OpenPage, what: readonly PersonalKind[]): void {
    open.telling = what
    if (context.screen().kind !== 'page') return
    shell.cover()
    context.show({ kind: 'personal', tile: card(open.tile), what: [...what] })
  }
  function backToPage(open: OpenPage): void {
    if (open.telling !== null) {
      context.show({ kind: 'personal', tile: card(open.tile), what: [...open.telling] })
      return
    }
    context.show({ kind: 'page', tile: card(open.tile) })
    shell.showPage()
  }

  function stopAndThink(url: string): void {
    if (page === null || context.person === null) return
    shell.cover()
    const prompts = context.ports.profiles[context.person.class.stage].prompts.filter((prompt) => prompt.when === 'leaving')
    const turn = prompted.get(page.tile.id) ?? randomBelow(Math.max(prompts.length, 1))
    prompted.set(page.tile.id, turn + 1)
    page.wanted = url
    const isWebAddress = /^https?:$/.test(URL.parse(url)?.protocol ?? '')
    context.show({
      kind: 'think',
      tile: card(page.tile),
      prompt: prompts[turn % Math.max(prompts.length, 1)]?.key ?? '',
      mayAsk: isWebAddress,
    })
  }

  return {
    showShelf,
    open(tileId) {
      const { person } = context
      if (person === null || context.screen().kind !== 'shelf') return
      const list = context.held.list(person.class.id)
      const tile = list === null ? undefined : openTiles(list, context.now()).find((one) => one.id === tileId)
      if (tile === undefined || guard.isStopped(tile.url)) return
      if (aside.isAside(tile)) return context.show({ kind: 'closed', reason: 'set-aside', tile: card(tile) })
      guard.serve(list)
      const timer = clock.after(longestLoad, () => {
        if (page?.timer === timer && !page.isReady) closeUnsure('load-failed')
      })
      const opening: OpenPage = {
        tile,
        url: tile.url,
        isReady: false,
        wanted: null,
        timer,
        isAsOpened: true,
        isRead: false,
        doubt: null,
        isDifferent: false,
        telling: null,
        okay: new Map(),
        words: new Map(),
        parts: new Set(),
      }
      page = opening
      context.show({ kind: 'opening', tile: card(tile) })
      void closing
        .then(() => (page === opening ? shell.openPage(tile.url, careFor(opening)) : undefined))
        .catch(() => {
          if (page === opening) closeUnsure('shell-fault')
        })
    },
    onPage(event) {
      if (page === null) return
      const meaning = meaningOf(event, judges)
      if (meaning.kind === 'uncertain') return closeUnsure(meaning.reason, meaning.found)
      if (meaning.kind === 'doubtful') return doubtful(meaning.why)
      if (meaning.kind === 'look-again') lookAgain(page, meaning.why)
      if (meaning.kind === 'personal') return askAboutTelling(page, meaning.what)
      if (event.kind === 'text') keepWords(page, event)
      if (meaning.kind === 'stop-think') {
        // While the page is hidden nothing that it asks for reaches the child.
        if (context.screen().kind === 'page') stopAndThink(meaning.url)
        return
      }
      if (event.kind === 'text') {
        if (event.inFrame) return
        settle(page)
        page.isRead = true
      } else if (event.kind === 'pressed') {
        // What changes from here on may be what the child did. A page in doubt stays so until its words have come.
        if (page.doubt === null) page.isAsOpened = false
      } else if (event.kind === 'committed') {
        const tile = guard.tileOf(event.url)
        if (tile === null) return closeUnsure('left-list')
        const isOther = tile.id !== page.tile.id
        page.tile = tile
        page.url = event.url
        if (!event.inside) {
          note('opened', tile, event.url)
          page.words.clear()
          page.parts.clear()
        }
        if (isOther) {
          settle(page)
          page.isAsOpened = false
          if (page.telling === null) shell.answerTyping(okayFor(page))
        }
        if (isOther && context.screen().kind === 'page') context.show({ kind: 'page', tile: card(tile) })
      } else if (event.kind === 'ready' && !page.isReady) {
        page.isReady = true
        page.timer.cancel()
        if (page.tile.seen && !page.isRead) doubtful('unread')
        if (context.screen().kind !== 'opening') return
        backToPage(page)
      }
    },
    unsure() {
      if (context.person === null) return
      close()
      if (context.ports.profiles[context.person.class.stage].unsure === 'find-grown-up') context.show({ kind: 'find-grown-up' })
      else showShelf()
    },
    stay() {
      const screen = context.screen()
      if (page === null || screen.kind !== 'think') return
      page.wanted = null
      backToPage(page)
    },
    askToVisit() {
      const screen = context.screen()
      const url = page?.wanted ?? null
      if (context.person === null || page === null || url === null || screen.kind !== 'think' || !screen.mayAsk) return
      const { tile } = page
      close()
      context.remember({
        kind: 'asked-to-visit',
        id: randomId(),
        at: context.now(),
        classId: context.person.class.id,
        pupilId: context.person.pupil?.id ?? null,
        tile: tile.title,
        url: withoutTyping(url),
      })
      context.show({ kind: 'asked', tile: card(tile) })
    },
    takeOut() {
      if (page === null || context.screen().kind !== 'personal') return
      page.telling = null
      shell.answerTyping('take-out')
      backToPage(page)
    },
    mayTell() {
      if (page === null || page.telling === null || context.screen().kind !== 'personal') return
      const { tile, okay, telling } = page
      okay.set(tile.id, new Set([...(okay.get(tile.id) ?? []), ...telling]))
      page.telling = null
      shell.answerTyping(okayFor(page))
      backToPage(page)
    },
    leavePage() {
      close()
      showShelf()
    },
    hide() {
      const url = page?.url ?? ''
      close()
      return url === '' ? '' : reportAddress(url)
    },
    lost() {
      if (page === null) return
      const was = page
      page.timer.cancel()
      settle(page)
      page = null
      noteClosed(was, 'crashed', 'crashed')
      if (['opening', 'page', 'think', 'personal', 'idle'].includes(context.screen().kind))
        context.show({ kind: 'closed', reason: 'crashed', tile: card(was.tile) })
    },
    unhide() {
      if (page === null) return false
      backToPage(page)
      return true
    },
    check() {
      if (context.person === null) return
      const isChanged = guard.serve(context.held.list(context.person.class.id))
      if (books.haveChanged() && page !== null && !isStillFit(page)) return
      if (page !== null && guard.tileOf(page.url) === null) closeUnsure(guard.isExpired() ? 'list-expired' : 'list-changed')
      // The words are those of any page that left the list: nobody is to see that something was told.
      else if (page !== null && [...page.parts].some(guard.isStopped)) closeUnsure('list-changed')
      else if (context.screen().kind === 'shelf' && (isChanged || guard.isExpired())) showShelf()
    },
    onRequest(request, verdict) {
      if (page === null || verdict.kind !== 'allow' || request.use !== 'subresource' || request.url.startsWith('data:')) return
      page.parts.add(request.url)
      const [oldest] = page.parts
      if (page.parts.size > mostParts && oldest !== undefined) page.parts.delete(oldest)
    },
    closed: () => closing,
  }
}
