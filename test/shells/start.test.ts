import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { family } from '#bench/start/memory.ts'
import { chromiumShell } from '#chromium/shell.ts'
import { ownSites } from '#host/own-sites.ts'
import { gardenUrl, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { pause, standInUi } from './chromium-row.ts'

async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 30_000; !(await isSo()); await pause(20)) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
  }
}

test('a shell that nobody owns yet shows its screens, answers nothing and lets nothing out', { timeout: 90_000 }, async () => {
  const sites = await startNeighbourhood()
  const notes: string[] = []
  const { practice } = ownSites()
  const shell = chromiumShell({
    ui: standInUi,
    practice,
    resolve: sites.resolve,
    extraFlags: [sites.trustFlag],
    log: { note: (event) => notes.push(event) },
  })
  const heard: string[] = []
  try {
    shell.prepare()
    await until('the screens', () => notes.includes('shell-started'))
    const { run } = shell
    if (run === null) throw new Error('no browser')
    const main = (expression: string) => run.screens.evaluate('main', expression)
    await main(
      `void hedgerow.call('session.touch', {}).then(() => { globalThis.wasAnswered = true }, () => { globalThis.wasAnswered = true })`,
    )
    await run.openPage(gardenUrl)
    const { page } = run
    if (page === null) throw new Error('no page')
    const { result } = await run.pipe.send('Runtime.evaluate', { expression: 'location.href' }, page.session)
    expect(result.value).not.toContain('garden')
    expect(sites.connections).toEqual([])
    expect(await main('globalThis.wasAnswered')).toBeUndefined()

    await shell.start({
      judge: () => ({ kind: 'refuse', code: 'no-list' }),
      onPage() {},
      async answer(name) {
        heard.push(name)
        return 'done' as never
      },
      onShellFault() {},
    })
    await until('the answer', async () => (await main('globalThis.wasAnswered')) === true)
    expect(heard).toContain('session.touch')
    expect(shell.run).toBe(run)
  } finally {
    await shell.stop()
    await sites.stop()
  }
})

test('a kiosk that is ended while it is being loaded leaves no browser and no screen behind', { timeout: 60_000 }, async () => {
  const data = mkdtempSync(join(tmpdir(), 'hedgerow-start-'))
  const env = { ...process.env }
  delete env.DISPLAY
  const kiosk = spawn(process.execPath, ['chromium/main.ts', '--data', data], { env, stdio: 'ignore' })
  const ended = new Promise<number | null>((resolve) => kiosk.once('exit', resolve))
  const started = (): number[] => family(kiosk.pid ?? 0).slice(1)
  try {
    await until('its first child', () => started().length > 0)
    const children = started()
    kiosk.kill('SIGTERM')
    expect(await ended).toBe(0)
    for (const pid of children) await until(`process ${pid} is gone`, () => !isRunning(pid))
  } finally {
    kiosk.kill('SIGKILL')
    rmSync(data, { recursive: true, force: true })
  }
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
