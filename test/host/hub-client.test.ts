import { setTimeout as sleep } from 'node:timers/promises'
import { generate } from 'selfsigned'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { HedgerowError } from '#core/contract/errors.ts'
import type { Enrolment, KioskEvent } from '#core/contract/hub-api.ts'
import { createHubClient, type HubClientOptions } from '#host/hub-client.ts'
import { fakeHub, sendJson } from './fake-hub.ts'

const enrolment: Enrolment = {
  deviceId: 'd'.repeat(32),
  token: `device-token-${'t'.repeat(30)}`,
  schoolId: '5'.repeat(32),
  schoolKey: `${'A'.repeat(43)}=`,
}
const facts = { shell: 'test', engine: 'test', version: '1', platform: 'test' }
const answered = { v: 1, acks: Array.from({ length: 16 }, () => 'e'.repeat(32)), among: '<5', keys: '', board: '', checkpoint: '', pad: '' }

/** A client that has joined the hub at this address. */
function clientOf(url: string, options: HubClientOptions = {}) {
  const client = createHubClient(options)
  const events: KioskEvent[] = []
  const reach: boolean[] = []
  client.connect(
    url,
    enrolment,
    (event) => events.push(event),
    (online) => reach.push(online),
  )
  onTestFinished(() => client.close())
  return { client, events, reach }
}
const faultOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => 'no fault',
    (fault: unknown) => fault,
  )

describe('the hub client', () => {
  it('sends a slot with its token, and nothing else beside the bytes', async () => {
    const hub = await fakeHub((_, response) => sendJson(response, answered))
    const { client } = clientOf(hub.url)
    expect(await client.putSlot(new Uint8Array([1, 2, 3]))).toEqual(answered)
    const [sent] = hub.received.filter((one) => one.method === 'PUT')
    expect(sent?.path).toBe('/api/letterbox/slot')
    expect(sent?.body).toEqual(Buffer.from([1, 2, 3]))
    const names = sent?.headers.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase())
    expect(new Set(names)).toEqual(new Set(['authorization', 'content-type', 'content-length', 'host', 'connection']))
    expect(sent?.headers.join()).toContain(`Bearer ${enrolment.token}`)
  })

  it('sends each slot on a connection of its own', async () => {
    const hub = await fakeHub((one, response) => sendJson(response, one.method === 'PUT' ? answered : { hubTime: 5 }))
    const { client } = clientOf(hub.url)
    await client.hello({ facts, schoolVersion: 0, listVersions: {}, clock: 0, faults: [] })
    await client.putSlot(new Uint8Array(1))
    await client.putSlot(new Uint8Array(1))
    const ports = hub.received.map((one) => one.port)
    expect(new Set(ports).size).toBe(ports.length)
  })

  it('shows its own token on every other route and reads the answers', async () => {
    const hub = await fakeHub((one, response) => {
      if (one.path === '/api/kiosk/hello') return sendJson(response, { hubTime: 5 })
      if (one.path === '/api/kiosk/activity') return sendJson(response, { kept: ['a'.repeat(32)] })
      if (one.method === 'PUT') return sendJson(response, { state: 'coming', who: 'Mrs Oak' })
      return sendJson(response, {})
    })
    const { client } = clientOf(hub.url)
    expect(await client.hello({ facts, schoolVersion: 0, listVersions: {}, clock: 0, faults: [] })).toEqual({ hubTime: 5 })
    expect(await client.sendActivity([])).toEqual(['a'.repeat(32)])
    expect(await client.call('c'.repeat(32), { classId: null, pupilName: null, kind: 'grown-up' })).toEqual({
      state: 'coming',
      who: 'Mrs Oak',
    })
    await client.callOff('c'.repeat(32))
    for (const one of hub.received) expect(one.headers.join()).toContain(`Bearer ${enrolment.token}`)
  })

  it('enrols without a token', async () => {
    const hub = await fakeHub((_, response) => sendJson(response, enrolment))
    expect(await createHubClient().enrol(hub.url, 'ABCD2345', 'Library 1', facts)).toEqual(enrolment)
    expect(hub.received[0]).toMatchObject({ method: 'POST', path: '/api/enrol' })
    expect(hub.received[0]?.headers.join().toLowerCase()).not.toContain('authorization')
  })

  it('does not send anything beyond this machine without TLS', async () => {
    const client = createHubClient()
    await expect(client.enrol('http://192.0.2.1', 'ABCD2345', 'Library 1', facts)).rejects.toMatchObject({ code: 'HG_TLS_NEEDED' })
    expect(() =>
      client.connect(
        'http://192.0.2.1',
        enrolment,
        () => {},
        () => {},
      ),
    ).toThrow(expect.objectContaining({ code: 'HG_TLS_NEEDED' }))
  })

  it("passes on the hub's own refusals, and no others", async () => {
    const answers = [
      (response: Parameters<typeof sendJson>[0]) => sendJson(response, { code: 'HG_DEVICE_UNKNOWN', message: 'x', detail: 'y' }, 401),
      (response: Parameters<typeof sendJson>[0]) => sendJson(response, { code: 'SOMETHING', message: 'x' }, 401),
      (response: Parameters<typeof sendJson>[0]) => response.writeHead(500).end('oh'),
      (response: Parameters<typeof sendJson>[0]) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      (response: Parameters<typeof sendJson>[0]) => response.writeHead(200).end('<html>Sign in to the Wi-Fi</html>'),
      (response: Parameters<typeof sendJson>[0]) => sendJson(response, { hubTime: 'noon' }),
      (response: Parameters<typeof sendJson>[0]) => response.destroy(),
    ]
    const hub = await fakeHub((one, response) => (one.path.endsWith('events') ? response.end() : answers.shift()?.(response)))
    const { client } = clientOf(hub.url)
    const hello = () => faultOf(client.hello({ facts, schoolVersion: 0, listVersions: {}, clock: 0, faults: [] }))
    expect(await hello()).toMatchObject({ code: 'HG_DEVICE_UNKNOWN', detail: 'y' })
    while (answers.length > 0) {
      const fault = await hello()
      expect(fault).toBeInstanceOf(Error)
      expect(fault).not.toBeInstanceOf(HedgerowError)
    }
  })

  it('takes a slot for received only when the hub says so itself', async () => {
    const bodies = ['<html>Sign in to the Wi-Fi</html>', '{"ok":true}', '']
    const hub = await fakeHub((one, response) => response.writeHead(200).end(one.method === 'PUT' ? bodies.shift() : ''))
    const { client } = clientOf(hub.url)
    while (bodies.length > 0) await expect(client.putSlot(new Uint8Array(1))).rejects.toThrow()
  })

  it('gives up on an answer that does not come, or does not end', async () => {
    const hub = await fakeHub((one, response) => {
      if (one.method === 'PUT') response.writeHead(200).write('{')
    })
    const { client } = clientOf(hub.url, { timeoutMs: 100 })
    await expect(client.documents()).rejects.toThrow()
    await expect(client.putSlot(new Uint8Array(1))).rejects.toThrow()
  })

  it('asks nothing before it has joined', async () => {
    await expect(createHubClient().documents()).rejects.toMatchObject({ code: 'HG_NOT_ENROLLED' })
  })
})

