import type { ReportRecipients } from '#core/contract/school.ts'
import { KitCode } from '#hub/console/dsl/kit-code.tsx'
import { dayWords } from '#hub/console/words/dates.ts'

/** One sheet for the safe: opens every note with the ordinary `age` program, even where Hedgerow is gone. */
export function RecoveryKit({
  school,
  madeBy,
  identity,
  recipients,
}: {
  school: string
  madeBy: string
  identity: string
  recipients: ReportRecipients
}) {
  return (
    <section className="panel kit print-sheet">
      <h2>Recovery kit of the safety box</h2>
      <p>
        {school}. Made by {madeBy}, {dayWords(Date.now())}. Set of keys number {recipients.epoch}.
      </p>
      <p>
        <b>Keep this in the safe, in a sealed envelope.</b> Whoever has it can read every note. Open it only with two people, and write down
        who, when and why.
      </p>
      <p>Recovery key:</p>
      <p className="kit-key">{inGroups(identity)}</p>
      <p className="soft">Written here in groups of eight; leave the gaps out when you type it.</p>
      <div className="kit-scan">
        <KitCode identity={identity} />
        <p className="soft">
          The same letters, for a scanner that types them into this computer. Never hold a telephone to it: the telephone would keep the
          key.
        </p>
      </div>
      <p>
        To read notes with Hedgerow: “Break-glass”, at the desk of the safeguarding team. To read a note without Hedgerow: put the key in a
        file <code>key.txt</code>, and run <code>age -d -i key.txt NOTE.age</code> (age is a free program, age-encryption.org).
      </p>
      <p className="soft">Belongs to the recovery address {recipients.recovery}.</p>
    </section>
  )
}

function inGroups(identity: string): string {
  const prefix = 'AGE-SECRET-KEY-1'
  const rest = identity.startsWith(prefix) ? identity.slice(prefix.length) : identity
  return `${identity.startsWith(prefix) ? `${prefix} ` : ''}${rest.replace(/(.{8})(?=.)/g, '$1 ')}`
}
