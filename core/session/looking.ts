import { HedgerowError } from '#core/contract/errors.ts'
import type { ClassList } from '#core/contract/list.ts'
import { LookJob, type LookResult } from '#core/contract/look.ts'
import type { UncertainReason } from '#core/contract/uncertain.ts'
import { scoreText } from '#core/guard/content/score-text.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import type { Guard } from '#core/guard/guard.ts'
import { type PageText, readPage } from '#core/guard/read-page.ts'
import { meaningOf } from '#core/guard/uncertainty.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import type { Context } from './context.ts'
import type { HiddenPage, Visit } from './hidden-page.ts'
import { type PhraseBooks, phraseBooks } from './phrase-books.ts'

/** Nobody has touched the kiosk for this long before it looks at a page for a teacher. */
const quietFor = 5_000
/** A page whose words have not changed for this long is the page that the teacher approves. */
const calm = 2_500
const patience = 30_000
/** The hub tells when there is something to look at; this often it is asked all the same. */
const askEvery = 60_000

export interface Looking {
  isRunning(): boolean
  /** There may be something to look at. */
  wanted(): void
  /** Looks whether it is time; called on each tick of the kiosk. */
  tick(mayBegin: boolean): void
  /** Somebody is at the screen. Resolves when nothing of a look is left on this kiosk; the hub is not waited for. */
  interrupt(): Promise<void>
  stop(): void
}

/** Looks at pages for a teacher, one after the other, when nobody is there. `wipe` forgets what a page left. */
export function createLooking(
  context: Context,
  guard: Guard,
  hidden: HiddenPage,
  needs: { mayGoOn(): boolean; wipe(): Promise<void> },
): Looking {
  const { hub, clock, log } = context.ports
  const books = phraseBooks(context)
  let isWanted = true
  let askedAt = Number.NEGATIVE_INFINITY
  let quietSince = clock.steady()
  let isRunning = false
  let isStopped = false
  /** Rises each time somebody comes. */
  let comers = 0
  let gone: Promise<void> = Promise.resolve()

  async function takeJob(): Promise<LookJob | null> {
    const offered = await hub.takeLook()
    const pinned = context.state().enrolment?.enrolment
    if (offered === null || pinned === undefined) return null
    const job = LookJob.safeParse(openSignedDocument(offered, pinned.schoolKey))
    if (!job.success) throw new HedgerowError('HG_DOCUMENT_SHAPE', 'look')
    if (job.data.schoolId !== pinned.schoolId) throw new HedgerowError('HG_DOCUMENT_OTHER_SCHOOL', 'look')
    return job.data
  }

  async function lookAt(job: LookJob): Promise<LookResult | null> {
    const visit = visitOf(job, { guard, books, clock, now: context.now })
    if (visit === null) return null
    const looked = hidden.visit(visit)
    gone = looked.then(needs.wipe, needs.wipe)
    const result = await looked
    await gone
    return result
  }

  async function work(): Promise<void> {
    isRunning = true
    askedAt = clock.steady()
    const mine = comers
    try {
      for (;;) {
        const job = await takeJob()
        if (job === null) {
          isWanted = false
          return
        }
        const isFree = !isStopped && mine === comers && needs.mayGoOn()
        const result = isFree ? await lookAt(job) : null
        await hub.sendLook(job.id, result)
        log.note('looked', { result: result?.kind ?? 'interrupted' })
        if (result === null) return
        askedAt = clock.steady()
      }
    } catch (fault) {
      log.note('look-failed', { code: fault instanceof HedgerowError ? fault.code : 'unreachable' })
      isWanted = false
    } finally {
      isRunning = false
    }
  }

  return {
    isRunning: () => isRunning,
    wanted() {
      isWanted = true
    },
    tick(mayBegin) {
      if (isRunning || isStopped || !mayBegin || clock.steady() - quietSince < quietFor) return
      if (isWanted || clock.steady() - askedAt >= askEvery) void work()
    },
    async interrupt() {
      quietSince = clock.steady()
      comers += 1
      if (!isRunning) return
      hidden.interrupt()
      await gone
    },
    stop() {
      isStopped = true
      hidden.interrupt()
    },
  }
}

interface Eyes {
  readonly guard: Guard
  readonly books: PhraseBooks
  readonly clock: Context['ports']['clock']
  now(): number
}

/** Null: the job's tile is not among its tiles. */
function visitOf(job: LookJob, { guard, books, clock, now }: Eyes): Visit<LookResult | null> | null {
  const tile = job.tiles.find((one) => one.id === job.tileId)
  if (tile === undefined) return null
  const { schoolId, classId, stage, tiles, issuedAt, expiresAt } = job
  const list: ClassList = { kind: 'class-list', schoolId, classId, stage, version: 1, issuedAt, expiresAt, tiles, lessons: [] }
  const book = books.for(stage)
  const hosts = new Set<string>()
  const refused = new Map<string, number>()
  let words: PageText | null = null
  let finalUrl = tile.url
  let isReady = false
  let timer = { cancel: () => {} }

  const found = () => ({
    finalUrl,
    title: (words?.title ?? '').replace(/\s+/g, ' ').trim().slice(0, 120),
    firstWords: firstWordsOf(words?.text ?? ''),
    refusedHosts: [...refused]
      .sort((a, b) => b[1] - a[1])
      .slice(0, 20)
      .map(([host]) => host),
  })
  const closes = (reason: UncertainReason, more = ''): LookResult => ({ kind: 'closes', ...found(), reason, found: more })
  const opens = (): LookResult => {
    if (words === null) return { kind: 'opens', ...found(), seen: null }
    const { score } = scoreText(`${words.text}\n${words.around}`, book)
    const seen = { fingerprint: fingerprintOf(words), finalUrl: words.url, hosts: [...hosts].slice(0, 100), score, at: now() }
    return { kind: 'opens', ...found(), finalUrl: words.url, seen }
  }

  return {
    list,
    url: tile.url,
    patience,
    // A page that never comes to rest is taken as it is by then.
    late: () => (isReady ? opens() : closes('load-failed')),
    failed: () => null,
    onRequest(request, verdict) {
      const host = URL.parse(request.url)?.hostname ?? ''
      if (host === '' || host.length > 260) return
      if (verdict.kind === 'allow') hosts.add(host)
      else if (verdict.code === 'not-a-companion') refused.set(host, (refused.get(host) ?? 0) + 1)
    },
    onPage(event, settle) {
      if (event.kind === 'committed') finalUrl = event.url
      if (event.kind === 'text' && !event.inFrame) words = event
      const meaning = meaningOf(event, {
        isApproved: (url) => guard.tileOf(url) !== null,
        read: (page) => readPage(page, { book, stage, seen: tile.seen ?? null, fineWords: tile.fineWords, isAsOpened: false }),
      })
      if (meaning.kind === 'uncertain' || meaning.kind === 'stop-think') {
        timer.cancel()
        settle(meaning.kind === 'uncertain' ? closes(meaning.reason, meaning.found) : closes('left-list'))
        return
      }
      if (event.kind === 'ready') isReady = true
      if (!isReady || (event.kind !== 'ready' && event.kind !== 'text')) return
      timer.cancel()
      timer = clock.after(calm, () => settle(opens()))
    },
  }
}

function firstWordsOf(text: string): string {
  return text.replace(/\s+/g, ' ').trim().slice(0, 300)
}
