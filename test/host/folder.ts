import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder of this test's own, gone when it is finished. */
export function testFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hedgerow-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
