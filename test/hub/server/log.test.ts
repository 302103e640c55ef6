import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import { sealSlot } from '#core/sealing/slot-seal.ts'
import { aFolder, aHub, aKiosk, cookieOf, emails, get, post, putLetter } from './a-school.ts'

async function listened() {
  const lines: string[] = []
  const hub = await aHub({ logLevel: 'trace', log: { write: (line) => lines.push(line) } })
  return { hub, lines }
}

const envelopeId = 'abcdef0123456789abcdef0123456789'

test('P5: no line of any level says anything of a slot: not that it came, nor from where, nor what was in it', async () => {
  const { hub, lines } = await listened()
  const { bearer } = await aKiosk(hub)
  const slot = async (real: boolean) => {
    const letter = real ? { id: envelopeId, lane: 'now' as const, envelope: new Uint8Array(envelopeBytes) } : null
    return new Uint8Array(await sealSlot({ inUse: true, letter }, hub.hub.mixerKey.recipient))
  }
  const before = lines.length
  const put = (body: Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}, path = 'slot') =>
    fetch(`${hub.url}/api/letterbox/${path}`, {
      method: 'PUT',
      headers: { authorization: bearer, 'content-type': 'application/octet-stream', 'user-agent': 'sentinel-agent', ...headers },
      body,
    })
  expect((await put(await slot(true))).status).toBe(200)
  expect((await put(await slot(false))).status).toBe(429)
  expect((await put(new Uint8Array(1))).status).toBe(429)
  expect((await put(new Uint8Array(100_000))).status).toBe(413)
  expect((await put(new Uint8Array(1), {}, envelopeId)).status).toBe(404)
  expect((await put(new Uint8Array(1), {}, '%zz')).status).toBe(400)
  expect((await put(new Uint8Array(1), { authorization: 'Bearer no' })).status).toBe(401)
  expect((await put(new Uint8Array(1), { 'content-type': 'text/plain' })).status).toBe(415)
  await cutOff(hub.url, bearer)
  await hub.mixer.step()
  expect(await hub.hub.db.selectFrom('reports').select('id').execute()).toEqual([{ id: envelopeId }])
  expect(lines.slice(before).filter((line) => !line.includes('"status":404'))).toEqual([])
  expect(lines.slice(before).join('')).not.toMatch(/127\.0\.0\.1|::1|sentinel|remote|abcdef|ip"/i)
})

test('a fault while reports are kept names the place in our code, and no more', async () => {
  const { hub, lines } = await listened()
  await hub.hub.db.schema.alterTable('reports').renameTo('elsewhere').execute()
  const before = lines.length
  await putLetter(hub, envelopeId)
  const [line, ...more] = lines.slice(before)
  expect(more).toEqual([])
  expect(JSON.parse(line ?? '')).toMatchObject({ code: 'HG_INTERNAL', route: 'mixer', msg: 'fault' })
  expect(line).not.toMatch(/127\.0\.0\.1|::1|sentinel|remote|abcdef|ip"/i)
  await hub.hub.db.schema.alterTable('elsewhere').renameTo('reports').execute()
})

test('other routes are logged by their pattern, without addresses, bodies, tokens, names or queries', async () => {
  const { hub, lines } = await listened()
  const kiosk = await aKiosk(hub, 'sentinel kiosk')
  const cookie = await cookieOf(hub, 'dsl')
  const before = lines.length
  const headers = { 'user-agent': 'sentinel-agent' }
  await post(hub, '/api/staff/sign-in', { email: emails.teacher, password: 'sentinel password' }, headers)
  await post(hub, '/api/staff/sign-in', { email: 'sentinel', wrong: 'sentinel' }, headers)
  await fetch(`${hub.url}/api/staff/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"sentinel' })
  await get(hub, '/api/dsl/activity?day=2026-07-01&sentinel=1', { cookie, ...headers })
  await get(hub, '/api/dsl/activity?day=2026-07-02', { cookie, ...headers })
  await get(hub, '/sentinel', headers)
  await get(hub, '/api/%zz-sentinel', headers)
  await get(hub, '/api/kiosk/documents', { authorization: kiosk.bearer, ...headers })
  await cutOff(hub.url, 'sentinel')
  const said = lines.slice(before)
  expect(said.map((line) => JSON.parse(line)).filter((line) => line.route === '/api/dsl/activity')).toHaveLength(2)
  const text = said.join('')
  expect(text).not.toMatch(/sentinel|remote|user-agent|cookie|2026-07/i)
  expect(text).not.toContain('127.0.0.1')
  expect(text).not.toContain(kiosk.token)
  expect(text).not.toContain(cookie.split('=')[1])
})

test('the log is a file of the data folder when nobody asks for another', async () => {
  const folder = aFolder()
  const hub = await aHub({ folder, logLevel: 'info' })
  await get(hub, '/api/health')
  await expect.poll(() => readFileSync(join(folder, 'hub.log'), 'utf8')).toContain('/api/health')
})

/** A request that breaks off in the middle of its body, and one that was no HTTP. */
async function cutOff(url: string, authorization: string): Promise<void> {
  const { port, hostname } = new URL(url)
  for (const text of [
    `PUT /api/letterbox/slot HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: ${authorization}\r\ncontent-type: application/octet-stream\r\ncontent-length: ${envelopeBytes}\r\n\r\nsentinel`,
    `PUT /api/letterbox/${envelopeId} sentinel\r\n\r\n`,
  ]) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(text)
        setTimeout(() => socket.destroy(), 100)
      })
      socket.on('close', () => resolve())
    })
  }
  await new Promise((resolve) => setTimeout(resolve, 100))
}
