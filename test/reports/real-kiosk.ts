import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CallInput } from '#core/contract/calls.ts'
import { createKiosk, type Kiosk } from '#core/kiosk.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import { clock } from '#host/clock.ts'
import { createHubClient } from '#host/hub-client.ts'
import { openJournalStore } from '#host/journal-store.ts'
import { openKioskStore } from '#host/kiosk-store.ts'
import { openKioskLog } from '#host/log.ts'
import { type OutboxFolder, openOutboxStore } from '#host/outbox-store.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { fakeShell, tinyPhrases, tinyProfile } from '#test/core/fakes.ts'
import { testFolder } from '#test/host/folder.ts'

export interface RealKiosk {
  readonly folder: string
  readonly outbox: OutboxFolder
  readonly kiosk: Kiosk
  /** Tells from the sign-in screen; what the child is told. */
  tell(lane: CallInput<'report.send'>['lane']): Promise<string>
}

/** A kiosk with its real folder, hub client and clock; only the browser is a stand-in. `rewriteEveryMs`: a school's is five minutes. */
export async function aRealKiosk(hub: RunningHub, name: string, rewriteEveryMs: number): Promise<RealKiosk> {
  const folder = testFolder()
  const onDamaged = (fault: Error): void => {
    throw fault
  }
  const outbox = await openOutboxStore(join(folder, 'outbox'), { rewriteEveryMs })
  // Long gone over to small slots, as a school's kiosks are.
  await outbox.setLargeSlotsLeft(0)
  const client = createHubClient()
  const shell = fakeShell()
  const kiosk = createKiosk({
    shell: shell.shell,
    hub: client,
    store: await openKioskStore(folder, { onDamaged }),
    journal: await openJournalStore(join(folder, 'journal'), { onDamaged }),
    outbox: createOutbox({ store: outbox, send: client.putSlot, clock }),
    secrets: { matches: async () => false },
    clock,
    log: openKioskLog(folder),
    phrases: [tinyPhrases],
    profiles: { eyfs: tinyProfile('eyfs'), ks1: tinyProfile('ks1'), ks2: tinyProfile('ks2') },
    suggestedHub: hub.url,
  })
  await kiosk.start()
  onTestFinished(async () => {
    await kiosk.stop()
    await outbox.close()
  })
  const answer = await kiosk.enrol(hub.url, await hub.makeEnrolmentCode(), name)
  if (answer !== 'enrolled') throw new Error(answer)
  return {
    folder,
    outbox,
    kiosk,
    async tell(lane) {
      const press = shell.owner().answer
      await press('tell.press', {})
      await press('tell.report', {})
      const told = await press('report.send', { category: 'MEAN', words: '', showPage: false, danger: false, lane })
      await press('tell.leave', {})
      return told
    },
  }
}
