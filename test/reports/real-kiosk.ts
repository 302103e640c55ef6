import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { CallInput } from '#core/contract/calls.ts'
import { createKiosk, type Kiosk } from '#core/kiosk.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import type { ClockPort, CodePort, ShellOwner } from '#core/ports.ts'
import { clock as realClock } from '#host/clock.ts'
import { createHubClient } from '#host/hub-client.ts'
import { openJournalStore } from '#host/journal-store.ts'
import { openKioskStore } from '#host/kiosk-store.ts'
import { openLetterStore } from '#host/letter-store.ts'
import { openKioskLog } from '#host/log.ts'
import { type OutboxFolder, openOutboxStore } from '#host/outbox-store.ts'
import { slowCodes } from '#host/slow-codes.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { fakeShell, tinyPhrases, tinyProfile } from '#test/core/fakes.ts'
import { testFolder } from '#test/host/folder.ts'

export interface RealKiosk {
  readonly folder: string
  readonly outbox: OutboxFolder
  readonly kiosk: Kiosk
  readonly press: ShellOwner['answer']
  /** Tells from the sign-in screen; what the child is told. */
  tell(lane: CallInput<'report.send'>['lane']): Promise<string>
}

/** A kiosk with its real folder, hub client and clock; only the browser is a stand-in. `rewriteEveryMs`: a school's is five minutes. */
export async function aRealKiosk(
  hub: RunningHub,
  name: string,
  rewriteEveryMs: number,
  { codes = slowCodes({ memory: 64, passes: 1, parallelism: 1 }), ...more }: { codes?: CodePort; clock?: ClockPort; hubUrl?: string } = {},
): Promise<RealKiosk> {
  const clock = more.clock ?? realClock
  const hubUrl = more.hubUrl ?? hub.url
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
    mailbox: { codes, store: await openLetterStore(folder, { onDamaged }) },
    clock,
    log: openKioskLog(folder),
    phrases: [tinyPhrases],
    profiles: { eyfs: tinyProfile('eyfs'), ks1: tinyProfile('ks1'), ks2: tinyProfile('ks2') },
    suggestedHub: hubUrl,
  })
  await kiosk.start()
  onTestFinished(async () => {
    await kiosk.stop()
    await outbox.close()
  })
  const answer = await kiosk.enrol(hubUrl, await hub.makeEnrolmentCode(), name)
  if (answer !== 'enrolled') throw new Error(answer)
  return {
    folder,
    outbox,
    kiosk,
    press: (name, input) => shell.owner().answer(name, input),
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
