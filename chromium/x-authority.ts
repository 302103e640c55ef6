import { readFileSync } from 'node:fs'

const cookieName = 'MIT-MAGIC-COOKIE-1'
/** "Any address, any display": one entry that fits whatever number the X server takes. */
const familyWild = 0xffff

function field(bytes: Uint8Array): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

/** The bytes of an Xauthority file with one cookie that is good for any display. */
export function authorityFile(cookie: Uint8Array): Buffer {
  const family = Buffer.alloc(2)
  family.writeUInt16BE(familyWild)
  const none = Buffer.alloc(0)
  return Buffer.concat([family, field(none), field(none), field(Buffer.from(cookieName)), field(cookie)])
}

/** The cookie for a display (its number as text) in an Xauthority file, or null when there is no such file or entry. */
export function cookieFor(display: string, path: string): Uint8Array | null {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch {
    return null
  }
  let at = 0
  const next = (): Buffer => {
    const length = bytes.readUInt16BE(at)
    at += 2 + length
    return bytes.subarray(at - length, at)
  }
  while (at + 2 <= bytes.length) {
    at += 2
    next()
    const number = next().toString()
    const name = next().toString()
    const cookie = next()
    if (name === cookieName && (number === '' || number === display)) return cookie
  }
  return null
}
