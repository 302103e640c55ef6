import { existsSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import type { ReportRecipients } from '#core/contract/school.ts'
import { keyFingerprint } from '#core/sealing/fingerprint.ts'
import { newMixerKey } from '#core/sealing/slot-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { aTalkingSchool } from './key-talk-room.ts'

let team: MadeTeam
let thief: { identity: string; recipient: string }
let good: ReportRecipients
beforeAll(async () => {
  team = await makeTeam('one two', 1, 4)
  thief = await newMixerKey()
  good = team.request.recipients
})

test('P12: a kiosk that is given keys of its own is noticed by itself and by another within two steps; no note is sealed to them, and what can wait waits', async () => {
  const school = await aTalkingSchool()
  const first = school.schoolWith(good)
  const one = await school.aTalker('One', first)
  const other = await school.aTalker('Other', first)
  await school.step()
  await school.step()
  expect(await school.alarms()).toEqual({ technician: [], head: 0 })
  expect(await one.keys()).toEqual({ ...keyFingerprint(good), standing: 'same', others: 1 })

  // The hub's own signature, the right school, a newer number: nothing is wrong with it but its reader.
  const odd = { ...good, epoch: 2, team: thief.recipient }
  other.given.school = school.schoolWith(odd)
  await school.pass(60_000)
  expect(await other.keys()).toEqual({ ...keyFingerprint(odd), standing: 'waiting', others: 1 })
  expect(keyFingerprint(odd).pictures).not.toEqual(keyFingerprint(good).pictures)
  // Before anybody could have noticed.
  expect(await other.tell('now')).toBe('saved')
  await other.leave()
  await school.step()
  await school.step()
  await school.pass(60_000)
  expect(await school.alarms()).toEqual({ technician: ['One', 'Other'], head: 2 })
  for (const kiosk of [one, other]) expect(await kiosk.keys()).toMatchObject({ standing: 'differ' })
  expect(await school.arrived(team.teamIdentity, thief.identity)).toBe(1)

  for (const kiosk of [one, other]) {
    expect(await kiosk.tell('soon')).toBe('saved')
    expect(kiosk.screen()).toMatchObject({ kind: 'thanks', held: true })
    await kiosk.leave()
  }
  const before = [one, other].map(({ left }) => left.length)
  await school.step()
  await school.step()
  // As many slots as ever, with nothing in them.
  expect([one, other].map(({ left }, at) => left.slice(before[at]))).toEqual([
    [false, false],
    [false, false],
  ])
  // A child who cannot wait does not wait for grown-ups to settle this.
  expect(await other.tell('now')).toBe('saved')
  expect(other.screen()).not.toHaveProperty('held')
  await other.leave()
  await school.step()
  expect(await school.arrived(team.teamIdentity, thief.identity)).toBe(2)

  // The DSL makes a new key, which all are given.
  const after = await makeTeam('three four', 1, 4)
  const renewed = school.schoolWith({ ...after.request.recipients, epoch: 3 })
  one.given.school = renewed
  other.given.school = renewed
  for (let steps = 0; steps < 4; steps++) await school.step()
  expect(await school.alarms()).toEqual({ technician: [], head: 0 })
  expect(await school.arrived(team.teamIdentity, thief.identity)).toBe(4)
  expect(await other.keys()).toMatchObject({ standing: 'same' })
  expect(await other.tell('now')).toBe('saved')
  await school.step()
  await school.step()
  await expect(school.arrived(team.teamIdentity, thief.identity)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
})

test('P12: a kiosk that is shown an older list than others is noticed by both, and goes on with the keys it had', async () => {
  const school = await aTalkingSchool()
  const first = school.schoolWith(good)
  const one = await school.aTalker('One', first)
  const other = await school.aTalker('Other', first)
  await school.step()
  await school.step()
  const next = await newMixerKey()
  one.given.school = school.schoolWith({ ...good, epoch: 2, team: next.recipient })
  await school.step()
  await school.step()
  await school.pass(60_000)
  expect(await school.alarms()).toEqual({ technician: ['One', 'Other'], head: 2 })
  // Told the newer one as well, they are one again.
  other.given.school = one.given.school
  await school.step()
  await school.step()
  await school.pass(60_000)
  expect(await school.alarms()).toEqual({ technician: [], head: 0 })
})

test('P12: two lists under one number are noticed in one step, and a kiosk whose only list is in doubt sends the child to a grown-up', async () => {
  const school = await aTalkingSchool()
  const one = await school.aTalker('One', school.schoolWith(good))
  const third = await school.aTalker('Third', school.schoolWith(good))
  await school.step()
  await school.step()
  const fresh = await school.aTalker('Fresh', school.schoolWith({ ...good, team: thief.recipient }))
  await school.step()
  await school.pass(60_000)
  expect((await school.alarms()).technician).toEqual(['Fresh', 'One', 'Third'])
  expect(await fresh.tell('now')).toBe('tell a grown-up')
  for (const kiosk of [one, third]) expect(await kiosk.tell('now')).toBe('saved')
  await school.step()
  expect(await school.arrived(team.teamIdentity, thief.identity)).toBe(2)
})

test('P12: a hub that passes nothing on to a kiosk does not get its own list used there for a day', async () => {
  const school = await aTalkingSchool()
  const first = school.schoolWith(good)
  await school.aTalker('One', first)
  const other = await school.aTalker('Other', first)
  await school.step()
  await school.step()
  other.given.deaf = true
  other.given.school = school.schoolWith({ ...good, epoch: 2, team: thief.recipient })
  for (let steps = 0; steps < 3; steps++) await school.step()
  expect(await other.keys()).toMatchObject({ standing: 'waiting' })
  expect(await other.tell('now')).toBe('saved')
  await school.step()
  expect(await school.arrived(team.teamIdentity, thief.identity)).toBe(1)
})

test('every picture of a fingerprint is drawn, and other keys have another code', async () => {
  const seen = new Set<string>()
  const codes = new Set<string>()
  for (let epoch = 1; epoch <= 400; epoch++) {
    const { pictures, code } = keyFingerprint({ ...good, epoch })
    for (const name of pictures) seen.add(name)
    codes.add(code)
  }
  expect(seen.size).toBe(32)
  expect([...seen].filter((name) => !existsSync(`assets/pictures/${name}.svg`))).toEqual([])
  expect(codes.size).toBe(400)
})
