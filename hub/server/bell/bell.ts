import type { BellState } from '#core/contract/bell.ts'
import type { Role } from '#core/contract/hub-api.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { isSchoolTime } from '#core/school-time/school-time.ts'
import type { Hub } from '../hub.ts'
import type { SignedIn } from '../staff/sessions.ts'
import { readCalendar } from './calendar.ts'
import { readMailServer } from './mail-settings.ts'
import { addressesOf, deliver, queueMails } from './post.ts'
import { callIsUnheard, rolesRung, takeSteps, takeUnheardCalls } from './ringing.ts'
import { bellHours } from './steps.ts'

/** Tells people that there is something to read, on the clock's grid, and goes on until somebody has acknowledged it. */
export interface Bell {
  /** There is something new. It is heard at the next step of the grid, once for all: its moment points at nobody. */
  ring(): void
  /** One step of the grid; by itself on each. Resolves when the mails are out or have failed. */
  tick(): Promise<void>
  /** Looks for calls for help that nobody answers; by itself every few seconds. */
  checkCalls(): Promise<void>
  stateFor(staff: SignedIn): Promise<BellState>
  /** For the health page: is nobody to be reached, and how does the mail do? */
  health(): Promise<Pick<BellState, 'siren' | 'mail'>>
  readonly folder: string
  stop(): Promise<void>
}

export interface BellOptions {
  /** The hub's data folder. */
  readonly folder: string
  /** ms of a clock that nobody sets. */
  readonly steady: () => number
  /** Loud, on this machine: one line, again at each step while it lasts. */
  readonly siren: (line: string) => void
  readonly noteFault: (fault: unknown) => void
}

const minute = 60_000
/** A clock is set right by seconds every day; by more than this, what was noted by it holds no more. */
const jumpMs = 10 * minute
const callsEveryMs = 5_000
/** A step that comes so late is still that step: a busy machine. Later, or early, the clock was set meanwhile. */
const lateMs = 30_000
export const sirenLine = 'Please open the worry box.'
const everybody: readonly Role[] = ['dsl', 'deputy', 'head', 'office']