describe('the stream of events', () => {
  it('gives each event that it knows, and says when the hub is in reach', async () => {
    const hub = await fakeHub((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"kind":"hello"}\n\n: still here\n\ndata: {"kind":"of-tomorrow"}\n\ndata: nonsense\n\n')
      response.write('data: {"kind":"documents-changed"}\n\n')
    })
    const { events, reach } = clientOf(hub.url)
    await vi.waitFor(() => expect(events).toEqual([{ kind: 'hello' }, { kind: 'documents-changed' }]), 5_000)
    expect(reach).toEqual([true])
  })

  it('is opened again after it broke, after a silence and after a refusal', async () => {
    let opened = 0
    const hub = await fakeHub((_, response) => {
      opened++
      if (opened === 1) return sendJson(response, { code: 'HG_DEVICE_UNKNOWN', message: '' }, 401)
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"kind":"hello"}\n\n')
      if (opened === 2) response.destroy()
    })
    const { events, reach } = clientOf(hub.url, { silenceMs: 200 })
    await vi.waitFor(() => expect(events.length).toBeGreaterThanOrEqual(3), 10_000)
    expect(opened).toBeGreaterThanOrEqual(4)
    expect(reach.slice(0, 4)).toEqual([true, false, true, false])
  })

  it('ends with close, and says no more', async () => {
    const hub = await fakeHub((_, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"kind":"hello"}\n\n')
    })
    const { client, reach } = clientOf(hub.url)
    await vi.waitFor(() => expect(reach).toEqual([true]), 5_000)
    client.close()
    await sleep(600)
    expect(hub.received.length).toBe(1)
    expect(reach).toEqual([true])
  })
})

describe('over TLS', () => {
  const certificate = () =>
    generate([{ name: 'commonName', value: '127.0.0.1' }], {
      keySize: 2048,
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    })

  it('trusts the pinned certificate and no other', async () => {
    const [ours, other] = await Promise.all([certificate(), certificate()])
    const hub = await fakeHub((_, response) => sendJson(response, enrolment), { key: ours.private, cert: ours.cert })
    const enrol = (options: HubClientOptions) => createHubClient(options).enrol(hub.url, 'ABCD2345', 'Library 1', facts)
    expect(await enrol({ ca: ours.cert })).toEqual(enrolment)
    await expect(enrol({})).rejects.toThrow()
    await expect(enrol({ ca: other.cert })).rejects.toThrow()
    expect(hub.received.length).toBe(1)
  })
})
