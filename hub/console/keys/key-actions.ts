import type { KeyDesk } from '#core/contract/keys.ts'
import { fromBase64, toBase64 } from '#core/sealing/base64.ts'
import { sha256Hex } from '#core/sealing/fingerprint.ts'
import { openReport, sealReport } from '#core/sealing/report-seal.ts'
import { newGroupKey, openDrill, readIdentity, unwrapIdentity, unwrapTeamKey, wrapTeamKey } from '#core/sealing/team-keys.ts'
import { api } from '#hub/console/api.ts'

/** All here happens in this browser; what leaves it is public halves, wrapped bytes and answers of drills. */

/** The person's words open their own key, and that every key of the group wrapped to it: identities, one a line, the newest first. Throws HG_WRONG_PASSWORD. */
export async function openKeys(wrappedIdentity: string, wraps: readonly string[], words: string): Promise<string> {
  const identity = await unwrapIdentity(wrappedIdentity, words)
  const opened = await Promise.all(wraps.map((wrap) => unwrapTeamKey(wrap, identity)))
  return opened.join('\n')
}

/** The caller's own wraps, newest key first. */
export const ownWraps = (desk: KeyDesk): string[] => desk.keys.flatMap(({ wrap }) => (wrap === null ? [] : [wrap]))

async function byRecipient(identities: string): Promise<Map<string, string>> {
  const read = await Promise.all(identities.split('\n').map(readIdentity))
  return new Map(read.flatMap((one) => (one === null ? [] : [[one.recipient, one.identity]])))
}

type Person = KeyDesk['people'][number]

/** Wraps every key that this browser has open to one more person. */
export async function letIn(person: Person, identities: string): Promise<KeyDesk | null> {
  const open = await byRecipient(identities)
  const { id, recipient } = person
  if (recipient === null) return null
  const wraps = []
  for (const key of person.missing) {
    const identity = open.get(key)
    if (identity !== undefined) wraps.push({ key, staffId: id, to: recipient, wrap: await wrapTeamKey(identity, recipient) })
  }
  return wraps.length === 0 ? null : api.giveWraps({ wraps })
}

/** A new key for the group from now on, for all who hold today's but the leaver. Gives the identities as lines, the new one first. */
export async function changeKey(desk: KeyDesk, leaver: Person | null, identities: string): Promise<{ desk: KeyDesk; identities: string }> {
  const { recipients: was } = desk
  if (was === null) throw new Error('no keys yet')
  const key = await newGroupKey()
  const recipients = { ...was, epoch: was.epoch + 1, [desk.group === 'team' ? 'team' : 'grownUps']: key.recipient }
  const newest = desk.keys[0]?.recipient
  const stay = desk.people.filter((one) => one.id !== leaver?.id && (newest === undefined || !one.missing.includes(newest)))
  const wraps = []
  for (const { id, recipient } of stay)
    if (recipient !== null) wraps.push({ key: key.recipient, staffId: id, to: recipient, wrap: await wrapTeamKey(key.identity, recipient) })
  const after = await api.changeKey({ was, recipients, wraps, leaver: leaver?.id ?? null })
  return { desk: after, identities: [key.identity, identities].filter((one) => one !== '').join('\n') }
}

/**
 * Seals every report that opens with these keys under the newest ones. Says how many. Safe to stop and to begin again:
 * each is swapped by itself, and one that does not open, or that somebody else swapped first, stays as it is.
 */
export async function resealAll(desk: KeyDesk, identities: string, note: (done: number, of: number) => void): Promise<number> {
  const { recipients } = desk
  if (recipients === null) return 0
  const { reports } = await api.sealedEnvelopes()
  const old = reports.filter((one) => one.epoch < recipients.epoch)
  let done = 0
  for (const [index, { id, envelope }] of old.entries()) {
    note(index, old.length)
    const bytes = fromBase64(envelope)
    const report = await openReport(bytes, identities).catch(() => null)
    if (report === null) continue
    await api.reseal(id, { was: sha256Hex(bytes), envelope: toBase64(await sealReport(report, recipients)) })
    done += 1
  }
  return done
}

/** Opens a drill report with a key that this browser has, and tells the hub what stands in it. */
export async function openOwnDrill(identities: string): Promise<KeyDesk> {
  const { id, sealed } = await api.askDrill('me')
  return api.answerDrill(id, await openDrill(sealed, identities.split('\n')[0] ?? ''))
}

/** The same with the key on the paper. Throws HG_REPORT_UNREADABLE when it is not the kit of today. */
export async function openKitDrill(typed: string): Promise<KeyDesk> {
  const { id, sealed } = await api.askDrill('kit')
  const kit = await readIdentity(typed)
  return api.answerDrill(id, await openDrill(sealed, kit?.identity ?? ''))
}
