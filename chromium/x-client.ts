import { words, xWire } from './x-wire.ts'

/**
 * The few words of X11 that the kiosk needs: is there a window manager, what colour is the empty screen, which keys
 * never reach a window, an empty clipboard, and who may be seen at all. Opcodes: X11 protocol, release 7.7, appendix B.
 */
export interface XClient {
  readonly width: number
  readonly height: number
  /** Does a window manager run here? By _NET_SUPPORTING_WM_CHECK on the root window (EWMH 1.5). */
  hasWindowManager(): Promise<boolean>
  /** What shows where no window is, also when this connection is gone: shapes, each over the one before. */
  paintRoot(shapes: readonly Shape[]): void
  /** From now on these keys reach no window at all, also when the page under them hangs, and whatever becomes of the keyboard's layout. */
  takeKeys(keys: readonly TakenKey[]): Promise<void>
  /** Presses a key by XTEST: does it come to us, who took it? Null where the server has no XTEST or the keyboard no such key. */
  getsKey(keysym: number): Promise<boolean | null>
  /** Could this key, alone, be taken by us? Not when another connection has taken it. */
  isFree(keysym: number): Promise<boolean>
  /** Nobody owns the clipboard, nor the selection of the middle button. */
  emptyClipboard(): Promise<void>
  /** From now on no window is shown, moved or raised but by us (override-redirect ones apart). Rejects when somebody else holds that already. */
  takeWindows(hear: WindowNews): Promise<void>
  showWindow(window: number): void
  hideWindow(window: number): void
  /** Moves and sizes a window as its owner asked; the order of windows is not the owner's to ask for. */
  configure(window: number, wish: Wish): void
  /** Puts a window above all others. */
  raiseWindow(window: number): void
  close(): void
}

/** What the owner of a window wants of it; null for what is to stay. */
export interface Wish {
  readonly x: number | null
  readonly y: number | null
  readonly width: number | null
  readonly height: number | null
  readonly border: number | null
}

/** What happens to the windows of the screen. */
export interface WindowNews {
  /** A window would like to be seen; it is not, until it is shown by us. */
  wantsToShow(window: number): void
  wants(window: number, wish: Wish): void
  /** A window that goes by without asking: a menu, a tooltip. It is on the screen now. */
  shownUnasked(window: number): void
  gone(window: number): void
}

