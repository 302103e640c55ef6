import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { approvedColour } from '#test/sites/neighbourhood.ts'
import { barColour, mainColour, pause } from './chromium-row.ts'
import { calmSun, readScreen } from './screen.ts'

const program = fileURLToPath(new URL('./fixtures/kiosk-program.ts', import.meta.url))

/** A guard against waiting for ever on a busy machine; how long it took is printed. */
const patienceMs = 20_000

const inProc = (pid: number, name: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8')
  } catch {
    return ''
  }
}
const processes = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** The numbers of the processes in a process group that still run. */
function groupOf(leader: number): number[] {
  return processes().filter((pid) => {
    // After the name in brackets: state, parent, group (proc(5)).
    const [state, , group] = inProc(pid, 'stat')
      .replace(/^.*\) /s, '')
      .split(' ')
    return group === String(leader) && state !== 'Z'
  })
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // The watchdog was faster.
  }
}

describe('The kiosk’s own process is killed, and nothing of the page remains on the screen', () => {
  let folder = ''
  const children: ChildProcess[] = []
  const browsers: number[] = []
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hedgerow-killed-'))
    chmodSync(folder, 0o1777)
  })
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL')
    // A browser that outlived its kiosk would be what these tests are about: it must not outlive them.
    for (const leader of browsers.splice(0)) for (const pid of groupOf(leader)) end(pid)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 })
  })

  async function firstLine(stream: Readable): Promise<string> {
    let text = ''
    for await (const chunk of stream) {
      text += String(chunk)
      if (text.includes('\n')) break
    }
    return text.trim()
  }
  /** A screen that is not the kiosk's: the machine's own X server, which goes on when the kiosk is gone. */
  async function machinesScreen(): Promise<{ readonly name: string; readonly framebuffer: string }> {
    const server = spawn(
      'Xvfb',
      ['-displayfd', '3', '-screen', '0', '1280x720x24', '-fbdir', folder, '-nolisten', 'tcp', '-ac', '-noreset'],
      {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      },
    )
    children.push(server)
    return { name: `:${await firstLine(server.stdio[3] as Readable)}`, framebuffer: join(folder, 'Xvfb_screen0') }
  }
  async function kiosk(display: string | undefined, ...words: string[]) {
    const { DISPLAY: _, ...env } = process.env
    const child = spawn(process.execPath, [program, ...words], {
      env: { ...env, TMPDIR: folder, ...(display === undefined ? {} : { DISPLAY: display }) },
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    children.push(child)
    const said: { browser: number; framebuffer: string | null } = JSON.parse(await firstLine(child.stdout))
    browsers.push(said.browser)
    return { child, ...said }
  }
  /** Shares of the screen; of a screen that is no longer there, nothing. */
  const share = (framebuffer: string, colour: string): number => {
    try {
      return readScreen(framebuffer).share(colour)
    } catch {
      return 0
    }
  }
  async function eventually(what: string, isSo: () => boolean): Promise<number> {
    const begun = performance.now()
    while (!isSo()) {
      if (performance.now() - begun > patienceMs) throw new Error(`not within ${patienceMs} ms: ${what}`)
      await pause(10)
    }
    return Math.round(performance.now() - begun)
  }
  const leftBehind = (): string[] => readdirSync(folder).filter((name) => name.startsWith('hedgerow-browser-'))

  test('on the machine’s own screen, while the page hangs; what it left on the disk is wiped by the next', async () => {
    const screen = await machinesScreen()
    const first = await kiosk(screen.name)
    await eventually('the page is on the screen', () => share(screen.framebuffer, approvedColour) > 0.5)
    first.child.stdin.write('hang\n')
    await pause(300)
    first.child.kill('SIGKILL')
    const gone = await eventually('no pixel of the page is left', () => share(screen.framebuffer, approvedColour) === 0)
    process.stdout.write(`kill -9 of the kiosk while the page hangs: its last pixel was gone after ${gone} ms\n`)
    await eventually('the browser and all its processes are gone', () => groupOf(first.browser).length === 0)
    // The display may hear of it a little later than we do.
    await eventually('nor is anything of ours', () => [barColour, mainColour].every((colour) => share(screen.framebuffer, colour) === 0))

    // What the killed one left on the disk is wiped by the next, which works as ever.
    expect(leftBehind().length).toBe(1)
    const [before] = leftBehind()
    const second = await kiosk(screen.name)
    await eventually('the page is on the screen again, under the bar', () => {
      const bar = readScreen(screen.framebuffer).share(barColour, { x: 0, y: 0, width: 1280, height: barHeight })
      return share(screen.framebuffer, approvedColour) > 0.5 && bar > 0.9
    })
    expect(leftBehind()).not.toContain(before)
    second.child.kill('SIGKILL')
  })

  test('one that hangs without dying is not left with its page: the browser is ended, and is there again when it comes to', async () => {
    const { child, browser, framebuffer } = await kiosk(undefined, '3')
    if (framebuffer === null) throw new Error('there is no virtual screen')
    await eventually('the page is on the screen', () => share(framebuffer, approvedColour) > 0.5)
    child.kill('SIGSTOP')
    const gone = await eventually('no pixel of the page is left', () => share(framebuffer, approvedColour) === 0)
    process.stdout.write(`the kiosk stopped, with 3 s of patience: the last pixel of its page was gone after ${gone} ms\n`)
    await eventually('the browser and all its processes are gone', () => groupOf(browser).length === 0)
    const sun = readScreen(framebuffer).pixel(640, 230)
    expect(sun).toBe(calmSun)
    child.kill('SIGCONT')
    await eventually('its own screen is there again', () => share(framebuffer, mainColour) > 0.9)
    expect(share(framebuffer, approvedColour)).toBe(0)
  })

  test('on a screen of its own, which goes with it', async () => {
    const { child, framebuffer } = await kiosk(undefined)
    if (framebuffer === null) throw new Error('there is no virtual screen')
    await eventually('the page is on the screen', () => share(framebuffer, approvedColour) > 0.5)
    const server = processes().find((pid) => /Xvfb/.test(inProc(pid, 'cmdline')) && inProc(pid, 'cmdline').includes(dirname(framebuffer)))
    if (server === undefined) throw new Error('nobody serves the screen')
    child.kill('SIGKILL')
    const isGone = (): boolean =>
      ['', 'Z'].includes(
        inProc(server, 'stat')
          .replace(/^.*\) /s, '')
          .charAt(0),
      )
    const gone = await eventually('nobody draws this screen any more', isGone)
    process.stdout.write(`kill -9 of the kiosk: its own screen was gone after ${gone} ms\n`)
  })
})
