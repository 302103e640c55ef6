import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** All that a module takes in before its first line runs: our own files by path, packages by name. `import type` and `import()` load nothing then. */
function takenInBy(first: string): Set<string> {
  const all = new Set([first])
  for (const file of all) {
    if (!existsSync(file)) continue
    for (const [, from = ''] of readFileSync(file, 'utf8').matchAll(
      /^(?:import (?!type\b)|export \{)(?:[^'"]*? from )?['"]([^'"]+)['"]/gms,
    )) {
      if (from.startsWith('#')) all.add(from.slice(1))
      else if (from.startsWith('.')) all.add(join(dirname(file), from))
      else all.add(from)
    }
  }
  return all
}

test('the browser is started before the kiosk is loaded: main.ts and the shell take in neither the core nor a package but zod', () => {
  const taken = [...takenInBy('chromium/main.ts')]
  expect(taken).toContain('chromium/own-screens.ts')
  expect(taken).toContain('host/egress/egress.ts')
  expect(taken).not.toContain('core/kiosk.ts')
  // zod reads what a page's typing watch says (host/typing-watch.ts); nothing larger may come before the browser.
  expect(taken.filter((name) => !existsSync(name) && !name.startsWith('node:') && name !== 'zod')).toEqual([])
  expect([...takenInBy('host/kiosk-ports.ts')]).toContain('zod')
})
