import { ed25519 } from '@noble/curves/ed25519.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { fromBase64, toBase64 } from '#core/sealing/base64.ts'
import { type Hash, isSame } from './merkle.ts'

/** How long the record of staff acts is, and the root over all of it. */
export interface Checkpoint {
  readonly size: number
  readonly root: Hash
}

/** Whose record, and by which key its checkpoints are signed (base64 of 32 bytes). */
export interface RecordKey {
  readonly schoolId: string
  readonly publicKey: string
}

const originOf = (schoolId: string): string => `hedgerow/${schoolId}`

/** A checkpoint as a signed note, by the formats c2sp.org/tlog-checkpoint and c2sp.org/signed-note: any such tool can check it. */
export function signCheckpoint({ size, root }: Checkpoint, schoolId: string, privateKey: string): string {
  const key = fromBase64(privateKey)
  const name = originOf(schoolId)
  const text = `${name}\n${size}\n${toBase64(root)}\n`
  const signature = ed25519.sign(utf8(text), key)
  return `${text}\n— ${name} ${toBase64(joined(keyHash(name, ed25519.getPublicKey(key)), signature))}\n`
}

const shape = /^([!-~]+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n\n— ([!-~]+) ([A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2})\n$/

/** The checkpoint of a note. Null: it is of another form or school, or this key did not sign exactly these bytes. */
export function readCheckpoint(note: string, { schoolId, publicKey }: RecordKey): Checkpoint | null {
  const [, origin, size, root = '', name = '', signed = ''] = shape.exec(note) ?? []
  if (origin !== originOf(schoolId) || name !== origin) return null
  try {
    const key = fromBase64(publicKey)
    const bytes = fromBase64(signed)
    if (bytes.length !== 68 || !isSame(bytes.subarray(0, 4), keyHash(name, key))) return null
    const text = note.slice(0, note.indexOf('\n\n') + 1)
    if (!ed25519.verify(bytes.subarray(4), utf8(text), key, { zip215: false })) return null
    return { size: Number(size), root: fromBase64(root) }
  } catch {
    return null
  }
}

/** The four bytes by which a note names an Ed25519 key (c2sp.org/signed-note). */
function keyHash(name: string, publicKey: Uint8Array): Uint8Array {
  return sha256(joined(utf8(`${name}\n`), Uint8Array.of(1), publicKey)).subarray(0, 4)
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}
