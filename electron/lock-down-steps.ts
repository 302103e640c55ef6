import type { LogPort } from '#core/ports.ts'
import type { ElectronApi } from './electron-api.ts'
import type { Step } from './lock-down.ts'
import type { KioskWindows } from './windows.ts'

/** Keys taken from the whole system while the kiosk runs: they reach us even when no view has the focus (B070). What Electron cannot take is in docs/platforms.md. */
export const takenKeys = [
  'Alt+F4',
  'CommandOrControl+Alt+I',
  'CommandOrControl+N',
  'CommandOrControl+O',
  'CommandOrControl+P',
  'CommandOrControl+Q',
  'CommandOrControl+R',
  'CommandOrControl+S',
  'CommandOrControl+Shift+I',
  'CommandOrControl+T',
  'CommandOrControl+W',
  'F5',
  'F11',
  'F12',
] as const

type Api = Pick<ElectronApi, 'globalShortcut' | 'Menu' | 'powerSaveBlocker' | 'screen'>

/** The machine's part of the lock-down, in order. */
export function lockDownSteps(api: Api, windows: KioskWindows, log: LogPort): readonly Step[] {
  const watch = () => windows.layOut()
  let blocker: number | null = null
  return [
    { name: 'no-menu', do: () => api.Menu.setApplicationMenu(null), undo: () => undefined },
    { name: 'windows', do: () => windows.show(), undo: () => windows.destroy() },
    { name: 'kiosk', do: () => windows.setKiosk(true), undo: () => windows.setKiosk(false) },
    {
      name: 'keys',
      do() {
        const refused = takenKeys.filter((key) => !api.globalShortcut.register(key, () => undefined))
        // Another program or the desktop has the key, or this is Wayland: said to staff by its count, not a reason to stay shut.
        if (refused.length > 0) log.note('lock-down-keys-refused', { count: refused.length })
      },
      undo() {
        for (const key of takenKeys) api.globalShortcut.unregister(key)
      },
    },
    {
      name: 'no-sleep',
      do() {
        blocker = api.powerSaveBlocker.start('prevent-display-sleep')
      },
      undo() {
        if (blocker !== null) api.powerSaveBlocker.stop(blocker)
      },
    },
    {
      name: 'displays',
      do() {
        api.screen.on('display-added', watch)
        api.screen.on('display-removed', watch)
        api.screen.on('display-metrics-changed', watch)
      },
      undo() {
        api.screen.removeListener('display-added', watch)
        api.screen.removeListener('display-removed', watch)
        api.screen.removeListener('display-metrics-changed', watch)
      },
    },
  ]
}
