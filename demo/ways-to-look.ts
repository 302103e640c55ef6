import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { KioskReady } from '#host/kiosk-ready.ts'
import { readFramebuffer } from './framebuffer.ts'
import { root } from './programs.ts'

const paintedWithin = 1_500

/** What to tell who started the kiosk: where it is, and how to see it where there is no display. */
export async function waysToLook({ display }: KioskReady): Promise<readonly string[]> {
  if (display === null || display.kind === 'own') return ['The kiosk is on this screen.']
  if (display.kind === 'nested')
    return [
      `The kiosk is in a window of its own on your desktop (${display.name}), because its windows need a display without a window manager.`,
    ]
  const lines = [`There is no display here, so the kiosk runs on a virtual one, ${display.name}. To see it:`]
  if (display.framebuffer !== null) {
    await new Promise((resolve) => setTimeout(resolve, paintedWithin))
    const picture = join(root, 'out', 'start', 'kiosk.png')
    mkdirSync(join(root, 'out', 'start'), { recursive: true })
    writeFileSync(picture, readFramebuffer(display.framebuffer).png())
    lines.push(`  a picture of its first screen: ${picture}`)
  }
  const authority = display.authority === null ? '' : `-auth ${display.authority} `
  lines.push(
    `  live, with Debian's x11vnc and a VNC viewer on localhost:5900: x11vnc -display ${display.name} ${authority}-localhost -forever`,
  )
  lines.push('  as a film of every step: npm run demo')
  return lines
}
