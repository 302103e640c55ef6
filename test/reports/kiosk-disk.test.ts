import { createPrivateKey, createPublicKey } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTeam, newGroupKey } from '#core/sealing/team-keys.ts'
import { slotBytes as placeBytes } from '#host/outbox-ring.ts'
import { testFolder } from '#test/host/folder.ts'
import { aHub, aSchool } from '#test/hub/server/a-school.ts'
import { everyFile, everyName } from './disk.ts'
import { aRealKiosk } from './real-kiosk.ts'

const isFull = process.env.HEDGEROW_REPORT_CHECKS === 'full'
const rewriteEveryMs = 300

async function aSchoolThatReads() {
  const team = await makeTeam('one two', 1, 4)
  const grownUps = await newGroupKey()
  const recipients = { ...team.request.recipients, grownUps: grownUps.recipient }
  const hub = await aHub({ settings: { slotMs: 500 } }, { ...aSchool(), team: { ...team.request, recipients }, teamIsLive: true })
  return { hub, team, grownUps, recipients }
}

test('P8: after the next step the disk of a kiosk that told and of one that did not differ in nothing but bytes within the ring', async () => {
  const { hub } = await aSchoolThatReads()
  const told = await aRealKiosk(hub, 'One', rewriteEveryMs)
  const silent = await aRealKiosk(hub, 'Two', rewriteEveryMs)
  const changedAt = ({ folder }: { folder: string }, name: string) => statSync(join(folder, name)).mtimeMs
  // New kiosks note whom they heard of, each in its own time: until both have nothing new to write down.
  await expect.poll(() => [told, silent].every((one) => Date.now() - changedAt(one, 'kiosk.json') > 1_500), { timeout: 20_000 }).toBe(true)
  const before = Date.now()
  expect(await told.tell('now')).toBe('saved')
  await expect.poll(() => hub.hub.db.selectFrom('reports').select('id').execute(), { timeout: 20_000 }).toHaveLength(1)
  await expect.poll(() => told.outbox.list(), { timeout: 20_000 }).toEqual([])
  const after = Date.now()
  /** Times as an onlooker can use them: before the child told, since then, or since the last trace of it must be gone. */
  const seen = (folder: string) =>
    [...everyName(folder)].map(([name, { times, ...rest }]) => ({
      name,
      ...rest,
      times: times.map((time) => (time < before ? 'before' : time <= after ? 'meanwhile' : 'after')),
    }))
  // A file's own time, not a folder's: looking into a folder would change that.
  await expect.poll(() => [told, silent].every((one) => changedAt(one, 'outbox/ring') > after), { timeout: 20_000 }).toBe(true)
  const [one, other] = [seen(told.folder), seen(silent.folder)]
  expect(one.map(({ name }) => name)).toEqual(expect.arrayContaining(['kiosk.json', 'outbox/ring', 'outbox/more']))
  expect(one).toEqual(other)
  // The one place that was written to for the report was written to since, report or not.
  expect(one.find(({ name }) => name === 'outbox/ring')?.times.slice(0, 2)).toEqual(['after', 'after'])
}, 60_000)

/** A recipient's 32 bytes: the data of its bech32 text, without the checksum of six letters. */
function bytesOf(recipient: string): string {
  const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
  const bits = [...recipient.slice('age1'.length, -6)].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2))).toString('hex')
}

/** What stands before 32 bytes to make them an X25519 private key (RFC 8410, DER). */
const keyHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
function publicHalf(secret: Uint8Array): string {
  const key = createPrivateKey({ key: Buffer.concat([keyHead, secret]), format: 'der', type: 'pkcs8' })
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex')
}

/** Every 32 bytes of a file taken as a private key, and what base64 and hex in it stand for; which public keys come of them. */
function opened(bytes: Buffer, wanted: ReadonlySet<string>): string[] {
  const texts = bytes.toString('latin1').match(/[A-Za-z0-9+/]{43,}={0,2}/g) ?? []
  const found: string[] = []
  for (const one of [bytes, ...texts.flatMap((text) => [Buffer.from(text, 'base64'), Buffer.from(text, 'hex')])]) {
    for (let from = 0; from + 32 <= one.length; from++) {
      const half = publicHalf(one.subarray(from, from + 32))
      if (wanted.has(half)) found.push(half)
    }
  }
  return found
}

test('P9: no 32 bytes on a kiosk’s disk are a private key that opens an envelope', async () => {
  const { hub, team, grownUps, recipients } = await aSchoolThatReads()
  const kiosk = await aRealKiosk(hub, 'One', rewriteEveryMs)
  await hub.close()
  // Kept, with the hub away: sealed bytes lie in the ring.
  expect(await kiosk.tell('soon')).toBe('saved')
  const wanted = new Set([recipients.team, recipients.grownUps, recipients.recovery, hub.hub.mixerKey.recipient].map(bytesOf))
  expect(wanted.size).toBe(4)
  let windows = 0
  const found: string[] = []
  const looked = new Set<string>()
  for (const [path, bytes] of everyFile(kiosk.folder)) {
    // The state lies there twice.
    const same = bytes.toString('base64')
    if (looked.has(same)) continue
    looked.add(same)
    expect(bytes.includes('AGE-SECRET-KEY-1'), path).toBe(false)
    // Free places of the ring are random bytes of this run: all of them only in the full count, which takes minutes.
    const part = path.endsWith('/ring') && !isFull ? usedPlace(bytes) : bytes
    windows += part.length
    if (opened(part, wanted).length > 0) found.push(path)
  }
  expect(found).toEqual([])
  expect(windows).toBeGreaterThan(placeBytes)

  // The same search finds each of them where it is: as it stands, as base64 and as hex.
  const folder = testFolder()
  const keys = [team.teamIdentity, team.recoveryIdentity, grownUps.identity, hub.hub.mixerKey.identity].map((identity) =>
    Buffer.from(bytesOf(`age1${identity.slice('AGE-SECRET-KEY-1'.length).toLowerCase()}`), 'hex'),
  )
  for (const key of keys) {
    for (const spelling of [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))]) {
      writeFileSync(join(folder, 'planted'), Buffer.concat([Buffer.from('{"key":"'), spelling, Buffer.from('"}')]))
      expect(opened(readFileSync(join(folder, 'planted')), wanted)).toEqual([publicHalf(key)])
    }
  }
})

/** The place of the ring that holds a report. */
function usedPlace(ring: Buffer): Buffer {
  for (let from = 0; from < ring.length; from += placeBytes)
    if (ring.subarray(from, from + 7).toString('latin1') === 'HGSLOT0') return ring.subarray(from, from + placeBytes)
  throw new Error('no place of the ring is used')
}
