import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kioskDisplay } from '#chromium/display.ts'
import { holdDisplay } from '#chromium/hold-display.ts'
import { words, type XWire, xWire } from '#chromium/x-wire.ts'
import { barHeight } from '#core/contract/bridge.ts'
import { pageAt } from '#test/sites/lab.ts'
import { approvedColour, forbiddenColour, forbiddenUrl } from '#test/sites/neighbourhood.ts'
import { breakoutRoom } from './breakout-room.ts'
import { mainColour, pause } from './chromium-row.ts'
import { calmSun, readScreen, type Screen } from './screen.ts'

const strangerColour = '#ff0000'

/** Another program on the same screen, with one plain window. */
interface Stranger {
  readonly wire: XWire
  /** Makes a window over all of the screen and asks for it to be shown, above everything. */
  showWindow(options?: { asMenu?: boolean; at?: { left: number; top: number } }): Promise<void>
  /** Asks for its last window to be shown once more. */
  showAgain(): Promise<void>
  /** Asks for every window of the screen to be put on top, the lowest last. */
  turnOver(): Promise<void>
}

async function stranger(display: { number: string; cookie: Uint8Array | null }): Promise<Stranger> {
  const wire = await xWire(display.number, display.cookie)
  const settled = async (): Promise<void> => void (await wire.ask(43, 0, Buffer.alloc(0)))
  /** The first id of those that the server gave us. */
  let next = wire.firstId
  return {
    wire,
    async showAgain() {
      wire.send(8, 0, words(next - 1))
      await settled()
    },
    async showWindow({ asMenu = false, at } = {}) {
      const window = next
      next += 1
      const place = Buffer.alloc(12)
      place.writeUInt16LE(wire.width, 4)
      place.writeUInt16LE(wire.height, 6)
      const mask = 0x2 | (asMenu ? 0x200 : 0)
      wire.send(1, 0, Buffer.concat([words(window, wire.root), place, words(0, mask, 0xff0000, ...(asMenu ? [1] : []))]))
      // By way of the place where the keeper waits for one of ours.
      if (at) wire.send(12, 0, words(window, 0x3, at.left, at.top))
      wire.send(8, 0, words(window))
      wire.send(12, 0, at ? words(window, 0x3, 0, 0) : words(window, 0x40, 0))
      await settled()
    },
    async turnOver() {
      const tree = await wire.ask(15, 0, words(wire.root))
      const windows = Array.from({ length: tree.readUInt16LE(16) }, (_, index) => tree.readUInt32LE(32 + index * 4))
      for (const window of windows.reverse()) wire.send(12, 0, words(window, 0x40, 0))
      await settled()
    },
  }
}

