import { onTestFinished } from 'vitest'
import type { MailSettings } from '#core/contract/bell.ts'
import type { Lane } from '#core/contract/report.ts'
import type { SchoolCalendar } from '#core/contract/school-calendar.ts'
import { type HubOptions, startHub } from '#hub/server/start.ts'
import { newId } from '#hub/server/tokens.ts'
import { aHub, aSchool, cookieOf, get, send } from '#test/hub/server/a-school.ts'
import { letterOf, slotOf } from './letterbox.ts'
import { aMailServer } from './smtp.ts'

const minute = 60_000
export const calendar: SchoolCalendar = {
  zone: 'Europe/London',
  nation: 'england-and-wales',
  terms: [
    { start: '2026-09-02', end: '2026-10-23' },
    { start: '2026-11-02', end: '2026-12-18' },
    { start: '2027-01-04', end: '2027-03-25' },
    { start: '2027-04-12', end: '2027-07-20' },
  ],
  closures: [],
  opens: '08:30',
  closes: '15:45',
  extraBankHolidays: [],
}

export const settingsFor = (port: number, more: Partial<MailSettings> = {}): MailSettings => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  user: '',
  from: 'hedgerow@school.test',
  second: null,
  authority: null,
  ...more,
})

/** A real hub on a clock that is moved by hand, with a real mail server on this machine. */
export async function aBell(
  at: string,
  more: Partial<HubOptions> = {},
  mail: Partial<MailSettings> | null = {},
  open: SchoolCalendar = calendar,
) {
  const clock = { now: Date.parse(at), steady: 0 }
  const heard: string[] = []
  const options = {
    now: () => clock.now,
    steady: () => clock.steady,
    siren: (line: string) => heard.push(line),
    settings: { slotMs: 5 * minute, reportBellMs: 5 * minute, soonHoldMs: 0 },
    ...more,
  }
  const post = await aMailServer()
  let hub = await aHub(options, { ...aSchool(), calendar: open })
  const { folder } = hub
  if (mail !== null) {
    const cookie = await cookieOf(hub, 'technician')
    await send(hub, 'PUT', '/api/bell/mail', { settings: settingsFor(post.port, mail), password: null }, { cookie })
  }

  const world = {
    clock,
    post,
    heard,
    folder,
    get hub() {
      return hub
    },
    /** Moves both clocks on and takes the bell's steps that fall due on the way. */
    async pass(minutes: number): Promise<void> {
      for (let left = minutes; left > 0; left -= 5) {
        clock.now += Math.min(5, left) * minute
        clock.steady += Math.min(5, left) * minute
        await hub.bell.tick()
      }
    },
    /** Straight to a moment, by a machine that was off or a term that passed; the bell's step there is taken. */
    async until(moment: string): Promise<void> {
      const to = Date.parse(moment)
      clock.steady += to - clock.now
      clock.now = to
      await hub.bell.tick()
    },
    /** One child tells, through the mixer. */
    async tell(lane: Lane, start = '1'): Promise<string> {
      const letter = letterOf(start, lane)
      await hub.mixer.take(newId(), await slotOf(hub, letter))
      await hub.mixer.step()
      return letter.id
    },
    async acknowledge(id: string): Promise<void> {
      const cookie = await cookieOf(hub, 'dsl')
      await send(hub, 'POST', `/api/dsl/reports/${id}/read`, {}, { cookie })
      const answer = await send(hub, 'POST', `/api/dsl/reports/${id}/state`, { state: 'acknowledged' }, { cookie })
      if (answer.status !== 200) throw new Error(await answer.text())
    },
    /** Who has had mail since this was last asked, without the school's domain, sorted. */
    newMail(): string[] {
      const fresh = post.taken.slice(world.seen)
      world.seen = post.taken.length
      return fresh.map(({ to }) => to.replace('@school.test', '')).sort()
    },
    seen: 0,
    async health() {
      const answer = await get(hub, '/api/health')
      return { ...((await answer.json()) as { bell: string; mail: string }), status: answer.status }
    },
    /** Ends the hub and starts it again on the same folder, as after a power cut that was noticed. */
    async restart(): Promise<void> {
      await hub.close()
      const again = await startHub({ folder, logLevel: 'silent', ...options })
      onTestFinished(() => again.close())
      hub = { ...again, folder, classId: hub.classId }
    },
  }
  return world
}
