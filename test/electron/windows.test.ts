import { expect, it } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { windowOptions } from '#electron/windows.ts'
import { startOnDouble } from '#test/shells/electron-double.ts'
import { DoubleElectron, oneDisplay } from './double/electron.ts'
import { cancellable } from './double/emitter.ts'

const second = { id: 2, bounds: { x: 1280, y: 0, width: 1024, height: 600 } }
const start = (electron: DoubleElectron) => startOnDouble(electron, () => ({ kind: 'allow', entry: 0 }))

it('makes its windows with these options and no others', () => {
  expect(windowOptions).toStrictEqual({
    frame: false,
    show: false,
    resizable: false,
    movable: false,
    minimizable: false,
    maximizable: false,
    fullscreenable: true,
    skipTaskbar: true,
    autoHideMenuBar: true,
    backgroundColor: '#fbf5e6',
    title: 'Hedgerow',
  })
  expect(Object.isFrozen(windowOptions)).toBe(true)
})

it('covers every display from the start, and one that is plugged in later', async () => {
  const electron = new DoubleElectron()
  electron.displays = [oneDisplay, second]
  const running = await start(electron)
  expect(electron.windows.map((window) => window.bounds)).toEqual([oneDisplay.bounds, second.bounds])
  const third = { id: 3, bounds: { x: 0, y: 720, width: 800, height: 600 } }
  electron.displays = [oneDisplay, second, third]
  electron.screen.fire('display-added', cancellable({}), third)
  expect(electron.windows[2]).toMatchObject({ bounds: third.bounds, isKiosk: true, isOnTop: true, isShown: true })
  await running.stop()
  expect(electron.windows.every((window) => window.isDestroyed())).toBe(true)
})

it('takes the cover of a display away with the display', async () => {
  const electron = new DoubleElectron()
  electron.displays = [oneDisplay, second]
  const running = await start(electron)
  electron.displays = [oneDisplay]
  electron.screen.fire('display-removed', cancellable({}), second)
  expect(electron.windows.map((window) => window.isDestroyed())).toEqual([false, true])
  await running.stop()
})

it('moves to the other display when the first one goes', async () => {
  const electron = new DoubleElectron()
  electron.displays = [oneDisplay, second]
  const running = await start(electron)
  electron.displays = [second]
  electron.screen.fire('display-removed', cancellable({}), oneDisplay)
  expect(electron.windows.filter((window) => !window.isDestroyed()).map((window) => window.bounds)).toEqual([second.bounds])
  await running.stop()
})

it('fits the page under the bar, and fits both anew when the display changes', async () => {
  const electron = new DoubleElectron()
  const running = await start(electron)
  await running.shell.openPage(running.approvedUrl)
  const [main, bar, page] = electron.views
  expect(page?.bounds).toEqual({ x: 0, y: barHeight, width: 1280, height: 720 - barHeight })
  const small = { id: 1, bounds: { x: 0, y: 0, width: 1024, height: 600 } }
  electron.displays = [small]
  electron.screen.fire('display-metrics-changed', cancellable({}), small, ['bounds'])
  expect(main?.bounds).toEqual(small.bounds)
  expect(bar?.bounds).toEqual({ x: 0, y: 0, width: 1024, height: barHeight })
  expect(page?.bounds).toEqual({ x: 0, y: barHeight, width: 1024, height: 600 - barHeight })
  await running.stop()
})

it('B070 no key or menu closes its windows', async () => {
  const electron = new DoubleElectron()
  const running = await start(electron)
  const [window] = electron.windows
  const close = cancellable({})
  window?.fire('close', close)
  const back = cancellable({})
  window?.fire('app-command', back, 'browser-backward')
  const menu = cancellable({})
  window?.fire('system-context-menu', menu)
  expect([close, back, menu].map((event) => event.isPrevented())).toEqual([true, true, true])
  await running.stop()
})
