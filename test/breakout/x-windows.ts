import { createConnection } from 'node:net'

/** A window that is on the screen. */
export interface ShownWindow {
  readonly id: number
  readonly title: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** A menu, the list of a select, a hint: it has no life of its own. */
  readonly isPopup: boolean
}

const padded = (length: number): number => (length + 3) & ~3
const opcodes = { attributes: 3, geometry: 14, tree: 15, atom: 16, property: 20 }

/**
 * All that is shown on an X display, lowest first, whoever made it. A connection of its own: what the kiosk believes
 * about its windows is not asked. Layouts: X11 protocol, release 7.7, appendix B.
 */
export async function watchWindows(number: string, cookie: Uint8Array | null): Promise<{ list(): Promise<ShownWindow[]>; close(): void }> {
  const socket = createConnection(`/tmp/.X11-unix/X${number}`)
  let have = Buffer.alloc(0)
  let isOpen = false
  const opened = Promise.withResolvers<number>()
  /** Answers come in the order of the questions; null is an error, of a window that is gone. */
  const waiting: ((answer: Buffer | null) => void)[] = []
  const read = (): void => {
    for (;;) {
      if (!isOpen) {
        if (have.length < 8 || have.length < 8 + have.readUInt16LE(6) * 4) return
        const setup = have.subarray(8, 8 + have.readUInt16LE(6) * 4)
        if (have[0] !== 1) {
          opened.reject(new Error('the X server does not let us in'))
          return
        }
        isOpen = true
        have = have.subarray(8 + setup.length)
        opened.resolve(setup.readUInt32LE(32 + padded(setup.readUInt16LE(16)) + setup.readUInt8(21) * 8))
        continue
      }
      if (have.length < 32) return
      const length = have[0] === 1 ? 32 + have.readUInt32LE(4) * 4 : 32
      if (have.length < length) return
      const piece = have.subarray(0, length)
      have = have.subarray(length)
      if (piece[0] === 1) waiting.shift()?.(piece)
      else if (piece[0] === 0) waiting.shift()?.(null)
    }
  }
  socket.on('data', (chunk) => {
    have = Buffer.concat([have, chunk])
    read()
  })
  const end = (): void => {
    opened.reject(new Error('the X server is gone'))
    for (const answer of waiting.splice(0)) answer(null)
  }
  socket.on('error', end)
  socket.on('close', end)

  const name = cookie ? 'MIT-MAGIC-COOKIE-1' : ''
  const hello = Buffer.alloc(12 + padded(name.length) + padded(cookie?.length ?? 0))
  hello.write('l', 0)
  hello.writeUInt16LE(11, 2)
  hello.writeUInt16LE(name.length, 6)
  hello.writeUInt16LE(cookie?.length ?? 0, 8)
  hello.write(name, 12)
  hello.set(cookie ?? [], 12 + padded(name.length))
  socket.write(hello)
  const root = await opened.promise

  function ask(opcode: number, body: Buffer): Promise<Buffer | null> {
    const header = Buffer.alloc(4)
    header[0] = opcode
    header.writeUInt16LE(1 + body.length / 4, 2)
    return new Promise((answer) => {
      if (socket.destroyed) return answer(null)
      waiting.push(answer)
      socket.write(Buffer.concat([header, body]))
    })
  }
  const words = (...values: number[]): Buffer => Buffer.from(new Uint32Array(values).buffer)
  async function atom(word: string): Promise<number> {
    const body = Buffer.alloc(4 + padded(word.length))
    body.writeUInt16LE(word.length, 0)
    body.write(word, 4)
    return (await ask(opcodes.atom, body))?.readUInt32LE(8) ?? 0
  }
  const netName = await atom('_NET_WM_NAME')
  const plainName = 39

  async function text(id: number, property: number): Promise<string> {
    const answer = await ask(opcodes.property, words(id, property, 0, 0, 64))
    return answer?.subarray(32, 32 + answer.readUInt32LE(16)).toString('utf8') ?? ''
  }
  async function shown(id: number): Promise<ShownWindow | null> {
    const [attributes, geometry] = await Promise.all([ask(opcodes.attributes, words(id)), ask(opcodes.geometry, words(id))])
    const viewable = 2
    if (!attributes || !geometry || attributes[26] !== viewable) return null
    const [x, y, width, height] = [geometry.readInt16LE(12), geometry.readInt16LE(14), geometry.readUInt16LE(16), geometry.readUInt16LE(18)]
    const title = (await text(id, netName)) || (await text(id, plainName))
    return { id, title, x, y, width, height, isPopup: attributes[27] === 1 }
  }
  return {
    async list() {
      const tree = await ask(opcodes.tree, words(root))
      if (!tree) throw new Error('the X server is gone')
      const ids = Array.from({ length: tree.readUInt16LE(16) }, (_, index) => tree.readUInt32LE(32 + index * 4))
      return (await Promise.all(ids.map(shown))).filter((one) => one !== null)
    },
    close: () => void socket.destroy(),
  }
}
