import { expect, test } from 'vitest'
import type { Report } from '#core/contract/report.ts'
import { createOutbox, type Outbox } from '#core/outbox/outbox.ts'
import { openReport } from '#core/sealing/report-seal.ts'
import { type MadeTeam, makeTeam } from '#core/sealing/team-keys.ts'
import { openOutboxStore } from '#host/outbox-store.ts'
import { manualClock } from '#test/core/fakes.ts'
import { faultyDisk, type Trouble } from '#test/host/faulty-disk.ts'
import { testFolder } from '#test/host/folder.ts'

const told = (turn: number): Report => ({
  v: 1,
  category: 'OTHER',
  words: `note ${turn}`,
  page: null,
  danger: false,
  stage: 'ks2',
  halfDay: '2026-11-21 am',
})

async function aKiosk(trouble: Trouble) {
  const folder = testFolder()
  const store = await openOutboxStore(folder, { disk: faultyDisk(trouble) })
  const outbox = createOutbox({ store, send: () => Promise.reject(new Error('no hub')), clock: manualClock(0) })
  return { folder, store, outbox }
}

/** Tells so many; what the child was told each time. */
async function tell(outbox: Outbox, team: MadeTeam, from: number, count: number) {
  const answers: string[] = []
  for (let turn = from; turn < from + count; turn++) answers.push(await outbox.keep(told(turn), team.request.recipients, 'soon'))
  return answers
}

/** What a kiosk that starts anew on this folder has, on a disk that is well again. */
async function foundIn(folder: string, team: MadeTeam): Promise<string[]> {
  const store = await openOutboxStore(folder)
  const words = await Promise.all(
    (await store.list()).map(
      async (id) => (await openReport((await store.get(id))?.envelope ?? new Uint8Array(), team.teamIdentity)).words,
    ),
  )
  await store.close()
  return words.toSorted()
}

test('L4: a disk that takes not one file more still keeps 14 reports, and then refuses honestly', async () => {
  const team = await makeTeam('one two', 1, 4)
  const trouble: Trouble = {}
  const { folder, store, outbox } = await aKiosk(trouble)
  // New files need space that is not there; the ring's space was taken when the kiosk was set up.
  trouble.open = 'ENOSPC'
  trouble.rename = 'ENOSPC'
  const answers = await tell(outbox, team, 0, 70)
  const saved = answers.filter((one) => one === 'saved').length
  expect(saved).toBeGreaterThanOrEqual(14)
  expect(answers.slice(saved)).toEqual(Array.from({ length: 70 - saved }, () => 'not-saved'))
  expect(saved).toBeLessThan(70)
  expect(await outbox.hasRoom()).toBe(false)
  await store.close()
  expect(await foundIn(folder, team)).toEqual(Array.from({ length: saved }, (_, turn) => `note ${turn}`).toSorted())
})

test.each(
  (['ENOSPC', 'EIO', 'EROFS'] as const).flatMap((code) =>
    ([['write'], ['sync'], ['write', 'open', 'sync', 'rename']] as const).map((calls) => [code, calls.join(' and '), calls] as const),
  ),
)('L4: with %s at every %s no child is told "saved", and what was saved before stays', async (code, _, calls) => {
  const team = await makeTeam('one two', 1, 4)
  const trouble: Trouble = {}
  const { folder, store, outbox } = await aKiosk(trouble)
  expect(await tell(outbox, team, 0, 2)).toEqual(['saved', 'saved'])
  for (const call of calls) trouble[call] = code
  expect(await tell(outbox, team, 2, 3)).toEqual(['not-saved', 'not-saved', 'not-saved'])
  expect(await outbox.hasRoom()).toBe(false)
  for (const call of calls) delete trouble[call]
  expect(await tell(outbox, team, 5, 1)).toEqual(['saved'])
  await store.close()
  const found = await foundIn(folder, team)
  // Where nothing reached the disk's cache for sure, one that was refused may turn up all the same: late, never lost.
  expect(found).toEqual(expect.arrayContaining(['note 0', 'note 1', 'note 5']))
  if (!(calls as readonly string[]).includes('sync')) expect(found).toEqual(['note 0', 'note 1', 'note 5'])
})
