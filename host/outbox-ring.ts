import { createHash, randomBytes, randomInt } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'
import { envelopeForms, formOf } from '#core/contract/envelope-form.ts'
import type { Lane } from '#core/contract/report.ts'
import type { Letter } from '#core/contract/slots.ts'
import { type Disk, ownFile, syncFolder, systemCode, writeFault } from './files.ts'

export const slotCount = 64
/** What a slot begins with says its lane; the first was all there was before lanes. */
const magics: Readonly<Record<Lane, Buffer>> = { soon: Buffer.from('HGSLOT01'), now: Buffer.from('HGSLOT0N') }
const magicBytes = 8
const idBytes = 16
/** A place takes a large report; a small one has random bytes after it. */
const bodyBytes = magicBytes + idBytes + envelopeForms.large.envelopeBytes
const hashBytes = 32
/** Whole pages, so that a write that a power cut tears cannot touch the neighbour. */
export const slotBytes = Math.ceil((bodyBytes + hashBytes) / 4_096) * 4_096

/**
 * One file of `slotCount` slots, filled with random bytes when it is made: a disk that fills up later still takes so
 * many reports, and neither the file's size nor an unused slot tells how many there were. A slot is magic, id, envelope
 * and the SHA-256 of these; anything else is a free slot, a torn one included. A mark after them says that the envelope is a
 * small one: a kiosk that is taken back to a version without small ones still sees that the place is taken. Every write
 * throws HG_DISK_FULL or HG_FOLDER_UNWRITABLE when it is not on the disk.
 */
export interface OutboxRing {
  ids(): readonly string[]
  /** False when every slot is occupied: none is ever written over before it is removed. */
  put(id: string, letter: Letter): Promise<boolean>
  get(id: string): Promise<Letter | null>
  hasLarge(): boolean
  /** Writes over every byte of the slot. */
  remove(id: string): Promise<void>
  /** Really writes a free slot anew, to see that the disk takes it. False when every slot is occupied. */
  probe(): Promise<boolean>
  close(): Promise<void>
}

/** Opens the ring, making or completing its file first. */
export async function openOutboxRing(path: string, disk: Disk): Promise<OutboxRing> {
  const file = await openWhole(path, disk)
  const places = new Map<string, number>()
  const large = new Set<string>()
  const took = (id: string, { envelope }: Letter, slot: number): void => {
    places.set(id, slot)
    if (formOf(envelope) === 'large') large.add(id)
  }
  for (let slot = 0; slot < slotCount; slot++) {
    const held = await readSlot(file, slot)
    if (held !== null) took(held.id, held.letter, slot)
  }

  /** By chance: the order of slots says nothing. Looked at again on the disk, should a second kiosk run on this folder. */
  async function freeSlot(): Promise<number | null> {
    const taken = new Set(places.values())
    const free = Array.from({ length: slotCount }, (_, slot) => slot).filter((slot) => !taken.has(slot))
    while (free.length > 0) {
      const [slot] = free.splice(randomInt(free.length), 1)
      if (slot !== undefined && (await readSlot(file, slot)) === null) return slot
    }
    return null
  }

  async function write(slot: number, bytes: Uint8Array): Promise<void> {
    try {
      await writeAt(file, bytes, slot * slotBytes)
      await file.sync()
    } catch (cause) {
      throw writeFault(cause, path)
    }
  }

  return {
    ids: () => [...places.keys()],
    async put(id, letter) {
      const slot = await freeSlot()
      if (slot === null) return false
      try {
        await write(slot, slotOf(id, letter))
      } catch (fault) {
        // It was not kept, and the child is told so: as far as the disk still listens, it shall not turn up later.
        await write(slot, randomBytes(slotBytes)).catch(() => undefined)
        throw fault
      }
      took(id, letter, slot)
      return true
    },
    async get(id) {
      const slot = places.get(id)
      const held = slot === undefined ? null : await readSlot(file, slot)
      return held?.id === id ? held.letter : null
    },
    hasLarge: () => large.size > 0,
    async remove(id) {
      const slot = places.get(id)
      if (slot === undefined) return
      await write(slot, randomBytes(slotBytes))
      places.delete(id)
      large.delete(id)
    },
    async probe() {
      const slot = await freeSlot()
      if (slot !== null) await write(slot, randomBytes(slotBytes))
      return slot !== null
    },
    close: () => file.close(),
  }
}

/** The ring's file at its full size. A kiosk that was stopped while making it goes on where it was. */
async function openWhole(path: string, disk: Disk): Promise<FileHandle> {
  let file: FileHandle | null = null
  try {
    file = await disk.open(path, 'r+', ownFile).catch((cause: unknown) => {
      if (systemCode(cause) !== 'ENOENT') throw cause
      return disk.open(path, 'wx+', ownFile)
    })
    const { size } = await file.stat()
    for (let at = size; at < slotCount * slotBytes; ) {
      const bytes = randomBytes(Math.min(slotBytes, slotCount * slotBytes - at))
      await writeAt(file, bytes, at)
      at += bytes.length
    }
    await file.sync()
    await syncFolder(dirname(path), disk)
    return file
  } catch (cause) {
    await file?.close()
    throw writeFault(cause, path)
  }
}

function slotOf(id: string, { lane, envelope }: Letter): Buffer {
  const letter = [magics[lane], Buffer.from(id, 'hex'), envelope]
  const body = Buffer.concat([...letter, randomBytes(envelopeForms.large.envelopeBytes - envelope.length)])
  const hash = sha256(body)
  const mark = formOf(envelope) === 'small' ? smallMark(hash) : randomBytes(hashBytes)
  return Buffer.concat([body, hash, mark, randomBytes(slotBytes - bodyBytes - 2 * hashBytes)])
}

/** Nobody sees by it whether a place is taken who cannot see that by the hash before it. */
const smallMark = (hash: Uint8Array): Buffer => sha256(Buffer.concat([Buffer.from('small'), hash]))

async function readSlot(file: FileHandle, slot: number): Promise<{ id: string; letter: Letter } | null> {
  const bytes = Buffer.alloc(bodyBytes + 2 * hashBytes)
  const { bytesRead } = await file.read(bytes, 0, bytes.length, slot * slotBytes)
  const body = bytes.subarray(0, bodyBytes)
  const lane = (['soon', 'now'] as const).find((one) => body.subarray(0, magicBytes).equals(magics[one]))
  if (bytesRead !== bytes.length || lane === undefined) return null
  const hash = bytes.subarray(bodyBytes, bodyBytes + hashBytes)
  if (!sha256(body).equals(hash)) return null
  const form = bytes.subarray(bodyBytes + hashBytes).equals(smallMark(hash)) ? 'small' : 'large'
  const at = magicBytes + idBytes
  const envelope = new Uint8Array(body.subarray(at, at + envelopeForms[form].envelopeBytes))
  return { id: body.toString('hex', magicBytes, at), letter: { lane, envelope } }
}

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, position + done)
    done += bytesWritten
  }
}
