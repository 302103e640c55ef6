import { expect, it } from 'vitest'
import { denyEverything, forgetSession } from '#electron/session-rules.ts'
import { DoubleSession } from './double/session.ts'
import { Web } from './double/web.ts'

function denied() {
  const session = new DoubleSession('page', new Web(), false)
  let downloads = 0
  denyEverything(session, () => {
    downloads += 1
  })
  return { session, downloads: () => downloads }
}

it.each(['media', 'geolocation', 'notifications', 'midi', 'fullscreen', 'pointerLock', 'keyboardLock', 'openExternal', 'usb', 'unknown'])(
  'B087 B088 denies %s when it is asked for and when it is looked up',
  (permission) => {
    const { session } = denied()
    let granted: boolean | null = null
    session.permissionRequest?.({}, permission, (answer) => {
      granted = answer
    })
    expect(granted).toBe(false)
    expect(session.permissionCheck?.(null, permission)).toBe(false)
  },
)

it('B089 denies every device, also one that was paired before', () => {
  const { session } = denied()
  let confirmed: boolean | null = null
  session.pairing?.({}, (answer) => {
    confirmed = answer.confirmed
  })
  expect(session.devicePermission?.({})).toBe(false)
  expect(confirmed).toBe(false)
})

it('B087 gives no screen, window or tab to look at', () => {
  const { session } = denied()
  let streams: unknown = 'not asked'
  session.displayMedia?.({}, (answer) => {
    streams = answer
  })
  expect(streams).toBeNull()
})

it('B054 writes no file, and tells that a download was tried', () => {
  const { session, downloads } = denied()
  expect(session.download()).toBe(false)
  expect(downloads()).toBe(1)
})

it('B104 fetches no spelling dictionary', () => {
  expect(denied().session.isSpellCheckerEnabled).toBe(false)
})

it('B094 wipes connections first, then all that a session holds', async () => {
  const { session } = denied()
  session.stored.add('https://garden.example')
  await forgetSession(session)
  expect(session.cleared).toEqual(['connections', 'data', 'storage', 'cache', 'auth', 'resolver'])
  expect(session.stored.size).toBe(0)
})

it('B100 says so when a wipe fails', async () => {
  const { session } = denied()
  session.clearingFails = true
  await expect(forgetSession(session)).rejects.toThrow('disk says no')
})
