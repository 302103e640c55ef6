// @vitest-environment node
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import config from '#hub/console/vite.config.ts'

describe('the built console', () => {
  const out = mkdtempSync(join(tmpdir(), 'hedgerow-console-'))
  beforeAll(async () => {
    await build({ ...config, configFile: false, logLevel: 'silent', mode: 'production', build: { ...config.build, outDir: out } })
  }, 120_000)
  afterAll(() => rmSync(out, { recursive: true, force: true }))

  it('keeps to its own origin: no inline script, style or picture, and every file under /console/', () => {
    const page = readFileSync(join(out, 'index.html'), 'utf8')
    expect(page).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/)
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address)
    expect(page).toContain('<html lang="en-GB"')
    expect(addresses.length).toBeGreaterThan(1)
    for (const address of addresses) expect(address).toMatch(/^\/console\//)
    const css = readdirSync(join(out, 'assets')).filter((name) => name.endsWith('.css'))
    for (const name of css) expect(readFileSync(join(out, 'assets', name), 'utf8')).not.toMatch(/url\(["']?(data:|https?:)/)
  })

  it('makes no code from text and puts no text in as markup', () => {
    for (const name of readdirSync(join(out, 'assets')).filter((one) => one.endsWith('.js'))) {
      const code = readFileSync(join(out, 'assets', name), 'utf8')
      expect(code).not.toMatch(/\beval\(|document\.write\(|insertAdjacentHTML|DOMParser/)
    }
  })
})
