import { readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { HedgerowError } from '#core/contract/errors.ts'
import type { KioskState } from '#core/ports.ts'
import { emptyState } from '#host/kiosk-state.ts'
import { openKioskStore } from '#host/kiosk-store.ts'
import { faultyDisk, type Trouble } from './faulty-disk.ts'
import { testFolder } from './folder.ts'

const id = 'a'.repeat(32)
const state: KioskState = { ...emptyState, agreed: { [id]: { version: '1', at: 1_000 } }, pin: { wrong: 4, waitUntil: 9_000 } }

async function open(folder: string, trouble: Trouble = {}) {
  const faults: HedgerowError[] = []
  const store = await openKioskStore(folder, { onDamaged: (fault) => faults.push(fault), now: () => 77, disk: faultyDisk(trouble) })
  return { store, faults }
}

describe("the kiosk's file", () => {
  it('is empty at first, and holds after a restart what was written', async () => {
    const folder = testFolder()
    const { store } = await open(folder)
    expect(await store.read()).toEqual(emptyState)
    await store.write(state)
    expect(await (await open(folder)).store.read()).toEqual(state)
  })

  it('may be read by its own user only', async () => {
    const folder = testFolder()
    await (await open(folder)).store.write(state)
    expect(statSync(join(folder, 'kiosk.json')).mode & 0o077).toBe(0)
  })

  it.each([
    ['cut short', (text: string) => text.slice(0, 40)],
    ['of another form', (text: string) => text.replace('"pin"', '"bin"')],
    ['with a field that there is no place for', (text: string) => text.replace('{', '{"name":"x",')],
    ['empty', () => ''],
  ])('when it is %s, is set aside, reported, and the backup serves', async (_, damage) => {
    const folder = testFolder()
    await (await open(folder)).store.write(state)
    const path = join(folder, 'kiosk.json')
    const damaged = damage(readFileSync(path, 'utf8'))
    writeFileSync(path, damaged)

    const { store, faults } = await open(folder)
    expect(await store.read()).toEqual(state)
    expect(faults.map((fault) => fault.code)).toEqual(['HG_STORE_CORRUPT'])
    expect(readFileSync(`${path}.damaged-77`, 'utf8')).toBe(damaged)
    expect(faults[0]?.detail).toContain('kiosk.json.damaged-77')
  })

  it('is empty again, and both files are kept, when the backup is damaged as well', async () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'kiosk.json'), 'x')
    writeFileSync(join(folder, 'kiosk.backup.json'), 'y')
    const { store, faults } = await open(folder)
    expect(await store.read()).toEqual(emptyState)
    expect(faults.length).toBe(2)
    expect(readdirSync(folder).sort()).toEqual(['kiosk.backup.json.damaged-77', 'kiosk.json.damaged-77'])
  })

  it('is served from the backup when the file itself is gone', async () => {
    const folder = testFolder()
    await (await open(folder)).store.write(state)
    unlinkSync(join(folder, 'kiosk.json'))
    expect(await (await open(folder)).store.read()).toEqual(state)
  })

  it.each([
    [{ write: 'ENOSPC' }, 'HG_DISK_FULL'],
    [{ sync: 'EIO' }, 'HG_FOLDER_UNWRITABLE'],
    [{ rename: 'EROFS' }, 'HG_FOLDER_UNWRITABLE'],
  ] satisfies [Trouble, string][])('stays as it was when the disk says %j, and the fault is %s', async (said, code) => {
    const folder = testFolder()
    const trouble: Trouble = {}
    const { store } = await open(folder, trouble)
    await store.write(state)
    Object.assign(trouble, said)
    await expect(store.write(emptyState)).rejects.toMatchObject({ code })
    expect(await (await open(folder)).store.read()).toEqual(state)
    expect(readdirSync(folder).sort()).toEqual(['kiosk.backup.json', 'kiosk.json'])
  })

  it('ends as the last of many writes that were asked for at once', async () => {
    const folder = testFolder()
    const { store } = await open(folder)
    await Promise.all([1, 2, 3, 4, 5].map((wrong) => store.write({ ...state, pin: { wrong, waitUntil: 0 } })))
    expect((await store.read()).pin.wrong).toBe(5)
  })

  it('is never written with what could not be read again', async () => {
    const { store } = await open(testFolder())
    await expect(store.write({ ...state, pin: { wrong: -1, waitUntil: 0 } })).rejects.toMatchObject({ code: 'HG_BODY_SHAPE' })
  })
})
