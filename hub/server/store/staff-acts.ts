import { randomBytes } from 'node:crypto'
import { actLeaf, saltBytes } from '#core/audit/act-leaf.ts'
import type { Db, Tx } from './store.ts'

/** Append only. Staff acts alone are recorded: a kiosk's or a child's never. */
export type StaffAct =
  | 'set-up'
  | 'invited'
  | 'signed-in'
  | 'signed-in-by-link'
  | 'signed-out'
  | 'changed-password'
  | 'saved-draft'
  | 'published'
  | 'asked-to-look'
  | 'answered-request'
  | 'answered-call'
  | 'added-pupil'
  | 'removed-pupil'
  | 'set-pupil-secret'
  | 'made-team-keys'
  | 'made-own-key'
  | 'changed-key-words'
  | 'let-in'
  | 'took-out'
  | 'changed-key'
  | 'resealed'
  | 'opened-drill'
  | 'went-live'
  | 'set-report-state'
  | 'fetched-reports'
  | 'read-report'
  | 'read-report-notes'
  | 'passed-report'
  | 'merged-reports'
  | 'began-case'
  | 'read-case'
  | 'added-to-case'
  | 'looked-at-activity'
  | 'made-enrolment-code'
  | 'enrolled-kiosk'
  | 'removed-kiosk'
  | 'stopped-page'
  | 'undid-stop'
  | 'reviewed-stop'
  | 'sent-ticket'
  | 'moved-ticket'
  | 'posted-notice'
  | 'read-notice'
  | 'took-down-notice'
  | 'opened-mailbox'
  | 'closed-mailbox'
  | 'wrote-letter'
  | 'sent-letter'
  | 'took-back-letter'
  | 'changed-mail'
  | 'changed-calendar'
  | 'asked-for-self-check'
  | 'added-phrase'
  | 'changed-phrase'
  | 'removed-phrase'
  | 'looked-at-record'
  | 'counted-notes'
  | 'exported'
  | 'changed-fine-words'
  | 'deleted-note'
  | 'deleted-case'
  | 'held'
  | 'let-go'
  | 'asked-break-glass'
  | 'agreed-break-glass'
  | 'used-recovery-kit'

export interface Actor {
  readonly id: string | null
  readonly name: string
}

/** Records who did what, in the transaction that does it. `about` is an id, a state or a version, never a child's name. */
export async function recordAct(db: Db | Tx, at: number, actor: Actor, act: StaffAct, about = ''): Promise<void> {
  const entry = { at, staffId: actor.id, who: actor.name, act, about }
  const salt = randomBytes(saltBytes)
  await db
    .insertInto('staffActs')
    .values({ ...entry, salt, leaf: actLeaf(salt, entry) })
    .execute()
}
