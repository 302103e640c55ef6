import { describe, expect, it } from 'vitest'
import { hubOrigin } from '#host/hub-address.ts'

describe("the hub's address", () => {
  it.each([
    ['https://hub.school.example', 'https://hub.school.example/'],
    ['https://hub.school.example:8443/staff?x#y', 'https://hub.school.example:8443/'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/'],
    ['http://127.8.9.1:8080/', 'http://127.8.9.1:8080/'],
    ['http://localhost:8080', 'http://localhost:8080/'],
    ['http://[::1]:8080', 'http://[::1]:8080/'],
  ])('%s means %s', (address, origin) => {
    expect(hubOrigin(address).href).toBe(origin)
  })

  it.each(['http://hub.school.example', 'http://192.168.1.10:8080', 'http://127.0.0.1.evil.example', 'http://localhost.example'])(
    '%s needs a certificate',
    (address) => {
      expect(() => hubOrigin(address)).toThrow(expect.objectContaining({ code: 'HG_TLS_NEEDED' }))
    },
  )

  it.each(['', 'hub', 'ftp://hub.example', 'https://me:word@hub.example', 'file:///etc/passwd', 'javascript:0', 'data:text/plain,x'])(
    '%j is not one',
    (address) => {
      expect(() => hubOrigin(address)).toThrow('not the address of a hub')
    },
  )
})
