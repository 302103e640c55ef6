const letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const checksumLength = 6

/** Bytes as Bech32 (BIP 173), as age writes its keys; `prefix` in small letters. */
export function toBech32(prefix: string, bytes: Uint8Array): string {
  const groups = inFives(bytes)
  const head = [...prefix].map((letter) => letter.charCodeAt(0))
  const expanded = [...head.map((code) => code >> 5), 0, ...head.map((code) => code & 31)]
  const check = polymod([...expanded, ...groups, ...Array<number>(checksumLength).fill(0)]) ^ 1
  const checksum = Array.from({ length: checksumLength }, (_, place) => (check >> (5 * (checksumLength - 1 - place))) & 31)
  return `${prefix}1${[...groups, ...checksum].map((value) => letters[value] ?? '').join('')}`
}

/** Bits in groups of five, the last one filled up with zeros. */
function inFives(bytes: Uint8Array): number[] {
  const groups: number[] = []
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      groups.push((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  if (bits > 0) groups.push((held << (5 - bits)) & 31)
  return groups
}

function polymod(values: readonly number[]): number {
  let check = 1
  for (const value of values) {
    const top = check >>> 25
    check = ((check & 0x1ffffff) << 5) ^ value
    generator.forEach((term, bit) => {
      if ((top >> bit) & 1) check ^= term
    })
  }
  return check
}
