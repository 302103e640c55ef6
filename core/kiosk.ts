import { followBoard } from '#core/board/follow-board.ts'
import { holdNotices } from '#core/board/held-notices.ts'
import type { CallInput, CallName, CallOutput, Handlers } from '#core/contract/calls.ts'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import type { KioskView, Screen } from '#core/contract/view.ts'
import { createGuard } from '#core/guard/guard.ts'
import type { KioskState, ShellOwner } from '#core/ports.ts'
import { createAgreement } from '#core/session/agreement.ts'
import { createBrowsing } from '#core/session/browsing.ts'
import type { Context, KioskPorts } from '#core/session/context.ts'
import { createDailyProving } from '#core/session/daily-proof.ts'
import { holdDocuments } from '#core/session/documents.ts'
import { createHiddenPage } from '#core/session/hidden-page.ts'
import { createHubLink } from '#core/session/hub-link.ts'
import { createIdle } from '#core/session/idle.ts'
import { isInUse } from '#core/session/in-use.ts'
import { createKeyTalk } from '#core/session/key-talk.ts'
import { createLetterBox } from '#core/session/letter-box.ts'
import { createLooking } from '#core/session/looking.ts'
import { createRecordWitness } from '#core/session/record-witness.ts'
import { risingTime } from '#core/session/rising-time.ts'
import { createSelfChecking } from '#core/session/self-check.ts'
import { createSignIn } from '#core/session/sign-in.ts'
import { createStaffExit } from '#core/session/staff-exit.ts'
import { createTelling } from '#core/session/telling.ts'
import { createWall } from '#core/session/wall.ts'

/** How often the list, the lesson and the clock are looked at again. */
const checkEvery = 5_000
const wipeAgainAfter = 3_000
export interface Kiosk {
  /** Starts the shell, serves from the last good documents, and looks for the hub. Throws what `ShellPort.start` throws. */
  start(): Promise<void>
  /** As the technician's form does. */
  enrol(hubUrl: string, code: string, name: string): Promise<CallOutput<'enrol.code'>>
  stop(): Promise<void>
  /** Resolves when staff have left the kiosk by their PIN. */
  readonly left: Promise<void>
  view(): KioskView
}

/**
 * The kiosk, put together from its ports: the file to read first. A page travels shell → `judge` → guard → policy; what a
 * page did travels shell → `onPage` → browsing; a child's press travels screen → `answer` → the part below that owns it.
 */
