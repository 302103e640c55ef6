import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const product = ['core', 'host', 'chromium', 'electron', 'renderer', 'hub', 'demo', 'scripts', 'build', 'profiles']
const files = product.flatMap((room) => globSync(`${room}/**/*.{ts,tsx,mts,js,mjs,cjs,json,html}`))
const foreign =
  /@gorhill\/ubo-core|@ghostery\/adblocker|@monyone\/aho-corasick|modern-ahocorasick|simhash-js|['"](?:ahocorasick|minhash)['"]|['"](?:#bench\/|(?:\.{1,2}\/)+bench\/)/

it('nothing of the product names the bench or a peer: one of them is under the GPL', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter((file) => foreign.test(readFileSync(file, 'utf8')))).toEqual([])
  for (const line of ["import '#bench/main.ts'", "import('@gorhill/ubo-core')", "from '../bench/main.ts'"]) expect(line).toMatch(foreign)
})

it('the peers are for development only', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as Record<string, Record<string, string>>
  const peers = [
    '@gorhill/ubo-core',
    '@ghostery/adblocker',
    '@monyone/aho-corasick',
    'modern-ahocorasick',
    'ahocorasick',
    'minhash',
    'simhash-js',
  ]
  for (const peer of peers) {
    expect(devDependencies).toHaveProperty([peer])
    expect(dependencies).not.toHaveProperty([peer])
  }
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, { dev?: boolean }> }
  for (const [path, { dev }] of Object.entries(lock.packages))
    if (/\/(@gorhill|@ghostery|@remusao)\//.test(path)) expect({ path, dev }).toEqual({ path, dev: true })
})
