import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import { Enrolment, type Role, roles } from '#core/contract/hub-api.ts'
import type { Tile } from '#core/contract/list.ts'
import type { Lane } from '#core/contract/report.ts'
import type { SchoolSeed } from '#core/contract/seed.ts'
import { sealSlot } from '#core/sealing/slot-seal.ts'
import { type HubOptions, type RunningHub, startHub } from '#hub/server/start.ts'
import { newId } from '#hub/server/tokens.ts'

export const password = 'four quiet hedgehogs'
export const emails: Readonly<Record<Role, string>> = {
  teacher: 'teacher@school.test',
  dsl: 'dsl@school.test',
  deputy: 'deputy@school.test',
  head: 'head@school.test',
  governor: 'governor@school.test',
  office: 'office@school.test',
  technician: 'technician@school.test',
}
export const facts = { shell: 'test', engine: 'none', version: '0', platform: 'test' }

export const aTile: Tile = {
  id: 'a'.repeat(32),
  title: 'Counting game',
  url: 'https://maths.example.com/count',
  scope: 'section',
  also: [],
  companions: [],
  picture: 'star',
  spoken: 'Count',
  subject: 'maths',
  words: [],
  checkedBy: null,
  checkedAt: null,
}

/** One class of two children, and one of each role, all with the same password. `secret` is Ada's: hashing one costs a test a tenth of a second. */
export function aSchool(secret: string[] = []): SchoolSeed {
  return {
    name: 'Hill Primary',
    termStarts: [],
    helpers: [],
    staffPin: '4821',
    staff: roles.map((role) => ({ name: `The ${role}`, email: emails[role], role, password })),
    classes: [
      {
        name: 'Oak',
        stage: 'ks1',
        picture: 'tree',
        groups: [],
        pupils: [
          { name: 'Ada', picture: 'fox', secret },
          { name: 'Ben', picture: 'owl', secret: [] },
        ],
        draft: { tiles: [aTile], lessons: [] },
      },
    ],
    team: null,
  }
}

export function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-hub-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A hub with `aSchool`, gone when the test ends. Nothing rings later than at once. */
export async function aHub(
  options: Partial<HubOptions> = {},
  school = aSchool(),
): Promise<RunningHub & { readonly classId: string; readonly folder: string }> {
  const { settings, folder = aFolder(), ...rest } = options
  const running = await startHub({ folder, logLevel: 'silent', ...rest, settings: { reportBellMs: 0, soonHoldMs: 0, ...settings } })
  onTestFinished(() => running.close())
  const { classes } = await running.seed(school)
  return { ...running, folder, classId: classes[0]?.id ?? '' }
}

/** Signs a role in; answers with the cookie header. */
export async function cookieOf(hub: RunningHub, role: Role): Promise<string> {
  const answer = await post(hub, '/api/staff/sign-in', { email: emails[role], password })
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

/** A kiosk that was just enrolled. */
export async function aKiosk(hub: RunningHub, name = 'By the window') {
  const answer = await post(hub, '/api/enrol', { code: await hub.makeEnrolmentCode(), name, facts })
  const enrolment = Enrolment.parse(await answer.json())
  return { ...enrolment, bearer: `Bearer ${enrolment.token}` }
}

export function post(hub: RunningHub, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return send(hub, 'POST', path, body, headers)
}

export function send(
  hub: RunningHub,
  method: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  const hasBody = body !== undefined
  return fetch(hub.url + path, {
    method,
    headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
    ...(hasBody ? { body: JSON.stringify(body) } : {}),
    redirect: 'manual',
  })
}

export const get = (hub: RunningHub, path: string, headers: Record<string, string> = {}) => send(hub, 'GET', path, undefined, headers)

/** A report as it comes out of a slot, at once at the desk: for tests of what follows. Its way through the letterbox is letterbox.test.ts's. */
export async function putLetter(
  hub: RunningHub,
  id: string,
  envelope = new Uint8Array(envelopeBytes).fill(5),
  lane: Lane = 'soon',
): Promise<void> {
  await hub.mixer.take(newId(), await sealSlot({ inUse: false, letter: { id, lane, envelope } }, hub.hub.mixerKey.recipient))
  await hub.mixer.step()
}
