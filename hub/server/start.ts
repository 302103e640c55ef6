import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HedgerowError } from '#core/contract/errors.ts'
import type { SchoolSeed } from '#core/contract/seed.ts'
import { createApp } from './app.ts'
import type { HubApp } from './app-type.ts'
import { openRecord } from './audit/record.ts'
import { type Bell, createBell } from './bell/bell.ts'
import { noteFault } from './faults.ts'
import { type Hub, type Settings, usualSettings } from './hub.ts'
import { createCalls } from './kiosk/calls.ts'
import { makeEnrolmentCode } from './kiosk/enrolment.ts'
import { createKeyTalk } from './kiosk/key-talk.ts'
import { type Mixer, startMixer } from './letterbox/mixer.ts'
import { createLive } from './live/live.ts'
import { fileLog, type LogSink } from './log.ts'
import { countRequests } from './running-requests.ts'
import { renewSchool } from './school/documents.ts'
import { openMixerKey } from './school/mixer-key.ts'
import { openSigner } from './school/signer.ts'
import { type Seeded, seedSchool } from './seed.ts'
import { openStore } from './store/store.ts'
import { keepHouse } from './upkeep.ts'

export interface HubOptions {
  /** The data folder: database, signing key, log. Made where it is missing. */
  readonly folder: string
  /** 0 or none: any free one. */
  readonly port?: number
  /** Where to listen; anything but this machine itself needs `tls`. */
  readonly host?: string
  /** PEM texts. */
  readonly tls?: { readonly cert: string; readonly key: string }
  /** Further names by which kiosks and browsers call the hub. */
  readonly hostNames?: readonly string[]
  /** The built console. */
  readonly consoleFolder?: string
  /** Instead of `hub.log` in the data folder. */
  readonly log?: LogSink
  readonly logLevel?: string
  readonly settings?: Partial<Settings>
  readonly now?: () => number
  /** ms of a clock that nobody sets; usual: the machine's, or `now` where that is given. */
  readonly steady?: () => number
  /** Called with one line when nobody else can be reached, again at each step of the bell while it lasts. */
  readonly siren?: (line: string) => void
}

export interface RunningHub {
  /** `http://127.0.0.1:1234`, without a slash at its end. */
  readonly url: string
  readonly hub: Hub
  readonly app: HubApp
  readonly mixer: Mixer
  readonly bell: Bell
  /** Makes the school of a hub that has none. */
  seed(school: SchoolSeed): Promise<Seeded>
  makeEnrolmentCode(): Promise<string>
  /** Ends every stream, lets running requests end, closes the database. */
  close(): Promise<void>
}

const builtConsole = fileURLToPath(new URL('../../out/console', import.meta.url))
/** Requests that are being answered when the hub is told to stop get this long. */
const mostWaitMs = 1_500
const onThisMachine = ['127.0.0.1', '::1', 'localhost']

/**
 * Starts a hub. Throws HG_TLS_NEEDED, HG_PORT_TAKEN, HG_SIGNING_KEY, HG_CLOCK_WRONG and what `openStore` throws; nothing is left running then.
 */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const { folder, host = '127.0.0.1', tls = null, now = Date.now } = options
  if (tls === null && !onThisMachine.includes(host)) throw new HedgerowError('HG_TLS_NEEDED')
  const hub = await openHub(folder, options.settings ?? {}, now)
  try {
    await refuseWrongClock(hub)
    const calls = createCalls(hub)
    await renewSchool(hub)
    const bell = createBell(hub, {
      folder,
      steady: options.steady ?? options.now ?? (() => performance.now()),
      siren(line) {
        app.log.warn({ code: 'HG_BELL_UNHEARD' }, 'siren')
        options.siren?.(line)
      },
      noteFault: (fault) => noteFault(app.log, 'HG_INTERNAL', 'bell', fault),
    })
    const mixer = await startMixer(hub, bell, (fault) => noteFault(app.log, 'HG_INTERNAL', 'mixer', fault))
    const app = createApp(
      hub,
      { calls, mixer, bell },
      {
        tls,
        hostNames: [host, ...(options.hostNames ?? [])],
        consoleFolder: options.consoleFolder ?? builtConsole,
        log: options.log ?? fileLog(join(folder, 'hub.log')),
        logLevel: options.logLevel ?? 'info',
      },
    )
    const running = countRequests(app)
    const upkeep = keepHouse(hub, calls, mixer, app.log)
    app.addHook('preClose', async () => {
      upkeep.stop()
      await mixer.stop()
      await bell.stop()
      hub.live.close()
      await running.atRest(mostWaitMs)
    })
    app.addHook('onClose', () => hub.db.destroy())
    await listen(app, host, options.port ?? 0)
    return {
      url: addressOf(app, tls !== null, host, options.hostNames ?? []),
      hub,
      app,
      mixer,
      bell,
      seed: (school) => seedSchool(hub, school),
      makeEnrolmentCode: async () => (await makeEnrolmentCode(hub, { id: null, name: 'hub' })).code,
      close: () => app.close(),
    }
  } catch (fault) {
    await hub.db.destroy()
    throw fault
  }
}

/** No machine that runs this can be earlier. */
const madeAfter = Date.parse('2026-01-01T00:00:00Z')
const clockTolerance = 24 * 60 * 60_000

/** Lists signed by a clock that went back would be out of date on every kiosk. */
async function refuseWrongClock({ db, now }: Hub): Promise<void> {
  const { newest } = await db
    .selectFrom('documents')
    .select((row) => row.fn.max('issuedAt').as('newest'))
    .executeTakeFirstOrThrow()
  const earliest = Math.max(madeAfter, (newest ?? 0) - clockTolerance)
  if (now() < earliest) throw new HedgerowError('HG_CLOCK_WRONG', `it should be after ${new Date(earliest).toISOString().slice(0, 10)}`)
}

/** The hub without its web server, for the command line. Whoever opens it destroys its `db`. */
export async function openHub(folder: string, settings: Partial<Settings>, now: () => number = Date.now): Promise<Hub> {
  const db = await openStore(folder)
  try {
    const school = await db.selectFrom('school').select('publicKey').executeTakeFirst()
    const signer = openSigner(folder, school?.publicKey ?? null)
    const mixerKey = await openMixerKey(folder)
    const record = openRecord(db, signer)
    const keyTalk = createKeyTalk(now)
    return { db, now, signer, mixerKey, live: createLive(), record, keyTalk, settings: { ...usualSettings, ...settings } }
  } catch (fault) {
    await db.destroy()
    throw fault
  }
}

async function listen(app: HubApp, host: string, port: number): Promise<void> {
  try {
    await app.listen({ host, port })
  } catch (fault) {
    await app.close()
    const code = fault instanceof Error && 'code' in fault ? fault.code : ''
    if (code === 'EADDRINUSE' || code === 'EACCES') throw new HedgerowError('HG_PORT_TAKEN', `port ${port}`, { cause: fault })
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new HedgerowError('HG_COMMAND', '--host is not an address of this machine', { cause: fault })
    throw fault
  }
}

function addressOf(app: HubApp, secure: boolean, host: string, names: readonly string[]): string {
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const isEverywhere = host === '0.0.0.0' || host === '::'
  // A certificate is for a name; without one the address will do, and needs no name server.
  const name = (secure ? names[0] : undefined) ?? (isEverywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host)
  return `${secure ? 'https' : 'http'}://${name}:${port}`
}