describe('Windows on the screen, in Chromium', () => {
  const room = breakoutRoom()
  let other: Stranger
  beforeEach(async () => {
    const { display } = room.kiosk.shell
    if (!display) throw new Error('there is no display')
    other = await stranger(display)
  })
  afterEach(() => other.wire.close())

  /** All of the screen but the scrollbars that the stand-in screens have. */
  const mainIsWhole = (): boolean => room.kiosk.look().share(mainColour) > 0.97

  /** Looks at the screen again and again for as long as `meanwhile` takes, and a moment more. */
  async function throughout(isSo: () => boolean, meanwhile: () => Promise<unknown>): Promise<{ looks: number; wrong: number }> {
    let looks = 0
    let wrong = 0
    let isOver = false
    const over = meanwhile()
      .then(() => pause(400))
      .finally(() => {
        isOver = true
      })
    while (!isOver) {
      looks += 1
      if (!isSo()) wrong += 1
      await pause(5)
    }
    await over
    return { looks, wrong }
  }

  test('a window of another program never shows a pixel, and is told of while a page is open', async () => {
    await room.kiosk.visit(pageAt(''))
    const seen = await throughout(
      () => room.kiosk.look().share(strangerColour) === 0,
      () => other.showWindow(),
    )
    expect(seen.wrong).toBe(0)
    expect(seen.looks).toBeGreaterThan(5)
    await room.kiosk.until((event) => event.kind === 'window')
    expect(room.pageIsWhole()).toBe(true)
    await room.barAnswers()
  })

  test('a page that is on its way shows nothing before it is let through, not even its empty window', async () => {
    room.kiosk.shell.cover()
    await room.kiosk.eventually('our big screen is there', () => mainIsWhole())
    const seen = await throughout(
      () => mainIsWhole(),
      () => room.kiosk.shell.openPage(pageAt('')),
    )
    expect(seen.wrong).toBe(0)
    expect(seen.looks).toBeGreaterThan(5)
  })

  test('no program, and so no page, can put another window over the cover or over our bar', async () => {
    await room.kiosk.visit(pageAt(''))
    await throughout(
      () => true,
      () => other.turnOver(),
    )
    expect(room.pageIsWhole()).toBe(true)
    room.kiosk.shell.cover()
    await room.kiosk.eventually('our big screen is there', () => mainIsWhole())
    const seen = await throughout(
      () => mainIsWhole(),
      () => other.turnOver(),
    )
    expect(seen.wrong).toBe(0)
  })

  test('what goes by without asking, as menus do, ends up under our bar and under the cover', async () => {
    await room.kiosk.visit(pageAt(''))
    await other.showWindow({ asMenu: true })
    await room.kiosk.eventually('our bar is whole', () => room.barIsWhole())
    await room.barAnswers()
    room.kiosk.shell.cover()
    await room.kiosk.eventually('our big screen is there', () => mainIsWhole())
    await other.showWindow({ asMenu: true })
    await room.kiosk.eventually('our big screen is there again', () => mainIsWhole())
  })

  test('the list of a long choice opens under our bar, and a child can choose from it', async () => {
    const options = Array.from({ length: 60 }, (_, index) => `<option>${index}</option>`).join('')
    await room.kiosk.visit(pageAt(`<select style="position:fixed;left:100px;top:200px;font-size:30px">${options}</select>`))
    const before = room.kiosk.look().share(approvedColour)
    await room.kiosk.hands.press(120, barHeight + 220)
    await room.kiosk.eventually('the list is open', () => room.kiosk.look().share(approvedColour) < before - 0.01)
    expect(room.barIsWhole()).toBe(true)
    await room.kiosk.hands.keys('Down', 'Down', 'Return')
    await room.kiosk.eventually(
      'the third is chosen',
      async () => (await room.kiosk.inPage(`document.querySelector('select').value`)) === '2',
    )
  })

  test('a window that the browser itself opens is closed, and shows nothing', async () => {
    await room.kiosk.visit(pageAt(''))
    const seen = await throughout(
      () => {
        const screen = room.kiosk.look()
        // An empty window is white. The page itself may be dimmed: it waits for the window that it does not get.
        return room.barIsWhole() && screen.share(forbiddenColour) === 0 && screen.share('#ffffff') < 0.05
      },
      async () => {
        await room.kiosk.inPage(
          `void addEventListener('pointerdown', () => { open('${forbiddenUrl}', '', 'popup,left=0,top=0,width=1200,height=700') })`,
        )
        await room.kiosk.hands.press(640, 500)
        await room.kiosk.shell.run?.pipe.send('Target.createTarget', { url: 'about:blank', newWindow: true }).catch(() => {})
      },
    )
    expect(seen.wrong).toBe(0)
    await room.kiosk.eventually('it is gone', async () => (await room.windows()) <= 3)
  })
})

test('a display whose windows another program holds is refused with its code', async () => {
  const display = await kioskDisplay(undefined, {})
  try {
    const held = await holdDisplay(display)
    await expect(holdDisplay(display)).rejects.toMatchObject({ code: 'HG_NO_DISPLAY' })
    held.release()
  } finally {
    display.stop()
  }
})

test('when the browser is lost its windows have no pixel, whatever it does, and the calm picture is there', async () => {
  const display = await kioskDisplay(undefined, {})
  const held = await holdDisplay(display)
  const other = await stranger(display)
  try {
    const looksLike = async (isSo: (screen: Screen) => boolean, looks = 300): Promise<boolean> => {
      for (let tries = 0; tries < looks && !isSo(readScreen(display.framebuffer ?? '')); tries += 1) await pause(20)
      return isSo(readScreen(display.framebuffer ?? ''))
    }
    const isCalm = (screen: Screen): boolean => screen.pixel(640, 230) === calmSun && screen.share(strangerColour) === 0
    expect(await looksLike(isCalm)).toBe(true)
    await other.showWindow({ at: held.windows.meetAt('page') })
    held.windows.uncover()
    expect(await looksLike((screen) => screen.share(strangerColour) > 0.9)).toBe(true)
    held.windows.dismiss()
    expect(await looksLike(isCalm)).toBe(true)
    // Nor is it let in again.
    await other.turnOver()
    await other.showAgain()
    expect(await looksLike((screen) => !isCalm(screen), 10)).toBe(false)
  } finally {
    other.wire.close()
    held.release()
    display.stop()
  }
})
