import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { compilePolicy, judge } from '#core/policy/policy.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron } from './double/electron.ts'

// Points 1 and 16 of Electron's security checklist; the others stand where they are kept: web-preferences (2-4, 6, 8-11),
// session-rules (5), protocol (7, 18), shell (12-14), sources (15, 20), ipc (17), packaging (19).

it('loads only what comes over https (checklist 1)', async () => {
  const approval = { title: 'Garden', url: 'https://garden.example/', scope: 'site' as const, also: [], companions: ['garden.example'] }
  const policy = compilePolicy([approval], null)
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, (request) => judge(policy, request, 0))
  await running.shell.openPage('http://garden.example/')
  expect(running.events).toMatchObject([{ kind: 'refused', code: 'not-https' }])
  await running.shell.openPage('https://garden.example/')
  await running.until((event) => event.kind === 'ready')
  expect(await running.page.load('http://garden.example/picture.png')).toBe(false)
  expect(await running.page.load('https://garden.example/picture.png')).toBe(true)
  expect(electron.web.reached).toEqual(['https://garden.example/', 'https://garden.example/picture.png'])
  await running.stop()
})

it('is built on one exact version of Electron (checklist 16)', () => {
  const { devDependencies } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    devDependencies: Record<string, string>
  }
  expect(devDependencies.electron).toMatch(/^\d+\.\d+\.\d+$/)
  const installed = JSON.parse(readFileSync(new URL('../../node_modules/electron/package.json', import.meta.url), 'utf8')) as {
    version: string
  }
  expect(installed.version).toBe(devDependencies.electron)
})
