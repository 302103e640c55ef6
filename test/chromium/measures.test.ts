import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { everything, without } from '#chromium/measures.ts'

it('everything holds where nothing was taken away', () => {
  expect(everything('verdicts')).toBe(true)
})
it('takes away what is named, or its whole kind', () => {
  const isThere = without('verdicts', 'header:')
  expect(['verdicts', 'header:link', 'keys', 'headers'].map(isThere)).toEqual([false, false, true, true])
})
it('refuses outside the test runner', () => {
  const script = `import { without } from './chromium/measures.ts'; try { without('verdicts') } catch (fault) { process.stdout.write(fault.code) }`
  expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe('HG_FLAG_REFUSED')
})
it.each(['chromium', 'demo', 'electron', 'host', 'scripts', 'core'])('nothing in %s takes a measure away', (folder) => {
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => /\.m?ts$/.test(name) && name !== 'measures.ts',
  )
  expect(sources.filter((name) => /\bwithout\(|#chromium\/measures/.test(readFileSync(`${folder}/${name}`, 'utf8')))).toEqual([])
})
