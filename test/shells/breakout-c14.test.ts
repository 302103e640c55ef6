import { execFileSync, spawnSync } from 'node:child_process'
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Tile } from '#core/contract/list.ts'
import { newSigningKey, openSignedDocument, signDocument } from '#core/sealing/signed-document.ts'
import { parseState } from '#host/kiosk-state.ts'
import { type JudgedKiosk, startJudgedKiosk, tileId } from '#test/breakout/kiosk.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { answerAt, labSites, pageAt } from '#test/sites/lab.ts'
import { approvedColour, gardenUrl, hosts, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { pause } from './chromium-row.ts'
import { readScreen } from './screen.ts'

const tile: Tile = {
  id: tileId,
  title: 'A page',
  url: gardenUrl,
  scope: 'section',
  also: [],
  companions: [],
  picture: 'frog',
  spoken: 'a page',
  subject: '',
  words: [],
  checkedBy: null,
  checkedAt: null,
}
const other = 'b'.repeat(32)

describe('C13 and C14 Full disks and changed settings, in the whole kiosk in Chromium', () => {
  let sites: RunningSites
  let kiosk: JudgedKiosk | null = null
  let data = ''
  const undo: (() => void)[] = []
  beforeAll(async () => {
    sites = await startNeighbourhood(labSites)
  })
  afterAll(async () => {
    await sites?.stop()
  })
  afterEach(async () => {
    await kiosk?.stop()
    kiosk?.clear()
    kiosk = null
    for (const step of undo.splice(0).reverse()) step()
    sites.forgetSeen()
  })
  const there = (): JudgedKiosk => {
    if (kiosk === null) throw new Error('no kiosk')
    return kiosk
  }
  async function start(setting: Parameters<typeof startJudgedKiosk>[2] = {}): Promise<JudgedKiosk> {
    await kiosk?.stop()
    kiosk = await startJudgedKiosk(sites, '/', { tiles: [tile], isTakenAsChecked: true, ...setting })
    data = kiosk.data
    return kiosk
  }
  const kind = (): string => there().view().screen.kind
  const blue = (): number => readScreen(there().shell.display?.framebuffer ?? '').share(approvedColour)
  async function eventually(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const end = performance.now() + 20_000
    while (!(await isSo())) {
      if (performance.now() > end) throw new Error(`not in time: ${what}; the kiosk shows ${JSON.stringify(there().view().screen)}`)
      await pause(20)
    }
  }
  const files = (): string[] =>
    readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((path) => !/^(notes|log|journal)\b/.test(path))
  /** The kiosk's memory, in both its files, changed by somebody who can write there. */
  function change(text: (state: string) => string): void {
    for (const name of ['kiosk.json', 'kiosk.backup.json']) writeFileSync(join(data, name), text(readFileSync(join(data, name), 'utf8')))
  }
  /** Nobody's list is in force: whatever the shell is told to open is refused before a packet leaves. */
  async function opensNothing(): Promise<void> {
    await there().shell.openPage(gardenUrl)
    await pause(600)
    expect(sites.connections).toEqual([])
    expect(blue()).toBe(0)
    await there().shell.closePage()
  }
  const linksOnIt = (): Promise<unknown> =>
    there().shell.run?.screens.evaluate('main', `document.querySelectorAll('a[href], iframe').length`) ?? Promise.resolve(null)

  test('B127 a computer that nobody has set up shows our own screen and opens nothing', async () => {
    await start({ isEnrolled: false, hubIsThere: false })
    expect(kind()).toBe('not-enrolled')
    expect(await linksOnIt()).toBe(0)
    expect(await there().findButton('main', 'tell')).not.toBeNull()
    await opensNothing()
  })

  test('B127 one that has never reached its hub waits on our own screen and opens nothing', async () => {
    await start({ hubIsThere: false })
    await pause(500)
    expect(kind()).toBe('starting')
    expect(await there().findButton('main', 'tell')).not.toBeNull()
    await opensNothing()
    // It comes by itself when the hub does.
    there().hub.reach(true)
    await eventually('the classes', () => kind() === 'classes')
  })

  test('B127 one whose hub has gone serves from what was signed; with its memory damaged, nothing', async () => {
    await start()
    await there().toShelf()
    await start({ data, hubIsThere: false })
    await there().open(tileId)
    await eventually('the page', () => kind() === 'page')
    await there().stop()
    change((text) => text.slice(0, text.length >> 1))
    sites.forgetSeen()
    await start({ data, hubIsThere: false })
    expect(kind()).toBe('not-enrolled')
    await opensNothing()
    expect(files().filter((path) => /kiosk.*(damaged|corrupt|bad)/i.test(path)).length).toBeGreaterThan(0)
  })

  test('B125 a list that was changed in the kiosk’s own folder, or signed by somebody else, is not served', async () => {
    await start()
    await there().toShelf()
    await there().stop()
    const state = parseState(readFileSync(join(data, 'kiosk.json'), 'utf8'))
    const good = Object.values(state?.lists ?? {})[0]
    const key = state?.enrolment?.enrolment.schoolKey
    if (state === null || good === undefined || key === undefined) throw new Error('the kiosk kept no list')
    const list = openSignedDocument(good, key)
    const forged = signDocument(
      { ...Object(list), version: 9, tiles: [tile, { ...tile, id: other, url: `https://${hosts.forbidden}/win` }] } as never,
      newSigningKey().privateKey,
    )
    change((text) => text.replaceAll(JSON.stringify(good), JSON.stringify(forged)))
    // Beside it, under every name that somebody might try, as from a stick.
    for (const name of ['list.json', 'config.json', 'lists.json', 'school.json', 'hedgerow.json', 'usb/list.json']) {
      mkdirSync(join(data, 'usb'), { recursive: true })
      writeFileSync(join(data, name), JSON.stringify(forged))
    }
    // Nor does a hub that signs with another key than the one this kiosk was enrolled with.
    await start({ data })
    await eventually(
      'staff are told',
      () =>
        there()
          .hub.seen.hellos.at(-1)
          ?.faults.some(({ code }) => /^HG_DOCUMENT/.test(code)) ?? false,
    )
    await pause(300)
    await there().toShelf()
    expect(there().view().screen).toMatchObject({ kind: 'shelf', tiles: [] })
    await opensNothing()
  })

  test('B125 settings that a page offers as a file reach no folder of the kiosk', async () => {
    const config = JSON.stringify({ entries: [{ title: 'x', url: `https://${hosts.forbidden}/`, scope: 'site' }] })
    const offer = answerAt(config, { type: 'application/json', headers: { 'Content-Disposition': 'attachment; filename="kiosk.json"' } })
    const page = pageAt(`<a id="go" href="${offer.replaceAll('&', '&amp;')}" download="kiosk.json" style="position:fixed;inset:0">go</a>`)
    await start({ tiles: [{ ...tile, url: page, scope: 'site' }] })
    await there().open(tileId)
    await eventually('the page', () => kind() === 'page')
    const before = files().sort()
    const memory = readFileSync(join(data, 'kiosk.json'), 'utf8')
    await eventually('its pixels', () => blue() > 0.5)
    await there().hands.press(640, 500)
    await eventually('the page is closed', () => kind() === 'closed')
    expect(there().view().screen).toMatchObject({ reason: 'download' })
    expect(files().filter((path) => !before.includes(path))).toEqual([])
    expect(readFileSync(join(data, 'kiosk.json'), 'utf8')).toBe(memory)
  })

  test('B125 a file that the kiosk is started with is refused, and enrolling again needs nobody’s list', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-args-'))
    undo.push(() => rmSync(folder, { recursive: true, force: true }))
    writeFileSync(join(folder, 'list.json'), '{}')
    const main = fileURLToPath(new URL('../../chromium/main.ts', import.meta.url))
    for (const args of [[join(folder, 'list.json')], [`--list=${join(folder, 'list.json')}`], [`--config=${join(folder, 'list.json')}`]]) {
      const { status, stderr } = spawnSync(process.execPath, [main, '--data', join(folder, 'kiosk'), ...args], {
        timeout: 20_000,
        encoding: 'utf8',
      })
      expect([status, stderr.split(':')[0]]).toEqual([2, 'HG_COMMAND'])
    }
    expect(existsSync(join(folder, 'kiosk'))).toBe(false)
    await start()
    await there().toShelf()
    const before = readFileSync(join(data, 'kiosk.json'), 'utf8')
    await there().call('enrol.code', { hubUrl: `https://${hosts.forbidden}/`, code: 'ABCD2345', name: 'Mine' })
    expect(readFileSync(join(data, 'kiosk.json'), 'utf8')).toBe(before)
  })

  /** A small disk of its own, which only root can make. */
  function smallDisk(megabytes: number): string {
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=1777`, 'tmpfs', folder])
    undo.push(() => {
      execFileSync('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    })
    return folder
  }
  /** Writes until not one byte more goes on. */
  function fill(folder: string): void {
    const file = openSync(join(folder, 'filler'), 'a')
    for (const piece of [1_048_576, 4_096, 1]) {
      try {
        for (;;) writeSync(file, Buffer.alloc(piece, 1))
      } catch (fault) {
        if ((fault as NodeJS.ErrnoException).code !== 'ENOSPC') throw fault
      }
    }
    closeSync(file)
  }
  const mayMount = ((): boolean => {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-may-'))
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder])
    if (status === 0) execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
    return status === 0
  })()
  if (!mayMount) test.skip('B120 full disks (skipped: only root can mount a small disk to fill)', () => {})
  else {
    test('B120 a full disk under the kiosk’s own folder keeps no child from a page, and staff are told', async () => {
      const disk = smallDisk(2)
      const folder = join(disk, 'kiosk')
      await start({ data: folder, isEnrolled: true })
      await eventually('the classes', () => kind() === 'classes')
      await there().stop()
      fill(disk)
      expect(() => writeFileSync(join(disk, 'more'), 'x'.repeat(10))).toThrow(/ENOSPC/)
      await start({ data: folder, hubIsThere: false })
      await there().open(tileId)
      await eventually('the page', () => kind() === 'page')
      await eventually('its pixels', () => blue() > 0.5)
      await there().call('tell.press', {})
      expect(kind()).toBe('tell')
      await there().call('tell.leave', {})
      await there().call('session.sign-out', {})
      await eventually('the classes', () => kind() === 'classes')
      there().hub.reach(true)
      await eventually(
        'staff are told',
        () =>
          there()
            .hub.seen.hellos.at(-1)
            ?.faults.some(({ code }) => code === 'HG_DISK_FULL') ?? false,
      )
      // What was kept before is whole.
      expect(parseState(readFileSync(join(folder, 'kiosk.json'), 'utf8'))?.enrolment).not.toBeNull()
      expect(files().filter((path) => statSync(join(folder, path)).size === 0 && /json$/.test(path))).toEqual([])
    })

    test('B120 a full disk under the browser ends neither it nor our screens, and what is open can be covered', async () => {
      const disk = smallDisk(160)
      const before = process.env.TMPDIR
      undo.push(() => {
        if (before === undefined) delete process.env.TMPDIR
        else process.env.TMPDIR = before
      })
      process.env.TMPDIR = disk
      await start()
      const { pid } = there().shell.run ?? {}
      await there().toShelf()
      fill(disk)
      for (let time = 0; time < 3; time += 1) {
        await there().call('shelf.open', { tileId })
        await eventually('the page', () => kind() === 'page')
        await eventually('its pixels', () => blue() > 0.5)
        await there().call('tell.press', {})
        await eventually('no pixel is left', () => blue() === 0)
        await there().call('tell.leave', {})
        await eventually('the shelf', () => kind() === 'shelf')
      }
      await there().call('session.sign-out', {})
      await eventually('the classes', () => kind() === 'classes')
      expect(there().shell.run?.pid).toBe(pid)
    })
  }
})