/** A rectangle, or the ellipse in it, in pixels and 0xrrggbb. */
export interface Shape {
  readonly kind: 'rectangle' | 'ellipse'
  readonly colour: number
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface TakenKey {
  readonly keysym: number
  readonly shift?: boolean
  readonly control?: boolean
  readonly alt?: boolean
}

const modifier = { shift: 1, lock: 2, control: 4, alt: 8, numLock: 16 }
/** In 64ths of a degree. */
const wholeTurn = 360 * 64
const anyKey = 0
const anyModifier = 0x8000
/** SubstructureRedirect and SubstructureNotify. */
const windowEvents = 0x100000 | 0x80000
const code = { keyPress: 2, keyRelease: 3, destroyNotify: 17, mapNotify: 19, mapRequest: 20, configureRequest: 23, mappingNotify: 34 }

/** A key that was taken comes back at once; a busy machine gets a while. */
const keyPatienceMs = 1_500

/** Connects to display `:number` of this machine. Rejects when there is none or it wants another cookie. */
export async function xClient(number: string, cookie: Uint8Array | null): Promise<XClient> {
  const wire = await xWire(number, cookie)
  const { root } = wire
  async function atom(name: string): Promise<number> {
    const body = Buffer.alloc(4 + ((name.length + 3) & ~3))
    body.writeUInt16LE(name.length, 0)
    body.write(name, 4)
    return (await wire.ask(16, 0, body)).readUInt32LE(8)
  }

  async function grab(keys: readonly TakenKey[]): Promise<void> {
    const { first, count } = wire.keys
    const mapping = await wire.ask(101, 0, Buffer.from([first, count, 0, 0]))
    const perKey = mapping.readUInt8(1)
    for (const key of keys) {
      for (let at = 0; at < count; at += 1) {
        if (mapping.readUInt32LE(32 + at * perKey * 4) !== key.keysym) continue
        const held = (key.shift ? modifier.shift : 0) | (key.control ? modifier.control : 0) | (key.alt ? modifier.alt : 0)
        for (const lock of [0, modifier.lock, modifier.numLock, modifier.lock | modifier.numLock]) {
          const body = words(root, 0, 0)
          body.writeUInt16LE(held | lock, 4)
          body.set([first + at, 1, 1], 6)
          wire.send(33, 0, body)
        }
      }
    }
  }

  return {
    width: wire.width,
    height: wire.height,
    async hasWindowManager() {
      const property = await atom('_NET_SUPPORTING_WM_CHECK')
      return (await wire.ask(20, 0, words(root, property, 0, 0, 1))).readUInt32LE(8) !== 0
    },
    paintRoot(shapes) {
      const picture = wire.firstId
      const pen = wire.firstId + 1
      const size = Buffer.alloc(4)
      size.writeUInt16LE(wire.width, 0)
      size.writeUInt16LE(wire.height, 2)
      wire.send(53, wire.depth, Buffer.concat([words(picture, root), size]))
      wire.send(55, 0, words(pen, picture, 0))
      for (const { kind, colour, x, y, width, height } of shapes) {
        const place = Buffer.alloc(kind === 'ellipse' ? 12 : 8)
        place.writeInt16LE(x, 0)
        place.writeInt16LE(y, 2)
        place.writeUInt16LE(width, 4)
        place.writeUInt16LE(height, 6)
        if (kind === 'ellipse') place.writeInt16LE(wholeTurn, 10)
        wire.send(56, 0, words(pen, 0x4, colour))
        wire.send(kind === 'ellipse' ? 71 : 70, 0, Buffer.concat([words(picture, pen), place]))
      }
      wire.send(2, 0, words(root, 0x1, picture))
      wire.send(61, 0, words(root, 0, 0))
      wire.send(60, 0, words(pen))
      wire.send(54, 0, words(picture))
    },
    async takeKeys(keys) {
      await grab(keys)
      wire.onEvent((kind, event) => {
        // A new layout (1: the keys, not the modifiers) may put the same letters on other keys.
        if (kind !== code.mappingNotify || event[4] !== 1) return
        wire.send(34, anyKey, words(root, anyModifier))
        grab(keys).catch(() => {})
      })
    },
    async getsKey(keysym) {
      const { first, count } = wire.keys
      const name = Buffer.alloc(12)
      name.writeUInt16LE(5, 0)
      name.write('XTEST', 4)
      const extension = await wire.ask(98, 0, name)
      const mapping = await wire.ask(101, 0, Buffer.from([first, count, 0, 0]))
      const perKey = mapping.readUInt8(1)
      const place = Array.from({ length: count }).findIndex((_, at) => mapping.readUInt32LE(32 + at * perKey * 4) === keysym)
      if (extension[8] !== 1 || place < 0) return null
      const heard = Promise.withResolvers<boolean>()
      const timer = setTimeout(() => heard.resolve(false), keyPatienceMs)
      wire.onEvent((kind, event) => {
        if (kind === code.keyPress && event[1] === first + place) heard.resolve(true)
      })
      for (const kind of [code.keyPress, code.keyRelease]) {
        const body = Buffer.alloc(32)
        body.set([kind, first + place])
        wire.send(extension.readUInt8(9), 2, body)
      }
      return heard.promise.finally(() => clearTimeout(timer))
    },
    async isFree(keysym) {
      const { first, count } = wire.keys
      const mapping = await wire.ask(101, 0, Buffer.from([first, count, 0, 0]))
      const perKey = mapping.readUInt8(1)
      const place = Array.from({ length: count }).findIndex((_, at) => mapping.readUInt32LE(32 + at * perKey * 4) === keysym)
      if (place < 0) return false
      const body = words(root, 0, 0)
      body.set([first + place, 1, 1], 6)
      return wire.carryOut(33, 0, body).then(
        () => true,
        () => false,
      )
    },
    async emptyClipboard() {
      const none = 0
      const primary = 1
      for (const selection of [await atom('CLIPBOARD'), primary]) wire.send(22, 0, words(none, selection, 0))
      // A question that must be answered: when it is, both have been carried out.
      await atom('CLIPBOARD')
    },
    async takeWindows(news) {
      wire.onEvent((kind, event) => {
        const window = event.readUInt32LE(8)
        if (kind === code.mapRequest) news.wantsToShow(window)
        else if (kind === code.configureRequest) news.wants(window, wishOf(event))
        else if (kind === code.mapNotify && event[12] === 1) news.shownUnasked(window)
        else if (kind === code.destroyNotify) news.gone(window)
      })
      await wire.carryOut(2, 0, words(root, 0x800, windowEvents))
    },
    showWindow(window) {
      wire.send(8, 0, words(window))
    },
    hideWindow(window) {
      wire.send(10, 0, words(window))
    },
    configure(window, { x, y, width, height, border }) {
      const values = [x, y, width, height, border]
      const mask = values.reduce<number>((bits, value, bit) => (value === null ? bits : bits | (1 << bit)), 0)
      wire.send(12, 0, words(window, mask, ...values.filter((value) => value !== null)))
    },
    raiseWindow(window) {
      wire.send(12, 0, words(window, 0x40, 0))
    },
    close: () => wire.close(),
  }
}

function wishOf(event: Buffer): Wish {
  const mask = event.readUInt16LE(26)
  return {
    x: mask & 1 ? event.readInt16LE(16) : null,
    y: mask & 2 ? event.readInt16LE(18) : null,
    width: mask & 4 ? event.readUInt16LE(20) : null,
    height: mask & 8 ? event.readUInt16LE(22) : null,
    border: mask & 16 ? event.readUInt16LE(24) : null,
  }
}
