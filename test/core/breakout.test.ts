import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { calls } from '#core/contract/calls.ts'
import { Documents, HelloAnswer, KioskEvent } from '#core/contract/hub-api.ts'
import { openSignedDocument, signDocument } from '#core/sealing/signed-document.ts'
import { hashSecret, secretCost } from '#host/secrets.ts'
import { isAll } from '#test/few.ts'
import { settle } from './fakes.ts'
import { begin, freshWorldEachTest, hour, id, monday, remakeWorld, tile, toPage, toShelf, w } from './kiosk-world.ts'

freshWorldEachTest()

describe('C8 Staff exit, in the kiosk with fakes', () => {
  const leave = (pin: string) => w.press('staff.leave', { pin })

  it('B081 trying every PIN takes longer than a school year, side by side and over restarts too', async () => {
    const tries = isAll ? 40 : 11
    let kiosk = await begin()
    // Days pass here: a hub that answered would sign and be checked each minute.
    w.hub.is.online = false
    await w.press('staff.open', {})
    w.right.words = '2468'
    const began = w.clock.steady()
    const counted = async (): Promise<number> => (await w.store.read()).pin.wrong
    for (let turn = 0; (await counted()) < tries; turn += 1) {
      if (turn % 7 === 0) {
        await kiosk.stop()
        kiosk = await begin()
      }
      await w.press('staff.open', {})
      const before = await counted()
      // All at once, and the right one among them once it has to wait: one of them counts.
      const answers = await Promise.all(['1111', before < 3 ? '2222' : '2468', '3333'].map(leave))
      expect(answers.map((answer) => answer.kind)).not.toContain('left')
      expect((await counted()) - before).toBeLessThanOrEqual(1)
      await w.clock.pass(60_000)
    }
    // All but the first six tries cost a long wait each: 10,000 cost a hundred days.
    expect(w.clock.steady() - began).toBeGreaterThan((tries - 7) * 900_000)
  }, 120_000)

  it('B082 words, digits of other scripts and bytes that are too many are no PIN', async () => {
    await begin()
    await w.press('staff.open', {})
    w.right.words = '2468'
    const schema = calls['staff.leave'].input
    for (const pin of [
      '',
      ' 2468',
      '2468\u0000',
      '２４６８',
      '٢٤٦٨',
      "' OR 1=1 --",
      '<b>2468</b>',
      '2'.repeat(100_000),
      '24\u200b68',
      2468,
      null,
      ['2468'],
      { toString: '2468' },
    ]) {
      const parsed = schema.safeParse({ pin })
      if (!parsed.success) continue
      await w.clock.pass(16 * 60_000)
      await w.press('staff.open', {})
      expect(await w.press('staff.leave', parsed.data)).toEqual({ kind: 'wrong' })
    }
    expect(w.logged.join()).not.toContain('2468')
  })

  it('B083 a stolen PIN is hashed slowly, with a salt of its own', async () => {
    const [one, two] = await Promise.all([hashSecret('2468'), hashSecret('2468')])
    expect(one.salt).not.toBe(two.salt)
    expect(one.hash).not.toBe(two.hash)
    expect(one).toMatchObject({ algorithm: 'scrypt', cost: secretCost })
    // OWASP asks for 2^17 with block size 8; less would fall to a graphics card in seconds.
    expect(one.cost).toBeGreaterThanOrEqual(2 ** 15)
  })

  it('B085 a pad that is left open closes, and is not there for a child', async () => {
    await begin()
    await w.press('staff.open', {})
    await w.clock.pass(31_000)
    expect(w.screen().kind).toBe('classes')
    await toShelf('2', '7')
    await w.press('staff.open', {})
    expect(w.screen().kind).toBe('shelf')
  })
})

