import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { practiceOrigin } from '#core/contract/bridge.ts'
import type { CallName } from '#core/contract/calls.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import type { ShellPort } from '#core/ports.ts'
import { findElectron } from '#electron/find-electron.ts'
import { notebook } from '#test/electron/double/owner.ts'
import type { RunningShell, ShellRow } from './driver.ts'
import { lineReader, type Order, type Word } from './electron-driver/wire.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const found = findElectron({ root, env: process.env, platform: process.platform })
const startWithinMs = 30_000

/** Why the real Electron cannot run here, as a sentence; null when it can. */
function whyNot(): string | null {
  if (found.kind === 'missing') return `no Electron binary. ${found.why}`
  // Its sandbox stays on, in tests as well.
  if (process.getuid?.() === 0) return 'Electron does not start as root with its sandbox on; run the tests as another user.'
  if (process.platform === 'linux' && process.env.DISPLAY === undefined) return 'there is no display; run the tests under Xvfb.'
  return null
}

/** The adapter in a real Electron, where its binary is. */
export const electronRow: ShellRow = {
  name: 'electron',
  skipped: whyNot(),
  async start(judge) {
    if (found.kind === 'missing') throw new Error(found.why)
    const folder = mkdtempSync(join(tmpdir(), 'hedgerow-electron-'))
    await buildDriver(folder)
    const child = spawn(found.path, [join(folder, 'main.js'), `--user-data-dir=${join(folder, 'profile')}`], {
      cwd: root,
      env: { ...process.env, HEDGEROW_TEST_SCREENS: join(root, 'test', 'shells', 'fixtures', 'ui') },
      stdio: ['ignore', 'inherit', 'inherit', 'pipe', 'pipe', 'pipe', 'pipe'],
    })
    // `pipe` makes streams of these four; their type covers what other kinds would give.
    const [, , , orders, words, questions, verdicts] = child.stdio as unknown as [null, null, null, Writable, Readable, Readable, Socket]
    const owner = notebook(judge)
    const waiting = new Map<number, { resolve(value: unknown): void; reject(fault: Error): void }>()
    let last = 0
    const started = new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error('Electron did not start in time')), startWithinMs)
      child.once('exit', (code) => {
        clearTimeout(late)
        for (const one of waiting.values()) one.reject(new Error('Electron has gone'))
        reject(new Error(`Electron ended with ${code}`))
      })
      const hear = lineReader((line) => {
        const word = JSON.parse(line) as Word
        if (word.kind === 'started') {
          clearTimeout(late)
          resolve()
        } else if (word.kind === 'event') owner.onPage(word.event)
        else if (word.kind === 'call') owner.calls.push({ name: word.name, input: word.input })
        else {
          const asked = waiting.get(word.id)
          waiting.delete(word.id)
          if (word.kind === 'answer') asked?.resolve(word.value)
          else asked?.reject(new Error(word.message))
        }
      })
      words.setEncoding('utf8').on('data', hear)
      const judgeLine = lineReader((line) => void verdicts.write(`${JSON.stringify(owner.judge(JSON.parse(line) as PageRequest))}\n`))
      questions.setEncoding('utf8').on('data', judgeLine)
    })
    function tell(order: Order): Promise<unknown> {
      last += 1
      const id = last
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        orders.write(`${JSON.stringify({ id, order })}\n`)
      })
    }
    await started
    const end = async () => {
      await tell({ do: 'stop' }).catch(() => undefined)
      if (child.exitCode === null) await new Promise((resolve) => child.once('exit', resolve))
      rmSync(folder, { recursive: true, force: true })
    }
    return { ...handsOn(tell, end), events: owner.events, asked: owner.asked, calls: owner.calls, until: owner.until }
  },
}

/** The driver as main.js and the real preload.cjs, in one folder. */
async function buildDriver(folder: string): Promise<void> {
  const configFile = join(root, 'electron', 'vite.config.ts')
  const entry = fileURLToPath(new URL('./electron-driver/main.ts', import.meta.url))
  await build({ configFile, mode: 'preload', logLevel: 'warn', build: { outDir: folder } })
  await build({ configFile, mode: 'main', logLevel: 'warn', build: { outDir: folder, lib: { entry } } })
}

function handsOn(
  tell: (order: Order) => Promise<unknown>,
  end: () => Promise<void>,
): Omit<RunningShell, 'events' | 'asked' | 'calls' | 'until'> {
  const done = async (order: Order): Promise<void> => void (await tell(order))
  const yes = async (order: Order): Promise<boolean> => (await tell(order)) === true
  const shell: ShellPort = {
    facts: { shell: 'electron', engine: 'Chromium', version: '', platform: process.platform },
    start: async () => undefined,
    render: () => undefined,
    openPage: (url) => done({ do: 'openPage', url }),
    showPage: () => void done({ do: 'showPage' }),
    cover: () => void done({ do: 'cover' }),
    answerTyping: () => undefined,
    steerPage: (url) => done({ do: 'steerPage', url }),
    closePage: () => done({ do: 'closePage' }),
    forget: () => done({ do: 'forget' }),
    check: () => Promise.reject(new Error('not through the driver')),
    stop: end,
  }
  return {
    shell,
    approvedUrl: `${practiceOrigin}/garden/`,
    forbiddenUrl: 'https://elsewhere.example/prize',
    page: {
      clickLink: (url, options) => done({ do: options?.newWindow === true ? 'clickNewWindow' : 'clickLink', url }),
      goByScript: (url) => done({ do: 'goByScript', url }),
      openWindow: (url) => done({ do: 'openWindow', url }),
      pushState: (url) => done({ do: 'pushState', url }),
      download: () => done({ do: 'download' }),
      alert: () => done({ do: 'alert' }),
      crash: () => done({ do: 'crash' }),
      hang: () => done({ do: 'hang' }),
      load: (url) => yes({ do: 'load', url }),
      storeSomething: () => done({ do: 'storeSomething' }),
      hasStored: () => yes({ do: 'hasStored' }),
    },
    screen: {
      middle: async () => ((await tell({ do: 'middle' })) === 'main' ? 'main' : 'page'),
      barIsThere: () => yes({ do: 'barIsThere' }),
      callFrom: (surface, name: CallName, input) => tell({ do: 'callFrom', surface, name, input }),
      pageHasBridge: () => yes({ do: 'pageHasBridge' }),
    },
    stop: end,
  }
}
