import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { builtInSite } from '#host/built-in-site.ts'
import { testFolder } from './folder.ts'

function site() {
  const outside = testFolder()
  const folder = join(outside, 'site')
  mkdirSync(join(folder, 'deep'), { recursive: true })
  mkdirSync(join(outside, 'site-beside'))
  writeFileSync(join(folder, 'index.html'), 'front')
  writeFileSync(join(folder, 'deep', 'app.js'), 'code')
  writeFileSync(join(folder, 'with space.txt'), 'space')
  writeFileSync(join(folder, 'notes.exe'), 'never')
  writeFileSync(join(outside, 'outside.txt'), 'never')
  writeFileSync(join(outside, 'site-beside', 'beside.txt'), 'never')
  const { file } = builtInSite('https://kiosk.hedgerow.internal', folder, {})
  return (path: string) => file(path)
}
const textOf = (found: { body: Uint8Array } | null) => (found === null ? null : Buffer.from(found.body).toString())

describe('a built-in site', () => {
  it('serves its files with their types, query and fragment ignored', () => {
    const get = site()
    expect(get('/')).toMatchObject({ contentType: 'text/html; charset=utf-8' })
    expect(textOf(get('/'))).toBe('front')
    expect(textOf(get('/?surface=bar#x'))).toBe('front')
    expect(get('/deep/app.js')).toMatchObject({ contentType: 'text/javascript; charset=utf-8' })
    expect(textOf(get('/with%20space.txt'))).toBe('space')
    expect(textOf(get('/deep/../index.html'))).toBe('front')
  })

  it.each([
    '/../outside.txt',
    '/deep/../../outside.txt',
    '/%2e%2e/outside.txt',
    '/%2e%2e%2foutside.txt',
    '/..%2foutside.txt',
    '/deep/%2e%2e/%2e%2e/outside.txt',
    '//../outside.txt',
    '../outside.txt',
    '/../site-beside/beside.txt',
    '/%00',
    '/index.html%00.txt',
    '/%E0%A4%A',
    '/deep',
    '/deep/',
    '/notes.exe',
    '/nothing.html',
    '/etc/passwd',
    '//etc/passwd',
    '',
  ])('serves nothing for %j', (path) => {
    expect(site()(path)).toBeNull()
  })

  it('never serves what lies outside, however dots and slashes are strung together', () => {
    const get = site()
    const pieces = ['..', '%2e%2e', '.', 'deep', '/', '%2f', '%5c', '\\', 'outside.txt', 'index.html', 'site', '']
    let state = 7
    const next = () => {
      state = (state * 1_103_515_245 + 12_345) % 2 ** 31
      return state
    }
    for (let round = 0; round < 5_000; round++) {
      const path = `/${Array.from({ length: 1 + (next() % 7) }, () => pieces[next() % pieces.length]).join(next() % 2 ? '/' : '')}`
      expect(textOf(get(path)), path).not.toBe('never')
    }
  })

  it('reads all of its folder once, so that the disk does not show what a child looked at', async () => {
    const outside = testFolder()
    const folder = join(outside, 'site')
    mkdirSync(join(folder, 'assets'), { recursive: true })
    const names = ['tiger.svg', 'castle.svg', 'clip.ogg']
    for (const name of names) writeFileSync(join(folder, 'assets', name), name)
    writeFileSync(join(folder, 'index.html'), 'front')
    const { file } = builtInSite('https://kiosk.hedgerow.internal', folder, {})
    expect(textOf(file('/'))).toBe('front')
    // Read again, it would be another copy.
    const body = (name: string) => file(`/assets/${name}`)?.body
    const isKept = (name: string) => new Set([body(name), body(name)]).size === 1
    await vi.waitFor(() => expect(names.filter(isKept)).toEqual(names), 20_000)
    rmSync(folder, { recursive: true })
    expect(names.map((name) => textOf(file(`/assets/${name}`)))).toEqual(names)
    expect(file('/assets/lion.svg')).toBeNull()
  })
})
