import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kioskOrigin } from '#core/contract/bridge.ts'
import { answer } from '#electron/protocol.ts'
import { builtInSite } from '#host/built-in-site.ts'
import { ownSites, screensPolicy } from '#host/own-sites.ts'

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-site-'))
mkdirSync(join(folder, 'site'))
writeFileSync(join(folder, 'site', 'index.html'), '<!doctype html>home')
writeFileSync(join(folder, 'private.txt'), 'not for a page')
const site = builtInSite(kioskOrigin, join(folder, 'site'), { 'content-security-policy': screensPolicy })
const ask = (path: string, init?: RequestInit) => answer(site, new Request(new URL(path, kioskOrigin), init), () => true)

it('serves a file with its type, its policy and no guessing of types', async () => {
  const response = ask('/?surface=main')
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('<!doctype html>home')
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toBe(screensPolicy)
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
})

it.each(['/../private.txt', '/..%2fprivate.txt', '/%2e%2e/private.txt', '/..%5cprivate.txt', '/index.html%00.txt', '/none.html'])(
  'B059 answers %s with nothing: no path leaves the folder',
  async (path) => {
    const response = ask(path)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe('')
  },
)

it('answers only for its own origin', () => {
  for (const url of ['https://garden.example/', 'https://kiosk.hedgerow.internal:8443/', 'http://kiosk.hedgerow.internal/'])
    expect(answer(site, new Request(url), () => true).type).toBe('error')
})

it('answers nothing that may not be served', () => {
  expect(answer(site, new Request(`${kioskOrigin}/`), () => false).type).toBe('error')
})

it('takes no POST, and a HEAD has no body', async () => {
  expect(ask('/', { method: 'POST', body: 'words' }).status).toBe(405)
  expect(await ask('/', { method: 'HEAD' }).text()).toBe('')
})

it('our screens may load from themselves alone', () => {
  const sources = screensPolicy.split('; ').map((line) => line.split(' '))
  expect(sources[0]).toEqual(['default-src', "'none'"])
  for (const [directive, ...allowed] of sources)
    expect(
      allowed.filter((one) => !["'none'", "'self'", 'data:', 'blob:'].includes(one)),
      directive,
    ).toEqual([])
  expect(sources.find(([directive]) => directive === 'script-src')).toEqual(['script-src', "'self'"])
  expect(ownSites('/app').ui.headers['content-security-policy']).toBe(screensPolicy)
})
