import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { type ErrorCode, HedgerowError } from '#core/contract/errors.ts'
import type { MailServer } from './mail-settings.ts'

/** All that a mail of the bell says. The same for every report, step and school: see check P17. */
const bellWords = {
  subject: 'Please open the worry box',
  text: 'Please open the worry box.\n\nThis message is the same every time. Nothing that was told is in it.\n',
}
const testWords = { subject: 'A test of the worry box', text: 'This is a test. The worry box can send mail to this address.\n' }

/** A server that says nothing for so long is taken for down. */
const patienceMs = 10_000

/**
 * Hands one mail to the school's server; resolves when that has taken it. `date`: a moment of the bell's grid. The
 * Message-ID is made of it and the address alone, so a mail that went out twice is one in the mailbox.
 * Throws HG_MAIL_UNREACHABLE, HG_MAIL_TLS, HG_MAIL_LOGIN, HG_MAIL_REFUSED, never with the password or what the server said.
 */
export async function sendMail(
  { settings, password }: MailServer,
  to: string,
  date: number,
  kind: 'bell' | 'test' = 'bell',
): Promise<void> {
  const { host, port, security, user, from, authority } = settings
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === '' ? {} : { auth: { user, pass: password } }),
    ...(authority === null ? {} : { tls: { ca: authority } }),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    dnsTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const mailbox = createHash('sha256').update(to).digest('hex').slice(0, 16)
  try {
    await transport.sendMail({
      ...(kind === 'bell' ? bellWords : testWords),
      from: { name: 'Hedgerow', address: from },
      to,
      date: new Date(date),
      messageId: `<${date}.${mailbox}@bell.hedgerow.invalid>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
  } catch (fault) {
    throw new HedgerowError(codeOf(fault), '', { cause: fault })
  } finally {
    transport.close()
  }
}

function codeOf(fault: unknown): ErrorCode {
  const code = fault instanceof Error && 'code' in fault ? String(fault.code) : ''
  if (code === 'EAUTH' || code === 'ENOAUTH' || code === 'EOAUTH2') return 'HG_MAIL_LOGIN'
  if (code === 'EENVELOPE' || code === 'EMESSAGE' || code === 'ESTREAM') return 'HG_MAIL_REFUSED'
  if (code === 'ETLS' || (fault instanceof Error && /certificate|ssl|tls|altname/i.test(fault.message))) return 'HG_MAIL_TLS'
  return 'HG_MAIL_UNREACHABLE'
}
