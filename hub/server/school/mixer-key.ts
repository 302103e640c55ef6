import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { mixerRecipient, newMixerKey } from '#core/sealing/slot-seal.ts'
import { diskFault } from '../store/disk-fault.ts'

/** Opens the outside of slots. It opens no report: those inside are sealed to people. */
export interface MixerKey {
  readonly identity: string
  readonly recipient: string
}

/**
 * The mixer's key of a data folder, made where there is none. One that is damaged or lost is made anew: kiosks are given the
 * new half with the next school document, and send again what the old one would have opened.
 */
export async function openMixerKey(folder: string): Promise<MixerKey> {
  const path = join(folder, 'mixer-key')
  try {
    if (existsSync(path)) {
      const identity = readFileSync(path, 'utf8').trim()
      const recipient = await mixerRecipient(identity).catch(() => null)
      if (recipient !== null) return { identity, recipient }
    }
    const key = await newMixerKey()
    const file = openSync(`${path}.new`, 'w', 0o600)
    writeSync(file, `${key.identity}\n`)
    fsyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
    return key
  } catch (fault) {
    throw diskFault(fault)
  }
}
