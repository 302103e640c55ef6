import { readFileSync } from 'node:fs'
import { HedgerowError } from '#core/contract/errors.ts'

export interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** The accounts that a browser may run as when the caller is root, best first. */
const accountNames = ['hedgerow', 'nobody']

/**
 * Whom the browser runs as: null when the caller is an ordinary account (the browser then runs as the caller), else an
 * account without rights, since Chromium's sandbox works only for such. Throws HG_SHELL_SILENT when there is none.
 */
export function unprivilegedAccount(
  callerUid: number | undefined = process.getuid?.(),
  passwd: () => string = () => readFileSync('/etc/passwd', 'utf8'),
): Account | null {
  if (callerUid !== 0) return null
  const accounts = passwd()
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of accountNames) {
    const row = accounts.find((fields) => fields[0] === name)
    const uid = Number(row?.[2])
    const gid = Number(row?.[3])
    if (Number.isInteger(uid) && Number.isInteger(gid) && uid > 0 && gid > 0) return { uid, gid, name }
  }
  throw new HedgerowError('HG_SHELL_SILENT', 'no account without rights to run the browser as; run: useradd --system hedgerow')
}
