import { closeSync, openSync, readSync } from 'node:fs'
import { screenLayout } from '#bench/chromium/screen-layout.ts'

/** The colours on a grid over a virtual screen: every sixteenth row, every eighth pixel. */
export function sampleScreen(framebuffer: string): Uint32Array {
  const file = openSync(framebuffer, 'r')
  try {
    const { width, height, rowBytes, pixelsAt } = screenLayout(file)
    const row = Buffer.alloc(width * 4)
    const colours = new Uint32Array(Math.ceil(height / 16) * Math.ceil(width / 8))
    let at = 0
    for (let y = 0; y < height; y += 16) {
      readSync(file, row, 0, row.length, pixelsAt + y * rowBytes)
      for (let x = 0; x < width; x += 8) colours[at++] = row.readUIntLE(x * 4, 3)
    }
    return colours
  } finally {
    closeSync(file)
  }
}

/** What part of two samples is alike, 0 to 1. */
export function alike(one: Uint32Array, other: Uint32Array): number {
  let same = 0
  for (let at = 0; at < one.length; at++) if (one[at] === other[at]) same += 1
  return same / one.length
}
