import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { clipFile, demoLines, speakable, voiceFolder, wordLines } from '#scripts/spoken-lines.ts'

const folder = voiceFolder('en-GB')
const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Record<string, string>
const files = new Set(readdirSync(folder))

it('has a clip for every line that is said', () => {
  const silent = [...wordLines('en-GB'), ...demoLines()].filter((line) => !files.has(index[line] ?? ''))
  expect(silent, 'Lines without a clip. Run `node scripts/voice.ts` (needs flite and opus-tools) and commit assets/voice.').toEqual([])
})

it('keeps no clip that no line needs', () => {
  const said = new Set([...wordLines('en-GB'), ...demoLines()])
  expect(
    Object.keys(index).filter((line) => !said.has(line)),
    'Run `node scripts/voice.ts` and commit assets/voice.',
  ).toEqual([])
  expect([...files].filter((file) => file.endsWith('.ogg')).sort()).toEqual([...new Set(Object.values(index))].sort())
})

it('names each clip after its line', () => {
  expect(Object.entries(index).filter(([line, file]) => file !== clipFile(line))).toEqual([])
})

it('holds Ogg Opus sound, all together under 4 MB', () => {
  const clips = [...files].filter((file) => file.endsWith('.ogg'))
  for (const clip of clips) {
    const start = readFileSync(join(folder, clip)).subarray(0, 36)
    expect(start.subarray(0, 4).toString('latin1'), clip).toBe('OggS')
    expect(start.subarray(28, 36).toString('latin1'), clip).toBe('OpusHead')
  }
  expect(clips.reduce((sum, clip) => sum + statSync(join(folder, clip)).size, 0)).toBeLessThan(4_000_000)
})

it('says quotes, dashes and telephone numbers as a person would', () => {
  expect(speakable('Let’s “meet” – now…')).toBe("Let's meet, now.")
  expect(speakable('0800 1111')).toBe('oh eight hundred, one one one one')
  expect(speakable('Ring 999.')).toBe('Ring nine nine nine.')
  expect(speakable('grown-up')).toBe('grown-up')
})
