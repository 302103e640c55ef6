import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Bridge, kioskOrigin } from '#core/contract/bridge.ts'
import { buildShell } from '#electron/build-shell.ts'

const out = mkdtempSync(join(tmpdir(), 'hedgerow-build-'))
const read = (name: string) => readFileSync(join(out, name), 'utf8')
beforeAll(() => buildShell(out))
afterAll(() => rmSync(out, { recursive: true, force: true }))

type Listener = (event: unknown, view: unknown) => void
/** Runs the built preload as Electron would, in a world with nothing but what a sandboxed preload has. */
function runPreload(origin: string, isMainFrame: boolean, answer: unknown = { kind: 'answer', value: 'done' }) {
  const exposed = new Map<string, Bridge>()
  const listeners = new Map<string, Listener>()
  const invoked: unknown[][] = []
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, value: Bridge) => void exposed.set(name, value) },
    ipcRenderer: {
      on: (channel: string, listener: Listener) => void listeners.set(channel, listener),
      invoke: async (...args: unknown[]) => {
        invoked.push(args)
        return answer
      },
    },
  }
  const world = createContext({
    location: { origin },
    process: { isMainFrame },
    require(name: string) {
      if (name !== 'electron') throw new Error(`module not found: ${name}`)
      return electron
    },
    exports: {},
    module: { exports: {} },
  })
  runInContext(read('preload.cjs'), world)
  return { exposed, listeners, invoked }
}

it('makes exactly two files: one module, and one CommonJS preload', () => {
  expect(readdirSync(out).sort()).toEqual(['main.js', 'preload.cjs'])
})

it('main.js needs nothing but Electron and Node: the package has no node_modules', () => {
  const imports = [...read('main.js').matchAll(/(?:^import[^'"]*from\s*|^import\s*|import\()\s*["']([^"']+)["']/gm)].map(
    (found) => found[1] ?? '',
  )
  expect(imports.length).toBeGreaterThan(3)
  expect(imports.filter((name) => name !== 'electron' && !builtinModules.includes(name.replace('node:', '')))).toEqual([])
  expect(imports.filter((name) => name !== 'electron' && !name.startsWith('node:'))).toEqual([])
})

it('the preload asks for Electron alone', () => {
  expect([...read('preload.cjs').matchAll(/require\(["']([^"']+)["']\)/g)].map((found) => found[1])).toEqual(['electron'])
})

it('puts exactly the bridge on our own screen, and nothing of Electron (checklist 20)', async () => {
  const { exposed, invoked } = runPreload(kioskOrigin, true)
  const bridge = exposed.get('hedgerow')
  expect([...exposed.keys()]).toEqual(['hedgerow'])
  expect(Object.keys(bridge ?? {}).sort()).toEqual(['call', 'onView'])
  expect(Object.isFrozen(bridge)).toBe(true)
  expect(await bridge?.call('tell.press', {})).toBe('done')
  expect(invoked).toEqual([['hedgerow:call', 'tell.press', {}]])
})

it.each([
  ['https://garden.example', true],
  [kioskOrigin, false],
  ['null', true],
])('puts nothing on %s (top frame: %s)', (origin, isMainFrame) => {
  expect(runPreload(origin, isMainFrame).exposed.size).toBe(0)
})

it('gives a listener the newest view at once, each further one, and none after it stopped', () => {
  const { exposed, listeners } = runPreload(kioskOrigin, true)
  const bridge = exposed.get('hedgerow')
  const send = (serial: number) => listeners.get('hedgerow:view')?.({ sender: 'electron' }, { serial })
  send(1)
  const seen: unknown[][] = []
  const stop = bridge?.onView((...args) => void seen.push(args))
  send(2)
  stop?.()
  send(3)
  // Only the view: the event would carry Electron's own objects along.
  expect(seen).toEqual([[{ serial: 1 }], [{ serial: 2 }]])
})

it('turns a refusal into a rejection that holds the code', async () => {
  const { exposed } = runPreload(kioskOrigin, true, { kind: 'fault', code: 'HG_NOT_ALLOWED' })
  await expect(exposed.get('hedgerow')?.call('tell.press', {})).rejects.toMatchObject({ message: 'HG_NOT_ALLOWED' })
})
