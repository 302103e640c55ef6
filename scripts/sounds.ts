/**
 * Makes the three small sounds of the screens: `node scripts/sounds.ts`. Wood, felt and one low marimba note, each under half
 * a second and quiet. Telling, the cover and a report have no sound at all, so none is made for them.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const rate = 22_050

type Sound = (seconds: number) => number

/** A struck bar: its note, and the fourth partial that makes marimba of it, dying away fast. */
function marimba(hertz: number, startsAt: number, loudness: number): Sound {
  return (seconds) => {
    const t = seconds - startsAt
    if (t < 0) return 0
    const turn = 2 * Math.PI * hertz * t
    const attack = Math.min(1, t / 0.004)
    return loudness * attack * (Math.sin(turn) * Math.exp(-t * 11) + 0.18 * Math.sin(4 * turn) * Math.exp(-t * 38))
  }
}

/** Soft noise, the same at each run. */
function felt(startsAt: number, lasts: number, loudness: number): Sound {
  let state = 20_261_121
  let smooth = 0
  return (seconds) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    smooth += 0.16 * (state / 2_147_483_648 - 1 - smooth)
    const t = (seconds - startsAt) / lasts
    return t < 0 || t > 1 ? 0 : loudness * smooth * Math.sin(Math.PI * t) ** 2
  }
}

/** 16-bit mono WAV; the last hundredth of a second fades, so that nothing clicks. */
function wav(seconds: number, parts: readonly Sound[]): Buffer {
  const samples = Math.round(seconds * rate)
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8)
  bytes.writeUInt32LE(16, 16)
  bytes.writeUInt16LE(1, 20)
  bytes.writeUInt16LE(1, 22)
  bytes.writeUInt32LE(rate, 24)
  bytes.writeUInt32LE(rate * 2, 28)
  bytes.writeUInt16LE(2, 32)
  bytes.writeUInt16LE(16, 34)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (let sample = 0; sample < samples; sample++) {
    const at = sample / rate
    const value = parts.reduce((sum, part) => sum + part(at), 0) * Math.min(1, (seconds - at) / 0.01)
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32_767), 44 + sample * 2)
  }
  return bytes
}

const sounds: Readonly<Record<string, Buffer>> = {
  // A fingertip on wood.
  press: wav(0.12, [marimba(196, 0, 0.16), felt(0, 0.03, 0.35)]),
  // Two notes rising.
  arrive: wav(0.46, [marimba(220, 0, 0.18), marimba(293.66, 0.14, 0.18)]),
  // Leaves that settle.
  closed: wav(0.44, [felt(0, 0.2, 0.5), felt(0.14, 0.28, 0.35), marimba(130.81, 0.06, 0.12)]),
}

const folder = fileURLToPath(new URL('../assets/sounds/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of Object.entries(sounds)) writeFileSync(`${folder}${name}.wav`, bytes)
console.log(`[sounds] ${Object.keys(sounds).join(', ')} made.`)
