import type { Shape } from './x-client.ts'

/** The cream of our own screens; also what the browser paints before it has anything to show (flags.ts). */
const cream = 0xfbf3ea
const sun = 0xf6c453
const leaf = 0x8fbf88
const darkLeaf = 0x6da56a
const spines = 0x9a7558
const face = 0xe9cfae
const ink = 0x4a3a30

/**
 * What stands behind everything: seen for the seconds in which no browser is there, drawn by the display itself, so that
 * it needs nobody. A hedgehog waits before a hedge, under a sun. No words: no letters can be drawn here, and half of the
 * children do not read yet.
 */
export function calmPicture({ width, height }: { readonly width: number; readonly height: number }): Shape[] {
  const unit = Math.round(Math.min(width, height) / 12)
  const ground = height - 2 * unit
  const round = (colour: number, x: number, y: number, across: number, down = across): Shape => ({
    kind: 'ellipse',
    colour,
    x: Math.round(x - across / 2),
    y: Math.round(y - down / 2),
    width: Math.round(across),
    height: Math.round(down),
  })
  const bushes = Array.from({ length: Math.ceil(width / (2 * unit)) + 1 }, (_, index) => index * 2 * unit)
  const middle = width / 2
  return [
    { kind: 'rectangle', colour: cream, x: 0, y: 0, width, height },
    round(sun, middle, height * 0.32, 3 * unit),
    ...bushes.map((x) => round(darkLeaf, x, ground, 3 * unit, 3.4 * unit)),
    ...bushes.map((x) => round(leaf, x + unit, ground + unit, 2.8 * unit, 2.6 * unit)),
    { kind: 'rectangle', colour: leaf, x: 0, y: ground + unit, width, height: height - ground - unit },
    round(spines, middle, ground + 0.4 * unit, 3.2 * unit, 2.4 * unit),
    round(face, middle + 1.3 * unit, ground + 0.7 * unit, 1.5 * unit, 1.1 * unit),
    round(ink, middle + 2 * unit, ground + 0.65 * unit, 0.3 * unit),
    round(ink, middle + 1.3 * unit, ground + 0.5 * unit, 0.2 * unit),
  ]
}
