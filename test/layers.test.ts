import { execFile } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** The rooms and what they may import, as docs/architecture.md says: proved by wrong imports that the linter must find. */
const repository = process.cwd()
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hedgerow-layers-'))
  copyFileSync('biome.json', join(folder, 'biome.json'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(program: string, args: string[], cwd: string): Promise<{ code: number; output: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [resolve('node_modules', program), ...args], { cwd, maxBuffer: 50_000_000 }, (fault, stdout, stderr) => {
      done({ code: typeof fault?.code === 'number' ? fault.code : fault === null ? 0 : -1, output: stdout + stderr })
    })
  })
}
const biome = (args: string[], cwd: string) => run('@biomejs/biome/bin/biome', args, cwd)
const tsc = (args: string[], cwd: string) => run('typescript/bin/tsc', args, cwd)

function put(path: string, text: string): void {
  const place = join(folder, path)
  mkdirSync(dirname(place), { recursive: true })
  writeFileSync(place, text)
}

/** A file of each room, imports that are right there, and imports that are wrong. */
const rooms: readonly { file: string; right: readonly string[]; wrong: readonly string[] }[] = [
  {
    file: 'core/contract/x.ts',
    right: ['zod', './list.ts', '#core/contract/list.ts'],
    wrong: ['#core/policy/policy.ts', '#core/ports.ts', '#host/log.ts', 'react', 'node:fs', 'fs', 'tldts', '../ports.ts', './../ports.ts'],
  },
  {
    file: 'core/policy/x.ts',
    right: ['tldts', './address.ts', '#core/contract/list.ts', '#core/policy/policy.ts'],
    wrong: [
      'zod',
      '#core/guard/guard.ts',
      '#core/sealing/base64.ts',
      '#core/kiosk.ts',
      '#host/log.ts',
      'node:url',
      '../kiosk.ts',
      '../../host/log.ts',
      '#core/contract/../../host/log.ts',
    ],
  },
  {
    file: 'core/sealing/x.ts',
    right: ['age-encryption', '@noble/curves/ed25519.js', '@noble/hashes/sha2.js', 'zod', './base64.ts', '#core/contract/report.ts'],
    wrong: ['#core/policy/policy.ts', '#core/outbox/outbox.ts', 'node:crypto', '#host/log.ts', '@noble/ciphers/aes.js'],
  },
  {
    file: 'core/guard/x.ts',
    right: ['./guard.ts', '#core/policy/policy.ts', '#core/sealing/signed-document.ts', '#core/ports.ts', '#core/contract/list.ts'],
    wrong: [
      '#host/log.ts',
      '#chromium/shell.ts',
      '#electron/shell.ts',
      '#renderer/app.tsx',
      '#hub/server/main.ts',
      'node:fs',
      'electron',
      'react',
      '../../host/log.ts',
    ],
  },
  {
    file: 'core/x.ts',
    right: ['./ports.ts', '#core/session/idle.ts'],
    wrong: ['#host/log.ts', '../host/log.ts', 'node:fs', 'electron', 'fastify'],
  },
  {
    file: 'renderer/x.tsx',
    right: [
      'react',
      'react-dom/client',
      'react/jsx-runtime',
      'zustand',
      'i18next',
      'react-i18next',
      'howler',
      './store.ts',
      './parts/press.tsx',
      '#core/contract/view.ts',
      '#assets/tokens.css',
      '#profiles/ks1.json',
    ],
    wrong: [
      '#core/policy/policy.ts',
      '#core/kiosk.ts',
      '#core/ports.ts',
      '#host/log.ts',
      '#electron/ipc.ts',
      '#chromium/main.ts',
      '#hub/console/app.tsx',
      'electron',
      'node:fs',
      'zod',
      'axios',
      '../core/kiosk.ts',
    ],
  },
  {
    file: 'renderer/parts/x.tsx',
    right: ['../store.ts', './press.tsx', 'react'],
    wrong: ['../../core/kiosk.ts', '../../electron/ipc.ts', '../x/../../core/kiosk.ts', '#core/kiosk.ts', 'electron'],
  },
  {
    file: 'host/x.ts',
    right: ['node:fs', 'node:fs/promises', 'zod', './log.ts', '#core/ports.ts', '#core/policy/policy.ts', '#host/log.ts'],
    wrong: [
      '#electron/shell.ts',
      '#chromium/shell.ts',
      '#renderer/app.tsx',
      '#hub/server/main.ts',
      'electron',
      'react',
      '../core/ports.ts',
    ],
  },
  {
    file: 'chromium/x.ts',
    right: ['node:child_process', './flags.ts', '#core/ports.ts', '#host/log.ts', '#chromium/flags.ts', 'devtools-protocol'],
    wrong: ['#electron/shell.ts', '#hub/server/main.ts', '#renderer/app.tsx', 'electron', 'fastify', '../electron/shell.ts'],
  },
  {
    file: 'electron/x.ts',
    right: ['node:path', 'electron', './windows.ts', '#core/kiosk.ts', '#host/log.ts', '#electron/windows.ts'],
    wrong: ['#chromium/shell.ts', '#hub/console/app.tsx', '#renderer/app.tsx', 'devtools-protocol', 'react', '../chromium/shell.ts'],
  },
  {
    file: 'hub/server/x.ts',
    right: [
      'node:sqlite',
      'fastify',
      '@fastify/cookie',
      'kysely',
      'kysely/migration',
      'zod',
      './hub.ts',
      './store/store.ts',
      '#core/contract/hub-api.ts',
      '#core/policy/import.ts',
      '#core/sealing/signed-document.ts',
      '#core/sealing/slot-seal.ts',
    ],
    wrong: [
      '#core/sealing/report-seal.ts',
      '#core/sealing/team-keys.ts',
      'age-encryption',
      '#core/kiosk.ts',
      '#core/guard/guard.ts',
      '#host/log.ts',
      '#hub/console/app.tsx',
      '../console/app.tsx',
      'electron',
      'react',
    ],
  },
  {
    file: 'hub/server/dsl/x.ts',
    right: ['../hub.ts', './reports.ts', 'kysely'],
    wrong: ['../../console/app.tsx', '#core/sealing/report-seal.ts', '#hub/console/app.tsx'],
  },
  {
    file: 'hub/console/x.tsx',
    right: [
      'react',
      'react-dom/client',
      'zod',
      './app.tsx',
      '#core/contract/hub-api.ts',
      '#core/policy/policy.ts',
      '#core/sealing/report-seal.ts',
      '#hub/console/api.ts',
    ],
    wrong: [
      '#core/kiosk.ts',
      '#core/guard/guard.ts',
      '#host/log.ts',
      '#hub/server/main.ts',
      '../server/main.ts',
      'node:fs',
      'kysely',
      'fastify',
    ],
  },
  {
    file: 'hub/console/dsl/x.tsx',
    right: ['../api.ts', '#hub/console/api.ts'],
    wrong: ['../../server/main.ts', '#hub/server/main.ts', 'node:crypto'],
  },
  {
    file: 'bench/verdicts/x.ts',
    right: [
      '@gorhill/ubo-core',
      'node:os',
      './engine.ts',
      '#bench/seeded.ts',
      '#core/policy/policy.ts',
      '#hub/server/start.ts',
      '#chromium/shell.ts',
      '#test/shells/judge.ts',
    ],
    wrong: [
      '#hub/console/api.ts',
      '#renderer/words.ts',
      '#electron/ipc.ts',
      '#test/core/policy/ask.ts',
      '../seeded.ts',
      '../../core/kiosk.ts',
      'react',
    ],
  },
  {
    file: 'test/core/x.ts',
    right: ['#core/kiosk.ts', '#electron/shell.ts', '#chromium/shell.ts', './fakes.ts', '../errors.ts'],
    wrong: ['../../core/kiosk.ts'],
  },
]

