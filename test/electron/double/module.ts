import { DoubleElectron } from './electron.ts'

/** Stands where `import … from 'electron'` looks, for running the built program in plain Node. What it was told comes out at its end. */
const double = new DoubleElectron()
const told: string[] = []
process.on('exit', () => void process.stderr.write(`told: ${told.join(' ')}\n`))

export const app = Object.assign(double.app, {
  isPackaged: false,
  commandLine: { appendSwitch: (name: string) => void told.push(`switch:${name}`) },
  enableSandbox: () => void told.push('sandbox'),
  exit: (code: number) => process.exit(code),
  getPath: () => '/nowhere',
  getVersion: () => '0.1.0',
  relaunch: () => void told.push('relaunch'),
  requestSingleInstanceLock: () => process.env.HEDGEROW_TEST_LOCK !== 'taken',
  whenReady: async () => void told.push('ready'),
})
export const { BaseWindow, WebContentsView, session, screen, globalShortcut, powerSaveBlocker, Menu, clipboard, ipcMain } = double
