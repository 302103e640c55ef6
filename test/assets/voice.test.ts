import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cutClose } from '#scripts/cut-close.ts'
import { clipFile, demoLines, pieceLines, speakable, voiceFolder, wordLines } from '#scripts/spoken-lines.ts'

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

it('has a clip for each piece of a picture story, and says a colour only as the opening of one', () => {
  const pieces = pieceLines('en-GB')
  expect(pieces.size).toBe(160)
  expect([...pieces].filter((line) => index[line] === undefined)).toEqual([])
  expect(['A red', 'tiger', 'swimming', 'at the castle'].filter((line) => !pieces.has(line))).toEqual([])
  expect(index.red).toBeUndefined()
})

describe('a piece of a sentence', () => {
  const rate = 16_000
  const wav = (samples: Int16Array) => {
    const head = Buffer.alloc(44)
    head.write('RIFF', 0, 'latin1')
    head.writeUInt32LE(36 + samples.byteLength, 4)
    head.write('WAVEfmt ', 8, 'latin1')
    head.writeUInt16LE(1, 22)
    head.writeUInt32LE(rate, 24)
    head.writeUInt16LE(16, 34)
    head.write('data', 36, 'latin1')
    head.writeUInt32LE(samples.byteLength, 40)
    return Buffer.concat([head, Buffer.from(samples.buffer)])
  }
  const spoken = (before: number, voice: number, after: number) =>
    Int16Array.from({ length: before + voice + after }, (_, at) =>
      at >= before && at < before + voice ? (at % 2 === 0 ? 9_000 : -9_000) : 40,
    )

  it('loses the silence at both ends, and nothing of the voice', () => {
    const cut = cutClose(wav(spoken(4_000, 1_000, 3_000)))
    expect(cut.readUInt32LE(40)).toBe(cut.length - 44)
    expect(cut.readUInt32LE(4)).toBe(cut.length - 8)
    const samples = new Int16Array(cut.buffer, cut.byteOffset + 44, (cut.length - 44) / 2)
    expect(samples.filter((one) => Math.abs(one) > 40)).toHaveLength(1_000)
    expect(samples.length).toBe(1_000 + 0.03 * rate + 0.08 * rate)
  })

  it('stays as it is where there is no silence, and is refused where it is no such sound', () => {
    const close = wav(spoken(0, 500, 0))
    expect(cutClose(close).equals(close)).toBe(true)
    expect(() => cutClose(Buffer.from('OggS'))).toThrow(RangeError)
    expect(() => cutClose(Buffer.alloc(200))).toThrow(RangeError)
  })
})
