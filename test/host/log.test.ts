import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLog } from '#host/log.ts'
import { testFolder } from './folder.ts'

const linesOf = (folder: string) =>
  readFileSync(join(folder, 'kiosk.log'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('the log', () => {
  it('holds a line for each event, with its fields', () => {
    const folder = testFolder()
    createLog(folder, { now: () => 0 }).note('hub-step-failed', { step: 'hello', code: 'HG_DEVICE_UNKNOWN', tries: 3, again: true })
    expect(linesOf(folder)).toEqual([
      { at: '1970-01-01T00:00:00.000Z', event: 'hub-step-failed', step: 'hello', code: 'HG_DEVICE_UNKNOWN', tries: 3, again: true },
    ])
  })

  it('leaves out what may be a name, a sentence or an address', () => {
    const folder = testFolder()
    createLog(folder).note('page opened by Mia', {
      who: 'Mia Sentinel',
      page: 'https://example.org/sentinel',
      words: 'help me\n{"event":"forged"}',
      'sentinel name': 'x',
      at: 'yesterday',
    })
    expect(readFileSync(join(folder, 'kiosk.log'), 'utf8')).not.toMatch(/sentinel|mia|forged|yesterday/i)
    expect(linesOf(folder)).toMatchObject([{ event: 'left-out', who: 'left-out', page: 'left-out', words: 'left-out' }])
  })

  it('never grows beyond three files of its size', () => {
    const folder = testFolder()
    const log = createLog(folder, { maxBytes: 500 })
    for (let count = 0; count < 100; count++) log.note('tick', { count })
    expect(readdirSync(folder).sort()).toEqual(['kiosk.log', 'kiosk.log.1', 'kiosk.log.2'])
    for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).size).toBeLessThan(700)
    expect(linesOf(folder).at(-1)).toMatchObject({ count: 99 })
  })

  it('never stops the kiosk when it cannot be written', () => {
    const folder = testFolder()
    writeFileSync(join(folder, 'file'), '')
    expect(() => createLog(join(folder, 'file')).note('tick')).not.toThrow()
  })
})
