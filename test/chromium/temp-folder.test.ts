import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tempFolder } from '#chromium/temp-folder.ts'

test('B096 what a kiosk left that was cut off is gone before the next one starts; a running one keeps its own', () => {
  const { pid } = spawnSync('true')
  const dead = mkdtempSync(join(tmpdir(), `hedgerow-browser-${pid}-`))
  const first = tempFolder('browser')
  const second = tempFolder('browser')
  expect(existsSync(dead)).toBe(false)
  expect(existsSync(first)).toBe(true)
  rmSync(first, { recursive: true })
  rmSync(second, { recursive: true })
})
