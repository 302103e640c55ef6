import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { envelopeBytes } from '#core/contract/envelope-form.ts'
import type { Lane } from '#core/contract/report.ts'
import type { Letter } from '#core/contract/slots.ts'
import { slotBytes, slotCount } from '#host/outbox-ring.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { faultyDisk, type Trouble } from './faulty-disk.ts'
import { testFolder } from './folder.ts'

const newId = () => randomBytes(16).toString('hex')
const envelope = (lane: Lane = 'soon'): Letter => ({ lane, envelope: new Uint8Array(randomBytes(envelopeBytes)) })

async function fill(store: Awaited<ReturnType<typeof openOutboxStore>>, count: number) {
  const kept = new Map<string, Letter>()
  for (let at = 0; at < count; at++) {
    const [id, bytes] = [newId(), envelope()]
    await store.put(id, bytes)
    kept.set(id, bytes)
  }
  return kept
}

describe('the outbox in a folder', () => {
  it('gives back after a restart what it was given, and forgets only what is removed', async () => {
    const folder = testFolder()
    const first = await openOutboxStore(folder)
    const kept = await fill(first, 3)
    const [gone = ''] = kept.keys()
    await first.remove(gone)
    kept.delete(gone)
    await first.close()

    const second = await openOutboxStore(folder)
    expect(new Set(await second.list())).toEqual(new Set(kept.keys()))
    for (const [id, bytes] of kept) expect(await second.get(id)).toEqual(bytes)
    expect(await second.get(gone)).toBeNull()
    await second.close()
  })

  it('takes all its space at the start, and neither size nor number of files change with 64 reports', async () => {
    const folder = testFolder()
    const store = await openOutboxStore(folder)
    const size = () => ({
      size: statSync(join(folder, 'ring')).size,
      inode: statSync(join(folder, 'ring')).ino,
      files: readdirSync(join(folder, 'more')),
    })
    const before = size()
    expect(before).toMatchObject({ size: slotCount * slotBytes, files: [] })
    const kept = await fill(store, slotCount)
    expect(size()).toEqual(before)
    for (const [id, bytes] of kept) expect(await store.get(id)).toEqual(bytes)
    await store.close()
  })

  it('keeps a file each for those that find the ring full, and refuses at the limit', async () => {
    const folder = testFolder()
    const store = await openOutboxStore(folder, { overflowLimit: 2 })
    const kept = await fill(store, slotCount + 1)
    expect(await store.hasRoom()).toBe(true)
    for (const [id, bytes] of await fill(store, 1)) kept.set(id, bytes)
    expect(readdirSync(join(folder, 'more')).length).toBe(2)
    expect(await store.hasRoom()).toBe(false)
    await expect(store.put(newId(), envelope())).rejects.toMatchObject({ code: 'HG_OUTBOX_FULL' })
    await store.close()

    const again = await openOutboxStore(folder, { overflowLimit: 2 })
    expect(new Set(await again.list())).toEqual(new Set(kept.keys()))
    for (const id of kept.keys()) await again.remove(id)
    expect(await again.list()).toEqual([])
    expect(readdirSync(join(folder, 'more'))).toEqual([])
    await again.close()
  })

  it('lists in another order each time', async () => {
    const store = await openOutboxStore(testFolder())
    await fill(store, 20)
    const orders = new Set<string>()
    for (let at = 0; at < 5; at++) orders.add((await store.list()).join())
    expect(orders.size).toBe(5)
    await store.close()
  })

  it('leaves no byte of a report behind when it is removed', async () => {
    const folder = testFolder()
    const store = await openOutboxStore(folder)
    const [[id, { envelope: bytes }] = ['', envelope()]] = await fill(store, 1)
    expect(readFileSync(join(folder, 'ring')).includes(Buffer.from(bytes.subarray(0, 64)))).toBe(true)
    await store.remove(id)
    const left = readFileSync(join(folder, 'ring'))
    for (let at = 0; at + 32 <= bytes.length; at += 4_000) expect(left.includes(Buffer.from(bytes.subarray(at, at + 32)))).toBe(false)
    expect(left.includes(Buffer.from(id, 'hex'))).toBe(false)
    await store.close()
  })

  it('takes a torn slot for a free one, and the neighbours stay', async () => {
    const folder = testFolder()
    const store = await openOutboxStore(folder)
    const kept = await fill(store, slotCount)
    await store.close()
    const file = openSync(join(folder, 'ring'), 'r+')
    writeSync(file, randomBytes(4_096), 0, 4_096, slotBytes * 7 + 4_096)
    closeSync(file)

    const again = await openOutboxStore(folder)
    const left = await again.list()
    expect(left.length).toBe(slotCount - 1)
    for (const id of left) expect(await again.get(id)).toEqual(kept.get(id))
    await fill(again, 1)
    expect(readdirSync(join(folder, 'more'))).toEqual([])
    await again.close()
  })

  it('completes a ring that was being made when the power went', async () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'ring'), randomBytes(slotBytes * 3 + 100))
    const store = await openOutboxStore(folder)
    expect(statSync(join(folder, 'ring')).size).toBe(slotCount * slotBytes)
    await fill(store, slotCount)
    expect(readdirSync(join(folder, 'more'))).toEqual([])
    await store.close()
  })

  it('keeps one report once, however often it is put', async () => {
    const store = await openOutboxStore(testFolder())
    const id = newId()
    await store.put(id, envelope())
    await store.put(id, envelope())
    expect(await store.list()).toEqual([id])
    await store.close()
  })

  it('writes its file anew by itself, report or not, and what it holds stays', async () => {
    const folder = testFolder()
    const store = await openOutboxStore(folder, { rewriteEveryMs: 10 })
    const kept = await fill(store, 2)
    const before = readFileSync(join(folder, 'ring'))
    await vi.waitFor(() => expect(readFileSync(join(folder, 'ring')).equals(before)).toBe(false), 10_000)
    for (const [id, bytes] of kept) expect(await store.get(id)).toEqual(bytes)
    await store.close()
  })

  it('does not write over what a second kiosk on the same folder keeps', async () => {
    const folder = testFolder()
    const [first, second] = [await openOutboxStore(folder), await openOutboxStore(folder)]
    const kept = [...(await fill(first, 40)), ...(await fill(second, 40))]
    await Promise.all([first.close(), second.close()])
    const again = await openOutboxStore(folder)
    expect(new Set(await again.list())).toEqual(new Set(kept.map(([id]) => id)))
    await again.close()
  })

  it('takes nothing of another size, nor under another kind of name', async () => {
    const store = await openOutboxStore(testFolder())
    await expect(store.put(newId(), { lane: 'soon', envelope: new Uint8Array(5) })).rejects.toMatchObject({ code: 'HG_BODY_SHAPE' })
    await expect(store.put('../ring', envelope())).rejects.toMatchObject({ code: 'HG_BODY_SHAPE' })
    expect(await store.list()).toEqual([])
    await store.close()
  })
})

