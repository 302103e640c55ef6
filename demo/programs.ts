import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

export interface Program {
  /** Its first line, which is JSON. */
  readonly ready: unknown
  readonly child: ChildProcess
  /** SIGTERM, then SIGKILL after 5 s; resolves when it has ended. */
  stop(): Promise<void>
  /** Its exit code. */
  readonly ended: Promise<number>
}

/** Starts one of our own programs and waits for its first line. Rejects with what it wrote to standard error when it ends before. */
export async function startProgram(command: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<Program> {
  const child = spawn(command, [...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', (piece: Buffer) => {
    complaint = (complaint + piece.toString('utf8')).slice(-4_000)
  })
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  const lines = createInterface({ input: child.stdout })
  const ready = await new Promise<unknown>((resolve, reject) => {
    lines.once('line', (line) => resolve(JSON.parse(line)))
    child.once('error', reject)
    void ended.then((code) => reject(new Error(complaint.trim() || `it ended with ${code}`)))
  })
  return {
    ready,
    child,
    ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const killer = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(killer)
    },
  }
}
