import { readFileSync } from 'node:fs'
import { PNG } from 'pngjs'

/** A picture of a whole X screen. */
export interface ScreenPicture {
  readonly width: number
  readonly height: number
  /** The colour at a place as `rrggbb`. */
  pixel(x: number, y: number): string
  png(): Buffer
}

const headerWords = { headerSize: 0, width: 4, height: 5, bitsPerPixel: 11, bytesPerLine: 12, colours: 19 }
const bytesPerColour = 12

/** Reads the XWD file in which Xvfb (`-fbdir`) keeps its screen: a header of big-endian words, colours, then blue-green-red rows. Throws when it is of another depth. */
export function readFramebuffer(path: string): ScreenPicture {
  const file = readFileSync(path)
  const word = (index: number) => file.readUInt32BE(index * 4)
  const width = word(headerWords.width)
  const height = word(headerWords.height)
  const rowBytes = word(headerWords.bytesPerLine)
  if (word(headerWords.bitsPerPixel) !== 32) throw new Error('the screen has not 32 bits for each pixel')
  const pixels = file.subarray(word(headerWords.headerSize) + word(headerWords.colours) * bytesPerColour)
  const at = (x: number, y: number) => y * rowBytes + x * 4
  return {
    width,
    height,
    pixel: (x, y) => pixels.readUIntLE(at(x, y), 3).toString(16).padStart(6, '0'),
    png() {
      const picture = new PNG({ width, height })
      for (let y = 0; y < height; y += 1) {
        for (let x = 0; x < width; x += 1) {
          const from = at(x, y)
          const to = (y * width + x) * 4
          picture.data[to] = pixels[from + 2] ?? 0
          picture.data[to + 1] = pixels[from + 1] ?? 0
          picture.data[to + 2] = pixels[from] ?? 0
          picture.data[to + 3] = 255
        }
      }
      return PNG.sync.write(picture)
    },
  }
}
