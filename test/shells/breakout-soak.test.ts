import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companionHost, labApprovals, labSites, pageAt, scriptAt } from '#test/sites/lab.ts'
import { forbiddenUrl, gardenUrl, startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

/**
 * A school day in little: children one after another, each with a few pages of all kinds, and after each the wipe. The
 * whole of B121 (5,000 page loads, eight hours on a slow machine) runs with HEDGEROW_SOAK_LOADS=5000.
 */
const loads = Number(process.env.HEDGEROW_SOAK_LOADS ?? 16)
const pagesOfOneChild = 4
const children = Math.ceil(loads / pagesOfOneChild)

/** What may grow, as the machine itself counts it. */
interface Count {
  readonly processes: number
  /** Open files, sockets and pipes of the kiosk's own process, and of the whole browser. */
  readonly ownHandles: number
  readonly browserHandles: number
  readonly files: number
  readonly bytesOnDisk: number
  readonly windows: number
  readonly targets: number
  readonly contexts: number
  /** Megabytes that nobody else shares (PSS), of the browser; and of this process after a collection. */
  readonly browserMemory: number
  readonly ownMemory: number
  readonly listeners: number
}

function processesBelow(root: number): number[] {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [root]
  for (const one of found) for (const [pid, parent] of parents) if (parent === one && !found.includes(pid)) found.push(pid)
  return found
}
const handlesOf = (pid: number): string[] => {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}
const megabytesOf = (pid: number): number => {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) / 1_024
  } catch {
    return 0
  }
}

describe('C13 A long day, in Chromium', () => {
  let kiosk: RunningChromium
  beforeAll(async () => {
    kiosk = await startChromium(listJudge(labApprovals), { sites: await startNeighbourhood(labSites) })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await kiosk?.sites.stop()
  })

  async function count(): Promise<Count> {
    const { run } = kiosk.shell
    if (!run) throw new Error('no browser')
    const processes = processesBelow(run.pid)
    const paths = readdirSync(kiosk.folder(), { recursive: true, encoding: 'utf8' }).map((path) => join(kiosk.folder(), path))
    const targets = (await run.pipe.send('Target.getTargets')).targetInfos
    return {
      processes: processes.length,
      ownHandles: handlesOf(process.pid).length,
      browserHandles: processes.reduce((sum, pid) => sum + handlesOf(pid).length, 0),
      files: paths.length,
      bytesOnDisk: paths.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0),
      windows: targets.filter(({ type, url }) => type === 'page' && !/top-chrome/.test(url)).length,
      targets: targets.length,
      contexts: (await run.pipe.send('Target.getBrowserContexts')).browserContextIds.length,
      browserMemory: processes.reduce((sum, pid) => sum + megabytesOf(pid), 0),
      ownMemory: process.memoryUsage().heapUsed / 1_048_576,
      listeners: process.listenerCount('exit') + process.listenerCount('SIGTERM'),
    }
  }

  const busy = `<canvas id="c" width="600" height="400"></canvas><div id="d"></div><script>
    globalThis.kept = Array.from({ length: 200000 }, (_, n) => ({ n }))
    for (let n = 0; n < 500; n += 1) d.append(Object.assign(document.createElement('p'), { textContent: 'frog ' + n }))
    new Worker(URL.createObjectURL(new Blob(['setInterval(() => 0, 50)'])))
    localStorage.setItem('left', 'x'.repeat(100000)); caches.open('left').then((c) => c.put('/play/a', new Response('x'.repeat(100000))))
    navigator.serviceWorker.register('${scriptAt('')}', { scope: '/play/' }).catch(() => {})
    setInterval(() => { for (const colour of ['red', 'blue']) { const x = c.getContext('2d'); x.fillStyle = colour; x.fillRect(0, 0, 600, 400) } }, 20)
  </script>`
  const framed = pageAt(`<p>frogs</p><iframe src="${pageAt('<p>more</p>', { host: companionHost }).replaceAll('&', '&amp;')}"></iframe>`)
  const kinds: readonly (readonly [string, (() => Promise<unknown>) | null])[] = [
    [gardenUrl, () => kiosk.page.openWindow(forbiddenUrl)],
    [pageAt(busy), null],
    [framed, () => kiosk.page.load(forbiddenUrl)],
    [gardenUrl, () => kiosk.page.crash()],
    [pageAt('<p>frogs</p>'), () => kiosk.page.alert()],
    [gardenUrl, () => kiosk.page.download()],
    [pageAt('<p>pond</p>'), () => kiosk.page.hang()],
  ]
  /** One child: a few pages, some of which misbehave; then everything is forgotten. */
  async function child(number: number): Promise<void> {
    for (let page = 0; page < pagesOfOneChild; page += 1) {
      const [url, deed] = kinds[(number * pagesOfOneChild + page) % kinds.length] ?? [gardenUrl, null]
      const seen = kiosk.events.length
      await kiosk.shell.openPage(url)
      await kiosk.eventually('ready', () => kiosk.events.slice(seen).some((event) => event.kind === 'ready'))
      kiosk.shell.showPage()
      await deed?.()
      kiosk.shell.cover()
    }
    await kiosk.afresh()
  }

  test(
    `B121 ${loads} page loads of ${children} children, good and bad, leave nothing that grows`,
    async () => {
      // What is loaded once (code, fonts, caches of the browser itself) is no growth.
      for (let number = 0; number < 2; number += 1) await child(number)
      const settled = async (): Promise<Count> => {
        await kiosk.eventually('the last child’s processes have ended', async () => {
          const { windows, contexts } = await count()
          return windows === 2 && contexts === 0
        })
        return count()
      }
      const before = await settled()
      const { pid } = kiosk.shell.run ?? {}
      for (let number = 0; number < children; number += 1) await child(number)
      /** Half as much again: what the browser keeps ready differs from moment to moment by about that. */
      const mostMemory = before.browserMemory * 1.5 + 100
      let after = await settled()
      // Processes end and memory is given back a little later than the page is gone.
      await kiosk.eventually('as few of everything as before', async () => {
        after = await count()
        return (
          after.processes <= before.processes + 2 &&
          after.browserHandles <= before.browserHandles * 1.2 + 40 &&
          after.browserMemory < mostMemory
        )
      })
      for (const [name, value] of Object.entries(after))
        console.info(`B121 ${name}: ${Math.round(Reflect.get(before, name))} before, ${Math.round(value)} after ${children} children`)
      expect(kiosk.shell.run?.pid).toBe(pid)
      expect(kiosk.faults).toEqual([])
      expect(after.windows).toBe(before.windows)
      expect(after.contexts).toBe(before.contexts)
      expect(after.targets).toBeLessThanOrEqual(before.targets + 1)
      expect(after.listeners).toBe(before.listeners)
      expect(after.ownHandles).toBeLessThanOrEqual(before.ownHandles + 12)
      // What a browser keeps for itself, once; nothing for each child.
      expect(after.files - before.files).toBeLessThan(25)
      expect(after.bytesOnDisk - before.bytesOnDisk).toBeLessThan(8_000_000)
      expect(after.browserMemory).toBeLessThan(mostMemory)
      expect(after.ownMemory).toBeLessThan(before.ownMemory + 80)
    },
    Math.max(180_000, loads * 3_000),
  )
})
