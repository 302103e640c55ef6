import { spawn } from 'node:child_process'
import type { KioskDisplay } from '#chromium/display.ts'

/** Hands that are on the keyboard already: one xdotool that waits for its next line, so that a press has a time (`demo/hands.ts` starts one for each). */
export interface PromptHands {
  /** Moves there and stays. */
  move(x: number, y: number): void
  /** Presses and lifts the button at once, where the mouse is; gives the moment before, ns of `process.hrtime`. */
  press(): bigint
  /** Presses keys as xdotool writes them; gives the moment before. */
  keys(combination: string): bigint
  end(): void
}

export function promptHands(display: Pick<KioskDisplay, 'name' | 'authority'>): PromptHands {
  const env = { ...process.env, DISPLAY: display.name, ...(display.authority === null ? {} : { XAUTHORITY: display.authority }) }
  const tool = spawn('xdotool', ['-'], { env, stdio: ['pipe', 'ignore', 'ignore'] })
  const tell = (line: string): bigint => {
    const at = process.hrtime.bigint()
    tool.stdin.write(`${line}\n`)
    return at
  }
  return {
    move: (x, y) => void tell(`mousemove ${Math.round(x)} ${Math.round(y)}`),
    press: () => tell('mousedown 1 mouseup 1'),
    keys: (combination) => tell(`key --delay 0 ${combination}`),
    end: () => void tool.kill(),
  }
}
