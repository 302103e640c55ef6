import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { aHub, emails, password } from './a-school.ts'

/** A sign-in whose body is still to come; resolves once the hub has its head. */
async function halfAsked(url: string): Promise<{ finish(): void; readonly answer: Promise<string> }> {
  const { hostname, port, host } = new URL(url)
  const body = JSON.stringify({ email: emails.teacher, password })
  const socket = connect(Number(port), hostname)
  let said = ''
  const answer = new Promise<string>((resolve) => socket.on('close', () => resolve(said)))
  const heard = new Promise<void>((resolve) =>
    socket.on('data', (chunk) => {
      said += chunk
      if (said.startsWith('HTTP/1.1 100')) resolve()
    }),
  )
  socket.on('error', () => undefined)
  socket.write(
    `POST /api/staff/sign-in HTTP/1.1\r\nhost: ${host}\r\nexpect: 100-continue\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`,
  )
  await heard
  return { finish: () => socket.write(body), answer }
}

test('a request that is being answered when the hub stops still gets its answer', async () => {
  const hub = await aHub()
  const asked = await halfAsked(hub.url)
  const closed = hub.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  asked.finish()
  expect(await asked.answer).toContain('HTTP/1.1 200 OK')
  await closed
})

test('a request that never ends does not keep the hub from stopping', async () => {
  const hub = await aHub()
  const asked = await halfAsked(hub.url)
  const started = Date.now()
  await hub.close()
  expect(Date.now() - started).toBeLessThan(3_000)
  expect(await asked.answer).not.toContain('200 OK')
})
