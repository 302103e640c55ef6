import { expect, it } from 'vitest'
import { pagePreferences, screenPreferences } from '#electron/web-preferences.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron } from './double/electron.ts'

const strict = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  devTools: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  disableDialogs: true,
}

it('B133 the preferences of a page are these and no others, and cannot be changed', () => {
  expect(pagePreferences).toStrictEqual({
    ...strict,
    autoplayPolicy: 'document-user-activation-required',
    disableBlinkFeatures:
      'DocumentPictureInPictureAPI,EyeDropperAPI,FencedFrames,PaymentRequest,Presentation,Serial,WebBluetooth,WebHID,WebUSB,WebXR',
  })
  expect(Object.isFrozen(pagePreferences)).toBe(true)
})

it('B133 the preferences of our own screens are these and no others, and cannot be changed', () => {
  expect(screenPreferences).toStrictEqual({ ...strict, autoplayPolicy: 'no-user-gesture-required' })
  expect(Object.isFrozen(screenPreferences)).toBe(true)
})

it('B134 gives every view a sandbox, and a page no Node in any frame or worker', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  await running.shell.openPage(running.approvedUrl)
  expect(electron.views).toHaveLength(3)
  for (const view of electron.views) expect(view.webContents.preferences).toMatchObject(strict)
  await running.stop()
})

it('B130 gives our own screens the preload and a page none', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  await running.shell.openPage(running.approvedUrl)
  expect(electron.views.map((view) => view.webContents.preferences.preload)).toEqual([
    '/nowhere/preload.cjs',
    '/nowhere/preload.cjs',
    undefined,
  ])
  expect(Object.keys(running.contents().preferences).sort()).toEqual([...Object.keys(pagePreferences), 'session'].sort())
  await running.stop()
})

it('keeps every session in memory: no partition begins with persist:', async () => {
  const electron = new DoubleElectron()
  const running = await startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))
  await running.shell.openPage(running.approvedUrl)
  expect([...electron.sessions.keys()].filter((name) => name.startsWith('persist:') || name === '')).toEqual([])
  // Our screens, the web and the practice pages.
  expect(electron.sessions.size).toBe(3)
  await running.stop()
})
