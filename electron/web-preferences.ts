import type { WebPreferences } from 'electron'

/**
 * Constants, never built from a setting (B133, CVE-2026-34769). The numbers are the points of Electron's security checklist;
 * what is not named here stays at Electron's default, which is the strict one.
 */
const strict = {
  sandbox: true, // 4
  contextIsolation: true, // 3
  nodeIntegration: false, // 2
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true, // 6
  allowRunningInsecureContent: false, // 8
  experimentalFeatures: false, // 9
  webviewTag: false, // 11
  plugins: false,
  devTools: false,
  navigateOnDragDrop: false,
  spellcheck: false,
  enableWebSQL: false,
  disableDialogs: true,
} as const satisfies WebPreferences

/** Our own screens: the only views that get a preload. */
export const screenPreferences = Object.freeze({ ...strict, autoplayPolicy: 'no-user-gesture-required' } as const satisfies WebPreferences)

/**
 * A page of the web: no preload at all (B130), sound only after a press. The engine features are named so that they are off
 * even where a permission would not be asked: a name that this Chromium does not know does no harm.
 */
export const pagePreferences = Object.freeze({
  ...strict,
  autoplayPolicy: 'document-user-activation-required',
  disableBlinkFeatures:
    'DocumentPictureInPictureAPI,EyeDropperAPI,FencedFrames,PaymentRequest,Presentation,Serial,WebBluetooth,WebHID,WebUSB,WebXR',
} as const satisfies WebPreferences)
