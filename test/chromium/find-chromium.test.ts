import { describe, expect, test } from 'vitest'
import { findChromium } from '#chromium/find-chromium.ts'
import { unprivilegedAccount } from '#chromium/unprivileged.ts'

describe('Finding Chromium and whom it runs as', () => {
  test('the first place that is there is taken', () => {
    expect(findChromium('linux', ['/a', '/b', '/c'], (path) => path !== '/a')).toBe('/b')
  })
  test.each([
    ['linux', 'apt-get install chromium'],
    ['darwin', 'brew install'],
    ['win32', 'winget install'],
  ])('on %s a missing one says how to get it', (platform, words) => {
    expect(() => findChromium(platform, ['/a'], () => false)).toThrow(
      expect.objectContaining({ code: 'HG_NO_CHROMIUM', detail: expect.stringContaining(words) }),
    )
  })
  test('the wrapper script, which reads flags from elsewhere, is never taken', () => {
    const tried: string[] = []
    expect(() => findChromium('linux', undefined, (path) => tried.push(path) === 0)).toThrow()
    expect(tried.length).toBeGreaterThan(0)
    expect(tried.filter((path) => path.startsWith('/usr/bin'))).toEqual([])
  })

  const passwd = 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n'
  test('an ordinary account runs the browser itself', () => {
    expect(unprivilegedAccount(1000, () => passwd)).toBe(null)
  })
  test('root gives way to hedgerow where there is such an account, else to nobody', () => {
    expect(unprivilegedAccount(0, () => passwd)).toEqual({ uid: 65534, gid: 65534, name: 'nobody' })
    expect(unprivilegedAccount(0, () => `${passwd}hedgerow:x:998:997::/:/bin/false\n`)).toEqual({ uid: 998, gid: 997, name: 'hedgerow' })
  })
  test('root without any such account starts no browser', () => {
    expect(() => unprivilegedAccount(0, () => 'root:x:0:0::/:/bin/sh\nnobody:x:0:0::/:/bin/false')).toThrow(
      expect.objectContaining({ code: 'HG_SHELL_SILENT' }),
    )
  })
})
