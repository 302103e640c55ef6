import { kioskOrigin } from '#core/contract/bridge.ts'
import { type Answer, callChannel } from '#electron/channels.ts'
import { type ElectronShellOptions, electronShell } from '#electron/shell.ts'
import type { DoubleContents, DoubleView } from '#test/electron/double/contents.ts'
import { DoubleElectron } from '#test/electron/double/electron.ts'
import { notebook } from '#test/electron/double/owner.ts'
import { shellOptions } from '#test/electron/double/pretend.ts'
import type { RunningShell, ShellRow } from './driver.ts'

/** The Electron adapter on a typed double of the few calls it makes: shows what the adapter does, not what Electron does. */
export const electronDoubleRow: ShellRow = {
  name: 'electron-double',
  skipped: null,
  start: (judge) => startOnDouble(new DoubleElectron(), judge),
}

/** The same on an Electron whose request listeners are asked for handled schemes as well (its versions differ). */
export const electronDoubleListeningRow: ShellRow = {
  name: 'electron-double, listeners see handled schemes',
  skipped: null,
  start: (judge) => startOnDouble(new DoubleElectron({ listenersSeeHandled: true }), judge),
}

export async function startOnDouble(
  electron: DoubleElectron,
  judge: Parameters<ShellRow['start']>[0],
  change: Partial<ElectronShellOptions> = {},
): Promise<RunningShell & { readonly contents: () => DoubleContents }> {
  const owner = notebook(judge)
  const shell = electronShell(electron, shellOptions(electron, change))
  await shell.start(owner)
  const [main, bar] = electron.views
  const [window] = electron.windows
  if (main === undefined || bar === undefined || window === undefined) throw new Error('the shell made no windows')
  const surfaces = { main, bar }

  /** The page that is open: the newest view that is neither of our two and is still there. */
  const pageView = (): DoubleView | undefined =>
    electron.views.findLast((view) => view !== main && view !== bar && !view.webContents.isDestroyed())
  function contents(): DoubleContents {
    const view = pageView()
    if (view === undefined) throw new Error('no page is open')
    return view.webContents
  }
  async function invoke(from: DoubleContents, origin: string, name: string, input: unknown): Promise<Answer> {
    const handler = electron.handlers.get(callChannel)
    if (handler === undefined) throw new Error('nobody answers calls')
    const event = { sender: from, senderFrame: { ...from.mainFrame, origin, parent: null } }
    return (await handler(event, name, input)) as Answer
  }
  const origin = (url: string) => new URL(url).origin

  return {
    shell,
    events: owner.events,
    asked: owner.asked,
    calls: owner.calls,
    approvedUrl: 'https://garden.example/maths/',
    forbiddenUrl: 'https://elsewhere.example/prize',
    contents,
    page: {
      async clickLink(url, { newWindow = false } = {}) {
        contents().press()
        if (newWindow) contents().openWindow(url)
        else await contents().goByPage(url)
      },
      goByScript: (url) => contents().goByPage(url),
      openWindow: async (url) => contents().openWindow(url),
      pushState: async (path) => contents().pushState(path),
      download: async () => void contents().session.download(),
      alert: async () => contents().alert(),
      crash: async () => contents().crash(),
      async hang() {
        contents().isHung = true
      },
      async load(url) {
        const fetched = await contents().session.fetch(url, 'image')
        return fetched.kind === 'page' || (fetched.kind === 'handled' && fetched.status === 200)
      },
      storeSomething: async () => void contents().session.stored.add(origin(contents().getURL())),
      hasStored: async () => contents().session.stored.has(origin(contents().getURL())),
    },
    screen: {
      async middle() {
        return window.at(640, 400) === main ? 'main' : 'page'
      },
      barIsThere: async () => window.at(640, 20) === bar,
      async callFrom(surface, name, input) {
        const answer = await invoke(surfaces[surface].webContents, kioskOrigin, name, input)
        if (answer.kind === 'fault') throw new Error(answer.code)
        return answer.value
      },
      async pageHasBridge() {
        const page = contents()
        // Even a page that had got hold of the channel would have to be let in.
        const answer = await invoke(page, origin(page.getURL()), 'tell.press', {})
        return page.preferences.preload !== undefined || answer.kind === 'answer'
      },
    },
    until: (fits) => owner.until(fits),
    stop: () => shell.stop(),
  }
}
