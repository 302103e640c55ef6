/** The thread of `pixel-watch.ts`: reads some rows of the screen's file over and over, and notes when it last saw the colour. */
import { openSync, readSync } from 'node:fs'
import { workerData } from 'node:worker_threads'
import { cells, type WatchNeeds } from './pixel-watch.ts'
import { screenLayout } from './screen-layout.ts'

const { framebuffer, colour, shared } = workerData as WatchNeeds
const state = new BigInt64Array(shared)
const pause = new Int32Array(new SharedArrayBuffer(4))
const file = openSync(framebuffer, 'r')
const { width, height, rowBytes, pixelsAt } = screenLayout(file)
const row = Buffer.alloc(width * 4)
const pixels = new Uint32Array(row.buffer, row.byteOffset, width)

/** Every sixteenth row and the last two (a window that is a pixel too small leaves those); in each, every fourth pixel and the last. */
const rows = [...Array.from({ length: Math.ceil(height / 16) }, (_, number) => number * 16), height - 2, height - 1]

function isThere(): boolean {
  for (const y of rows) {
    readSync(file, row, 0, row.length, pixelsAt + y * rowBytes)
    for (let x = 0; x < width; x += 4) if (((pixels[x] ?? 0) & 0xffffff) === colour) return true
    if (((pixels[width - 1] ?? 0) & 0xffffff) === colour) return true
  }
  return false
}

for (;;) {
  if (Atomics.load(state, cells.isLooking) === 0n) {
    Atomics.wait(pause, 0, 0, 10)
    continue
  }
  if (isThere()) Atomics.store(state, cells.lastSeen, process.hrtime.bigint())
  Atomics.add(state, cells.looks, 1n)
  Atomics.wait(pause, 0, 0, 1)
}
