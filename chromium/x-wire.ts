import { createConnection } from 'node:net'

/** The bare wire to an X server: requests, their answers in order, and events. X11 protocol, release 7.7, appendix B. */
export interface XWire {
  readonly root: number
  readonly width: number
  readonly height: number
  /** Bits of a pixel of the root window. */
  readonly depth: number
  /** The first of the names that this client may give to its windows. */
  readonly firstId: number
  /** The first key code and how many there are. */
  readonly keys: { readonly first: number; readonly count: number }
  /** Sends a request that has no answer; an error of it is of no interest. */
  send(opcode: number, detail: number, body: Buffer): void
  /** Sends a request that has an answer. Rejects when the server says that it is wrong, or is gone. */
  ask(opcode: number, detail: number, body: Buffer): Promise<Buffer>
  /** Sends a request that has no answer and waits until it has been carried out. Rejects when the server refuses it. */
  carryOut(opcode: number, detail: number, body: Buffer): Promise<void>
  /** Every event from now on, by its code (bit 7, "somebody sent it", taken off) and its 32 bytes. */
  onEvent(hear: (code: number, event: Buffer) => void): void
  close(): void
}

const padded = (length: number): number => (length + 3) & ~3
const getInputFocus = 43

/** Values of 32 bits, one after the other. */
export function words(...values: number[]): Buffer {
  const body = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => {
    body.writeUInt32LE(value >>> 0, index * 4)
  })
  return body
}

function setupRequest(cookie: Uint8Array | null): Buffer {
  const name = cookie ? 'MIT-MAGIC-COOKIE-1' : ''
  const request = Buffer.alloc(12 + padded(name.length) + padded(cookie?.length ?? 0))
  request.write('l', 0)
  request.writeUInt16LE(11, 2)
  request.writeUInt16LE(name.length, 6)
  request.writeUInt16LE(cookie?.length ?? 0, 8)
  request.write(name, 12)
  request.set(cookie ?? [], 12 + padded(name.length))
  return request
}

/** Connects to display `:number` of this machine. Rejects when there is none or it wants another cookie. */
export async function xWire(number: string, cookie: Uint8Array | null): Promise<XWire> {
  const socket = createConnection(`/tmp/.X11-unix/X${number}`)
  const gone = (): Error => new Error('the X server closed the connection')
  const setUp = Promise.withResolvers<Buffer>()
  const waiting = new Map<number, PromiseWithResolvers<Buffer>>()
  const listeners: ((code: number, event: Buffer) => void)[] = []
  let isOver = false
  let isSetUp = false
  let have: Buffer = Buffer.alloc(0)
  let sent = 0

  function take(packet: Buffer): void {
    const serial = packet.readUInt16LE(2)
    const code = packet.readUInt8(0)
    if (code > 1) for (const hear of listeners) hear(code & 0x7f, packet)
    else {
      const asked = waiting.get(serial)
      waiting.delete(serial)
      if (code === 1) asked?.resolve(packet)
      else asked?.reject(new Error(`the X server refuses a request: error ${packet.readUInt8(1)}`))
    }
  }
  /** The whole length of what begins here, or null while too little of it is known. */
  function lengthOfNext(): number | null {
    if (!isSetUp) return have.length < 8 ? null : 8 + have.readUInt16LE(6) * 4
    if (have.length < 32) return null
    // Only answers, and the events of extensions (35), are longer than 32 bytes.
    const isLong = have[0] === 1 || (have.readUInt8(0) & 0x7f) === 35
    return isLong ? 32 + have.readUInt32LE(4) * 4 : 32
  }
  socket.on('data', (chunk) => {
    have = Buffer.concat([have, chunk])
    for (let length = lengthOfNext(); length !== null && have.length >= length; length = lengthOfNext()) {
      const piece = have.subarray(0, length)
      have = have.subarray(length)
      if (isSetUp) take(piece)
      else setUp.resolve(piece)
      isSetUp = true
    }
  })
  const end = (): void => {
    isOver = true
    setUp.reject(gone())
    for (const asked of waiting.values()) asked.reject(gone())
    waiting.clear()
  }
  socket.on('error', end)
  socket.on('close', end)
  socket.write(setupRequest(cookie))
  const greeting = await setUp.promise
  if (greeting[0] !== 1) {
    socket.destroy()
    throw new Error('the X server does not let us in')
  }
  const setup = greeting.subarray(8)
  const first = setup.readUInt8(26)
  const screenAt = 32 + padded(setup.readUInt16LE(16)) + setup.readUInt8(21) * 8

  function send(opcode: number, detail: number, body: Buffer): void {
    const header = Buffer.alloc(4)
    header[0] = opcode
    header[1] = detail
    header.writeUInt16LE(1 + body.length / 4, 2)
    sent = (sent + 1) & 0xffff
    if (!isOver) socket.write(Buffer.concat([header, body]))
  }
  function answerOf(serial: number): Promise<Buffer> {
    if (isOver) return Promise.reject(gone())
    const asked = Promise.withResolvers<Buffer>()
    waiting.set(serial, asked)
    return asked.promise
  }
  function ask(opcode: number, detail: number, body: Buffer): Promise<Buffer> {
    send(opcode, detail, body)
    return answerOf(sent)
  }

  return {
    root: setup.readUInt32LE(screenAt),
    firstId: setup.readUInt32LE(4),
    width: setup.readUInt16LE(screenAt + 20),
    height: setup.readUInt16LE(screenAt + 22),
    depth: setup.readUInt8(screenAt + 38),
    keys: { first, count: setup.readUInt8(27) - first + 1 },
    send,
    ask,
    async carryOut(opcode, detail, body) {
      send(opcode, detail, body)
      const serial = sent
      const refusal = answerOf(serial)
      // The answer to a question that comes after it says that it has been carried out.
      await Promise.race([refusal, ask(getInputFocus, 0, Buffer.alloc(0))])
      waiting.delete(serial)
    },
    onEvent(hear) {
      listeners.push(hear)
    },
    close() {
      socket.destroy()
    },
  }
}
