import { type PixelWatch, watchPixels } from '#bench/chromium/pixel-watch.ts'
import { promptHands } from '#bench/chromium/prompt-hands.ts'
import type { KioskView } from '#core/contract/view.ts'
import { pause, realUi, startChromium } from '#test/shells/chromium-row.ts'
import { listJudge } from '#test/shells/judge.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour } from '#test/sites/neighbourhood.ts'
import { coverHost, type State, scripts } from './pages.ts'

/** A browser whose page can be taken away, and how long that took. */
export interface Contestant {
  readonly name: string
  /** Brings the page on the screen and into this state, then takes it away once: ms to the last pixel of the site; null: it stayed. */
  once(state: State): Promise<number | null>
  end(): Promise<void>
}

const url = `https://${coverHost}/`
const tile = { id: 'tile', title: 'Maths', spoken: 'Maths', picture: 'acorn' }

/** The kiosk's shell in Chromium with the real screens; its owner does, at the press, what `core/session/telling.ts` does first: cover. */
export async function kioskContestant(sites: RunningSites): Promise<Contestant> {
  const approvals = [{ url, scope: 'site' as const, also: [], companions: [] }]
  const kiosk = await startChromium(listJudge(approvals), {
    sites,
    ui: realUi,
    answer(name) {
      if (name === 'tell.press') kiosk.shell.cover()
      return 'done'
    },
  })
  const { shell } = kiosk
  const display = shell.display
  if (display?.framebuffer == null) throw new Error('the shell is not on a virtual screen')
  const hands = promptHands(display)
  const watch: PixelWatch = watchPixels(display.framebuffer, approvedColour)
  let serial = 0
  const view = (screen: KioskView['screen']): void => {
    serial += 1
    shell.render({ serial, school: 'Hedge School', stage: 'ks1', who: { name: 'Owl', picture: 'owl' }, online: true, screen } as KioskView)
  }
  view({ kind: 'page', tile } as KioskView['screen'])
  await kiosk.eventually('the bar has its button', async () => {
    const box = await shell.run?.screens.evaluate(
      'bar',
      `(() => { const box = document.querySelector('[data-mark="tell"]')?.getBoundingClientRect(); return box ? [box.x + box.width / 2, box.y + box.height / 2] : null })()`,
    )
    if (!Array.isArray(box)) return false
    hands.move(Number(box[0]), Number(box[1]))
    return true
  })
  const area = { x: 0, y: 150, width: display.width, height: display.height - 200 }
  return {
    name: 'kiosk',
    async once(state) {
      if (!shell.run?.page) {
        await kiosk.afresh()
        await kiosk.visit(url)
        if (scripts[state] !== '') await kiosk.inPage(`void (() => { ${scripts[state]} })()`)
      } else shell.showPage()
      await kiosk.eventually('the page is on the screen', () => kiosk.look().share(approvedColour, area) > 0.95)
      await pause(state === 'memory hog' ? 500 : 450)
      watch.look()
      await pause(30)
      const crash = state === 'crashed' ? kiosk.page.crash() : null
      const since = crash === null ? hands.press() : process.hrtime.bigint()
      await crash
      // What the kiosk does when it is told of it: core/guard/uncertainty.ts.
      if (crash !== null) void kiosk.until((event) => event.kind === 'crashed').then(() => shell.cover())
      const last = await watch.lastPixel(since)
      watch.rest()
      const isClean = kiosk.look().share(approvedColour) === 0
      if (state !== 'healthy' && state !== 'full CPU') await kiosk.afresh()
      return isClean ? last : null
    },
    async end() {
      hands.end()
      await watch.end()
      await kiosk.stop()
    },
  }
}