describe('a disk that fails', () => {
  it.each([
    [{ sync: 'EIO' }, 'HG_FOLDER_UNWRITABLE'],
    [{ write: 'ENOSPC', open: 'ENOSPC' }, 'HG_DISK_FULL'],
    [{ write: 'EROFS', open: 'EROFS' }, 'HG_FOLDER_UNWRITABLE'],
    [{ write: 'ENOSPC' }, 'HG_DISK_FULL'],
  ] satisfies [Trouble, string][])('with %j is never said to have saved, and the fault is %s', async (said, code) => {
    const folder = testFolder()
    const trouble: Trouble = {}
    const store = await openOutboxStore(folder, { disk: faultyDisk(trouble) })
    const kept = await fill(store, 2)
    Object.assign(trouble, said)
    const fault: unknown = await store.put('f'.repeat(32), envelope()).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code })
    expect(String(fault)).not.toContain('ffff')
    expect(await store.hasRoom()).toBe(false)
    expect(new Set(await store.list())).toEqual(new Set(kept.keys()))

    for (const key of Object.keys(said) as (keyof Trouble)[]) delete trouble[key]
    expect(await store.hasRoom()).toBe(true)
    await fill(store, 1)
    expect((await store.list()).length).toBe(3)
    await store.close()
  })

  it('with the ring only keeps the report in a file of its own', async () => {
    const folder = testFolder()
    const trouble: Trouble = {}
    const store = await openOutboxStore(folder, {
      disk: { ...faultyDisk({}), open: (path, flags, mode) => faultyDisk(path.endsWith('ring') ? trouble : {}).open(path, flags, mode) },
    })
    trouble.write = 'EIO'
    const kept = await fill(store, 1)
    await store.close()
    const again = await openOutboxStore(folder)
    for (const [id, bytes] of kept) expect(await again.get(id)).toEqual(bytes)
    await again.close()
  })

  it('says so at the start when it cannot take even the ring', async () => {
    await expect(openOutboxStore(testFolder(), { disk: faultyDisk({ write: 'ENOSPC' }) })).rejects.toMatchObject({ code: 'HG_DISK_FULL' })
    await expect(openOutboxStore(testFolder(), { disk: faultyDisk({ open: 'EACCES' }) })).rejects.toMatchObject({
      code: 'HG_FOLDER_UNWRITABLE',
    })
  })
})

