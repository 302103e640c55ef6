import type { ChromiumShell } from '#chromium/shell.ts'
import type { Surface } from '#core/contract/bridge.ts'
import type { ScreenKind } from '#core/contract/view.ts'
import type { Kiosk } from '#core/kiosk.ts'
import type { Hands } from './hands.ts'

/** A child at the kiosk: looks for a button by what it says, and presses it with the mouse where it is. */
export interface Child {
  /** Presses the button whose name is, or begins with, `name`. Rejects when there is none within 10 s. */
  press(name: string, surface?: Surface): Promise<void>
  /** The same by the keyboard alone: Tab until it has the focus, then Enter. Rejects when it never gets the focus. */
  pressByKeys(name: string, surface?: Surface): Promise<void>
  /** By the keyboard, from the web page to the bar above it. */
  toTheBar(): Promise<void>
  /** Presses an element of the open web page. */
  pressInPage(selector: string): Promise<void>
  /** Waits until the kiosk shows one of these screens; rejects after 15 s with what it shows. */
  sees(...kinds: ScreenKind[]): Promise<void>
  /** The names of all buttons on a screen of ours. */
  buttons(surface?: Surface): Promise<readonly string[]>
  type(text: string): Promise<void>
}

const patience = { button: 10_000, screen: 15_000, step: 60 }
/** More than there are buttons on any screen. */
const mostTabs = 80

const nameOf = `((element) => (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').replace(/\\s+/g, ' ').trim())`

/** Runs on our own screens: buttons that can be pressed now, with their names and middles. */
const findButtons = `(() => [...document.querySelectorAll('button, input, textarea, a[href]')].flatMap((element) => {
  const box = element.getBoundingClientRect()
  const x = box.left + box.width / 2, y = box.top + box.height / 2
  const top = document.elementFromPoint(x, y)
  if (box.width === 0 || element.disabled || !(top === element || element.contains(top))) return []
  return [{ name: ${nameOf}(element), x, y }]
}))()`

interface Button {
  readonly name: string
  readonly x: number
  readonly y: number
}

/** The button of this name, else the first whose name begins with it, else the first that has it in its name. */
function bestOf(buttons: readonly Button[], name: string): Button | null {
  return (
    buttons.find((one) => one.name === name) ??
    buttons.find((one) => one.name.startsWith(name)) ??
    buttons.find((one) => one.name.includes(name)) ??
    null
  )
}

export function childAt(kiosk: Kiosk, shell: ChromiumShell, hands: Hands): Child {
  async function until<T>(ms: number, look: () => Promise<T | null>, what: () => Promise<string> | string): Promise<T> {
    const end = performance.now() + ms
    for (;;) {
      const found = await look()
      if (found !== null) return found
      if (performance.now() > end) throw new Error(await what())
      await new Promise((resolve) => setTimeout(resolve, patience.step))
    }
  }
  async function all(surface: Surface): Promise<readonly Button[]> {
    const found = await shell.run?.screens.evaluate(surface, findButtons).catch(() => null)
    return (found ?? []) as readonly Button[]
  }
  const surfaceNow = (): Surface => (kiosk.view().screen.kind === 'page' ? 'bar' : 'main')

  return {
    async press(name, surface) {
      const where = surface ?? surfaceNow()
      const button = await until(
        patience.button,
        async () => {
          const buttons = await all(where)
          return bestOf(buttons, name)
        },
        async () =>
          `there is no button "${name}" on ${kiosk.view().screen.kind}; there are: ${(await all(where)).map((one) => one.name).join(' | ')}`,
      )
      await hands.press(Math.round(button.x), Math.round(button.y))
      // Children's buttons ignore a second press for 400 ms; the next press of this child is not to be one.
      await new Promise((resolve) => setTimeout(resolve, 450))
    },
    async pressByKeys(name, surface) {
      const where = surface ?? surfaceNow()
      await until(
        patience.button,
        async () => bestOf(await all(where), name),
        () => `there is no button "${name}"`,
      )
      const wanted = bestOf(await all(where), name)?.name ?? name
      for (let tabs = 0; tabs < mostTabs; tabs += 1) {
        const focused = await shell.run?.screens.evaluate(where, `document.hasFocus() ? ${nameOf}(document.activeElement) : ''`)
        if (focused === wanted) {
          await hands.keys('Return')
          await new Promise((resolve) => setTimeout(resolve, 450))
          return
        }
        await hands.keys('Tab')
      }
      throw new Error(`"${name}" never got the focus`)
    },
    async toTheBar() {
      await hands.keys('F6')
      await until(
        patience.button,
        async () => ((await shell.run?.screens.evaluate('bar', 'document.hasFocus()')) === true ? true : null),
        () => 'the bar did not get the focus',
      )
    },
    async pressInPage(selector) {
      const { run } = shell
      const session = run?.page?.session
      if (run === null || session === undefined) throw new Error('no page is open')
      const expression = `(() => { const element = document.querySelector(${JSON.stringify(selector)}); if (!element) return null; element.scrollIntoView({ block: 'center' }); const box = element.getBoundingClientRect(); return { x: box.left + box.width / 2 + screenX, y: box.top + box.height / 2 + screenY } })()`
      const place = await until(
        patience.button,
        async () => {
          const { result } = await run.pipe.send('Runtime.evaluate', { expression, returnByValue: true }, session)
          return (result.value ?? null) as { x: number; y: number } | null
        },
        () => `the page has no ${selector}`,
      )
      await hands.press(Math.round(place.x), Math.round(place.y))
    },
    async sees(...kinds) {
      await until(
        patience.screen,
        async () => (kinds.includes(kiosk.view().screen.kind) ? true : null),
        () => `the kiosk shows ${JSON.stringify(kiosk.view().screen)}, not ${kinds.join(' or ')}`,
      )
      // One more frame, so that what is seen is also painted.
      await new Promise((resolve) => setTimeout(resolve, 350))
    },
    buttons: async (surface) => (await all(surface ?? surfaceNow())).map((one) => one.name),
    type: (text) => hands.type(text),
  }
}
