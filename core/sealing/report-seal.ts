import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type EnvelopeForm, envelopeForms, formOf } from '#core/contract/envelope-form.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import { Report } from '#core/contract/report.ts'
import type { ReportRecipients } from '#core/contract/school.ts'
import { pad, unpad } from './padding.ts'

/**
 * A report as an age file (age-encryption.org/v1) that its readers' and the recovery identity open, of one length whatever
 * was told (`envelopeForms`; `large` only for a hub that takes no small ones). There is no plain fallback. Throws
 * HG_REPORT_NO_RECIPIENT, HG_REPORT_TOO_LONG, HG_BODY_SHAPE; no message and no cause holds a word of the report.
 */
export async function sealReport(report: Report, recipients: ReportRecipients | null, form: EnvelopeForm = 'small'): Promise<Uint8Array> {
  const { paddedBytes, envelopeBytes } = envelopeForms[form]
  const checked = Report.safeParse(report)
  if (!checked.success) {
    throw new HedgerowError(checked.error.issues.some((issue) => issue.code === 'too_big') ? 'HG_REPORT_TOO_LONG' : 'HG_BODY_SHAPE')
  }
  const padded = pad(new TextEncoder().encode(JSON.stringify(checked.data)), paddedBytes)
  if (padded === null) throw new HedgerowError('HG_REPORT_TOO_LONG')
  const sealed = await (await encrypterFor(checked.data, recipients)).encrypt(padded)
  if (sealed.length !== envelopeBytes) throw new HedgerowError('HG_REPORT_TOO_LONG', 'sealed to another size')
  return sealed
}

/**
 * What is told of a grown-up at school is sealed to its own readers and never to the team. Where nobody was named, a key that
 * nobody has takes their place: both kinds have the same number of stanzas in the same order.
 */
async function readersOf(report: Report, { team, grownUps }: ReportRecipients): Promise<string> {
  if (report.category !== 'ADULT') return team
  return grownUps ?? identityToRecipient(await generateX25519Identity())
}

async function encrypterFor(report: Report, recipients: ReportRecipients | null): Promise<Encrypter> {
  if (recipients === null) throw new HedgerowError('HG_REPORT_NO_RECIPIENT')
  const encrypter = new Encrypter()
  for (const recipient of [await readersOf(report, recipients), recipients.recovery]) {
    // Only classic X25519: a post-quantum recipient would change the one size, and `age` 1.1 could not open the file.
    if (!/^age1[0-9a-z]{58}$/.test(recipient)) throw new HedgerowError('HG_REPORT_NO_RECIPIENT')
    try {
      encrypter.addRecipient(recipient)
    } catch {
      throw new HedgerowError('HG_REPORT_NO_RECIPIENT')
    }
  }
  return encrypter
}

/**
 * The report in an envelope, by the team's or the recovery identity (`AGE-SECRET-KEY-1…`), or
 * by any of several, one a line as in an identity file of age. Throws HG_REPORT_UNREADABLE
 * for everything that is not exactly what `sealReport` makes: another key, another size, a flipped bit, another form.
 */
export async function openReport(envelope: Uint8Array, identity: string): Promise<Report> {
  const report = (await open(envelope, identity).catch(() => null)) ?? (await openHead(envelope, identity).catch(() => null))
  if (report === null) throw new HedgerowError('HG_REPORT_UNREADABLE')
  return report
}

/** A small report at the head of a large one's bytes: so a kiosk that was taken back to a version of before sends it. */
async function openHead(envelope: Uint8Array, identity: string): Promise<Report | null> {
  return formOf(envelope) === 'large' ? open(envelope.subarray(0, envelopeForms.small.envelopeBytes), identity) : null
}

async function open(envelope: Uint8Array, identity: string): Promise<Report | null> {
  const form = formOf(envelope)
  if (form === null) return null
  const decrypter = new Decrypter()
  for (const one of identity.split('\n')) decrypter.addIdentity(one)
  const body = unpad(await decrypter.decrypt(envelope), envelopeForms[form].paddedBytes)
  if (body === null) return null
  return Report.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
}
