import { expect, it } from 'vitest'
import { permissionsPolicy } from '#core/guard/page-powers.ts'
import { allowedHeaders } from '#electron/response-headers.ts'

it('takes away what would open connections by itself, in any case of letters', () => {
  const headers = {
    Link: ['<https://x.example>; rel=preconnect'],
    'REPORT-TO': ['{}'],
    nel: ['{}'],
    'Reporting-Endpoints': ['a="https://x.example"'],
    'speculation-rules': ['"/rules.json"'],
    'Content-Type': ['text/html'],
  }
  expect(allowedHeaders(headers, false)).toEqual({ 'Content-Type': ['text/html'] })
})

it('gives a document no powers, whatever the site says', () => {
  const headers = allowedHeaders({ 'permissions-policy': ['camera=*'], 'content-type': ['text/html'] }, true)
  expect(headers).toEqual({ 'content-type': ['text/html'], 'Permissions-Policy': [permissionsPolicy] })
  for (const power of ['camera', 'microphone', 'geolocation', 'fullscreen', 'display-capture', 'usb', 'picture-in-picture'])
    expect(permissionsPolicy).toContain(`${power}=()`)
})

it('keeps the security headers of the site', () => {
  const headers = { 'Content-Security-Policy': ["default-src 'self'"], 'X-Frame-Options': ['DENY'], 'Set-Cookie': ['a=1', 'b=2'] }
  expect(allowedHeaders(headers, false)).toEqual(headers)
})
