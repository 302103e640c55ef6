import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type MailDesk, MailSettings, SaveMail } from '#core/contract/bell.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { diskFault } from '../store/disk-fault.ts'
import { type Actor, recordAct } from '../store/staff-acts.ts'
import type { Db } from '../store/store.ts'

/** What it takes to reach the mail server. */
export interface MailServer {
  readonly settings: MailSettings
  readonly password: string
}

/** In the data folder beside the signing key: not in the database, so in no copy of it, and in no answer. */
const passwordFile = (folder: string) => join(folder, 'mail-password')

/** Null where no mail is to be sent. */
export async function readMailServer(db: Db, folder: string): Promise<MailServer | null> {
  const row = await db.selectFrom('bellMailSettings').select('settingsJson').executeTakeFirst()
  if (row === undefined) return null
  const path = passwordFile(folder)
  return { settings: MailSettings.parse(JSON.parse(row.settingsJson)), password: existsSync(path) ? readFileSync(path, 'utf8') : '' }
}

/** For the technician's page: all but the password. */
export async function readMailDesk(db: Db, folder: string): Promise<MailDesk> {
  const server = await readMailServer(db, folder)
  return { settings: server?.settings ?? null, hasPassword: server !== null && server.password !== '' }
}

/** Keeps the settings, and the password where one was given. Throws HG_MAIL_SETTINGS with the field, and what the disk may say. */
export async function saveMail(db: Db, folder: string, now: number, by: Actor, given: unknown): Promise<MailDesk> {
  const read = SaveMail.safeParse(given)
  if (!read.success) throw new HedgerowError('HG_MAIL_SETTINGS', read.error.issues[0]?.path.join('.') ?? '')
  const { settings, password } = read.data
  const before = await readMailServer(db, folder)
  // A kept password must not be handed to another server, by whoever sits down at the technician's desk.
  const isElsewhere =
    before !== null && settings !== null && (before.settings.host !== settings.host || before.settings.user !== settings.user)
  if (settings === null || settings.user === '' || password === '' || (password === null && isElsewhere)) forgetPassword(folder)
  else if (password !== null) keepPassword(folder, password)
  await db.transaction().execute(async (tx) => {
    await tx.deleteFrom('bellMailSettings').execute()
    await tx.deleteFrom('bellMails').execute()
    await tx.updateTable('bellState').set({ mailFailedSince: null }).execute()
    if (settings !== null)
      await tx
        .insertInto('bellMailSettings')
        .values({ only: 1, settingsJson: JSON.stringify(settings) })
        .execute()
    await recordAct(tx, now, by, 'changed-mail')
  })
  return readMailDesk(db, folder)
}

function forgetPassword(folder: string): void {
  rmSync(passwordFile(folder), { force: true })
}

/** Whole or not at all; readable by the hub's user alone. */
function keepPassword(folder: string, password: string): void {
  try {
    const path = passwordFile(folder)
    const file = openSync(`${path}.new`, 'w', 0o600)
    writeSync(file, password)
    fsyncSync(file)
    closeSync(file)
    renameSync(`${path}.new`, path)
  } catch (fault) {
    throw diskFault(fault)
  }
}
