import { cpSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPhrases, readProfiles } from '#host/profiles.ts'
import { testFolder } from './folder.ts'

const ours = join(import.meta.dirname, '../../profiles')

function copyWith(change: (folder: string) => void): string {
  const folder = testFolder()
  cpSync(ours, folder, { recursive: true })
  change(folder)
  return folder
}

describe('the profiles', () => {
  it('that we ship are read, one for each stage', async () => {
    const profiles = await readProfiles(ours)
    expect([profiles.eyfs.stage, profiles.ks1.stage, profiles.ks2.stage]).toEqual(['eyfs', 'ks1', 'ks2'])
  })

  it.each([
    ['is missing', (folder: string) => unlinkSync(join(folder, 'ks1.json')), /ks1\.json: ENOENT/],
    ['is not JSON', (folder: string) => writeFileSync(join(folder, 'ks1.json'), '{'), /ks1\.json: not valid JSON/],
    [
      'has a wrong value',
      (folder: string) => {
        const path = join(folder, 'ks1.json')
        writeFileSync(path, JSON.stringify({ ...(JSON.parse(readFileSync(path, 'utf8')) as object), tilesPerPage: 99 }))
      },
      /ks1\.json: tilesPerPage/,
    ],
    ['is of another stage', (folder: string) => cpSync(join(folder, 'ks2.json'), join(folder, 'ks1.json')), /ks1\.json: stage is ks2/],
  ])('are refused with the file and the place when one %s', async (_, change, message) => {
    const fault: unknown = await readProfiles(copyWith(change)).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'HG_PROFILE_BAD' })
    expect(String(fault)).toMatch(message)
  })
})

describe('the phrases', () => {
  it('that we ship are read', async () => {
    expect((await readPhrases(ours)).map(({ language }) => language)).toContain('en')
  })
  it.each([
    ['the folder is missing', (folder: string) => rmSync(join(folder, 'phrases'), { recursive: true }), /phrases: ENOENT/],
    ['there is no list', (folder: string) => unlinkSync(join(folder, 'phrases/en.json')), /there is no list/],
    ['one has an unknown category', (folder: string) => spoil(join(folder, 'phrases/en.json')), /en\.json: categories\.0\.code/],
  ])('are refused when %s, so that no page is left unread', async (_, change, message) => {
    const fault: unknown = await readPhrases(copyWith(change)).catch((error: unknown) => error)
    expect(fault).toMatchObject({ code: 'HG_PROFILE_BAD' })
    expect(String(fault)).toMatch(message)
  })
})

function spoil(path: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').replace('"self-harm"', '"selfharm"'))
}
