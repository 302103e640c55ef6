import { describe, expect, test } from 'vitest'
import { documentHeaders, headerValue, isDownload } from '#chromium/document-headers.ts'
import { loadFault } from '#chromium/load-fault.ts'
import { without } from '#chromium/measures.ts'
import { droppedHeaders } from '#core/guard/page-powers.ts'

const header = (name: string, value: string) => ({ name, value })

describe('Headers of a document', () => {
  test('lose every side channel and gain a policy without powers', () => {
    const given = ['Link', 'Report-To', 'Reporting-Endpoints', 'NEL', 'Speculation-Rules', 'Refresh', 'Permissions-Policy', 'Alt-Svc']
    const left = documentHeaders([header('content-type', 'text/html'), ...given.map((name) => header(name, 'camera=*'))])
    for (const name of given.filter((one) => one !== 'Permissions-Policy')) expect(headerValue(left, name.toLowerCase())).toBe(null)
    expect(left.filter(({ name }) => name === 'Permissions-Policy')).toHaveLength(1)
    expect(headerValue(left, 'permissions-policy')).toMatch(/camera=\(\).*fullscreen=\(\)/)
  })
  test.each([...droppedHeaders].filter((name) => name !== 'permissions-policy'))(
    'lose %s, and only by the measure of that name',
    (name) => {
      const given = [header(name.toUpperCase(), 'x')]
      expect(headerValue(documentHeaders(given), name)).toBeNull()
      expect(headerValue(documentHeaders(given, without(`header:${name}`)), name)).toBe('x')
    },
  )
  test('keep what the page needs, cookies one by one', () => {
    const left = documentHeaders([header('Set-Cookie', 'a=1'), header('Set-Cookie', 'b=2'), header('Content-Type', 'text/html')])
    expect(left.filter(({ name }) => name === 'Set-Cookie').map(({ value }) => value)).toEqual(['a=1', 'b=2'])
  })
  test('keep a content policy without its reports', () => {
    const left = documentHeaders([
      header('Content-Security-Policy', "default-src 'self'; report-uri https://elsewhere/; report-to x; img-src *"),
    ])
    expect(headerValue(left, 'content-security-policy')).not.toMatch(/report/)
    expect(headerValue(left, 'content-security-policy')).toMatch(/default-src 'self'.*img-src \*/)
  })
  test('say that what has no type is plain text', () => {
    expect(headerValue(documentHeaders([]), 'content-type')).toBe('text/plain')
    expect(headerValue(documentHeaders([]), 'x-content-type-options')).toBe('nosniff')
  })
})

describe('What is a download', () => {
  test.each(['text/html', 'text/html; charset=utf-8', 'application/xhtml+xml', 'image/png', 'text/plain', 'video/mp4'])(
    '%s is shown',
    (type) => {
      expect(isDownload([header('Content-Type', type)])).toBe(false)
    },
  )
  test.each(['application/pdf', 'application/octet-stream', 'application/zip', 'text/x-registry', 'application/hta'])(
    '%s is a file',
    (type) => {
      expect(isDownload([header('Content-Type', type)])).toBe(true)
    },
  )
  test('an attachment is a file, whatever its type', () => {
    expect(isDownload([header('content-type', 'text/html'), header('content-disposition', ' Attachment; filename=a.html')])).toBe(true)
  })
})

describe('What kind of failure', () => {
  test.each([
    ['net::ERR_ABORTED', null],
    ['net::ERR_CERT_AUTHORITY_INVALID', 'certificate'],
    ['net::ERR_SSL_PROTOCOL_ERROR', 'certificate'],
    ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
    ['net::ERR_NAME_NOT_RESOLVED', 'offline'],
    ['net::ERR_TUNNEL_CONNECTION_FAILED', 'offline'],
    ['net::ERR_INVALID_AUTH_CREDENTIALS', 'login'],
    ['net::ERR_EMPTY_RESPONSE', 'load'],
    ['net::ERR_SOMETHING_NEW', 'load'],
  ])('%s is %s', (error, fault) => expect(loadFault(error)).toBe(fault))
})
