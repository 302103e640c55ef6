import { beforeEach, expect } from 'vitest'
import type { CallInput, CallName } from '#core/contract/calls.ts'
import type { Documents } from '#core/contract/hub-api.ts'
import type { ClassList, Lesson, Tile } from '#core/contract/list.ts'
import type { School } from '#core/contract/school.ts'
import type { PageText } from '#core/guard/read-page.ts'
import { createKiosk, type Kiosk } from '#core/kiosk.ts'
import type { KioskState } from '#core/ports.ts'
import { newSigningKey, signDocument } from '#core/sealing/signed-document.ts'
import type { KioskPorts } from '#core/session/context.ts'
import { fakeHub, fakeOutbox, fakeShell, manualClock, memoryJournal, memoryStore, settle, tinyPhrases, tinyProfile } from './fakes.ts'

export const monday = Date.UTC(2026, 10, 23, 10, 0)
export const hour = 3_600_000
export const id = (letter: string) => letter.repeat(32)
export const hash = { algorithm: 'scrypt', cost: 1_024, salt: 'AAAA', hash: 'AAAA' } as const

export function tile(letter: string, change: Partial<Tile> = {}): Tile {
  return {
    id: id(letter),
    title: `Tile ${letter}`,
    url: `https://${letter}.example.org/page`,
    scope: 'page',
    also: [],
    companions: [],
    picture: 'frog',
    spoken: `tile ${letter}`,
    subject: '',
    words: [],
    checkedBy: null,
    checkedAt: null,
    ...change,
  }
}

export function world() {
  const key = newSigningKey()
  const clock = manualClock(monday)
  const school: School = {
    kind: 'school',
    schoolId: id('e'),
    version: 1,
    issuedAt: monday - hour,
    name: 'Brook Lane',
    helpers: [{ name: 'Mrs Khan', role: 'Teacher', picture: 'adult' }],
    termStarts: [monday - 60 * 24 * hour],
    recipients: { epoch: 1, team: `age1${'q'.repeat(58)}`, grownUps: null, recovery: `age1${'p'.repeat(58)}` },
    mixerKey: `age1${'r'.repeat(58)}`,
    slotEveryMs: 300_000,
    staffPin: hash,
    classes: [
      {
        id: id('0'),
        name: 'Reception',
        stage: 'eyfs',
        picture: 'duck',
        groups: [{ id: id('9'), name: 'Red table', picture: 'kite' }],
        pupils: [{ id: id('8'), name: 'Ada', picture: 'owl', secret: hash }],
      },
      {
        id: id('2'),
        name: 'Year 2',
        stage: 'ks1',
        picture: 'frog',
        groups: [],
        pupils: [{ id: id('7'), name: 'Kezia', picture: 'kite', secret: hash }],
      },
      {
        id: id('5'),
        name: 'Year 5',
        stage: 'ks2',
        picture: 'owl',
        groups: [],
        pupils: [
          { id: id('6'), name: 'Zed', picture: 'drum', secret: hash },
          { id: id('4'), name: 'Amy', picture: 'bell', secret: null },
        ],
      },
    ],
  }
  const list = (classId: string, stage: ClassList['stage'], tiles: Tile[], lessons: Lesson[] = []): ClassList => ({
    kind: 'class-list',
    schoolId: school.schoolId,
    classId,
    stage,
    version: 1,
    issuedAt: monday - hour,
    expiresAt: monday + 14 * 24 * hour,
    tiles,
    lessons,
  })
  let offered = {
    school,
    lists: [
      list(id('0'), 'eyfs', [tile('a')]),
      list(id('2'), 'ks1', [tile('a'), tile('b', { url: 'https://b.example.org/frogs', scope: 'section' })]),
      list(id('5'), 'ks2', [tile('a'), tile('b')]),
    ],
  }
  const documents = (): Documents => ({
    school: signDocument(offered.school, key.privateKey),
    lists: offered.lists.map((one) => signDocument(one, key.privateKey)),
  })
  const enrolment = {
    deviceId: id('d'),
    token: 't'.repeat(43),
    schoolId: school.schoolId,
    schoolKey: key.publicKey,
  }
  const shell = fakeShell()
  const hub = fakeHub(documents, enrolment)
  const saved: KioskState = {
    enrolment: { hubUrl: 'http://127.0.0.1:1', enrolment },
    school: null,
    lists: {},
    agreed: {},
    pin: { wrong: 0, waitUntil: 0 },
  }
  const store = memoryStore(saved)
  const journal = memoryJournal()
  const outbox = fakeOutbox()
  const right = { words: 'key umbrella drum' }
  const logged: string[] = []
  const make = (more: Partial<KioskPorts> = {}): Kiosk =>
    createKiosk({
      shell: shell.shell,
      hub: hub.hub,
      store,
      journal,
      outbox: outbox.outbox,
      secrets: { matches: async (words) => words === right.words },
      clock,
      log: { note: (event, fields) => void logged.push(JSON.stringify([event, fields])) },
      phrases: [tinyPhrases],
      profiles: { eyfs: tinyProfile('eyfs'), ks1: tinyProfile('ks1'), ks2: tinyProfile('ks2') },
      suggestedHub: 'http://127.0.0.1:1',
      ...more,
    })
  const press = async <N extends CallName>(name: N, input: CallInput<N>) => {
    const answer = await shell.owner().answer(name, input)
    await settle()
    return answer
  }
  const screen = () => {
    const view = shell.views.at(-1)
    if (view === undefined) throw new Error('nothing was rendered')
    return view.screen
  }
  return {
    clock,
    shell,
    hub,
    store,
    journal,
    outbox,
    right,
    logged,
    make,
    press,
    screen,
    key,
    list,
    view: () => shell.views.at(-1),
    publish: async (change: Partial<typeof offered>) => {
      offered = { ...offered, ...change }
      hub.event({ kind: 'documents-changed' })
      await clock.pass(10)
    },
    lists: () => offered.lists,
    school: () => offered.school,
  }
}

/** A school, a hub, a shell and a kiosk of fakes, for the test that runs. */
export let w: ReturnType<typeof world>

/** Makes the world anew before each test of the file that calls it. */
export function freshWorldEachTest(): void {
  beforeEach(remakeWorld)
}

export function remakeWorld(): void {
  w = world()
}

export async function begin(more: Partial<KioskPorts> = {}) {
  const kiosk = w.make(more)
  await kiosk.start()
  await w.clock.pass(10)
  return kiosk
}

export async function signIn(classLetter: string, pupilLetter: string) {
  await w.press('sign-in.class', { classId: id(classLetter) })
  await w.press('sign-in.pupil', { pupilId: id(pupilLetter) })
  await w.press('sign-in.secret', { pictures: ['key', 'umbrella', 'drum'] })
}

export async function toShelf(classLetter: string, pupilLetter: string) {
  await signIn(classLetter, pupilLetter)
  await w.press('agreement.agree', {})
  await w.press('notice.seen', {})
  expect(w.screen().kind).toBe('shelf')
}

export async function toPage(letter = 'a') {
  await w.press('shelf.open', { tileId: id(letter) })
  w.shell.page({ kind: 'committed', url: `https://${letter}.example.org/${letter === 'b' ? 'frogs' : 'page'}`, inside: false })
  w.shell.page({ kind: 'ready' })
  await settle()
  expect(w.screen().kind).toBe('page')
}

export function words(text: string, more: Partial<PageText> = {}): void {
  w.shell.page({ kind: 'text', url: 'https://a.example.org/page', inFrame: false, around: '', linked: 0, ...more, text })
}
