/** One engine in a process of its own (`--expose-gc`): `node cost.ts ENGINE APPROVALS` prints one JSON line. */

import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Engine } from './engine.ts'
import { ghostery } from './engines/ghostery.ts'
import { ours, oursCompiled } from './engines/ours.ts'
import { ubo } from './engines/ubo.ts'
import { madeUpList } from './made-up-list.ts'

const makers = [ours, oursCompiled, ghostery, ubo]

export interface Cost {
  readonly engine: string
  readonly approvals: number
  /** Milliseconds; megabytes of 10^6 bytes. Null: it has no such form, or failed (then `failed` says how). */
  readonly buildMs: number | null
  readonly builtMb: number | null
  readonly keptMb: number | null
  readonly loadMs: number | null
  readonly loadedMb: number | null
  readonly failed: string | null
}

/** Heap and buffers after a collection. */
function used(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

const since = (startedAt: number): number => performance.now() - startedAt

/** What stays of a build or a load: `make` is called once, its time and what memory it keeps. */
async function weigh(make: () => Promise<Engine>): Promise<{ ms: number; mb: number }> {
  const before = used()
  const startedAt = performance.now()
  const engine = await make()
  const ms = since(startedAt)
  const mb = used() - before
  engine.run(engine.prepare([]))
  return { ms, mb }
}

async function measureHere(name: string, approvals: number, step: string, file: string): Promise<unknown> {
  const maker = makers.find((each) => each.name === name)
  if (maker === undefined) throw new RangeError(`no engine ${name}`)
  if (step === 'build') return weigh(() => maker.build(madeUpList(approvals)))
  if (maker.kept === null) return null
  const { serialise, load } = maker.kept
  if (step === 'serialise') {
    const bytes = await serialise(madeUpList(approvals))
    writeFileSync(file, bytes)
    return { bytes: bytes.length }
  }
  return weigh(async () => load(readFileSync(file)))
}

/** Measures each engine's build, memory, kept form and load: every step in a process of its own, three loads, the best of them. */
export async function measureCosts(approvals: number, names: readonly string[] = makers.map(({ name }) => name)): Promise<Cost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-bench-'))
  const file = join(folder, 'kept')
  const step = (name: string, what: string): Promise<Record<string, number> | null> =>
    new Promise((done, fail) => {
      const args = [
        '--expose-gc',
        '--no-warnings',
        '--max-old-space-size=8192',
        fileURLToPath(import.meta.url),
        name,
        String(approvals),
        what,
        file,
      ]
      execFile(process.execPath, args, { timeout: 90_000 }, (fault, output, errors) => {
        if (fault === null) done(JSON.parse(output))
        else fail(new Error(fault.killed === true ? 'not done after 90 s' : (/\w*Error: .{0,80}/.exec(errors)?.[0] ?? 'it ended')))
      })
    })
  const costs: Cost[] = []
  try {
    for (const engine of names) {
      const none = { engine, approvals, buildMs: null, builtMb: null, keptMb: null, loadMs: null, loadedMb: null, failed: null }
      try {
        const built = await step(engine, 'build')
        const kept = await step(engine, 'serialise')
        const loads = []
        for (let left = kept === null ? 0 : 3; left > 0; left--) loads.push(await step(engine, 'load'))
        const best = loads.toSorted((a, b) => (a?.ms ?? 0) - (b?.ms ?? 0))[0]
        costs.push({
          ...none,
          buildMs: built?.ms ?? null,
          builtMb: built?.mb ?? null,
          keptMb: kept === null ? null : (kept.bytes ?? 0) / 1e6,
          loadMs: best?.ms ?? null,
          loadedMb: best?.mb ?? null,
        })
      } catch (fault) {
        costs.push({ ...none, failed: fault instanceof Error ? fault.message : String(fault) })
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return costs
}

const [, script, name, approvals, step, file] = process.argv
if (script === fileURLToPath(import.meta.url) && name !== undefined && file !== undefined) {
  console.log(JSON.stringify(await measureHere(name, Number(approvals), step ?? '', file)))
}
