/**
 * Makes a clip for every line that the kiosk says: `node scripts/voice.ts`. Only what is missing is made, what no line needs is removed.
 * Needs Debian's `flite` (voice slt) and `opus-tools`; the clips are kept in the repository, so nobody else needs them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cutClose } from './cut-close.ts'
import { clipFile, demoLines, pieceLines, speakable, voiceFolder, wordLines } from './spoken-lines.ts'

const language = 'en-GB'
/** A little slower than the voice's own pace. */
const pace = '1.12'
const kilobitsPerSecond = '20'
/** A fixed serial: the same line gives the same bytes. No room for comments, long frames: a tenth less to keep and to carry. */
const small = ['--bitrate', kilobitsPerSecond, '--framesize', '60', '--padding', '0', '--serial', '1', '--discard-comments']

function run(program: string, args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (error !== undefined || status !== 0) {
    console.error(`[voice] ${program} did not run (${error?.message ?? stderr.trim()}). Install it with: apt-get install flite opus-tools`)
    process.exit(1)
  }
}

const folder = voiceFolder(language)
mkdirSync(folder, { recursive: true })
const lines = [...new Set([...wordLines(language), ...demoLines()])].sort()
const pieces = pieceLines(language)
const index = Object.fromEntries(lines.map((line) => [line, clipFile(line)]))

const scratch = mkdtempSync(join(tmpdir(), 'hedgerow-voice-'))
const text = join(scratch, 'line.txt')
const sound = join(scratch, 'line.wav')
let made = 0
for (const [line, file] of Object.entries(index)) {
  if (existsSync(join(folder, file))) continue
  writeFileSync(text, `${speakable(line)}\n`)
  run('flite', ['-voice', 'slt', '--setf', `duration_stretch=${pace}`, '-f', text, '-o', sound])
  if (pieces.has(line)) writeFileSync(sound, cutClose(readFileSync(sound)))
  run('opusenc', ['--quiet', '--speech', ...small, sound, join(folder, file)])
  made += 1
}
rmSync(scratch, { recursive: true })

const wanted = new Set(Object.values(index))
const unused = readdirSync(folder).filter((file) => file.endsWith('.ogg') && !wanted.has(file))
for (const file of unused) rmSync(join(folder, file))
writeFileSync(join(folder, 'index.json'), `${JSON.stringify(index, null, 2)}\n`)
console.log(`[voice] ${lines.length} lines: ${made} clips made, ${unused.length} removed.`)
