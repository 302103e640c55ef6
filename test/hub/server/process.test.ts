import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { generate } from 'selfsigned'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { Enrolment, EnrolmentCode } from '#core/contract/hub-api.ts'
import { startHub } from '#hub/server/start.ts'
import { openStore } from '#hub/server/store/store.ts'
import { aFolder, aSchool, aTile, emails, facts, password } from './a-school.ts'

const main = fileURLToPath(new URL('../../../hub/server/main.ts', import.meta.url))
const Ready = z.strictObject({ ready: z.literal(true), url: z.url() })

interface Run {
  readonly child: ChildProcess
  /** Resolves with exit code and signal. */
  readonly exit: Promise<{ code: number | null; signal: string | null; ms: number }>
  readonly said: () => string
  readonly complained: () => string
  readonly url: () => Promise<string>
}

function run(...args: string[]): Run {
  const started = Date.now()
  const child = spawn(process.execPath, [main, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let said = ''
  let complained = ''
  child.stdout.on('data', (chunk) => (said += chunk))
  child.stderr.on('data', (chunk) => (complained += chunk))
  const exit = new Promise<{ code: number | null; signal: string | null; ms: number }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, ms: Date.now() - started })),
  )
  const url = async () => {
    for (let waited = 0; waited < 30_000 && !said.includes('\n') && child.exitCode === null; waited += 20) {
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    return Ready.parse(JSON.parse(said.split('\n')[0] ?? '')).url
  }
  return { child, exit, said: () => said, complained: () => complained, url }
}

/** A data folder with a school in it. */
async function aSchoolFolder(): Promise<string> {
  const folder = aFolder()
  const from = join(folder, 'school.json')
  writeFileSync(from, JSON.stringify(aSchool()))
  const setUp = run('set-up', '--from', from, '--data', folder)
  expect([(await setUp.exit).code, setUp.complained()]).toEqual([0, ''])
  return folder
}

