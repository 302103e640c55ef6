import { openersNeeded, type Readiness } from '#core/contract/keys.ts'

/** Red until children can send; and later, when computers are at odds about the keys or a drill is overdue. Names nobody: technicians see it, too. */
export function GateNote({ readiness }: { readiness: Readiness }) {
  return (
    <>
      {readiness.differing > 0 && <KeysDiffer count={readiness.differing} />}
      <Gate readiness={readiness} />
    </>
  )
}

/** Kiosks tell each other which keys they hold: one of them was given others. */
function KeysDiffer({ count }: { count: number }) {
  return (
    <section className="panel note-now" role="alert">
      <h2>{count === 1 ? 'A computer says' : `${count} computers say`} that the keys differ</h2>
      <p>
        Children’s computers were given different keys for what children tell. Notes that can wait are kept on the computers until this is
        settled; urgent ones go on, sealed to the last keys that all had. Compare the four pictures under “Keys” with those on a computer’s
        staff pad. If the hub was brought back from a backup, make a new key under “Keys”. If nobody knows of a reason, take it that
        somebody has changed the hub.
      </p>
    </section>
  )
}

function Gate({ readiness }: { readiness: Readiness }) {
  const { hasKeys, isLive, openers, kitOpened, overdue, kitOverdue } = readiness
  if (!isLive)
    return (
      <section className="panel note-now" role="alert">
        <h2>Children cannot send notes yet</h2>
        <p>Until then their screens say: tell a grown-up. The box opens by itself when all of this is done:</p>
        <ul>
          <li>The safeguarding lead has made the keys: {hasKeys ? 'done' : 'to do'}.</li>
          <li>
            {openersNeeded} people of the team have opened a drill report: {Math.min(openers, openersNeeded)} of {openersNeeded}.
          </li>
          <li>The recovery kit has opened a drill report: {kitOpened ? 'done' : 'to do'}.</li>
        </ul>
      </section>
    )
  if (overdue === 0 && !kitOverdue) return null
  return (
    <section className="panel note-now" role="alert">
      <h2>A drill is overdue</h2>
      <p>
        {overdue > 0 && `${overdue === 1 ? 'One person has' : `${overdue} people have`} not opened a drill report for 35 days. `}
        {kitOverdue && 'The recovery kit was not tried for 35 days. '}
        Words are forgotten quietly: try them under “Keys”.
      </p>
    </section>
  )
}