/** Starts the bell of a hub. All that it knows is in the database, so it goes on after a restart where it was. */
export function createBell(hub: Hub, { folder, steady, siren, noteFault }: BellOptions): Bell {
  const atOnce = hub.settings.reportBellMs === 0
  const gridMs = atOnce ? minute : hub.settings.reportBellMs
  let isNew = false
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()
  let last = { wall: hub.now(), steady: steady() }

  const onGrid = (at: number) => Math.floor(at / gridMs) * gridMs
  const state = () => hub.db.selectFrom('bellState').selectAll().executeTakeFirstOrThrow()
  const hoursNow = async () => bellHours((await readCalendar(hub.db)).calendar)
  const oneAtATime = (act: () => Promise<void>) => {
    running = running.then(act).catch(noteFault)
    return running
  }

  function clockJumped(): boolean {
    const now = { wall: hub.now(), steady: steady() }
    const moved = Math.abs(now.wall - last.wall - (now.steady - last.steady))
    last = now
    return moved > jumpMs
  }

  async function step(): Promise<void> {
    const tick = onGrid(hub.now())
    const jumped = clockJumped()
    const hours = await hoursNow()
    if (isNew) hub.live.tellStaff({ kind: 'reports-changed' })
    isNew = false
    const ring = await hub.db.transaction().execute(async (tx) => {
      const roles = await takeSteps(tx, { tick, hours, jumped })
      await queueMails(tx, await addressesOf(tx, [...roles]), tick)
      const rung = await rolesRung(tx)
      if (rung.length === 0) await tx.updateTable('bellState').set({ rungSince: null }).execute()
      else
        await tx
          .updateTable('bellState')
          .set({ rungSince: tick })
          .where((row) => row.or([row('rungSince', 'is', null), row('rungSince', '>', tick)]))
          .execute()
      // Acknowledged meanwhile: a mail that is still to come would call people to nothing.
      if (rung.length === 0 && !(await callIsUnheard(tx))) await tx.deleteFrom('bellMails').execute()
      return roles
    })
    if (ring.size > 0) hub.live.tellStaff({ kind: 'bell-changed' })
    await deliver(hub, folder, tick, gridMs)
    await soundSiren(tick, hours)
  }

  /** Somebody must be reached within ten minutes: by an open console, or by a mail that went out. */
  async function soundSiren(tick: number, hours: SchoolCalendar): Promise<void> {
    const before = await state()
    const isNeeded = (await callIsUnheard(hub.db)) || (await nobodyHears(tick, hours, before.rungSince))
    const sirenSince = isNeeded ? (before.sirenSince ?? tick) : null
    await hub.db.updateTable('bellState').set({ sirenSince }).execute()
    if (isNeeded) siren(sirenLine)
    if (isNeeded && before.sirenSince === null) await ringSecond(tick)
    if (isNeeded !== (before.sirenSince !== null) || before.mailFailedSince !== null) hub.live.tellStaff({ kind: 'bell-changed' })
  }

  async function nobodyHears(tick: number, hours: SchoolCalendar, rungSince: number | null): Promise<boolean> {
    const rung = await rolesRung(hub.db)
    if (rung.length === 0 || !isSchoolTime(tick, hours)) return false
    const isOpen = rung.some((role) => hub.live.isOpenFor(role))
    const mail = await mailHealth()
    if (!isOpen && mail.state !== 'ok') return true
    const isLate = rungSince !== null && tick - rungSince >= Math.min(gridMs, 5 * minute)
    return isLate && (!isOpen || mail.state === 'failing')
  }

  /** The second address is for when the first do not help. */
  async function ringSecond(tick: number): Promise<void> {
    const second = (await readMailServer(hub.db, folder))?.settings.second ?? null
    if (second === null) return
    await queueMails(hub.db, [second], tick)
    await deliver(hub, folder, tick, gridMs)
  }

  async function mailHealth(): Promise<BellState['mail']> {
    const { mailFailedSince } = await state()
    if ((await readMailServer(hub.db, folder)) === null) return { state: 'off', since: null }
    return mailFailedSince === null ? { state: 'ok', since: null } : { state: 'failing', since: mailFailedSince }
  }

  async function health(): Promise<Pick<BellState, 'siren' | 'mail'>> {
    const { sirenSince } = await state()
    const isWanted = (await callIsUnheard(hub.db)) || (await rolesRung(hub.db)).length > 0
    return { siren: sirenSince !== null && isWanted, mail: await mailHealth() }
  }

  const tick = () => oneAtATime(step)
  const checkCalls = () =>
    oneAtATime(async () => {
      if (!(await takeUnheardCalls(hub))) return
      // By name and by choice: nothing to hide behind the grid, and a child waits.
      const at = onGrid(hub.now())
      hub.live.tellStaff({ kind: 'calls-changed' })
      await soundSiren(at, await hoursNow())
      await queueMails(hub.db, await addressesOf(hub.db, everybody), at)
      await deliver(hub, folder, at, gridMs)
    })

  function wait(): void {
    if (stopped) return
    const due = onGrid(hub.now()) + gridMs
    timer = setTimeout(() => {
      const late = hub.now() - due
      void (late >= 0 && late < lateMs ? tick() : Promise.resolve()).then(wait)
    }, due - hub.now()).unref()
  }
  wait()
  const callTimer = setInterval(() => void checkCalls(), callsEveryMs).unref()

  return {
    ring() {
      isNew = true
      if (!atOnce || stopped) return
      hub.live.tellStaff({ kind: 'reports-changed' })
      void tick()
    },
    tick,
    checkCalls,
    health,
    async stateFor(staff) {
      const [rung, now, wish] = await Promise.all([
        rolesRung(hub.db),
        health(),
        hub.db.selectFrom('bellWishes').select('mail').where('staffId', '=', staff.id).executeTakeFirst(),
      ])
      return { ...now, rings: rung.includes(staff.role), wantsMail: wish?.mail !== 0 }
    },
    folder,
    async stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
      clearInterval(callTimer)
      await running
    },
  }
}
