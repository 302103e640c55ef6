import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '#chromium/find-chromium.ts'
import type { ChromiumShell } from '#chromium/shell.ts'
import { words, xWire } from '#chromium/x-wire.ts'
import type { ShellOwner, ShellPort } from '#core/ports.ts'
import type { Judgement, Trial } from '#test/breakout/judge.ts'
import type { Weakness } from '#test/breakout/kiosk.ts'
import { tryPages } from '#test/breakout/pages.ts'
import { few, isAll } from '#test/few.ts'
import { pause } from './chromium-row.ts'

/** The judge of `npm run breakout -- --pages`: it lets good pages and held ones pass, and sees what a weakened kiosk lets through. */
const folder = mkdtempSync(join(tmpdir(), 'hedgerow-judge-'))
const ownPages = fileURLToPath(new URL('../breakout-pages', import.meta.url))
/** Shorter than the real one; the whole folder is tried at full length by `npm run breakout -- --pages test/breakout-pages`. */
const trial: Trial = { lifeMs: 2_600, pressesAtMs: [900, 1_700], coverWithinMs: 1_000 }
const display = process.env.DISPLAY
beforeAll(() => {
  // The judge looks at a screen of its own.
  delete process.env.DISPLAY
  chmodSync(folder, 0o755)
})
afterAll(() => {
  if (display !== undefined) process.env.DISPLAY = display
  rmSync(folder, { recursive: true, force: true })
})

/** Tries one page in a kiosk that lacks something. */
async function judged(name: string, script: string, weakness: Weakness): Promise<Judgement> {
  const pages = join(folder, name)
  mkdirSync(pages, { recursive: true })
  writeFileSync(
    join(pages, 'page.html'),
    `<!doctype html><title>page</title><body style="margin:0;min-height:100vh;background:#cfe8ff"><h1>A page</h1><script>${script}</script>`,
  )
  const [result] = await tryPages(pages, {
    picturesTo: join(folder, 'out'),
    onResult: () => {},
    weakness: { isTakenAsChecked: true, ...weakness },
    trial,
  })
  if (!result) throw new Error('nothing was tried')
  return result.judgement
}
const criteria = ({ faults }: Judgement): string[] => [...new Set(faults.map((one) => one.criterion))]

/** The shell with some of its methods changed. */
function changed(shell: ChromiumShell, change: Partial<ShellPort>): ShellPort {
  return new Proxy(shell, {
    get(target, name) {
      const found: unknown = Reflect.get(change, name) ?? Reflect.get(target, name)
      return typeof found === 'function' ? found.bind(target) : found
    },
  })
}

/** Lets the shell's own orders to the browser be changed: answers true for those that are not to be given. */
function swallow(
  shell: ChromiumShell,
  isSwallowed: (method: string, params: Record<string, unknown>, shell: ChromiumShell) => boolean,
): ShellPort {
  return changed(shell, {
    async start(owner: ShellOwner) {
      await shell.start(owner)
      const pipe = shell.run?.pipe
      if (!pipe) throw new Error('no browser')
      const tell = pipe.tell.bind(pipe) as (...words: unknown[]) => void
      Object.assign(pipe, {
        tell(method: string, params: Record<string, unknown> = {}, session?: string) {
          if (!isSwallowed(method, params, shell)) tell(method, params, session)
        },
      })
    },
  })
}

/** Another program's window: the keeper lets menus pass, so it comes as one and stays as a window. */
async function strangeWindow(
  display: { readonly number: string; readonly cookie: Uint8Array | null },
  { x, y, width, height, staysOnTop } = { x: 200, y: 200, width: 400, height: 300, staysOnTop: false },
): Promise<void> {
  const wire = await xWire(display.number, display.cookie)
  const place = Buffer.alloc(12)
  for (const [index, value] of [x, y, width, height].entries()) place.writeUInt16LE(value, index * 2)
  const overrideRedirect = 0x200
  wire.send(1, 0, Buffer.concat([words(wire.firstId, wire.root), place, words(0, 0x2 | overrideRedirect, 0x336699, 1)]))
  wire.send(8, 0, words(wire.firstId))
  if (!staysOnTop) {
    wire.send(2, 0, words(wire.firstId, overrideRedirect, 0))
    return
  }
  // A menu may raise itself: X asks nobody.
  const timer = setInterval(() => wire.send(12, 0, words(wire.firstId, 0x40, 0)), 10)
  setTimeout(() => clearInterval(timer), 6_000)
}

