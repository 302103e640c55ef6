import { expect } from 'vitest'
import { Documents, type Role } from '#core/contract/hub-api.ts'
import { Drill, KeyDesk } from '#core/contract/keys.ts'
import type { Report } from '#core/contract/report.ts'
import { type ReportRecipients, School } from '#core/contract/school.ts'
import { openSignedDocument } from '#core/sealing/signed-document.ts'
import { type MadeTeam, makeMember, makeTeam, newGroupKey, openDrill, unwrapTeamKey, wrapTeamKey } from '#core/sealing/team-keys.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aKiosk, cookieOf, get, post, send } from './a-school.ts'

/** The least that age takes, to be quick. */
const work = 2

export interface Person {
  readonly role: Role
  readonly cookie: string
  readonly identity: string
  readonly recipient: string
}

/** A member of staff whose browser has made a key and told the hub its public half. */
export async function aKeyPerson(hub: RunningHub, role: Role): Promise<Person> {
  const cookie = await cookieOf(hub, role)
  const { identity, recipient, wrappedIdentity } = await makeMember(`words of ${role}`, work)
  const answer = await send(hub, 'PUT', '/api/keys/me', { recipient, wrappedIdentity }, { cookie })
  expect(answer.status).toBe(200)
  return { role, cookie, identity, recipient }
}

export async function deskOf(hub: RunningHub, { cookie }: { readonly cookie: string }) {
  return KeyDesk.parse(await (await get(hub, '/api/keys', { cookie })).json())
}

/** The DSL makes the team's keys, as at the desk. */
export async function makeKeys(hub: RunningHub): Promise<{ lead: Person; made: MadeTeam }> {
  const cookie = await cookieOf(hub, 'dsl')
  const made = await makeTeam('words of dsl', 1, work)
  expect((await post(hub, '/api/dsl/team', made.request, { cookie })).status).toBe(200)
  return { lead: { role: 'dsl', cookie, identity: '', recipient: made.request.recipient }, made }
}

/** Lets somebody in to one key. */
export async function letIn(hub: RunningHub, by: Person, person: Person, keyIdentity: string, key: string): Promise<Response> {
  const staffId = (await deskOf(hub, by)).people.find((one) => one.recipient === person.recipient)?.id
  const wraps = [{ key, staffId, to: person.recipient, wrap: await wrapTeamKey(keyIdentity, person.recipient) }]
  return post(hub, '/api/keys/wraps', { wraps }, { cookie: by.cookie })
}

/** Asks for a drill and opens it with this key. */
export async function drill(hub: RunningHub, person: Person, opener: 'me' | 'kit', identity: string): Promise<KeyDesk> {
  const asked = Drill.parse(await (await post(hub, '/api/keys/drills', { opener }, { cookie: person.cookie })).json())
  const answer = await openDrill(asked.sealed, identity)
  return KeyDesk.parse(await (await post(hub, `/api/keys/drills/${asked.id}`, { answer }, { cookie: person.cookie })).json())
}

/** A new key of the caller's group, for these people, without the leaver. */
export async function change(hub: RunningHub, by: Person, people: readonly Person[], leaver: string | null = null) {
  const desk = await deskOf(hub, by)
  const key = await newGroupKey()
  const was = desk.recipients
  if (was === null) throw new Error('no keys')
  const recipients: ReportRecipients = { ...was, epoch: was.epoch + 1, [desk.group === 'team' ? 'team' : 'grownUps']: key.recipient }
  const wraps = []
  for (const person of people) {
    const staffId = desk.people.find((one) => one.recipient === person.recipient)?.id
    wraps.push({ key: key.recipient, staffId, to: person.recipient, wrap: await wrapTeamKey(key.identity, person.recipient) })
  }
  const answer = await post(hub, '/api/keys/change', { was, recipients, wraps, leaver }, { cookie: by.cookie })
  return { answer, key, recipients }
}

/** A key as the person's own browser opens it from what the hub gives to them. */
export async function opened(hub: RunningHub, person: Person, key: string): Promise<string | null> {
  const wrap = (await deskOf(hub, person)).keys.find((one) => one.recipient === key)?.wrap
  return wrap == null ? null : unwrapTeamKey(wrap, person.identity)
}

/** What a kiosk is told to seal to. */
export async function toldToKiosks(hub: RunningHub): Promise<ReportRecipients | null> {
  const kiosk = await aKiosk(hub, `Kiosk ${crypto.randomUUID().slice(0, 8)}`)
  const { school } = Documents.parse(await (await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer })).json())
  return School.parse(openSignedDocument(school, kiosk.schoolKey)).recipients
}

export const aReport: Report = {
  v: 1,
  category: 'MEAN',
  words: 'somebody was unkind',
  page: null,
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-17 am',
}
