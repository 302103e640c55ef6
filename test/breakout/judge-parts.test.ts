import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readNetLog } from './net-log.ts'
import { readPagesFolder, withHead } from './pages-folder.ts'
import { outcomesOf, ranges, tableOf } from './table.ts'

const folder = mkdtempSync(join(tmpdir(), 'hedgerow-judge-parts-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('reads names, connections and packets from the browser’s own record, and nothing else', async () => {
  const types = { HOST_RESOLVER_SYSTEM_TASK: 20, TCP_CONNECT_ATTEMPT: 30, UDP_BYTES_SENT: 40, OTHER: 50 }
  const event = (type: number, params: object, id = 7): string =>
    `${JSON.stringify({ params, phase: 1, source: { id, start_time: '1', type: 10 }, time: '2', type })},`
  const log = join(folder, 'net.json')
  writeFileSync(
    log,
    [
      `${JSON.stringify({ constants: { logEventTypes: types } }).slice(0, -1)},`,
      '"events": [',
      // A parameter's own type is not the event's.
      event(50, { bytes: 'x', type: 20 }),
      event(50, { host: 'forbidden.test' }, 9),
      event(20, {}, 9),
      event(30, { address: '127.0.0.1:5' }),
      event(30, { address: '127.0.0.1:6' }),
      event(40, { address: '127.0.0.1:7' }),
      '{"params":{"addr',
    ].join('\n'),
  )
  expect(await readNetLog(log, '127.0.0.1:5')).toEqual([
    'DNS: the browser asked for forbidden.test (HOST_RESOLVER_SYSTEM_TASK)',
    'the browser opened a TCP connection to 127.0.0.1:6, past the way out',
    'the browser sent UDP to 127.0.0.1:7',
  ])
})

it('says with a code that a folder is missing, is none, or has no page', () => {
  expect(() => readPagesFolder(join(folder, 'nowhere'))).toThrow('it cannot be read')
  writeFileSync(join(folder, 'file'), '')
  expect(() => readPagesFolder(join(folder, 'file'))).toThrow('it is not a folder')
  mkdirSync(join(folder, 'empty'))
  symlinkSync('/etc/hostname', join(folder, 'empty', 'outside.html'))
  expect(() => readPagesFolder(join(folder, 'empty'))).toThrow('there is no NAME.html in it')
})

it('puts TARGET before every script of a page, and after its document type', () => {
  const head = (page: string | Buffer): string => withHead(Buffer.from(page), '<T>').toString('utf8')
  expect(head('<!-- x -->\n<!DOCTYPE html><script>')).toBe('<!-- x -->\n<!DOCTYPE html><T><script>')
  expect(head('<script>')).toBe('<T><script>')
  expect(head('')).toBe('<T>')
  expect(head(Buffer.from('\ufeff<script>', 'utf16le'))).toBe('<T><script>')
})

it('a number passes when all its tests did, fails with its file, and is skipped with its reason', () => {
  const one = (title: string, status: string) => ({ ancestorTitles: ['C1'], title, status })
  const outcomes = outcomesOf(
    {
      testResults: [
        {
          name: 'a',
          status: 'failed',
          assertionResults: [one(`B001 x`, 'passed'), one(`B001 y`, 'failed'), one(`B002, B003 z`, 'passed')],
        },
        { name: 'b', status: 'passed', assertionResults: [one(`B065 z (skipped: not every time)`, 'skipped')] },
        { name: 'broken', status: 'failed', assertionResults: [] },
      ],
    },
    () => ['B101'],
  )
  expect([...outcomes.passed].join(' ')).toBe('B002 B003')
  expect([...outcomes.failed].join(' ')).toBe('B001 B101')
  expect([...outcomes.skipped].join(' ')).toBe('B065,not every time')
  const { lines, passed, failed } = tableOf(outcomes)
  expect([passed, failed]).toEqual([2, 2])
  expect(lines.join('\n')).toMatch(/C1 {2}Navigation +2 +1 +0 +0 {2}B001–B003/)
  expect(lines.join('\n')).toContain('by hand  B110–B113, B115: recipes in docs/platforms.md')
  expect(lines).toContain('missing  B004 meta refresh / Refresh header to unlisted')
})

it('writes numbers in a row short', () => {
  expect(ranges(['B001', 'B002', 'B003', 'B007', 'B009', 'B010'])).toBe('B001–B003, B007, B009–B010')
})
