import { closeSync, openSync, readFileSync, readSync } from 'node:fs'

/** The ways in which plain words could lie in a file, a mail or on a wire. */
export function disguises(text: string): readonly Buffer[] {
  const plain = Buffer.from(text, 'utf8')
  // Base64 shifts by three: the middle of each of the three spellings, without what its neighbours change.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), plain])
      .toString('base64')
      .slice(4, -4),
  )
  const spellings = [encodeURIComponent(text), text.replaceAll(' ', '+'), plain.toString('hex'), ...base64]
  return [plain, Buffer.from(text, 'utf16le'), ...spellings.map((one) => Buffer.from(one, 'latin1'))]
}

/** Does any of these words lie in the bytes, however it is spelt? */
export const holds = (bytes: Buffer, words: readonly string[]): boolean =>
  words.some((word) => disguises(word).some((needle) => bytes.includes(needle)))

/** Only root may read another program's memory, and only Linux gives it as a file. */
export const canReadMemory = process.platform === 'linux' && process.getuid?.() === 0

const pieceBytes = 4 * 1024 * 1024
/** Longer than any needle: what lies across two pieces is found, too. */
const overlapBytes = 1_024

/** Which of these words lie in the memory that a program has written to, as its letters stand or two bytes for each. */
export function heldInMemory(pid: number, words: readonly string[]): readonly string[] {
  const needles = words.map((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])
  const found = new Set<string>()
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const piece = Buffer.alloc(pieceBytes)
  try {
    for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
      const [, from = '', to = ''] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? []
      if (from === '') continue
      const end = Number.parseInt(to, 16)
      for (let at = Number.parseInt(from, 16); at < end; at += pieceBytes - overlapBytes) {
        const length = readAt(memory, piece, Math.min(pieceBytes, end - at), at)
        const bytes = piece.subarray(0, length)
        for (const [place, word] of words.entries()) if (needles[place]?.some((needle) => bytes.includes(needle)) === true) found.add(word)
      }
    }
  } finally {
    closeSync(memory)
  }
  return [...found]
}

/** 0 for a page that was taken away meanwhile. */
function readAt(file: number, into: Buffer, length: number, at: number): number {
  try {
    return readSync(file, into, 0, length, at)
  } catch {
    return 0
  }
}
