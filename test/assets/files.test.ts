import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const assets = fileURLToPath(new URL('../../assets', import.meta.url))
const entries = readdirSync(assets, { withFileTypes: true })
const everyFile = readdirSync(assets, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
const paths = everyFile.map((entry) => join(entry.parentPath, entry.name))

it('names source and licence of every folder', () => {
  const licences = readFileSync(join(assets, 'LICENCES.md'), 'utf8')
  const unnamed = entries.filter((entry) => entry.isDirectory() && !licences.includes(`| \`${entry.name}/\` |`))
  expect(unnamed.map((entry) => entry.name)).toEqual([])
})

it('keeps the texts of the licences that ask for it', () => {
  for (const text of ['fonts/OFL.txt', 'pictures/LICENCE.txt', 'voice/LICENCE.txt']) {
    expect(readFileSync(join(assets, text), 'utf8')).toMatch(/Permission is hereby granted|SIL OPEN FONT LICENSE/)
  }
})

it('draws no picture that runs, fetches or links', () => {
  const drawings = paths.filter((path) => path.endsWith('.svg'))
  expect(drawings.length).toBeGreaterThan(80)
  const active = /<script|<foreignObject|\son\w+\s*=|javascript:|href\s*=\s*"(?!#)|url\((?!#)|@import/i
  expect(drawings.filter((path) => active.test(readFileSync(path, 'utf8'))).map((path) => relative(assets, path))).toEqual([])
})

it('has no picture under one name in both folders', () => {
  const icons = new Set(readdirSync(join(assets, 'icons')))
  expect(readdirSync(join(assets, 'pictures')).filter((file) => icons.has(file))).toEqual([])
})

it('loads fonts from its own folder only', () => {
  const tokens = readFileSync(join(assets, 'tokens.css'), 'utf8')
  const sources = [...tokens.matchAll(/url\(([^)]+)\)/g)].map((match) => match[1] ?? '')
  expect(sources.length).toBeGreaterThan(0)
  for (const source of sources) expect(paths).toContain(join(assets, source))
})

it('keeps each sound of the screens under half a second', () => {
  const sounds = readdirSync(join(assets, 'sounds'))
  expect(sounds.sort()).toEqual(['arrive.wav', 'closed.wav', 'press.wav'])
  for (const sound of sounds) {
    const bytes = readFileSync(join(assets, 'sounds', sound))
    expect(bytes.readUInt32LE(40) / bytes.readUInt32LE(28), sound).toBeLessThan(0.5)
  }
})
