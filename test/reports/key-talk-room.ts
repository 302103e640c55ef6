import { expect, onTestFinished } from 'vitest'
import type { CallInput } from '#core/contract/calls.ts'
import { HelloAnswer, Kiosks } from '#core/contract/hub-api.ts'
import { Readiness } from '#core/contract/keys.ts'
import type { ReportRecipients, School } from '#core/contract/school.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { createKiosk } from '#core/kiosk.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { sealSlot } from '#core/sealing/slot-seal.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { newId } from '#hub/server/tokens.ts'
import { fakeHub, fakeShell, manualClock, memoryJournal, memoryStore, tinyPhrases, tinyProfile } from '#test/core/fakes.ts'
import { monday, world } from '#test/core/kiosk-world.ts'
import { testFolder } from '#test/host/folder.ts'
import { aHub, aKiosk, aSchool, cookieOf, facts, get } from '#test/hub/server/a-school.ts'

export const everyMs = 300_000
/** So long before it leaves a slot is sealed. */
const strideMs = 20_000

/** A real hub and kiosks on one clock that the test moves; what each kiosk is given as the school's document is up to the test. */
export async function aTalkingSchool() {
  const clock = manualClock(monday)
  const day = 24 * 60 * 60_000
  const hub = await aHub(
    { now: clock.now, settings: { slotMs: everyMs, soonHoldMs: 0, sessionIdleMs: day, sessionLifeMs: day } },
    { ...aSchool(), classes: [], staff: aSchool().staff.filter(({ role }) => role === 'technician' || role === 'head') },
  )
  const cookies = { technician: await cookieOf(hub, 'technician'), head: await cookieOf(hub, 'head') }
  let busy = 0
  const counted = <T>(work: Promise<T>): Promise<T> => {
    busy++
    return work.finally(() => busy--)
  }
  async function rest(): Promise<void> {
    for (let quiet = 0; quiet < 10; quiet = busy === 0 ? quiet + 1 : 0) await new Promise((resolve) => setImmediate(resolve))
  }
  const base: School = { ...world().school(), mixerKey: hub.hub.mixerKey.recipient, slotEveryMs: everyMs }
  let version = 1
  /** The school with these keys, one version on: signed by the hub's own key, as a hub that was taken over could. */
  const schoolWith = (recipients: ReportRecipients): School => ({ ...base, recipients, version: version++, issuedAt: clock.now() })

  const documents = new Map<School, SignedDocument>()
  function signed(one: School): SignedDocument {
    const document = documents.get(one) ?? hub.hub.signer.sign(one)
    documents.set(one, document)
    return document
  }

  async function aTalker(name: string, first: School) {
    const enrolment = await aKiosk(hub, name)
    const { bearer, ...enrolled } = enrolment
    enrolled.schoolId = base.schoolId
    const given = { school: first, deaf: false }
    const shell = fakeShell()
    const left: boolean[] = []
    let isReal = false
    const store = await openOutboxStore(testFolder())
    const outbox = createOutbox({
      store: {
        list: () => counted(store.list()),
        get: (id) => counted(store.get(id)),
        put: (id, one) => counted(store.put(id, one)),
        remove: (id) => counted(store.remove(id)),
        hasRoom: () => counted(store.hasRoom()),
        hasLarge: () => counted(store.hasLarge()),
        largeSlotsLeft: store.largeSlotsLeft,
        setLargeSlotsLeft: (left) => counted(store.setLargeSlotsLeft(left)),
      },
      clock,
      seal(slot, ...how) {
        isReal = slot.letter !== null
        return counted(sealSlot(slot, ...how))
      },
      async send(bytes) {
        left.push(isReal)
        // As if from another kiosk each time: the pace of slots runs on a clock that nobody moves.
        const answer = await counted(hub.mixer.take(newId(), bytes))
        return given.deaf ? { ...answer, keys: '' } : answer
      },
    })
    const kiosk = createKiosk({
      shell: shell.shell,
      hub: {
        ...fakeHub(() => ({ school: signed(given.school), lists: [] }), enrolled).hub,
        connect: () => undefined,
        hello: (hello) =>
          counted(
            hub.app
              .inject({ method: 'POST', url: '/api/kiosk/hello', payload: { ...hello, facts }, headers: { authorization: bearer } })
              .then((answer) => HelloAnswer.parse(answer.json())),
          ),
      },
      store: memoryStore({
        enrolment: { hubUrl: hub.url, enrolment: enrolled },
        school: null,
        lists: {},
        agreed: {},
        pin: { wrong: 0, waitUntil: 0 },
      }),
      journal: memoryJournal(),
      outbox,
      secrets: { matches: async () => true },
      clock,
      log: { note: () => undefined },
      phrases: [tinyPhrases],
      profiles: { eyfs: tinyProfile('eyfs'), ks1: tinyProfile('ks1'), ks2: tinyProfile('ks2') },
      suggestedHub: hub.url,
    })
    onTestFinished(async () => {
      await kiosk.stop()
      await store.close()
    })
    await kiosk.start()
    await rest()
    const { answer } = shell.owner()
    return {
      given,
      /** For each slot that left: was a note in it? */
      left,
      screen: () => kiosk.view().screen,
      async tell(lane: CallInput<'report.send'>['lane']): Promise<string> {
        await answer('tell.press', {})
        await rest()
        const { screen } = kiosk.view()
        if (screen.kind !== 'tell' || !screen.canReport) return 'tell a grown-up'
        await answer('tell.report', {})
        const said = await counted(answer('report.send', { category: 'MEAN', words: '', showPage: false, danger: false, lane }))
        await rest()
        return said
      },
      leave: () => answer('tell.leave', {}),
      async keys() {
        await answer('staff.open', {})
        const told = await answer('staff.why', { pin: '4821' })
        await answer('staff.close', {})
        return told.kind === 'told' ? told.keys : null
      },
    }
  }

  return {
    clock,
    schoolWith,
    aTalker,
    /** One step of the slots' grid for everybody, the mixer's included. */
    async step(): Promise<void> {
      for (let passed = 0; passed < everyMs; passed += strideMs) {
        await clock.pass(strideMs)
        await rest()
      }
      await hub.mixer.step()
    },
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += strideMs) {
        await clock.pass(strideMs)
        await rest()
      }
    },
    /** Names of the kiosks that the technician sees to be at odds, and what the head is told. */
    async alarms() {
      const page = await get(hub, '/api/technician/kiosks', { cookie: cookies.technician })
      const { kiosks } = Kiosks.parse(await page.json())
      const readiness = await get(hub, '/api/keys/readiness', { cookie: cookies.head })
      return {
        technician: kiosks.filter(({ faults }) => faults.some(({ code }) => code === 'HG_KEYS_DIFFER')).map(({ name }) => name),
        head: Readiness.parse(await readiness.json()).differing,
      }
    },
    /** How many notes the desk has, all of which open with this key and none with the other. */
    async arrived(identity: string, never: string): Promise<number> {
      const rows = await hub.hub.db.selectFrom('reports').selectAll().execute()
      for (const { body } of rows) {
        expect((await openReport(body, identity)).category).toBe('MEAN')
        await expect(openReport(body, never)).rejects.toMatchObject({ code: 'HG_REPORT_UNREADABLE' })
      }
      return rows.length
    },
  }
}
