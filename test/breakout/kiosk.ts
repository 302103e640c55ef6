import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ChromiumShell, chromiumShell } from '#chromium/shell.ts'
import type { Surface } from '#core/contract/bridge.ts'
import type { CallInput, CallName } from '#core/contract/calls.ts'
import type { ClassList, Tile } from '#core/contract/list.ts'
import { type School, secretWords } from '#core/contract/school.ts'
import { canaryNames, type SelfCheck } from '#core/contract/self-check.ts'
import type { KioskView, ScreenKind } from '#core/contract/view.ts'
import { createKiosk } from '#core/kiosk.ts'
import type { ClockPort, ShellPort } from '#core/ports.ts'
import { newSigningKey, signDocument } from '#core/sealing/signed-document.ts'
import { type Hands, handsOn } from '#demo/hands.ts'
import { openKioskPorts } from '#host/kiosk-ports.ts'
import { ownSites } from '#host/own-sites.ts'
import { hashSecret } from '#host/secrets.ts'
import { fakeHub } from '#test/core/fakes.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedHost } from './attack-sites.ts'

/** What a test takes from the kiosk on purpose, to see that the judge notices. The real run weakens nothing. */
export interface Weakness {
  /** Hosts that the approval opens besides. */
  readonly companions?: readonly string[]
  /** Another program in Chromium's place, which takes flags away. */
  readonly binary?: string
  /** Another shell around the real one. */
  wrap?(shell: ChromiumShell): ShellPort
  /** True: the check of its own locks at the start is taken as held, which a test of something else need not wait for. */
  readonly isTakenAsChecked?: boolean
}

/** What a test of the whole kiosk sets up otherwise than the judge does. */
export interface KioskSetting extends Weakness {
  /** What stands on the shelf, in the place of the one page. */
  readonly tiles?: readonly Tile[]
  /** Bytes that pages may hold. */
  readonly pageMemory?: number
  clock?(real: ClockPort): ClockPort
  /** A folder that is there already, used as it is. */
  readonly data?: string
  /** False: a computer that nobody has set up. Left out: enrolled, unless there is a folder already. */
  readonly isEnrolled?: boolean
  /** False: the hub is out of reach from the start. */
  readonly hubIsThere?: boolean
}

/** The whole kiosk with a child of Year 5 at the shelf, which holds one page. */
export interface JudgedKiosk {
  readonly shell: ChromiumShell
  readonly hub: ReturnType<typeof fakeHub>
  /** Where it keeps all that it writes. */
  readonly data: string
  readonly hands: Hands
  /** The browser's own record of its connections. */
  readonly netLog: string
  view(): KioskView
  /** Each change of the screen, with its moment, ms since the epoch. */
  readonly screens: readonly { readonly kind: ScreenKind; readonly at: number }[]
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<void>
  /** Where this button of ours is on the screen; null when it is not there. */
  findButton(surface: Surface, mark: string): Promise<{ readonly x: number; readonly y: number } | null>
  /** Waits until the kiosk has tried its own locks and lets children on. */
  toClasses(): Promise<void>
  /** Signs the child in, agrees, and waits for the shelf. */
  toShelf(): Promise<void>
  /** The teacher publishes the list again, changed. */
  publish(change: Partial<ClassList>): void
  /** To the shelf, and from there to this tile. */
  open(tileId: string): Promise<void>
  stop(): Promise<void>
  /** Removes all that it wrote. */
  clear(): void
}

export const now = (): number => performance.timeOrigin + performance.now()
const id = (letter: string): string => letter.repeat(32)
export const tileId = id('a')
const classId = id('5')
const pupilId = id('6')
const allHeld: SelfCheck = {
  at: 0,
  tookMs: 1,
  engine: { name: 'Chromium', version: '0', fileFrom: null },
  canaries: canaryNames.map((name) => ({ name, result: 'held' })),
  systemKeys: [],
  byHand: [],
}
/** In the order of the alphabet: right at every stage. */
const pictures = ['drum', 'key', 'umbrella']
const hour = 3_600_000

/** The page is where the tile leads; its approval covers the host, since what lies beside it in the folder belongs to it. */
function tileAt(path: string, companions: readonly string[]): Tile {
  return {
    id: tileId,
    title: 'A page to try',
    url: `https://${approvedHost}${path}`,
    // A section's address holds no encoded slash; a site has no such rule.
    scope: /%(2f|5c)/i.test(path) ? 'site' : 'section',
    also: [`https://${approvedHost}/`],
    companions: [...companions],
    picture: 'frog',
    spoken: 'a page to try',
    subject: '',
    words: [],
    checkedBy: null,
    checkedAt: null,
  }
}