describe('a real disk that is full', () => {
  it('still takes 64 reports, then refuses honestly, and takes more when there is space again', async (test) => {
    const folder = tinyDisk(2_048)
    if (folder === null) {
      console.log('skipped: this user may not mount a tmpfs')
      return test.skip()
    }
    const outbox = join(folder, 'outbox')
    const store = await openOutboxStore(outbox)
    const ballast = fillUp(join(folder, 'ballast'))
    const kept = await fill(store, slotCount)
    await expect(store.put(newId(), envelope())).rejects.toMatchObject({ code: 'HG_DISK_FULL' })
    expect(await store.hasRoom()).toBe(false)
    for (const [id, bytes] of kept) expect(await store.get(id)).toEqual(bytes)
    expect(readdirSync(join(outbox, 'more'))).toEqual([])
    ballast.free()
    expect(await store.hasRoom()).toBe(true)
    await fill(store, 1)
    expect((await store.list()).length).toBe(slotCount + 1)
    await store.close()
  })

  it('or becomes read-only refuses honestly and keeps what it has', async (test) => {
    const folder = tinyDisk(2_048)
    if (folder === null) {
      console.log('skipped: this user may not mount a tmpfs')
      return test.skip()
    }
    const first = await openOutboxStore(join(folder, 'outbox'))
    const kept = await fill(first, 1)
    await first.close()
    expect(spawnSync('mount', ['-o', 'remount,ro', folder]).status).toBe(0)
    await expect(openOutboxStore(join(folder, 'outbox'))).rejects.toMatchObject({ code: 'HG_FOLDER_UNWRITABLE' })
    expect(spawnSync('mount', ['-o', 'remount,rw', folder]).status).toBe(0)
    const again = await openOutboxStore(join(folder, 'outbox'))
    expect(await again.list()).toEqual([...kept.keys()])
    await again.close()
  })
})

/** A file system of so many KiB, or null where mounting is not permitted. */
function tinyDisk(kib: number): string | null {
  const folder = join(testFolder(), 'tiny')
  mkdirSync(folder)
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', folder]).status !== 0) return null
  onTestFinished(() => {
    // Lazily: a test that failed may have left a file open there.
    spawnSync('umount', ['-l', folder])
  })
  return folder
}

/** Writes until the disk takes not one page more. */
function fillUp(path: string): { free(): void } {
  for (;;) {
    try {
      writeFileSync(path, Buffer.alloc(4_096), { flag: 'a' })
    } catch {
      return { free: () => writeFileSync(path, '') }
    }
  }
}
