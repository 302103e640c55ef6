import { readSync } from 'node:fs'

/** Where the rows stand in the XWD file in which Xvfb keeps a screen (`demo/framebuffer.ts` reads all of it; this, for looking often). */
export function screenLayout(file: number): { width: number; height: number; rowBytes: number; pixelsAt: number } {
  const header = Buffer.alloc(100)
  readSync(file, header, 0, 100, 0)
  const word = (index: number): number => header.readUInt32BE(index * 4)
  return { width: word(4), height: word(5), rowBytes: word(12), pixelsAt: word(0) + word(19) * 12 }
}
