/** Quieter than this is no voice yet: 1 % of the loudest a 16-bit sample can be. */
const quiet = 327
/** What stays of the silence before and after, seconds: the pieces of a sentence follow each other at a speaker's pace. */
const before = 0.03
const after = 0.08

/** The same sound without the silence at both ends. Takes a mono 16-bit WAV file, as Flite writes it; throws RangeError for another. */
export function cutClose(wav: Buffer): Buffer {
  const isMono16 = wav.length > 44 && wav.toString('latin1', 0, 4) === 'RIFF' && wav.readUInt16LE(22) === 1 && wav.readUInt16LE(34) === 16
  if (!isMono16 || wav.toString('latin1', 36, 40) !== 'data') throw new RangeError('not a plain mono 16-bit WAV file')
  const rate = wav.readUInt32LE(24)
  const sound = wav.subarray(44, 44 + wav.readUInt32LE(40))
  const count = Math.floor(sound.length / 2)
  const isLoud = (at: number) => Math.abs(sound.readInt16LE(at * 2)) > quiet
  let first = 0
  while (first < count && !isLoud(first)) first += 1
  let last = count - 1
  while (last > first && !isLoud(last)) last -= 1
  const from = Math.max(0, first - Math.round(before * rate))
  const to = Math.min(count, last + 1 + Math.round(after * rate))
  const cut = Buffer.concat([wav.subarray(0, 44), sound.subarray(from * 2, to * 2)])
  cut.writeUInt32LE(cut.length - 8, 4)
  cut.writeUInt32LE(cut.length - 44, 40)
  return cut
}