export function createKiosk(ports: KioskPorts): Kiosk {
  let saved: KioskState = { enrolment: null, school: null, lists: {}, agreed: {}, pin: { wrong: 0, waitUntil: 0 } }
  let screen: Screen = { kind: 'starting' }
  let serial = 0
  /** True once the child has agreed and come to the shelf. */
  let hasBegun = false
  /** When, on the steady clock. */
  let begunAt = 0
  let beforeIdle: Screen | null = null
  let faults: { code: ErrorCode; detail: string }[] = []
  let checkTimer = { cancel: () => {} }
  let isWiping = false
  let isStopped = false
  let hasLeft: () => void = () => {}
  const left = new Promise<void>((resolve) => {
    hasLeft = resolve
  })

  const time = risingTime(ports.clock, () => link.clockOffset())
  const context: Context = {
    ports,
    held: holdDocuments(),
    notices: holdNotices(),
    state: () => saved,
    async save(change) {
      saved = { ...saved, ...change }
      try {
        await ports.store.write(saved)
      } catch (fault) {
        context.fault(fault instanceof HedgerowError ? fault.code : 'HG_FOLDER_UNWRITABLE')
      }
    },
    now: () => Math.max(time.now(), context.held.newestIssuedAt()),
    person: null,
    pickedClass: null,
    online: false,
    screen: () => screen,
    show(next) {
      if (screen.kind === 'report' && next.kind !== 'report') void telling.putAway()
      screen = next
      ports.shell.render(context.view())
    },
    view() {
      serial += 1
      const { person, pickedClass } = context
      const face = person?.pupil ?? person?.group ?? null
      const stage = person?.class.stage ?? pickedClass?.stage ?? 'eyfs'
      return {
        serial,
        school: context.held.school()?.name ?? '',
        stage,
        who: face === null ? null : { name: face.name, picture: face.picture },
        online: context.online,
        board: context.notices.board(stage, context.now()),
        screen,
      }
    },
    fault(code, detail = '') {
      if (faults.some((one) => one.code === code && one.detail === detail)) return
      faults = [...faults.slice(-19), { code, detail }]
      ports.log.note('fault', { code })
    },
    clearFaults(codes) {
      faults = faults.filter((one) => !codes.test(one.code))
    },
    remember(event) {
      // A child is never kept waiting by the journal, and a full disk never stops a lesson.
      void ports.journal.append(event).then(link.activitySoon, () => context.fault('HG_DISK_FULL', 'activity'))
    },
  }

  const guard = createGuard(
    () => context.now(),
    () => context.notices.stops(),
  )
  const browsing = createBrowsing(context, guard)
  const agreement = createAgreement(context, () => {
    if (!hasBegun) begunAt = ports.clock.steady()
    hasBegun = true
    browsing.showShelf()
  })
  const letterBox = createLetterBox(context, backToWhereWeWere)
  const showBoard = followBoard(context)
  const signIn = createSignIn(context, agreement.ask, letterBox.isOffered)
  const keyTalk = createKeyTalk(context)
  const telling = createTelling(context, keyTalk, letterBox, browsing.hide, backToWhereWeWere)
  const checking = createSelfChecking(context, () => {
    const latest = checking.latest()
    if (latest !== null) link.report({ check: latest })
    if (saved.enrolment === null || context.person !== null || isWiping) return
    wall.checked()
  })
  const wall = createWall(context, checking, signIn)
  const hidden = createHiddenPage(context, guard)
  const proving = createDailyProving(context, guard, hidden, {
    done: (proof) => link.report({ proof }),
    wipe: () => (isStopped ? Promise.resolve() : wipe()),
    canaryOpened: checking.alarm,
  })
  const staff = createStaffExit(context, {
    leave: () => void stop().then(hasLeft),
    practise: telling.practise,
    why: checking.why,
    keys: keyTalk.told,
  })
  const looking = createLooking(context, guard, hidden, {
    mayGoOn: () => mayLookByItself() && !proving.isRunning(),
    wipe: () => (isStopped ? Promise.resolve() : wipe()),
  })
  const witness = createRecordWitness(context)
  const link = createHubLink(context, () => faults, {
    recordSeen: witness.seen,
    onRecord: witness.shown,
    onCall: telling.onCall,
    onDocuments() {
      followSchool()
      browsing.check()
    },
    onNotices() {
      browsing.check()
      ports.shell.render(context.view())
    },
    onCheckWanted() {
      if (context.person === null && !proving.isRunning() && !looking.isRunning()) wall.checkNow()
    },
    onLookWanted: looking.wanted,
    onFetched: keyTalk.fetched,
    syncMailbox: letterBox.sync,
    keyStatement: keyTalk.statement,
    onReach: () => ports.shell.render(context.view()),
    onTime: time.setRight,
  })
  const idle = createIdle(context, telling.isOn, {
    backToClasses: signIn.showClasses,
    leaveTelling: telling.leave,
    leaveLetters: letterBox.leave,
    warn() {
      beforeIdle = screen
      ports.shell.cover()
      context.show({ kind: 'idle' })
    },
    resume() {
      if (beforeIdle?.kind === 'page' && browsing.unhide()) return
      if (beforeIdle === null || beforeIdle.kind === 'page' || beforeIdle.kind === 'opening') browsing.leavePage()
      else context.show(beforeIdle)
    },
    signOut: () => void signOut(),
  })

  /** Nobody is signed in: the wall. Somebody is: the shelf, or the agreement that was not finished. */
  function backToWhereWeWere(): void {
    if (saved.enrolment === null) context.show({ kind: 'not-enrolled', suggestedHub: ports.suggestedHub })
    else if (context.person === null) wall.show()
    else if (hasBegun) browsing.showShelf()
    else agreement.ask()
  }
  /** Nobody is there, the locks hold, and the hub can be told what a page did. */
  function mayLookByItself(): boolean {
    const isFree = context.person === null && !isWiping && !isStopped
    return isFree && screen.kind === 'classes' && context.online && checking.isPassed() && !checking.isRunning()
  }
  /** The roster may have changed under a child who is at the wall or signed in. */
  function followSchool(): void {
    const school = context.held.school()
    if (school === null) return
    if (context.person === null) {
      if (['starting', 'not-enrolled', 'out-of-order', 'classes', 'pupils'].includes(screen.kind)) wall.show()
      return
    }
    const { person } = context
    const fresh = school.classes.find((one) => one.id === person.class.id)
    const isStillThere = person.pupil === null || fresh?.pupils.some((one) => one.id === person.pupil?.id)
    if (fresh === undefined || !isStillThere) void signOut()
    else context.person = { ...person, class: fresh }
  }

  /** Nobody is signed in any more, as far as the kiosk itself is concerned. */
  function endSession(): void {
    void telling.putAway()
    context.person = null
    hasBegun = false
    beforeIdle = null
    guard.serve(null)
    context.show({ kind: 'starting' })
  }

  async function signOut(): Promise<void> {
    ports.shell.cover()
    browsing.hide()
    endSession()
    await browsing.closed()
    await wipe()
  }

  /** The next child is let on only when what the last one left is gone for sure; until then it is tried again. */
  async function wipe(): Promise<void> {
    isWiping = true
    try {
      await ports.shell.forget()
    } catch (fault) {
      context.show({ kind: 'out-of-order', code: fault instanceof HedgerowError ? fault.code : 'HG_SHELL_SILENT', detail: 'forget' })
      ports.clock.after(wipeAgainAfter, () => void wipe())
      return
    }
    isWiping = false
    if (context.person === null && ['starting', 'out-of-order'].includes(screen.kind)) wall.show()
  }

  const handlers: Handlers = {
    'screen.ready': act(() => ports.shell.render(context.view())),
    'session.touch': act(() => undefined),
    'sign-in.class': act(async ({ classId }) => ((await wall.mayBegin()) ? signIn.pickClass(classId) : undefined)),
    'sign-in.pupil': act(({ pupilId }) => (wall.mayLetOn() ? signIn.pickPupil(pupilId) : undefined)),
    'sign-in.group': act(({ groupId }) => (wall.mayLetOn() ? signIn.pickGroup(groupId) : undefined)),
    'sign-in.secret': async ({ pictures }) => (wall.mayLetOn() ? signIn.trySecret(pictures) : 'ask-teacher'),
    'sign-in.back': act(() => signIn.back()),
    'agreement.agree': act(() => agreement.agree()),
    'agreement.question': act(() => agreement.question()),
    'notice.seen': act(() => agreement.noticeSeen()),
    'shelf.open': act(({ tileId }) => browsing.open(tileId)),
    'shelf.show': act(() => {
      if (context.person === null || telling.isOn() || screen.kind === 'secret') return
      if (screen.kind === 'question' || !hasBegun) agreement.ask()
      else browsing.leavePage()
    }),
    'page.unsure': act(() => browsing.unsure()),
    'think.stay': act(() => browsing.stay()),
    'think.ask': act(() => browsing.askToVisit()),
    'personal.take-out': act(() => browsing.takeOut()),
    'personal.keep': act(() => browsing.mayTell()),
    'tell.press': act(() => telling.press()),
    'tell.grown-up': act(() => telling.grownUp()),
    'tell.call-off': act(() => telling.callOff()),
    'tell.help': act(() => telling.help()),
    'tell.report': act(() => telling.report()),
    'tell.helpers': act(() => telling.helpers()),
    'tell.leave': act(() => telling.leave()),
    'report.send': (input) => telling.send(input),
    ...letterBox.handlers,
    'session.sign-out': act(() => (context.person === null ? undefined : signOut())),
    'session.stay': act(() => idle.stay()),
    'staff.open': act(() => staff.open()),
    'staff.close': act(() => staff.close()),
    'staff.leave': ({ pin }) => staff.leave(pin),
    'staff.practise': ({ pin }) => staff.practise(pin),
    'staff.why': ({ pin }) => staff.explain(pin),
    'check.again': act(() => {
      if (screen.kind === 'out-of-order') wall.checkNow()
    }),
    'enrol.code': ({ hubUrl, code, name }) => enrol(hubUrl, code, name),
  }

  function act<I>(step: (input: I) => void | Promise<void>) {
    return async (input: I): Promise<'done'> => {
      await step(input)
      return 'done'
    }
  }

  async function enrol(hubUrl: string, code: string, name: string): Promise<CallOutput<'enrol.code'>> {
    if (saved.enrolment !== null) return 'enrolled'
    const answer = await link.enrol(hubUrl, code, name)
    if (answer === 'enrolled') followSchool()
    return answer
  }

  const owner: ShellOwner = {
    judge(request) {
      const verdict = guard.judge(request)
      hidden.onRequest(request, verdict)
      browsing.onRequest(request, verdict)
      return verdict
    },
    onPage(event) {
      if (hidden.isOpen()) return hidden.onPage(event)
      if (event.kind === 'pressed') idle.touch()
      browsing.onPage(event)
    },
    async answer<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
      if (name !== 'screen.ready') {
        idle.touch()
        const gone = Promise.all([proving.interrupt(), looking.interrupt()])
        // A child's own page is opened only when nothing of the proof's is left to close; telling never waits.
        if (!name.startsWith('tell.')) await gone
      }
      const handler: (input: CallInput<N>) => Promise<CallOutput<N>> = handlers[name]
      return handler(input)
    },
    onShellFault(detail) {
      ports.log.note('shell-fault', { detail })
      // The browser will be a new one, with nothing of the page in it: the child stays signed in and is told that it closed.
      browsing.lost()
      hidden.interrupt()
      // The next child is let on only after the new browser has been tried.
      checking.distrust()
      ports.shell.render(context.view())
    },
  }

  async function stop(): Promise<void> {
    isStopped = true
    const put = telling.putAway()
    checkTimer.cancel()
    checking.stop()
    proving.stop()
    looking.stop()
    idle.stop()
    link.stop()
    ports.outbox.stop()
    await put
    await ports.shell.stop()
  }

  function check(): void {
    checkTimer = ports.clock.after(checkEvery, check)
    browsing.check()
    showBoard()
    const isFree = context.person === null && !isWiping
    if (isFree && !checking.isPassed() && checking.latest()?.passed !== false && !proving.isRunning() && !looking.isRunning())
      void checking.run()
    proving.tick(mayLookByItself() && !looking.isRunning())
    looking.tick(mayLookByItself() && !proving.isRunning())
  }

  return {
    left,
    view: () => context.view(),
    enrol,
    stop,
    async start() {
      saved = await ports.store.read()
      for (const one of context.held.restore(saved, context.now())) context.fault(one.code, one.detail)
      for (const one of context.notices.restore(saved, context.now())) context.fault(one.code, one.detail)
      // Before the browser is all there: the wall is the first thing that our screen paints.
      backToWhereWeWere()
      void letterBox.begin()
      await ports.shell.start(owner)
      wall.shellStarted()
      link.begin()
      ports.outbox.begin({
        now: context.now,
        mixer() {
          const school = context.held.school()
          return school === null || school.mixerKey === null ? null : { key: school.mixerKey, everyMs: school.slotEveryMs }
        },
        isInUse: () => hasBegun && isInUse(ports.clock.steady() - begunAt, idle.stillFor()),
        mayLeave: keyTalk.mayLeave,
        onAnswer({ among, checkpoint, keys }) {
          telling.among(among)
          witness.passedBy(checkpoint)
          keyTalk.heard(keys)
        },
      })
      check()
    },
  }
}
