import { spawn } from 'node:child_process'
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { devtoolsPipe } from '#chromium/devtools-pipe.ts'
import { findChromium } from '#chromium/find-chromium.ts'
import { unprivilegedAccount } from '#chromium/unprivileged.ts'

/** An ordinary browser of an ordinary member of staff, without a screen: for the film, the end-to-end tests and for looking at pages. */
export interface StaffBrowser {
  open(url: string, size?: { width: number; height: number }): Promise<StaffPage>
  close(): Promise<void>
}

export interface StaffPage {
  goTo(url: string): Promise<void>
  /** Presses the button, link, tab or box whose name is, or begins with, `name`; rejects when there is none within 10 s. */
  press(name: string): Promise<void>
  /** Writes into the field with this label, over what is there. */
  write(label: string, text: string): Promise<void>
  /** Waits until these words are on the page; rejects after 15 s with what is. */
  sees(words: string): Promise<void>
  evaluate<T>(expression: string): Promise<T>
  picture(path: string): Promise<void>
  close(): Promise<void>
}

const patience = { button: 10_000, words: 15_000, step: 50 }

const nameOf = `(element) => (element.getAttribute('aria-label') ?? ((element.labels?.length ?? 0) > 0 ? element.labels[0].textContent : element.textContent) ?? '').replace(/\\s+/g, ' ').trim()`

function steady(look: () => Promise<{ x: number; y: number } | null>): () => Promise<{ x: number; y: number } | null> {
  let before: { x: number; y: number } | null = null
  return async () => {
    const now = await look()
    const isSame = now !== null && before?.x === now.x && before.y === now.y
    before = now
    return isSame ? now : null
  }
}

/** Starts Chromium headless with its sandbox on, as an unprivileged user where the caller is root. */
export async function staffBrowser(extraFlags: readonly string[] = []): Promise<StaffBrowser> {
  const account = unprivilegedAccount()
  const home = mkdtempSync(join(tmpdir(), 'hedgerow-staff-'))
  if (account !== null) chownSync(home, account.uid, account.gid)
  const flags = [
    '--headless=new',
    '--remote-debugging-pipe',
    `--user-data-dir=${join(home, 'profile')}`,
    '--no-first-run',
    '--disable-gpu',
    '--hide-scrollbars',
    // Else each window brings pages of the browser's own for an address line that nobody sees.
    '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  ]
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']
  const child = spawn(findChromium(), [...flags, ...quiet, ...extraFlags, 'about:blank'], {
    env: { PATH: '/usr/bin:/bin', HOME: home, TMPDIR: home, LANG: 'en_GB.UTF-8' },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: true,
    ...(account === null ? {} : { uid: account.uid, gid: account.gid }),
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const kill = () => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It is gone already.
    }
  }
  process.on('exit', kill)
  const pipe = devtoolsPipe(child.stdio[3] as Writable, child.stdio[4] as Readable)

  return {
    async open(url, size = { width: 1280, height: 720 }) {
      // A context of its own: each member of staff has their own session.
      const { browserContextId } = await pipe.send('Target.createBrowserContext', { disposeOnDetach: true })
      const { targetId } = await pipe.send('Target.createTarget', { url: 'about:blank', browserContextId })
      const { sessionId: session } = await pipe.send('Target.attachToTarget', { targetId, flatten: true })
      await pipe.send('Page.enable', {}, session)
      await pipe.send('Emulation.setDeviceMetricsOverride', { ...size, deviceScaleFactor: 1, mobile: false }, session)

      async function evaluate<T>(expression: string): Promise<T> {
        const { result, exceptionDetails } = await pipe.send(
          'Runtime.evaluate',
          { expression, returnByValue: true, awaitPromise: true },
          session,
        )
        if (exceptionDetails !== undefined) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
        return result.value as T
      }
      async function until<T>(ms: number, look: () => Promise<T | null>, what: () => Promise<string>): Promise<T> {
        const end = performance.now() + ms
        for (;;) {
          const found = await look().catch(() => null)
          if (found !== null) return found
          if (performance.now() > end) throw new Error(await what())
          await new Promise((resolve) => setTimeout(resolve, patience.step))
        }
      }
      const place = (selector: string, name: string) =>
        until(
          patience.button,
          // Twice at the same place: a page that is still being laid out would move it from under the mouse.
          steady(() =>
            evaluate<{ x: number; y: number } | null>(`(() => {
              const name = ${nameOf}
              const all = [...document.querySelectorAll(${JSON.stringify(selector)})].filter((element) => element.getBoundingClientRect().width > 0 && !element.disabled)
              const wanted = ${JSON.stringify(name)}
              const element = all.find((one) => name(one) === wanted) ?? all.find((one) => name(one).startsWith(wanted))
              if (!element) return null
              element.scrollIntoView({ block: 'center' })
              const box = element.getBoundingClientRect()
              return { x: box.left + box.width / 2, y: box.top + box.height / 2 }
            })()`),
          ),
          async () =>
            `there is no "${name}"; there are: ${await evaluate<string>(`[...document.querySelectorAll(${JSON.stringify(selector)})].map(${nameOf}).join(' | ')`)}`,
        )
      async function pressAt({ x, y }: { x: number; y: number }): Promise<void> {
        const mouse = { x, y, button: 'left', clickCount: 1 } as const
        await pipe.send('Input.dispatchMouseEvent', { type: 'mousePressed', ...mouse }, session)
        await pipe.send('Input.dispatchMouseEvent', { type: 'mouseReleased', ...mouse }, session)
      }
      const page: StaffPage = {
        evaluate,
        async goTo(address) {
          const loaded = Promise.withResolvers<void>()
          const off = pipe.on('Page.loadEventFired', (_, from) => {
            if (from === session) loaded.resolve()
          })
          await pipe.send('Page.navigate', { url: address }, session)
          await loaded.promise
          off()
        },
        press: async (name) =>
          pressAt(await place('button, a[href], summary, [role=tab], input[type=checkbox], input[type=radio], label', name)),
        async write(label, text) {
          await pressAt(await place('input, textarea', label))
          await pipe.send(
            'Input.dispatchKeyEvent',
            { type: 'keyDown', key: 'a', code: 'KeyA', modifiers: 2, commands: ['selectAll'] },
            session,
          )
          await pipe.send('Input.insertText', { text }, session)
        },
        async sees(words) {
          await until(
            patience.words,
            async () => ((await evaluate<string>('document.body.innerText')).replace(/\s+/g, ' ').includes(words) ? true : null),
            async () => `"${words}" is not on the page: ${(await evaluate<string>('document.body.innerText')).slice(0, 1_500)}`,
          )
        },
        async picture(path) {
          const { data } = await pipe.send('Page.captureScreenshot', { format: 'png' }, session)
          mkdirSync(dirname(path), { recursive: true })
          writeFileSync(path, Buffer.from(data, 'base64'))
        },
        async close() {
          await pipe.send('Target.closeTarget', { targetId })
        },
      }
      await page.goTo(url)
      return page
    },
    async close() {
      pipe.tell('Browser.close')
      await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2_000))])
      kill()
      process.off('exit', kill)
      rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}
