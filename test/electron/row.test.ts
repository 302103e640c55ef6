import { expect, it } from 'vitest'
import { electronRow } from '#test/shells/electron-row.ts'
import { rows } from '#test/shells/rows.ts'

it('keeps the real Electron in the suite by name, and says in a sentence why where it cannot run', () => {
  expect(rows.map((row) => row.name)).toContain('electron')
  if (electronRow.skipped !== null)
    expect(electronRow.skipped).toMatch(/^(no Electron binary|Electron does not start as root|there is no display).*\.$/)
})
