import { type ChromiumShell, chromiumShell } from '#chromium/shell.ts'
import { createKiosk, type Kiosk } from '#core/kiosk.ts'
import { openKioskPorts } from '#host/kiosk-ports.ts'
import { ownSites } from '#host/own-sites.ts'
import { type Child, childAt } from './child.ts'
import { handsOn } from './hands.ts'

export interface DemoKiosk {
  readonly kiosk: Kiosk
  readonly shell: ChromiumShell
  readonly child: Child
}

/** A whole kiosk in this process, on a virtual screen, with a child in front of it: the film's and the end-to-end tests'. */
export async function startDemoKiosk(options: {
  readonly data: string
  readonly hub: string
  readonly screen?: { readonly width: number; readonly height: number }
  readonly shell?: Partial<Parameters<typeof chromiumShell>[0]>
}): Promise<DemoKiosk> {
  let shell: ChromiumShell | null = null
  const ports = await openKioskPorts({ data: options.data, suggestedHub: options.hub }, (log) => {
    shell = chromiumShell({ ...ownSites(), screen: options.screen ?? { width: 1280, height: 720 }, log, ...options.shell })
    return shell
  })
  const kiosk = createKiosk(ports)
  await kiosk.start()
  const started: ChromiumShell | null = shell
  if (started === null || (started as ChromiumShell).display === null) throw new Error('the shell has no display')
  const { display } = started as ChromiumShell
  if (display === null) throw new Error('the shell has no display')
  return { kiosk, shell: started, child: childAt(kiosk, started, handsOn(display)) }
}