/** Starts the product's own kiosk, session core and all, on a virtual screen. Only its hub is a stand-in, which hands it a signed list. */
export async function startJudgedKiosk(
  sites: Pick<RunningSites, 'resolve' | 'trustFlag'>,
  path: string,
  weakness: KioskSetting = {},
): Promise<JudgedKiosk> {
  let hasChecked = false
  const data = weakness.data ?? mkdtempSync(join(tmpdir(), 'hedgerow-judged-'))
  // The browser runs as another account, and writes its record there.
  const notes = join(data, 'notes')
  const netLog = join(notes, 'net.json')
  const key = newSigningKey()
  const secret = await hashSecret(secretWords(pictures, true), 1_024)
  const issuedAt = Date.now() - hour
  const schoolId = id('e')
  const school: School = {
    kind: 'school',
    schoolId,
    version: 1,
    issuedAt,
    name: 'Brook Lane',
    helpers: [{ name: 'Mrs Khan', role: 'Teacher', picture: 'adult' }],
    termStarts: [issuedAt - 60 * 24 * hour],
    recipients: null,
    mixerKey: null,
    slotEveryMs: 300_000,
    staffPin: secret,
    classes: [
      {
        id: classId,
        name: 'Year 5',
        stage: 'ks2',
        picture: 'owl',
        groups: [],
        pupils: [{ id: pupilId, name: 'Zed', picture: 'drum', secret }],
      },
    ],
  }
  let list: ClassList = {
    kind: 'class-list',
    schoolId,
    classId,
    stage: 'ks2',
    version: 1,
    issuedAt,
    expiresAt: Date.now() + 14 * 24 * hour,
    tiles: weakness.tiles === undefined ? [tileAt(path, weakness.companions ?? [])] : [...weakness.tiles],
    lessons: [],
  }
  const enrolment = {
    deviceId: id('d'),
    token: 't'.repeat(43),
    schoolId,
    schoolKey: key.publicKey,
  }
  const hub = fakeHub(() => ({ school: signDocument(school, key.privateKey), lists: [signDocument(list, key.privateKey)] }), enrolment)
  const screens: { kind: ScreenKind; at: number }[] = []
  let made: ChromiumShell | null = null
  const ports = await openKioskPorts({ data, suggestedHub: 'http://127.0.0.1:1' }, (log) => {
    mkdirSync(notes, { recursive: true })
    chmodSync(data, 0o711)
    chmodSync(notes, 0o777)
    const shell = chromiumShell({
      ...ownSites(),
      screen: { width: 1280, height: 720 },
      resolve: sites.resolve,
      pageMemory: weakness.pageMemory,
      extraFlags: [sites.trustFlag, `--log-net-log=${netLog}`],
      ...(weakness.binary === undefined ? {} : { binary: weakness.binary }),
      log,
    })
    made = shell
    const port = weakness.wrap?.(shell) ?? shell
    return new Proxy(port, {
      get(target, name) {
        if (name === 'render')
          return (view: KioskView) => {
            if (screens.at(-1)?.kind !== view.screen.kind) screens.push({ kind: view.screen.kind, at: now() })
            target.render(view)
          }
        if (name === 'check')
          return async () => {
            const checked = weakness.isTakenAsChecked ? allHeld : await target.check()
            hasChecked = true
            return checked
          }
        const found: unknown = Reflect.get(target, name)
        return typeof found === 'function' ? found.bind(target) : found
      },
    })
  })
  if (weakness.isEnrolled ?? weakness.data === undefined)
    await ports.store.write({
      enrolment: { hubUrl: 'http://127.0.0.1:1', enrolment },
      school: null,
      lists: {},
      agreed: {},
      pin: { wrong: 0, waitUntil: 0 },
    })
  hub.is.online = weakness.hubIsThere !== false
  const kiosk = createKiosk({ ...ports, hub: hub.hub, clock: weakness.clock?.(ports.clock) ?? ports.clock })
  const clear = (): void => rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  try {
    await kiosk.start()
  } catch (fault) {
    clear()
    throw fault
  }
  const shell: ChromiumShell | null = made
  if (shell === null) throw new Error('no shell was made')
  const started = shell as ChromiumShell
  const { display } = started
  if (display === null) throw new Error('the shell has no display')
  const view = (): KioskView => kiosk.view()
  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<void> {
    await started.run?.screens.evaluate('main', `window.hedgerow.call(${JSON.stringify(name)}, ${JSON.stringify(input)})`)
  }
  async function until(what: string, isSo: () => boolean): Promise<void> {
    const end = now() + 15_000
    while (!isSo()) {
      if (now() > end) throw new Error(`the kiosk shows ${view().screen.kind}, not ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }
  const toClasses = (): Promise<void> => until('classes', () => hasChecked && view().screen.kind === 'classes')
  async function toShelf(): Promise<void> {
    await toClasses()
    await call('sign-in.class', { classId })
    await call('sign-in.pupil', { pupilId })
    await call('sign-in.secret', { pictures })
    await until('the agreement', () => view().screen.kind === 'agreement')
    await call('agreement.agree', {})
    await call('notice.seen', {})
    await until('the shelf', () => view().screen.kind === 'shelf')
  }
  return {
    shell: started,
    hub,
    data,
    hands: handsOn(display),
    netLog,
    view,
    screens,
    call,
    async findButton(surface, mark) {
      const expression = `(() => { const box = document.querySelector('[data-mark="${mark}"]')?.getBoundingClientRect(); return box && box.width > 0 ? { x: box.left + box.width / 2, y: box.top + box.height / 2 } : null })()`
      const found = (await started.run?.screens.evaluate(surface, expression).catch(() => null)) as
        | { x: number; y: number }
        | null
        | undefined
      return found == null ? null : { x: Math.round(found.x), y: Math.round(found.y) }
    },
    toClasses,
    toShelf,
    publish(change) {
      list = { ...list, ...change, version: list.version + 1 }
      hub.event({ kind: 'documents-changed' })
    },
    async open(tile) {
      await toShelf()
      await call('shelf.open', { tileId: tile })
    },
    stop: () => kiosk.stop(),
    clear,
  }
}
