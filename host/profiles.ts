import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { PhraseList } from '#core/contract/phrases.ts'
import { Profile } from '#core/contract/profile.ts'
import type { Stage } from '#core/contract/stage.ts'
import { systemCode } from './files.ts'

/** The three stages from `eyfs.json`, `ks1.json` and `ks2.json` of the folder. Throws HG_PROFILE_BAD with the file and the first place in it that is wrong. */
export async function readProfiles(folder: string): Promise<Readonly<Record<Stage, Profile>>> {
  const [eyfs, ks1, ks2] = await Promise.all([readProfile(folder, 'eyfs'), readProfile(folder, 'ks1'), readProfile(folder, 'ks2')])
  return { eyfs, ks1, ks2 }
}

/** The phrases of all languages from `phrases/*.json` of the folder. Throws HG_PROFILE_BAD, also when there is none: a page is never left unread. */
export async function readPhrases(folder: string): Promise<readonly PhraseList[]> {
  const names = await readdir(join(folder, 'phrases')).catch((cause: unknown) => {
    throw new HedgerowError('HG_PROFILE_BAD', `phrases: ${systemCode(cause)}`, { cause })
  })
  const lists = names.filter((name) => name.endsWith('.json')).sort()
  if (lists.length === 0) throw new HedgerowError('HG_PROFILE_BAD', 'phrases: there is no list')
  return Promise.all(lists.map((name) => readShaped(folder, join('phrases', name), PhraseList)))
}

async function readProfile(folder: string, stage: Stage): Promise<Profile> {
  const name = `${stage}.json`
  const profile = await readShaped(folder, name, Profile)
  if (profile.stage !== stage) throw new HedgerowError('HG_PROFILE_BAD', `${name}: stage is ${profile.stage}`)
  return profile
}

async function readShaped<T>(folder: string, name: string, shape: z.ZodType<T>): Promise<T> {
  let json: unknown
  try {
    json = JSON.parse(await readFile(join(folder, name), 'utf8'))
  } catch (cause) {
    throw new HedgerowError('HG_PROFILE_BAD', `${name}: ${cause instanceof SyntaxError ? 'not valid JSON' : systemCode(cause)}`, { cause })
  }
  const parsed = shape.safeParse(json)
  if (!parsed.success) {
    const [first] = parsed.error.issues
    throw new HedgerowError('HG_PROFILE_BAD', `${name}: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`.trim())
  }
  return parsed.data
}
