import { createConnection, type Socket } from 'node:net'

/**
 * The few words of X11 that the kiosk needs, spoken to the server's own socket: is there a window manager, what colour
 * is the empty screen, which keys never reach a window, and an empty clipboard. Opcodes and layouts: X11 protocol,
 * release 7.7, appendix B.
 */
export interface XClient {
  readonly width: number
  readonly height: number
  /** Does a window manager run here? By _NET_SUPPORTING_WM_CHECK on the root window (EWMH 1.5). */
  hasWindowManager(): Promise<boolean>
  /** The colour that shows when no window is there. */
  paintRoot(colour: number): void
  /** From now on these keys reach no window at all, also when the page under them hangs. */
  takeKeys(keys: readonly TakenKey[]): Promise<void>
  /** Nobody owns the clipboard, nor the selection of the middle button. */
  emptyClipboard(): Promise<void>
  close(): void
}

export interface TakenKey {
  readonly keysym: number
  readonly shift?: boolean
  readonly control?: boolean
  readonly alt?: boolean
}

const modifier = { shift: 1, lock: 2, control: 4, alt: 8, numLock: 16 }
const padded = (length: number): number => (length + 3) & ~3

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

/** Reads a stream in pieces of a known length. */
function reader(socket: Socket): (length: number) => Promise<Buffer> {
  let have = Buffer.alloc(0)
  let wanted: { length: number; resolve(bytes: Buffer): void; reject(fault: Error): void } | null = null
  let isOver = false
  const serve = (): void => {
    if (!wanted) return
    if (have.length >= wanted.length) {
      const { length, resolve } = wanted
      wanted = null
      const piece = have.subarray(0, length)
      have = have.subarray(length)
      resolve(piece)
    } else if (isOver) wanted.reject(new Error('the X server closed the connection'))
  }
  socket.on('data', (chunk) => {
    have = Buffer.concat([have, chunk])
    serve()
  })
  const end = (): void => {
    isOver = true
    serve()
  }
  socket.on('error', end)
  socket.on('close', end)
  return (length) =>
    new Promise((resolve, reject) => {
      wanted = { length, resolve, reject }
      serve()
    })
}

/** Connects to display `:number` of this machine. Rejects when there is none or it wants another cookie. */
export async function xClient(number: string, cookie: Uint8Array | null): Promise<XClient> {
  const socket = createConnection(`/tmp/.X11-unix/X${number}`)
  const read = reader(socket)
  socket.write(setupRequest(cookie))
  const head = await read(8)
  const setup = await read(head.readUInt16LE(6) * 4)
  if (head[0] !== 1) {
    socket.destroy()
    throw new Error('the X server does not let us in')
  }
  const firstKey = setup.readUInt8(26)
  const keyCount = setup.readUInt8(27) - firstKey + 1
  const screenAt = 32 + padded(setup.readUInt16LE(16)) + setup.readUInt8(21) * 8
  const root = setup.readUInt32LE(screenAt)

  function request(opcode: number, detail: number, body: Buffer): void {
    const header = Buffer.alloc(4)
    header[0] = opcode
    header[1] = detail
    header.writeUInt16LE(1 + body.length / 4, 2)
    socket.write(Buffer.concat([header, body]))
  }
  const words = (...values: number[]): Buffer => {
    const body = Buffer.alloc(values.length * 4)
    values.forEach((value, index) => {
      body.writeUInt32LE(value >>> 0, index * 4)
    })
    return body
  }
  /** The next reply; errors (0) and events (above 1) that come between are of no interest. */
  async function reply(): Promise<Buffer> {
    for (;;) {
      const start = await read(32)
      if (start[0] === 1) return Buffer.concat([start, await read(start.readUInt32LE(4) * 4)])
    }
  }
  // Replies come in the order of the requests: one at a time keeps them apart.
  let queue: Promise<unknown> = Promise.resolve()
  function ask(opcode: number, detail: number, body: Buffer): Promise<Buffer> {
    const answer = queue.then(() => {
      request(opcode, detail, body)
      return reply()
    })
    queue = answer.catch(() => {})
    return answer
  }
  async function atom(name: string): Promise<number> {
    const body = Buffer.alloc(4 + padded(name.length))
    body.writeUInt16LE(name.length, 0)
    body.write(name, 4)
    return (await ask(16, 0, body)).readUInt32LE(8)
  }

  return {
    width: setup.readUInt16LE(screenAt + 20),
    height: setup.readUInt16LE(screenAt + 22),
    async hasWindowManager() {
      const property = await atom('_NET_SUPPORTING_WM_CHECK')
      return (await ask(20, 0, words(root, property, 0, 0, 1))).readUInt32LE(8) !== 0
    },
    paintRoot(colour) {
      request(2, 0, words(root, 0x2, colour))
      request(61, 0, words(root, 0, 0))
    },
    async takeKeys(keys) {
      const asked = Buffer.alloc(4)
      asked[0] = firstKey
      asked[1] = keyCount
      const mapping = await ask(101, 0, asked)
      const perKey = mapping.readUInt8(1)
      for (const key of keys) {
        for (let code = 0; code < keyCount; code += 1) {
          if (mapping.readUInt32LE(32 + code * perKey * 4) !== key.keysym) continue
          const held = (key.shift ? modifier.shift : 0) | (key.control ? modifier.control : 0) | (key.alt ? modifier.alt : 0)
          for (const lock of [0, modifier.lock, modifier.numLock, modifier.lock | modifier.numLock]) {
            const body = words(root, 0, 0)
            body.writeUInt16LE(held | lock, 4)
            body.set([firstKey + code, 1, 1], 6)
            request(33, 0, body)
          }
        }
      }
    },
    async emptyClipboard() {
      const none = 0
      const primary = 1
      for (const selection of [await atom('CLIPBOARD'), primary]) request(22, 0, words(none, selection, 0))
      // A question that must be answered: when it is, both have been carried out.
      await atom('CLIPBOARD')
    },
    close() {
      socket.destroy()
    },
  }
}