describe('imports', () => {
  /** Files that the linter found fault with, by rule. */
  async function lint(rule: string): Promise<Set<string>> {
    const { output } = await biome(
      ['lint', `--only=${rule}`, '--vcs-enabled=false', '--max-diagnostics=none', '--reporter=json', '.'],
      folder,
    )
    const report = JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)) as {
      diagnostics: { category: string; location: { path: string | { file: string } } }[]
    }
    const faults = report.diagnostics.filter(({ category }) => category === `lint/${rule}`)
    return new Set(faults.map(({ location: { path } }) => (typeof path === 'string' ? path : path.file).replace(/^\.\//, '')))
  }

  const spelt = {
    imported: (from: string) => `import { x } from '${from}'\nexport default x\n`,
    asked: (from: string) => `export default await import('${from}')\n`,
  }
  const cases = rooms.flatMap(({ file, right, wrong }) =>
    [...right.map((from) => ({ file, from, isRight: true })), ...wrong.map((from) => ({ file, from, isRight: false }))].flatMap((one) =>
      (['imported', 'asked'] as const).map((how, at) => ({ ...one, how, at })),
    ),
  )
  const placeOf = (number: number, file: string): string => file.replace(/x\.tsx?$/, (name) => `case-${number}-${name}`)
  let found: Set<string>
  beforeAll(async () => {
    for (const [number, { file, from, how }] of cases.entries()) put(placeOf(number, file), spelt[how](from))
    put('electron/handle-calls.ts', "import { ipcMain } from 'electron'\nipcMain.removeAllListeners()\n")
    put('electron/ipc.ts', "import { ipcMain } from 'electron'\nipcMain.removeAllListeners()\n")
    put('core/reexport.ts', "export * from '#host/log.ts'\n")
    put('core/type-only.ts', "import type { Log } from '#host/log.ts'\nexport type Same = Log\n")
    put('core/side.ts', "import '#host/log.ts'\n")
    found = await lint('style/noRestrictedImports')
  })

  it.each(rooms)('$file may import only what its room may', ({ file }) => {
    for (const [number, one] of cases.entries()) {
      if (one.file !== file) continue
      expect({ ...one, isRight: !found.has(placeOf(number, file)) }).toEqual(one)
    }
  })

  it('a re-export, a type and a bare import count as imports', () => {
    expect([...found]).toEqual(expect.arrayContaining(['core/reexport.ts', 'core/type-only.ts', 'core/side.ts']))
  })

  it('electron/ipc.ts alone imports ipcMain', () => {
    expect(found).toContain('electron/handle-calls.ts')
    expect(found).not.toContain('electron/ipc.ts')
  })

  it('a cycle is found', async () => {
    put('host/hen.ts', "import { egg } from './egg.ts'\nexport const hen = () => egg\n")
    put('host/egg.ts', "import { hen } from './hen.ts'\nexport const egg = () => hen\n")
    put('host/nest.ts', "import { egg } from './egg.ts'\nexport const nest = egg\n")
    const cycles = await lint('suspicious/noImportCycles')
    expect([...cycles].toSorted()).toEqual(['host/egg.ts', 'host/hen.ts'])
  })

  it('no room asks for a module whose name is only known when it runs, which the linter cannot follow', () => {
    const rooms = ['core', 'renderer', 'host', 'chromium', 'electron', 'hub']
    const files = rooms.flatMap((room) => globSync(`${room}/**/*.{ts,tsx}`))
    expect(files.length).toBeGreaterThan(100)
    const late = /\bimport\s*\(\s*(?!['"][^'"]+['"]\s*[),])/
    // The PDF page's script is text that runs in the browser, not in this room.
    expect(files.filter((file) => late.test(readFileSync(file, 'utf8')))).toEqual(['host/pdf-page.ts'])
  })

  it('this repository keeps to it', async () => {
    const { code, output } = await biome(['lint', '--only=style/noRestrictedImports', '--only=suspicious/noImportCycles', '.'], repository)
    expect(code, output).toBe(0)
  })
})

describe('globals', () => {
  /** Names that a room's compiler must know, and names it must not. */
  const runtimes: readonly { room: string; has: readonly string[]; hasNot: readonly string[] }[] = [
    {
      room: 'core',
      has: ['URL', 'TextEncoder', 'crypto.getRandomValues', 'btoa'],
      hasNot: ['window', 'document', 'process', 'Buffer', 'setTimeout', 'fetch', 'localStorage', 'console', 'globalThis.window', 'global'],
    },
    { room: 'renderer', has: ['window', 'document', 'setTimeout'], hasNot: ['process', 'Buffer', 'global', '__dirname'] },
    { room: 'hub/console', has: ['window', 'document', 'fetch'], hasNot: ['process', 'Buffer', 'global'] },
    { room: 'host', has: ['process', 'Buffer', 'setTimeout'], hasNot: ['window', 'document'] },
    { room: 'chromium', has: ['process', 'Buffer'], hasNot: ['window', 'document'] },
    { room: 'electron', has: ['process', 'Buffer'], hasNot: ['window', 'document'] },
    { room: 'hub/server', has: ['process', 'Buffer'], hasNot: ['window', 'document'] },
  ]

  it.each(runtimes)('$room is compiled with what its runtime has, and no more', async ({ room, has, hasNot }) => {
    const place = join('globals', room.replace('/', '-'))
    const names = [...has, ...hasNot]
    for (const [number, name] of names.entries()) put(join(place, `name-${number}.ts`), `export const value: unknown = ${name}\n`)
    const own = room === 'core' ? [resolve('core/globals.d.ts')] : []
    put(join(place, 'tsconfig.json'), JSON.stringify({ extends: resolve(room, 'tsconfig.json'), include: ['*.ts', ...own] }))
    const { output } = await tsc(['-p', '.', '--pretty', 'false'], join(folder, place))
    const unknown = new Set([...output.matchAll(/name-(\d+)\.ts\(\d+,\d+\): error TS/g)].map(([, number]) => names[Number(number)]))
    expect([...unknown].toSorted(), output).toEqual(hasNot.toSorted())
  })
})

describe('the lock file', () => {
  type Node = { resolved?: string; optionalDependencies?: Record<string, string> }
  const text = readFileSync('package-lock.json', 'utf8')
  const { packages } = JSON.parse(text) as { packages: Record<string, Node> }

  it('holds every optional dependency that it names, so that npm ci works on every machine', () => {
    const missing: string[] = []
    for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
      for (const name of Object.keys(optionalDependencies)) if (!isReachable(path, name)) missing.push(`${path}: ${name}`)
    }
    expect(Object.keys(packages).length).toBeGreaterThan(100)
    expect(missing).toEqual([])
  })

  /** As Node looks for a package: in each node_modules above. */
  function isReachable(path: string, name: string): boolean {
    for (let at = path; ; at = at.includes('node_modules/') ? at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1)) : '') {
      if (`${at === '' ? '' : `${at}/`}node_modules/${name}` in packages) return true
      if (at === '') return false
    }
  }

  it('names no registry, so that each school may use its own', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([])
    expect(text).not.toMatch(/registry[.-]|"https?:[^"]*\.tgz"/)
    expect(readFileSync('.npmrc', 'utf8')).not.toContain('registry=')
  })
})
