import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { KioskDisplay } from '#chromium/display.ts'

const run = promisify(execFile)

/** A child's hands on the mouse and keyboard of a virtual screen, by XTEST: the browser cannot tell them from real ones. */
export interface Hands {
  press(x: number, y: number, button?: 1 | 2 | 3): Promise<void>
  drag(from: readonly [number, number], to: readonly [number, number]): Promise<void>
  /** As xdotool writes keys: `ctrl+shift+n`, `F11`, `a`. */
  keys(...combinations: string[]): Promise<void>
  type(text: string): Promise<void>
}

export function handsOn(display: Pick<KioskDisplay, 'name' | 'authority'>): Hands {
  const env = { ...process.env, DISPLAY: display.name, ...(display.authority === null ? {} : { XAUTHORITY: display.authority }) }
  const tool = async (...words: string[]): Promise<void> => {
    await run('xdotool', words, { env })
  }
  return {
    press: (x, y, button = 1) => tool('mousemove', `${x}`, `${y}`, 'sleep', '0.05', 'click', `${button}`),
    drag: ([fromX, fromY], [toX, toY]) =>
      tool(
        ...['mousemove', `${fromX}`, `${fromY}`, 'mousedown', '1', 'sleep', '0.1'],
        ...['mousemove', `${(fromX + toX) >> 1}`, `${(fromY + toY) >> 1}`, 'sleep', '0.1'],
        ...['mousemove', `${toX}`, `${toY}`, 'sleep', '0.1', 'mouseup', '1'],
      ),
    keys: (...combinations) => tool('key', '--delay', '40', ...combinations),
    type: (text) => tool('type', '--delay', '20', text),
  }
}
