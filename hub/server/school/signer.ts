import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type Checkpoint, signCheckpoint } from '#core/audit/checkpoint.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { SignedDocument } from '#core/contract/signed.ts'
import { newSigningKey, openSignedDocument, type SigningKey, signDocument } from '#core/sealing/signed-document.ts'
import { diskFault } from '../store/disk-fault.ts'

/** The school's signing key. Its private half never leaves this machine's data folder. */
export interface Signer {
  /** base64 of 32 bytes: what kiosks pin. */
  readonly publicKey: string
  sign(document: object): SignedDocument
  /** A signed note about the record of staff acts. */
  signCheckpoint(checkpoint: Checkpoint, schoolId: string): string
}

const KeyFile = z.strictObject({ privateKey: z.base64().length(44), publicKey: z.base64().length(44) })

/**
 * The signing key of a data folder, made where there is none. `pinned`: the public key that the school's kiosks know, or
 * null before set-up. Throws HG_SIGNING_KEY when the file is missing, damaged or another school's: a new key would cut every
 * kiosk off.
 */
export function openSigner(folder: string, pinned: string | null): Signer {
  const path = join(folder, 'signing-key.json')
  if (pinned === null && !existsSync(path)) keepKey(path, newSigningKey())
  const { privateKey, publicKey } = readKey(path)
  if (pinned !== null && publicKey !== pinned) throw new HedgerowError('HG_SIGNING_KEY', path)
  return {
    publicKey,
    sign: (document) => signDocument(document, privateKey),
    signCheckpoint: (checkpoint, schoolId) => signCheckpoint(checkpoint, schoolId, privateKey),
  }
}

function readKey(path: string): SigningKey {
  try {
    const key = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    openSignedDocument(signDocument('do both halves fit?', key.privateKey), key.publicKey)
    return key
  } catch (fault) {
    // Without the cause: a parser's message may quote the file.
    throw new HedgerowError('HG_SIGNING_KEY', fault instanceof Error && 'code' in fault ? `${path}, ${String(fault.code)}` : path)
  }
}

/** On the disk, whole, before anything is signed with it; readable by the hub's user alone. */
function keepKey(path: string, key: SigningKey): void {
  try {
    const file = openSync(`${path}.new`, 'w', 0o600)
    writeSync(file, JSON.stringify(key))
    fsyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
  } catch (fault) {
    throw diskFault(fault)
  }
}