async function signIn(url: string, role: keyof typeof emails): Promise<{ cookie: string; 'content-type': string }> {
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${url}/api/staff/sign-in`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ email: emails[role], password }),
  })
  return { ...headers, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '' }
}

async function enrolled(url: string) {
  const headers = await signIn(url, 'technician')
  const code = EnrolmentCode.parse(
    await (await fetch(`${url}/api/technician/enrolment-codes`, { method: 'POST', headers, body: '{}' })).json(),
  )
  const body = JSON.stringify({ code: code.code, name: 'One', facts })
  return Enrolment.parse(
    await (await fetch(`${url}/api/enrol`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).json(),
  )
}

test('told to stop, it ends every open stream and is gone within three seconds', async () => {
  const hub = run('--data', await aSchoolFolder(), '--port', '0')
  const url = await hub.url()
  const { token } = await enrolled(url)
  const kiosk = await fetch(`${url}/api/kiosk/events`, { headers: { authorization: `Bearer ${token}` } })
  const staff = await fetch(`${url}/api/staff/events`, { headers: { cookie: (await signIn(url, 'dsl')).cookie } })
  expect([kiosk.status, staff.status]).toEqual([200, 200])
  const ends = Promise.all([kiosk.text(), staff.text()])
  const asked = Date.now()
  hub.child.kill('SIGTERM')
  expect(await hub.exit).toMatchObject({ code: 0, signal: null })
  expect(Date.now() - asked).toBeLessThan(3_000)
  expect(await ends).toEqual(['data: {"kind":"hello"}\n\n', 'data: {"kind":"hello"}\n\n'])
})

test('killed while it publishes, it comes back whole, with every publication that it had confirmed', async () => {
  const folder = await aSchoolFolder()
  for (let round = 0; round < 3; round++) {
    const hub = run('--data', folder, '--port', '0')
    const url = await hub.url()
    const headers = await signIn(url, 'teacher')
    const { classes } = await (await fetch(`${url}/api/teacher/classes`, { headers })).json()
    const path = `${url}/api/teacher/classes/${classes[0].id}`
    let { revision, published } = await (await fetch(path, { headers })).json()
    let confirmed: number = published.version
    setTimeout(() => hub.child.kill('SIGKILL'), 100 + Math.random() * 300)
    try {
      for (;;) {
        const draft = { tiles: [{ ...aTile, title: `Version ${confirmed + 1}` }], lessons: [] }
        const saved = await fetch(`${path}/draft`, { method: 'PUT', headers, body: JSON.stringify({ revision, draft }) })
        revision = (await saved.json()).revision
        published = (await (await fetch(`${path}/publish`, { method: 'POST', headers, body: JSON.stringify({ revision }) })).json())
          .published
        confirmed = published.version
      }
    } catch {
      await hub.exit
    }
    const db = await openStore(folder)
    const { newest } = await db
      .selectFrom('documents')
      .select((row) => row.fn.max('version').as('newest'))
      .where('classId', '=', classes[0].id)
      .executeTakeFirstOrThrow()
    await db.destroy()
    // The one that was under way may be there as well.
    expect([confirmed, confirmed + 1]).toContain(newest)
  }
})

test('the first line on standard output is for programs', async () => {
  const hub = run('--data', aFolder(), '--port', '0')
  expect(await hub.url()).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  await expect.poll(hub.said).toContain('no school yet')
})

test('the signing key and all else in the data folder are for the hub’s own user', async () => {
  const folder = await aSchoolFolder()
  const hub = run('--data', folder, '--port', '0')
  await hub.url()
  for (const name of ['signing-key.json', 'hub.db', 'hub.db-wal', 'hub.log']) {
    expect([name, (statSync(join(folder, name)).mode & 0o777).toString(8)]).toEqual([name, '600'])
  }
})

test('a taken port ends it with a sentence and exit code 3', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const hub = run('--data', aFolder(), '--port', String(port))
  expect((await hub.exit).code).toBe(3)
  expect(hub.complained()).toContain(`HG_PORT_TAKEN: The port is taken by another program. (port ${port})`)
  expect(hub.complained()).not.toMatch(/^ {4}at /m)
})

test('a folder that cannot be made or written ends it with a sentence', async () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, 'kept')
  for (const folder of [file, join(file, 'below')]) {
    const hub = run('--data', folder, '--port', '0')
    expect((await hub.exit).code).toBe(3)
    expect(hub.complained()).toContain('HG_FOLDER_UNWRITABLE')
  }
  expect(readFileSync(file, 'utf8')).toBe('kept')
})

test('a damaged database ends it with a sentence, and the file is left as it is', async () => {
  const folder = await aSchoolFolder()
  const path = join(folder, 'hub.db')
  const whole = readFileSync(path)
  const damages = [Buffer.from('this is not a database'.repeat(200)), Buffer.from(whole).fill(0xff, 4_096, whole.length - 4_096)]
  for (const damaged of damages) {
    writeFileSync(path, damaged)
    const hub = run('--data', folder, '--port', '0')
    expect((await hub.exit).code).toBe(3)
    expect(hub.complained()).toContain("HG_DATABASE_DAMAGED: The hub's database is damaged; it was left as it is.")
    expect(readFileSync(path).equals(damaged)).toBe(true)
  }
})

test('a database of a newer version is not touched', async () => {
  const folder = await aSchoolFolder()
  const db = await openStore(folder)
  await db
    .insertInto('kysely_migration' as never)
    .values({ name: '9999-from-the-future', timestamp: 'later' } as never)
    .execute()
  await db.destroy()
  const hub = run('--data', folder, '--port', '0')
  expect((await hub.exit).code).toBe(3)
  expect(hub.complained()).toContain('HG_DATABASE_NEWER')
})

test('a school’s signing key that is gone, damaged or another school’s stops it, and no new one is made', async () => {
  const folder = await aSchoolFolder()
  const path = join(folder, 'signing-key.json')
  const key = JSON.parse(readFileSync(path, 'utf8'))
  const other = JSON.parse(readFileSync(join(await aSchoolFolder(), 'signing-key.json'), 'utf8'))
  for (const text of ['', '{', JSON.stringify({ ...key, privateKey: other.privateKey }), JSON.stringify(other)]) {
    writeFileSync(path, text)
    const hub = run('--data', folder, '--port', '0')
    expect((await hub.exit).code).toBe(3)
    expect(hub.complained()).toContain('HG_SIGNING_KEY')
    expect(hub.complained()).not.toContain(key.privateKey)
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
})

test('it listens beyond this machine only with a certificate', async () => {
  const bare = run('--data', aFolder(), '--port', '0', '--host', '0.0.0.0')
  expect((await bare.exit).code).toBe(3)
  expect(bare.complained()).toContain('HG_TLS_NEEDED')
  const half = run('--data', aFolder(), '--port', '0', '--tls-cert', '/nothing.pem', '--tls-key', '/nothing.pem')
  expect((await half.exit).code).toBe(3)
  expect(half.complained()).toContain('HG_TLS_NEEDED')
})

test('with a certificate it speaks TLS only, and its cookie never travels without', async () => {
  const pems = await generate([{ name: 'commonName', value: '127.0.0.1' }], { algorithm: 'sha256', keySize: 2048 })
  const hub = await startHub({ folder: aFolder(), logLevel: 'silent', tls: { cert: pems.cert, key: pems.private } })
  onTestFinished(() => hub.close())
  await hub.seed(aSchool())
  expect(hub.url).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/)
  await expect(fetch(hub.url.replace('https', 'http'))).rejects.toThrow()
  await expect(fetch(hub.url)).rejects.toThrow()
  const answer = await hub.app.inject({
    method: 'POST',
    url: '/api/staff/sign-in',
    headers: { host: '127.0.0.1' },
    payload: { email: emails.dsl, password },
  })
  expect(answer.headers['set-cookie']).toMatch(/; HttpOnly; Secure; SameSite=Strict$/)
  expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
})

test('a wrong command is answered with how to use it, and exit code 2', async () => {
  for (const args of [
    ['--prot', '1'],
    ['--port', 'x'],
    ['nonsense'],
    ['invite', '--role', 'head'],
    ['set-up', '--name', 'x'],
    ['set-up', '--from', '/nothing'],
  ]) {
    const hub = run(...args, '--data', aFolder())
    expect([args, (await hub.exit).code]).toEqual([args, 2])
    expect(hub.complained()).toMatch(/^HG_COMMAND: /)
    expect(hub.complained()).toContain('npm run hub')
  }
})

test('set-up and invite print links that sign in, also while the hub runs', async () => {
  const folder = aFolder()
  const setUp = run('set-up', '--name', 'Hill Primary', '--email', 'it@school.test', '--pin', '4821', '--data', folder)
  expect((await setUp.exit).code).toBe(0)
  const hub = run('--data', folder, '--port', '0')
  const url = await hub.url()
  const invited = run('invite', '--role', 'dsl', '--name', 'Mrs Lee', '--email', 'lee@school.test', '--data', folder)
  expect((await invited.exit).code).toBe(0)
  const roles = []
  for (const said of [setUp.said(), invited.said()]) {
    const token = /#\/link\/([\w-]{43})\n$/.exec(said)?.[1]
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${url}/api/staff/link`, { method: 'POST', headers, body: JSON.stringify({ token }) })
    roles.push((await answer.json()).role)
  }
  expect(roles).toEqual(['technician', 'dsl'])
})
