import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, aHub, get } from './a-school.ts'

function aConsole(): string {
  const folder = join(aFolder(), 'console')
  mkdirSync(join(folder, 'assets'), { recursive: true })
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Console</title>')
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'export {}')
  writeFileSync(join(folder, '.hidden'), 'hidden')
  writeFileSync(join(folder, '..', 'outside.txt'), 'outside')
  return folder
}

test('the built console is served, and nothing beside it', async () => {
  const hub = await aHub({ consoleFolder: aConsole() })
  const page = await get(hub, '/console/')
  expect([page.status, page.headers.get('content-type'), await page.text()]).toEqual([
    200,
    'text/html; charset=utf-8',
    expect.stringContaining('Console'),
  ])
  expect((await get(hub, '/console/assets/main-1a2b.js')).headers.get('content-type')).toMatch(/javascript/)
  for (const path of [
    '/console/.hidden',
    '/console/%2e%2e/outside.txt',
    '/console/..%2foutside.txt',
    '/console/assets/',
    '/console/nothing.js',
  ]) {
    expect([path, [403, 404].includes((await get(hub, path)).status)]).toEqual([path, true])
  }
  const home = await get(hub, '/')
  expect([home.status, home.headers.get('location')]).toEqual([302, '/console/'])
})

test('every answer carries the strict headers', async () => {
  const hub = await aHub({ consoleFolder: aConsole() })
  for (const path of ['/console/', '/console/assets/main-1a2b.js', '/api/health', '/api/staff/me', '/nothing']) {
    const { headers } = await get(hub, path)
    const csp = headers.get('content-security-policy')?.split('; ')
    expect(csp).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "media-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ])
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cache-control')).toBe(path.endsWith('.js') ? 'no-cache' : 'no-store')
  }
})

test('without a built console a plain page says what to run', async () => {
  const hub = await aHub({ consoleFolder: join(aFolder(), 'nothing') })
  const page = await get(hub, '/console/')
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('npm run hub')])
})
