import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'

/** A program of ours as a process of its own, with what it says on its standard output. It never outlives the test. */
export interface Program {
  readonly pid: number
  readonly lines: string[]
  /** Resolves with the first line that fits; rejects when the program ends without one. */
  said(fits: (line: string) => boolean): Promise<string>
  /** kill -9, and wait until it is gone and all that it said is read. */
  kill(): Promise<void>
}

/**
 * A folder for `NODE_COMPILE_CACHE` in which these programs are compiled already. Node writes it when a program ends by itself,
 * which one that is killed never does.
 */
export async function compiled(folder: string, scripts: readonly string[]): Promise<string> {
  for (const script of scripts) {
    const load = `await import(${JSON.stringify(pathToFileURL(script).href)})`
    const child = spawn(process.execPath, ['--input-type=module', '-e', load], {
      stdio: 'ignore',
      env: { ...process.env, NODE_COMPILE_CACHE: folder },
    })
    onTestFinished(() => void child.kill('SIGKILL'))
    await new Promise((resolve) => child.once('close', resolve))
  }
  return folder
}

/** `cache`: a folder of `compiled`. */
export function run(script: string, args: readonly string[], cache?: string): Program {
  const env = cache === undefined ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache }
  const child: ChildProcess = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env })
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines: string[] = []
  const waiting = new Set<(line: string) => void>()
  let complaints = ''
  child.stderr?.on('data', (text: Buffer) => {
    complaints = (complaints + text.toString()).slice(-4_000)
  })
  if (child.stdout === null) throw new Error('no standard output')
  const reader = createInterface(child.stdout)
  reader.on('line', (line) => {
    lines.push(line)
    for (const one of [...waiting]) one(line)
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))

  return {
    pid: child.pid ?? 0,
    lines,
    said: (fits) =>
      new Promise((resolve, reject) => {
        const found = lines.find(fits)
        if (found !== undefined) return resolve(found)
        const look = (line: string) => {
          if (!fits(line)) return
          waiting.delete(look)
          resolve(line)
        }
        waiting.add(look)
        void closed.then(() => reject(new Error(`the program ended: ${complaints}`)))
      }),
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}