describe('C14 Configuration, in the kiosk with fakes', () => {
  it('B123 no list but the one that was signed is opened, whatever was done to its text', () => {
    const good = signDocument(w.lists()[0], w.key.privateKey)
    expect(openSignedDocument(good, w.key.publicKey)).toEqual(w.lists()[0])
    const text = JSON.stringify(good)
    const changed: unknown[] = [
      null,
      [],
      'x',
      {},
      { ...good, extra: 1 },
      JSON.parse(text.replace(/"payload":"(.)/, (all, first: string) => all.replace(first, first === 'A' ? 'B' : 'A'))),
    ]
    for (const key of Object.keys(good)) {
      const value = String(Reflect.get(good, key))
      changed.push(
        { ...good, [key]: value.slice(0, -4) },
        { ...good, [key]: `\ufeff${value}` },
        { ...good, [key]: '' },
        { ...good, [key]: { toString: value } },
        { ...good, [key]: value.slice(0, value.length >> 1) },
      )
    }
    for (const one of changed) {
      let opened: unknown = 'refused'
      try {
        opened = openSignedDocument(one, w.key.publicKey)
      } catch {}
      // A field that nobody signed is not read; everything else is refused.
      expect(['refused', JSON.stringify(w.lists()[0])]).toContain(opened === 'refused' ? opened : JSON.stringify(opened))
    }
    expect(() => openSignedDocument({ ...good, __proto__: { payload: 'x' } }, `${w.key.publicKey.slice(0, -6)}AAAAA=`)).toThrow()
  })

  it('B124 an older list that is played again leaves the newer one in place', async () => {
    await begin()
    await toShelf('2', '7')
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('a'), tile('c')]), version: 3 }] })
    await w.publish({ lists: [{ ...w.list(id('2'), 'ks1', [tile('d')]), version: 2 }] })
    expect(w.screen()).toMatchObject({ tiles: [{ title: 'Tile a' }, { title: 'Tile c' }] })
    expect(w.hub.seen.hellos.at(-1)?.faults).toMatchObject([{ code: 'HG_DOCUMENT_ROLLBACK' }])
  })
})

describe('C14 Packages of the program', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const sources = ['core', 'host', 'chromium', 'electron'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts') && !/build-shell|vite\.config/.test(path))
      .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') })),
  )

  it('B128 the hub has no word by which it could offer one, whoever signed it and however new it is', () => {
    const update = { version: '99.0.0', url: 'https://updates.example/hedgerow.deb', sha256: 'a'.repeat(64) }
    const good = signDocument(w.lists()[0], w.key.privateKey)
    const documents = { school: signDocument(w.school(), w.key.privateKey), lists: [good] }
    expect(Documents.safeParse(documents).success).toBe(true)
    expect(Documents.safeParse({ ...documents, update }).success).toBe(false)
    expect(Documents.safeParse({ ...documents, lists: [{ ...good, update }] }).success).toBe(false)
    expect(HelloAnswer.safeParse({ hubTime: monday }).success).toBe(true)
    expect(HelloAnswer.safeParse({ hubTime: monday, update }).success).toBe(false)
    expect(KioskEvent.safeParse({ kind: 'documents-changed' }).success).toBe(true)
    for (const event of [
      { kind: 'update', ...update },
      { kind: 'documents-changed', update },
      { kind: 'package', update },
    ])
      expect(KioskEvent.safeParse(event).success).toBe(false)
  })

  it('B128 a signed list that carries one as well is not taken, and the last good one goes on, hub or no hub', async () => {
    await begin()
    await toShelf('2', '7')
    const carrying = { ...w.list(id('2'), 'ks1', [tile('c')]), version: 7, update: { url: 'https://updates.example/x' } }
    await w.publish({ lists: [carrying] })
    expect(w.screen()).toMatchObject({ tiles: [{ title: 'Tile a' }, { title: 'Tile b' }] })
    expect(w.hub.seen.hellos.at(-1)?.faults).toMatchObject([{ code: 'HG_DOCUMENT_SHAPE' }])
    w.hub.reach(false)
    await w.clock.pass(2 * hour)
    await toShelf('2', '7')
    await toPage('a')
  })

  it('B128 the kiosk fetches, keeps and runs none: it starts the browser, its screen and its watchdog, and no other program', () => {
    expect(sources.length).toBeGreaterThan(80)
    const naming = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path)
    expect(naming(/node:child_process/).sort()).toEqual(['chromium/display.ts', 'chromium/launch.ts', 'chromium/watchdog.ts'])
    expect(naming(/autoUpdater|electron-updater|quitAndInstall|setFeedURL|update-electron-app/i)).toEqual([])
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Record<string, string> }
    expect(Object.keys(dependencies).filter((name) => /updat/i.test(name))).toEqual([])
    expect(readFileSync(join(root, 'build', 'electron-builder.yml'), 'utf8')).toMatch(/^publish: null$/m)
  })
})

