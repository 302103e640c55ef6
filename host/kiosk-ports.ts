import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { HedgerowError } from '#core/contract/errors.ts'
import { createOutbox } from '#core/outbox/outbox.ts'
import type { ShellPort } from '#core/ports.ts'
import type { KioskPorts } from '#core/session/context.ts'
import { clock } from './clock.ts'
import { createHubClient } from './hub-client.ts'
import { openJournalStore } from './journal-store.ts'
import { openKioskStore } from './kiosk-store.ts'
import { openLetterStore } from './letter-store.ts'
import { openKioskLog } from './log.ts'
import { openOutboxStore } from './outbox-store.ts'
import { readPhrases, readProfiles } from './profiles.ts'
import { secrets } from './secrets.ts'
import { slowCodes } from './slow-codes.ts'

export interface KioskFolders {
  /** Where the kiosk keeps its state, its journal, its sealed reports and its log. */
  readonly data: string
  /** Offered on the enrolment screen. */
  readonly suggestedHub: string
  /** PEM file of the authority of the hub's certificate, when it is the school's own. */
  readonly hubAuthority?: string | undefined
  readonly profiles?: string
  /** The log of `data`, where it is open already; else it is opened. */
  readonly log?: KioskPorts['log'] | undefined
}

const ownProfiles = fileURLToPath(new URL('../profiles', import.meta.url))

/** All that a kiosk needs but its shell: the same for every shell. Throws HG_FOLDER_UNWRITABLE, HG_DISK_FULL, HG_PROFILE…. */
export async function openKioskPorts(folders: KioskFolders, makeShell: (log: KioskPorts['log']) => ShellPort): Promise<KioskPorts> {
  const { data, suggestedHub, hubAuthority } = folders
  const log = folders.log ?? openKioskLog(data)
  const onDamaged = (fault: HedgerowError) => log.note('file-damaged', { code: fault.code, file: fault.detail })
  const store = await openKioskStore(data, { onDamaged })
  const journal = await openJournalStore(join(data, 'journal'), { onDamaged })
  const reports = await openOutboxStore(join(data, 'outbox'))
  const hub = createHubClient({ ca: hubAuthority === undefined ? undefined : readAuthority(hubAuthority) })
  return {
    shell: makeShell(log),
    hub,
    store,
    journal,
    outbox: createOutbox({ store: reports, send: hub.putSlot, clock }),
    secrets,
    mailbox: { codes: slowCodes(), store: await openLetterStore(data, { onDamaged }) },
    clock,
    log,
    profiles: await readProfiles(folders.profiles ?? ownProfiles),
    phrases: await readPhrases(folders.profiles ?? ownProfiles),
    suggestedHub,
  }
}

function readAuthority(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (cause) {
    throw new HedgerowError('HG_COMMAND', '--hub-authority: the file cannot be read', { cause })
  }
}
