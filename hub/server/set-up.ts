import { readFileSync } from 'node:fs'
import { HedgerowError } from '#core/contract/errors.ts'
import { saveMail } from './bell/mail-settings.ts'
import type { Command } from './command-line.ts'
import type { Hub } from './hub.ts'
import { seedSchool } from './seed.ts'
import { invite } from './staff/people.ts'
import { openHub } from './start.ts'

type Options<K extends Command['kind']> = Extract<Command, { kind: K }>['options']

const author = { id: null, name: 'command line' }

/** Makes a school with its technician. Answers with what to print. Throws what `seedSchool` throws. */
export function setUpFromCommandLine({ data, name, email, pin }: Options<'set-up'>): Promise<string> {
  return withHub(data, async (hub) => {
    const { links } = await seedSchool(hub, {
      name,
      termStarts: [],
      helpers: [],
      staffPin: pin,
      staff: [{ name: 'Technician', email, role: 'technician', password: null }],
      classes: [],
      team: null,
    })
    return links.map(({ path }) => sentence(email, path)).join('')
  })
}

/** Makes a whole school from a file of the form `SchoolSeed`. Answers with what to print. Throws HG_COMMAND and what `seedSchool` throws. */
export function setUpFromFile({ data, from }: Options<'set-up from'>): Promise<string> {
  const seed = readSeedFile(from)
  return withHub(data, async (hub) => {
    const { links } = await seedSchool(hub, seed)
    return links.map(({ email, path }) => sentence(email, path)).join('')
  })
}

function readSeedFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    // Without the cause: a parser's message quotes the file, which holds children's names.
    throw new HedgerowError('HG_COMMAND', '--from: the file cannot be read, or is not JSON')
  }
}

/** A one-time link for a member of staff, who is made where there is none. Answers with what to print. */
export function inviteFromCommandLine({ data, role, name, email }: Options<'invite'>): Promise<string> {
  return withHub(data, async (hub) => {
    const { path } = await hub.db.transaction().execute((tx) => invite(hub, tx, { name, email, role }, author))
    return sentence(email, path)
  })
}

function sentence(email: string, path: string): string {
  return `${email} signs in once, within a day, at this path after the hub's address:\n  ${path}\n`
}

/** The school's mail server from a file of the form `SaveMail`. Throws HG_COMMAND and HG_MAIL_SETTINGS. */
export function setMailFromFile({ data, from }: Options<'mail'>): Promise<string> {
  const given = readSeedFile(from)
  return withHub(data, async (hub) => {
    const { settings } = await saveMail(hub.db, data, hub.now(), author, given)
    return settings === null
      ? 'No mail will be sent.\n'
      : `Mail goes by ${settings.host}:${settings.port}. The file is no longer needed: it holds a password.\n`
  })
}

async function withHub(folder: string, act: (hub: Hub) => Promise<string>): Promise<string> {
  const hub = await openHub(folder, {})
  try {
    return await act(hub)
  } finally {
    await hub.db.destroy()
  }
}
