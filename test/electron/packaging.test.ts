import { execFile, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { extractFile, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildShell } from '#electron/build-shell.ts'
import { makeFakeDist } from './fake-dist.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const configPath = join(root, 'build', 'electron-builder.yml')
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-pack-'))
const unpacked = join(folder, 'out', 'linux-unpacked')
const run = promisify(execFile)
const resolveHere = createRequire(import.meta.url)
const builderRequire = createRequire(resolveHere.resolve('app-builder-lib/package.json'))

beforeAll(() => buildShell())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the configuration', () => {
  /** By the program's own schema and parser: a misspelt key would be packed without a word otherwise. */
  function check(change: (config: Record<string, unknown>) => void): boolean {
    const { load } = builderRequire('js-yaml') as { load(text: string): Record<string, unknown> }
    const Ajv = builderRequire('ajv') as new (options: object) => { compile(schema: object): (value: unknown) => boolean }
    const schema = JSON.parse(
      readFileSync(join(dirname(resolveHere.resolve('app-builder-lib/package.json')), 'scheme.json'), 'utf8'),
    ) as object
    const config = load(readFileSync(configPath, 'utf8'))
    change(config)
    return new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema)(config)
  }

  it("fits electron-builder's schema", () => {
    expect(check(() => undefined)).toBe(true)
  })

  it('would not fit it with a misspelt fuse or target', () => {
    expect(check((config) => Object.assign(config.electronFuses as object, { runAsNod: false }))).toBe(false)
    expect(check((config) => Object.assign(config, { asarr: true }))).toBe(false)
  })
})

describe('the package', () => {
  beforeAll(async () => {
    await makeFakeDist(join(folder, 'dist'))
    const args = [
      '--linux',
      'dir',
      '--config',
      configPath,
      `-c.electronDist=${join(folder, 'dist')}`,
      `-c.directories.output=${join(folder, 'out')}`,
    ]
    await run(process.execPath, [join(root, 'node_modules', 'electron-builder', 'cli.js'), ...args], { cwd: root })
  }, 180_000)

  const asar = join(unpacked, 'resources', 'app.asar')
  const packed = () => listPackage(asar, { isPack: false }).map((path) => path.replaceAll('\\', '/'))

  it('B126 has these fuses set in its binary', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'hedgerow'))
    expect(wire.version).toBe(FuseVersion.V1)
    expect(
      Object.fromEntries(
        Object.values(FuseV1Options)
          .filter((fuse) => typeof fuse === 'number')
          .map((fuse) => [FuseV1Options[fuse], wire[fuse] === FuseState.ENABLE]),
      ),
    ).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    })
  })

  it('holds the program, its screens, the profiles and the practice pages, and nothing else', () => {
    const allowed =
      /^\/(package\.json|profiles(\/.+\.json|\/[\w-]+)*|assets(\/practice(\/.+)?)?|out(\/electron(\/(main\.js|preload\.cjs))?)?|out\/renderer(\/.+)?)$/
    expect(packed().filter((path) => !allowed.test(path))).toEqual([])
    for (const needed of [
      '/package.json',
      '/out/electron/main.js',
      '/out/electron/preload.cjs',
      '/profiles/ks1.json',
      '/assets/practice/story.html',
    ])
      expect(packed()).toContain(needed)
    expect(readdirSync(join(unpacked, 'resources')).sort()).not.toContain('app')
  })

  it('holds no source, map, test, key or library folder', () => {
    expect(packed().filter((path) => /\.(ts|tsx|map|pem|key|env|sqlite)$|node_modules|\/test\/|\/\./i.test(path))).toEqual([])
    for (const path of ['out/electron/main.js', 'out/electron/preload.cjs'])
      expect(extractFile(asar, path).toString('utf8')).not.toMatch(/sourceMappingURL|BEGIN [A-Z ]*PRIVATE KEY|AGE-SECRET-KEY-1[A-Z0-9]{10}/)
  })

  it('starts with main.js', () => {
    expect(JSON.parse(extractFile(asar, 'package.json').toString('utf8'))).toMatchObject({ main: 'out/electron/main.js', type: 'module' })
  })
})

describe('the program', () => {
  /** Runs the built main.js in Node with the double in Electron's place, until its first line or its end; then asks it to end. */
  async function start(args: readonly string[], env: Record<string, string> = {}) {
    const hooks = join(root, 'test', 'electron', 'double', 'hooks.ts')
    const child = spawn(process.execPath, ['--import', pathToFileURL(hooks).href, join(root, 'out', 'electron', 'main.js'), ...args], {
      cwd: root,
      env: { ...process.env, ...env },
    })
    let said = ''
    let complained = ''
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      said += piece
      if (said.includes('\n')) child.kill('SIGTERM')
    })
    child.stderr.setEncoding('utf8').on('data', (piece: string) => {
      complained += piece
    })
    const code = await new Promise((resolve) => child.once('close', resolve))
    return { code, said, complained }
  }

  it('starts a kiosk, says so in its first line, and ends with nothing left when it is asked to', async () => {
    const { code, said, complained } = await start(['--data', join(folder, 'kiosk'), '--hub', 'http://127.0.0.1:9'])
    expect({ code, first: JSON.parse(said.split('\n')[0] ?? '') }).toEqual({
      code: 0,
      first: { ready: true, shell: 'electron', display: null },
    })
    expect(complained).toMatch(/^told: sandbox switch:disable-quic .*ready$/m)
    expect(readdirSync(join(folder, 'kiosk')).length).toBeGreaterThan(0)
  })

  it('B067 ends before it shows anything when it is started with a debugger', async () => {
    const { code, said, complained } = await start(['--data', join(folder, 'other'), '--remote-debugging-port=9222'])
    expect({ code, said }).toEqual({ code: 2, said: '' })
    expect(complained).toContain('HG_COMMAND')
  })

  it('B114 ends at once where another one runs', async () => {
    const { code, said } = await start(['--data', join(folder, 'other')], { HEDGEROW_TEST_LOCK: 'taken' })
    expect({ code, said }).toEqual({ code: 0, said: '' })
  })

  it('says in a sentence what keeps it from starting', async () => {
    writeFileSync(join(folder, 'a-file'), '')
    const { code, complained } = await start(['--data', join(folder, 'a-file')])
    expect(code).toBe(3)
    expect(complained).toMatch(/^HG_FOLDER_UNWRITABLE: /m)
  })
})
