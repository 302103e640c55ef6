import { basename, join } from 'node:path'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { letterLimits, SealedLetter } from '#core/contract/mailbox.ts'
import type { LetterStore } from '#core/ports.ts'
import { type Disk, ensureFolder, inTurn, readIfThere, realDisk, replaceFile, setAside } from './files.ts'

/** The form of `letters.json`, version 1. */
const StoredLetters = z.strictObject({
  v: z.literal(1),
  secret: z.base64().length(44),
  stamp: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  seed: z.base64().max(40_000).nullable(),
  letters: z.array(SealedLetter).max(letterLimits.live),
})

/**
 * The school's letters in a file of their own, sealed as they came: written when the hub has others, never when one is read.
 * Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL.
 */
export async function openLetterStore(
  folder: string,
  { onDamaged, disk = realDisk }: { readonly onDamaged: (fault: HedgerowError) => void; readonly disk?: Disk },
): Promise<LetterStore> {
  await ensureFolder(folder)
  const path = join(folder, 'letters.json')
  const turn = inTurn()
  return {
    read: () =>
      turn(async () => {
        const bytes = await readIfThere(path)
        if (bytes === null) return null
        try {
          const { v: _, ...kept } = StoredLetters.parse(JSON.parse(bytes.toString('utf8')))
          return kept
        } catch {
          onDamaged(new HedgerowError('HG_STORE_CORRUPT', `${basename(path)}, now ${await setAside(path, Date.now(), disk)}`))
          return null
        }
      }),
    write: (kept) => turn(() => replaceFile(path, JSON.stringify(StoredLetters.parse({ v: 1, ...kept })), disk)),
  }
}
