const lengthBytes = 4

/** A body made to exactly `size` bytes: 4-byte big-endian length, body, zeros. Null when the body does not fit. */
export function pad(body: Uint8Array, size: number): Uint8Array | null {
  if (body.length + lengthBytes > size) return null
  const padded = new Uint8Array(size)
  new DataView(padded.buffer).setUint32(0, body.length)
  padded.set(body, lengthBytes)
  return padded
}

/** The body of what `pad` made; null when it was made otherwise (a wrong length, or anything but zeros after the body). */
export function unpad(padded: Uint8Array, size: number): Uint8Array | null {
  if (padded.length !== size) return null
  const length = new DataView(padded.buffer, padded.byteOffset, padded.byteLength).getUint32(0)
  const end = lengthBytes + length
  if (end > size || padded.subarray(end).some((byte) => byte !== 0)) return null
  return padded.subarray(lengthBytes, end)
}
