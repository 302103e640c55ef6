import { watchPixels } from '#bench/chromium/pixel-watch.ts'
import { type PlainChromium, plainChromium } from '#bench/chromium/plain.ts'
import { promptHands } from '#bench/chromium/prompt-hands.ts'
import { kioskDisplay } from '#chromium/display.ts'
import { pause } from '#test/shells/chromium-row.ts'
import { readScreen } from '#test/shells/screen.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { approvedColour } from '#test/sites/neighbourhood.ts'
import type { Contestant } from './kiosk.ts'
import { coverHost, scripts } from './pages.ts'

const url = `https://${coverHost}/`

/** Plain Chromium with the same page in a second tab, which Ctrl+W closes. */
export async function plainContestant(sites: RunningSites): Promise<Contestant> {
  const display = await kioskDisplay({ width: 1280, height: 720 }, { ...process.env, DISPLAY: '' })
  const { framebuffer } = display
  if (framebuffer === null) throw new Error('no virtual screen')
  const place = await sites.resolve(coverHost, 443)
  const browser: PlainChromium = await plainChromium(display, [
    `--host-resolver-rules=MAP * 127.0.0.1:${place?.port ?? 0}`,
    sites.trustFlag,
  ])
  const { pipe } = browser
  const hands = promptHands(display)
  const watch = watchPixels(framebuffer, approvedColour)
  const share = (): number => readScreen(framebuffer).share(approvedColour, { x: 0, y: 200, width: 1_000, height: 400 })
  const until = async (what: string, isSo: () => boolean): Promise<void> => {
    for (const end = performance.now() + 10_000; !isSo(); await pause(25)) if (performance.now() > end) throw new Error(`not so: ${what}`)
  }
  await pipe.send('Browser.getVersion')
  hands.move(640, 500)
  return {
    name: 'plain Chromium, Ctrl+W',
    async once(state) {
      const { targetId } = await pipe.send('Target.createTarget', { url })
      const { sessionId } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
      await until('the page is on the screen', () => share() > 0.95)
      // A click gives the window the keyboard where no window manager does.
      hands.press()
      await pause(150)
      if (scripts[state] !== '')
        pipe.tell('Runtime.evaluate', { expression: `void (() => { ${scripts[state]} })()`, userGesture: true }, sessionId)
      await pause(state === 'memory hog' ? 500 : 450)
      watch.look()
      await pause(30)
      let since = process.hrtime.bigint()
      if (state === 'crashed') pipe.tell('Page.crash', undefined, sessionId)
      else since = hands.keys('ctrl+w')
      const last = await watch.lastPixel(since)
      watch.rest()
      if (state === 'crashed' || last === null) pipe.tell('Target.closeTarget', { targetId })
      await until('the tab is closed', () => share() < 0.05)
      return last
    },
    async end() {
      hands.end()
      await watch.end()
      await browser.end()
      display.stop()
    },
  }
}