describe('C16 Time, in the kiosk with fakes', () => {
  it('B136 a lesson begins and ends at its very moment, on a leap day too', async () => {
    const endsAt = Date.UTC(2028, 1, 29, 10, 0)
    await begin()
    await toShelf('2', '7')
    const lesson = {
      id: id('1'),
      aim: 'frogs',
      startsAt: monday + 30_000,
      endsAt: monday + 60_000,
      tileIds: [id('b')],
      onlyTheseTiles: true,
    }
    const opens = (letter: string): boolean =>
      w.shell
        .owner()
        .judge({ url: `https://${letter}.example.org/${letter === 'b' ? 'frogs' : 'page'}`, use: 'navigation', top: null, method: 'GET' })
        .kind === 'allow'
    const tiles = [tile('a'), tile('b', { url: 'https://b.example.org/frogs', scope: 'section' })]
    await w.publish({
      lists: [{ ...w.list(id('2'), 'ks1', tiles, [lesson, { ...lesson, id: id('3'), startsAt: endsAt - 60_000, endsAt }]), version: 2 }],
    })
    expect(opens('a')).toBe(true)
    await w.clock.pass(monday + 36_000 - w.clock.now())
    expect([opens('a'), opens('b')]).toEqual([false, true])
    await w.clock.pass(monday + 66_000 - w.clock.now())
    expect(opens('a')).toBe(true)
  })
})