describe('the judge sees', () => {
  it('a forbidden host that was approved: bytes, a name and pixels', async () => {
    const judgement = await judged(
      'approved',
      `document.body.insertAdjacentHTML('beforeend', '<iframe src="' + TARGET.forbidden + '/x" style="width:900px;height:400px"></iframe>')`,
      { companions: ['forbidden.test'] },
    )
    expect(judgement.verdict).toBe('FAILED')
    expect(criteria(judgement)).toEqual(expect.arrayContaining(['tcp', 'dns', 'forbidden-pixels']))
    expect(judgement.reason).toContain('HTTPS request to forbidden.test: GET /x')
  })

  it.runIf(isAll)('a kiosk without its guard', async () => {
    const judgement = await judged('unguarded', 'setTimeout(() => { location = TARGET.forbidden }, 300)', {
      wrap: (shell) =>
        changed(shell, {
          start: (owner) =>
            shell.start({
              ...owner,
              judge: () => ({ kind: 'allow', entry: 0, code: 'allowed' }) as ReturnType<ShellOwner['judge']>,
              onPage: (event) => (event.kind === 'ready' ? owner.onPage(event) : undefined),
            }),
        }),
    })
    expect(criteria(judgement)).toEqual(expect.arrayContaining(['tcp', 'dns', 'forbidden-pixels']))
  })

  it('packets and connections of a browser that may speak by itself', async () => {
    const binary = join(folder, 'weak-chromium')
    writeFileSync(
      binary,
      `#!/bin/sh
for flag do
  shift
  case "$flag" in
    --disable-features=*|--disable-quic) ;;
    --proxy-bypass-list=*) set -- "$@" --proxy-bypass-list=127.0.0.1 ;;
    *) set -- "$@" "$flag" ;;
  esac
done
exec ${findChromium()} "$@"
`,
      { mode: 0o755 },
    )
    const judgement = await judged(
      'speaking',
      `new Worker(URL.createObjectURL(new Blob(['try { const t = new WebTransport("' + TARGET.ip + '/q"); t.ready.catch(() => {}); t.closed.catch(() => {}) } catch {}; new WebSocket("' + TARGET.ip.replace('https', 'ws') + '/s")'])))`,
      // The kiosk's own check would let nobody on with such a browser.
      { binary },
    )
    expect(criteria(judgement)).toEqual(expect.arrayContaining(['tcp', 'udp']))
    expect(judgement.reason).toContain('"GET /s HTTP/1.1"')
  })

  it('a window beside ours, however it came there', async () => {
    const judgement = await judged('windows', '', {
      wrap: (shell) =>
        changed(shell, {
          showPage() {
            shell.showPage()
            if (shell.display) void strangeWindow(shell.display)
          },
        }),
    })
    expect(criteria(judgement)).toContain('window')
    expect(judgement.reason).toContain('400×300 at 200,200')
  })

  it.runIf(isAll)('a file that was let be', async () => {
    const judgement = await judged(
      'files',
      `setTimeout(() => Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(['game'])), download: 'game.bin' }).click(), 1200)`,
      {
        wrap: (shell) =>
          changed(swallow(shell, (method) => method === 'Browser.cancelDownload') as ChromiumShell, {
            async openPage(url) {
              await shell.openPage(url)
              const { run } = shell
              if (!run?.page) throw new Error('no page')
              const { targetInfo } = await run.pipe.send('Target.getTargetInfo', { targetId: run.page.targetId })
              const profile = /--user-data-dir=([^\0 ]+)/.exec(readFileSync(`/proc/${run.pid}/cmdline`, 'utf8'))?.[1] ?? ''
              await run.pipe.send('Browser.setDownloadBehavior', {
                behavior: 'allow',
                browserContextId: targetInfo.browserContextId ?? '',
                downloadPath: join(dirname(profile), 'home', 'Downloads'),
              })
            },
          }),
      },
    )
    expect(criteria(judgement)).toContain('file')
    expect(judgement.reason).toContain('home/Downloads/')
  })

  it.runIf(isAll)('something that lies over the bar', async () => {
    const judgement = await judged('over', '', {
      wrap: (shell) =>
        changed(shell, {
          showPage() {
            shell.showPage()
            const { display } = shell
            if (display) setTimeout(() => void strangeWindow(display, { x: 0, y: 0, width: 1280, height: 90, staysOnTop: true }), 1_100)
          },
        }),
    })
    expect(criteria(judgement)).toEqual(expect.arrayContaining(['bar-pixels', 'bar-press']))
  })

  it('a cover that comes late', async () => {
    const judgement = await judged('late', '', {
      wrap: (shell) => {
        const isShown = { now: false }
        return changed(shell, {
          showPage() {
            isShown.now = true
            shell.showPage()
          },
          cover() {
            if (!isShown.now) shell.cover()
          },
          async closePage() {
            await pause(1_250)
            isShown.now = false
            await shell.closePage()
          },
        })
      },
    })
    expect(criteria(judgement)).toEqual(['cover'])
  })
})

describe('the judge lets pass', () => {
  it('what is held, and what works, under any name', async () => {
    const pages = join(folder, 'odd')
    mkdirSync(pages, { recursive: true })
    const plain = '<!doctype html><title>x</title><body style="background:#cfe8ff">'
    writeFileSync(join(pages, 'ä 100% "q".Ü\u2603\\.html'), `${plain}<script>document.body.append(typeof TARGET.stun)</script>`)
    writeFileSync(join(pages, 'ä 100% "q".Ü\u2603\\.json'), '{"expect":"works"}')
    writeFileSync(join(pages, 'bad.html'), plain)
    writeFileSync(join(pages, 'bad.json'), '{"expect":')
    symlinkSync('/etc/hostname', join(pages, 'outside.html'))
    const results = await tryPages(pages, { picturesTo: join(folder, 'out'), onResult: () => {}, trial })
    expect(results.map(({ judgement: { verdict, reason } }) => [verdict, /HG_[A-Z_]+/.exec(reason)?.[0] ?? ''])).toEqual([
      ['FAILED', 'HG_PAGES_EXPECTATION'],
      ['works', ''],
    ])
  })

  // Every page that lies there; in CI one.
  const names = readdirSync(ownPages).flatMap((name) => (name.endsWith('.html') ? [name.slice(0, -'.html'.length)] : []))
  it.each(few(names.toSorted().reverse(), 1))('%s', async (name) => {
    const [result] = await tryPages(ownPages, { picturesTo: join(folder, 'out'), onResult: () => {}, only: [name], trial })
    expect(result?.judgement.faults).toEqual([])
  })
})
