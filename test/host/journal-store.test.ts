import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Activity } from '#core/contract/activity.ts'
import type { HedgerowError } from '#core/contract/errors.ts'
import { openJournalStore } from '#host/journal-store.ts'
import { faultyDisk, type Trouble } from './faulty-disk.ts'
import { testFolder } from './folder.ts'

const event = (at: number): Activity => ({
  kind: 'opened',
  id: at.toString(16).padStart(32, '0'),
  at,
  classId: 'c'.repeat(32),
  pupilId: null,
  tile: 'Counting',
  page: 'https://example.org/count',
})

async function open(folder: string, options: { trouble?: Trouble; limit?: number } = {}) {
  const faults: HedgerowError[] = []
  const lost: number[] = []
  const journal = await openJournalStore(folder, {
    onDamaged: (fault) => faults.push(fault),
    onLost: (count) => lost.push(count),
    now: () => 77,
    disk: faultyDisk(options.trouble ?? {}),
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  })
  return { journal, faults, lost }
}
const times = async (journal: { peek(count: number): Promise<readonly Activity[]> }) => (await journal.peek(10_000)).map((one) => one.at)

describe('the journal', () => {
  it('gives the oldest first, also after a restart, and forgets what the hub has', async () => {
    const folder = testFolder()
    const first = await open(folder)
    for (const at of [1, 2, 3, 4]) await first.journal.append(event(at))
    expect((await first.journal.peek(2)).map((one) => one.at)).toEqual([1, 2])
    await first.journal.remove([event(1).id, event(3).id, 'f'.repeat(32)])
    await first.journal.append(event(5))
    await first.journal.close()
    expect(await times((await open(folder)).journal)).toEqual([2, 4, 5])
  })

  it('drops a last line that a power cut tore, without a fault, and goes on', async () => {
    const folder = testFolder()
    const first = await open(folder)
    await first.journal.append(event(1))
    await first.journal.close()
    appendFileSync(join(folder, 'journal.jsonl'), JSON.stringify(event(2)).slice(0, 30))

    const second = await open(folder)
    expect(second.faults).toEqual([])
    await second.journal.append(event(3))
    await second.journal.close()
    expect(await times((await open(folder)).journal)).toEqual([1, 3])
  })

  it('keeps the good lines around a damaged one, and sets the whole file aside', async () => {
    const folder = testFolder()
    const text = `${JSON.stringify(event(1))}\n{"kind":"opened"}\n\u0000\n${JSON.stringify(event(2))}\n`
    writeFileSync(join(folder, 'journal.jsonl'), text)
    const { journal, faults } = await open(folder)
    expect(await times(journal)).toEqual([1, 2])
    expect(faults.map((fault) => fault.code)).toEqual(['HG_STORE_CORRUPT'])
    expect(readFileSync(join(folder, 'journal.jsonl.damaged-77'), 'utf8')).toBe(text)
    await journal.close()
    expect((await open(folder)).faults).toEqual([])
  })

  it('lets the oldest go when it is full, and counts them', async () => {
    const folder = testFolder()
    const { journal, lost } = await open(folder, { limit: 100 })
    for (let at = 0; at < 103; at++) await journal.append(event(at))
    expect(lost.reduce((sum, count) => sum + count, 0)).toBe(4)
    const kept = await times(journal)
    expect([kept[0], kept.at(-1), kept.length]).toEqual([4, 102, 99])
    await journal.close()
    expect(await times((await open(folder)).journal)).toEqual(kept)
  })

  it.each([
    [{ write: 'ENOSPC' }, 'HG_DISK_FULL'],
    [{ sync: 'EIO' }, 'HG_FOLDER_UNWRITABLE'],
  ] satisfies [Trouble, string][])('is whole again after the disk said %j', async (said, code) => {
    const folder = testFolder()
    const trouble: Trouble = {}
    const { journal } = await open(folder, { trouble })
    await journal.append(event(1))
    Object.assign(trouble, said)
    await expect(journal.append(event(2))).rejects.toMatchObject({ code })
    delete trouble.write
    delete trouble.sync
    await journal.append(event(3))
    expect(await times(journal)).toEqual([1, 3])
    await journal.close()
    const again = await open(folder)
    expect(await times(again.journal)).toEqual([1, 3])
    expect(again.faults).toEqual([])
    expect(readdirSync(folder)).toEqual(['journal.jsonl'])
  })
})
