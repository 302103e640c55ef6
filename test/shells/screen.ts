import { writeFileSync } from 'node:fs'
import { readFramebuffer } from '#demo/framebuffer.ts'

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** What is on a virtual screen just now, whoever drew it: windows of the browser, its dialogs, the empty screen behind. */
export interface Screen {
  readonly width: number
  readonly height: number
  /** `#rrggbb` */
  pixel(x: number, y: number): string
  /** How many of the pixels on a grid over the area (the whole screen) have this colour, from 0 to 1. */
  share(colour: string, area?: Area): number
  /** Writes it as a PNG file. */
  save(path: string): void
}

/** The sun of the calm picture that stands behind everything (chromium/calm-picture.ts): at 640, 230 of a screen of 1280x720. */
export const calmSun = '#f6c453'

const gridStep = 7

/** Reads the screen that Xvfb keeps in a file. */
export function readScreen(framebuffer: string): Screen {
  const picture = readFramebuffer(framebuffer)
  const { width, height } = picture
  const pixel = (x: number, y: number): string => `#${picture.pixel(x, y)}`
  return {
    width,
    height,
    pixel,
    share(colour, area = { x: 0, y: 0, width, height }) {
      let all = 0
      let same = 0
      for (let y = area.y; y < area.y + area.height; y += gridStep) {
        for (let x = area.x; x < area.x + area.width; x += gridStep) {
          all += 1
          if (pixel(x, y) === colour) same += 1
        }
      }
      return same / all
    },
    save: (path) => writeFileSync(path, picture.png()),
  }
}
