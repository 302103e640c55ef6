import { describe, expect, test } from 'vitest'
import { chromiumFlags } from '#chromium/flags.ts'

const needed = { profile: '/somewhere/profile', proxyPort: 4_711, screen: { width: 1024, height: 600 }, extra: [] }

describe('Chromium flags', () => {
  test('keep the sandbox on, speak over a pipe and send everything through the way out', () => {
    const flags = chromiumFlags(needed)
    expect(flags.join(' ')).not.toMatch(/no-sandbox|remote-debugging-port|disable-web-security|ignore-certificate-errors/)
    expect(flags).toContain('--remote-debugging-pipe')
    expect(flags).toContain('--proxy-server=127.0.0.1:4711')
    expect(flags).toContain('--proxy-bypass-list=<-loopback>')
    expect(flags).toContain('--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1')
    expect(flags).toContain('--disable-quic')
  })
  test.each([
    '--no-sandbox',
    '--disable-setuid-sandbox',
    '--remote-debugging-port=9222',
    '--remote-debugging-address=0.0.0.0',
    '--disable-web-security',
    '--ignore-certificate-errors',
    '--proxy-server=10.0.0.1:1',
    '--user-data-dir=/elsewhere',
    '--load-extension=/elsewhere',
    'https://www.example.org/',
  ])('refuse %s from anybody', (flag) => {
    expect(() => chromiumFlags({ ...needed, extra: [flag] })).toThrow(expect.objectContaining({ code: 'HG_FLAG_REFUSED' }))
  })
  test('take a harmless one', () => {
    expect(chromiumFlags({ ...needed, extra: ['--lang=cy'] })).toContain('--lang=cy')
  })
})
