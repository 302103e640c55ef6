import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storyParts, storyPictures } from '#core/contract/picture-story.ts'

const folder = 'assets/pictures/stories'
const drawing = (part: string, file: string) => readFileSync(join(folder, part, file), 'utf8')
const all = storyParts.flatMap((part) => readdirSync(join(folder, part)).map((file) => ({ part, file, source: drawing(part, file) })))

describe('the pictures of the stories', () => {
  it.each(storyParts)('are there for every %s, and for nothing else', (part) => {
    expect(readdirSync(join(folder, part)).sort()).toEqual(storyPictures[part].map((id) => `${id}.svg`).sort())
  })

  it('are all different', () => {
    expect(new Set(all.map(({ source }) => source)).size).toBe(160)
  })

  it('are drawings only: no code, no link, no letters, no picture from elsewhere', () => {
    for (const { part, file, source } of all) {
      expect(source, `${part}/${file}`).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 32 32">.*<\/svg>$/s)
      expect(source, `${part}/${file}`).not.toMatch(/<(script|style|text|image|foreignObject|use|a)\b|href|\son[a-z]+=|url\((?!#)|<!/i)
    }
  })

  it('are light: under 500 KB together, and none over 8 KB', () => {
    expect(all.reduce((sum, { source }) => sum + source.length, 0)).toBeLessThan(500_000)
    expect(all.filter(({ source }) => source.length > 8_000)).toEqual([])
  })

  it('tell each colour by the thing in the splash, too, for eyes that do not see the colour', () => {
    const shapes = readdirSync(join(folder, 'colour')).map((file) => {
      const inside = drawing('colour', file).split('</g>').slice(1).join('</g>')
      return inside.replace(/#[0-9a-f]{3,6}/gi, '')
    })
    expect(shapes.filter((shape) => !/<(path|circle|ellipse)/.test(shape))).toEqual([])
    expect(new Set(shapes).size).toBe(16)
  })
})