describe('C16 A clock that jumps, in the kiosk with fakes', () => {
  const day = 24 * hour
  const opens = (): boolean =>
    w.shell.owner().judge({ url: 'https://a.example.org/page', use: 'navigation', top: null, method: 'GET' }).kind === 'allow'

  it('B135 a wait after wrong PINs is as long as ever, however the clock is set', async () => {
    await begin()
    w.right.words = '2468'
    for (let tries = 0; tries < 5; tries += 1) {
      await w.press('staff.open', {})
      await w.press('staff.leave', { pin: '1111' })
      await w.clock.pass(tries < 4 ? 20_000 : 0)
    }
    for (const jump of [10 * day, -10 * day, 400 * day, -hour, hour]) {
      w.clock.setWall(w.clock.now() + jump)
      await w.press('staff.open', {})
      expect(await w.press('staff.leave', { pin: '2468' }), `${jump}`).toMatchObject({ kind: 'wait', seconds: 60 })
    }
    await w.clock.pass(61_000)
    await w.press('staff.open', {})
    expect(await w.press('staff.leave', { pin: '2468' })).toEqual({ kind: 'left' })
  })

  it('B135 a child is neither signed out early nor kept signed in by a clock that jumps', async () => {
    await begin()
    await toShelf('2', '7')
    w.clock.setWall(w.clock.now() + hour)
    await w.clock.pass(200_000)
    expect(w.screen().kind).toBe('shelf')
    w.clock.setWall(w.clock.now() - 5 * hour)
    await w.clock.pass(102_000)
    expect(w.screen().kind).toBe('idle')
    w.clock.setWall(w.clock.now() - day)
    await w.clock.pass(31_000)
    expect(w.screen().kind).toBe('classes')
  })

  it('B135 a list that has ended does not begin again when the clock is set back', async () => {
    await begin()
    await toShelf('2', '7')
    w.hub.reach(false)
    expect(opens()).toBe(true)
    w.clock.setWall(monday + 14 * day - 20_000)
    await w.clock.pass(6_000)
    expect(opens()).toBe(true)
    // Back by a week: the last seconds run out all the same, by the steady clock.
    w.clock.setWall(monday + 7 * day)
    await w.clock.pass(10_000)
    expect(opens()).toBe(true)
    await w.clock.pass(10_000)
    expect(opens()).toBe(false)
    w.clock.setWall(monday)
    await w.clock.pass(6_000)
    expect(opens()).toBe(false)
    expect(w.screen()).toMatchObject({ kind: 'shelf', listExpired: true })
  })

  it('B135 a clock that was wrong is set right by the hub, and the list serves again', async () => {
    await begin()
    await toShelf('2', '7')
    w.hub.is.time = w.clock.now()
    w.clock.setWall(monday + 300 * day)
    await w.clock.pass(6_000)
    expect(opens()).toBe(false)
    await w.clock.pass(70_000)
    expect(opens()).toBe(true)
  })

  it('B135 a lesson begins and ends at its moment in every zone, over the change to summer time', async () => {
    const zone = process.env.TZ
    const changes = Date.UTC(2027, 2, 28, 1, 0)
    const judged: string[] = []
    try {
      for (const name of ['Europe/London', 'America/New_York', 'Pacific/Apia', 'UTC']) {
        process.env.TZ = name
        remakeWorld()
        w.clock.setWall(changes - 10_000)
        await begin()
        await toShelf('2', '7')
        const lesson = {
          id: id('1'),
          aim: 'frogs',
          startsAt: changes,
          endsAt: changes + 20_000,
          tileIds: [id('b')],
          onlyTheseTiles: true,
        }
        const list = w.list(id('2'), 'ks1', [tile('a'), tile('b', { url: 'https://b.example.org/frogs', scope: 'section' })], [lesson])
        await w.publish({ lists: [{ ...list, version: 2, expiresAt: changes + hour }] })
        const seen = [opens()]
        await w.clock.pass(changes + 6_000 - w.clock.now())
        seen.push(opens())
        process.env.TZ = 'Asia/Kathmandu'
        await w.clock.pass(changes + 26_000 - w.clock.now())
        seen.push(opens())
        judged.push(seen.join())
      }
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
    expect(judged).toEqual(Array.from({ length: 4 }, () => 'true,false,true'))
  })

  it('B137 a certificate that is out of date closes the page kindly, and staff learn that the clock is wrong', async () => {
    w.hub.is.time = monday
    w.clock.setWall(Date.UTC(2031, 0, 1))
    await begin()
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'failed', fault: 'certificate' })
    await settle()
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'certificate' })
    expect(w.shell.done).not.toContain('show')
    expect(w.hub.seen.hellos.at(-1)?.faults).toMatchObject([{ code: 'HG_CLOCK_WRONG' }])
  })
})

describe('C17 The adult button, in the kiosk with fakes', () => {
  it('B139 two hundred presses close one page once, write one line of nothing, and show one screen', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage('a')
    const before = w.shell.done.length
    const lines = w.journal.events().length
    await Promise.all(Array.from({ length: 200 }, () => w.press('tell.press', {})))
    expect(w.screen().kind).toBe('tell')
    const done = w.shell.done.slice(before)
    expect(done[0]).toBe('cover')
    expect(done.filter((one) => one === 'close')).toHaveLength(1)
    expect(done).not.toContain('show')
    // Telling leaves no trace, however often.
    expect(w.journal.events()).toHaveLength(lines)
    expect(w.hub.seen.calls).toEqual([])
  })
})

describe('C17 Logs, in the kiosk with fakes', () => {
  it('B142 a log of a whole visit holds no address, no name and no word of a page', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage('a')
    w.shell.page({
      kind: 'refused',
      url: 'https://evil.example/secret-words?q=quillyfroost',
      code: 'not-on-list',
      use: 'navigation',
      byChild: true,
      redirect: false,
    })
    w.shell.page({ kind: 'crashed' })
    await settle()
    await w.press('tell.press', {})
    await w.clock.pass(1_000)
    for (const word of ['example', 'https', 'evil', 'quillyfroost', 'Kezia', 'Tile', 'Brook'])
      expect(w.logged.join('\n')).not.toContain(word)
  })
})
