import type { ApiSession } from './electron-api.ts'

/** No permission, device, screen capture, pairing, spelling download or file: for every session that shows anything. */
export function denyEverything(session: ApiSession, onDownload: () => void): void {
  // Electron grants every request of a session that has no handler (its security checklist, point 5).
  session.setPermissionRequestHandler((_contents, _permission, callback) => callback(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null))
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }))
  session.setSpellCheckerEnabled(false)
  session.on('will-download', (event) => {
    event.preventDefault()
    onDownload()
  })
}

/** Forgets all that a session holds. Rejects when any part of it cannot be forgotten. */
export async function forgetSession(session: ApiSession): Promise<void> {
  // Connections first: a request still under way could write a cookie after the wipe.
  await session.closeAllConnections()
  await session.clearData()
  await session.clearStorageData()
  await session.clearCache()
  await session.clearAuthCache()
  await session.clearHostResolverCache()
}
