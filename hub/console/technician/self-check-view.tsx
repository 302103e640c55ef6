import type { ProofSummary } from '#core/contract/daily-proof.ts'
import { byHand, byHandRecipe, canaries, type KioskCheck } from '#core/contract/self-check.ts'
import { api } from '#hub/console/api.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { dayWords, sinceWords } from '#hub/console/words/dates.ts'
import type { Kiosk } from './kiosks-page.tsx'

const keyWords = { theirs: 'a child can reach it', off: 'taken away', unknown: 'cannot be read here' } as const
const proofWords = {
  opened: 'opened',
  refused: 'refused by Hedgerow',
  'no-answer': 'the site did not answer',
  'not-tested': 'not tested',
} as const

/** Green, amber or red, always with a word. Amber: nothing leaked, and something could not be tried or is a child's to reach. */
function Light({ check }: { check: KioskCheck | undefined }) {
  if (check === undefined) return <Chip mark="info">No self-check yet</Chip>
  if (!check.passed) return <Chip mark="now">Refuses pupils: self-check failed</Chip>
  const isWhole = check.checked?.canaries.every((canary) => canary.result === 'held') === true
  const isOurs = check.checked?.systemKeys.every((key) => key.state === 'off') === true
  return isWhole && isOurs ? <Chip mark="ok">Self-check held</Chip> : <Chip mark="wait">Self-check held, with gaps</Chip>
}

/** What a kiosk found when it tried its own locks and the school's list, and a button to try again. */
export function SelfCheckView({ kiosk, check, proof }: { kiosk: Kiosk; check: KioskCheck | undefined; proof: ProofSummary | undefined }) {
  const { busy, fault, run } = useDoing()
  const checked = check?.checked ?? null
  return (
    <section className="self-check" aria-label={`Self-check of ${kiosk.name}`}>
      <p>
        <Light check={check} /> {check !== undefined && <span className="soft">{sinceWords(check.at)}</span>}{' '}
        <button
          type="button"
          className="link"
          disabled={busy !== null || !kiosk.inReach}
          onClick={() => void run('Asking…', async () => void (await api.checkKiosk(kiosk.id)))}
        >
          {busy ?? 'Check now'}
        </button>
      </p>
      <FaultNote fault={fault} />
      {check !== undefined && !check.passed && (
        <p className="note-wait">
          Children cannot sign in on this computer until the check holds. It tries again by itself. Restart the computer; if it stays so,
          update or reinstall Chromium, and look at what is named here.
        </p>
      )}
      {check !== undefined && checked === null && <p>The self-check could not be run.</p>}
      {checked?.canaries
        .filter((canary) => canary.result !== 'held')
        .map((canary) => (
          <p key={canary.name}>
            <b>{canary.result === 'leaked' ? 'Did not hold: ' : 'Could not be tried here: '}</b>
            {canaries[canary.name]}
          </p>
        ))}
      {proof !== undefined && (
        <p>
          The school’s own list, {proof.day}: {proof.opened} opened, {proof.refused} refused, {proof.noAnswer} did not answer,{' '}
          {proof.notTested} not tested. {proof.canariesRefused} of {proof.canaries} addresses that must be refused were refused.
        </p>
      )}
      {proof !== undefined && proof.notOpened.length > 0 && (
        <ul>
          {proof.notOpened.map((tile) => (
            <li key={`${tile.classId} ${tile.tileId}`}>
              {tile.title}: {proofWords[tile.result]}
              {tile.why !== '' && ` (${tile.why})`}
            </li>
          ))}
        </ul>
      )}
      {checked !== null && (
        <details>
          <summary>All that was tried, and what belongs to the operating system</summary>
          <p>
            {checked.engine.name} {checked.engine.version}
            {checked.engine.fileFrom !== null && `, its file from ${dayWords(checked.engine.fileFrom)}`}. The check took {checked.tookMs}{' '}
            ms.
          </p>
          <ul>
            {checked.canaries.map((canary) => (
              <li key={canary.name}>
                {canaries[canary.name]} {canary.result === 'held' ? 'Held.' : canary.result === 'leaked' ? 'Did not hold.' : 'Not tried.'}
              </li>
            ))}
            {checked.systemKeys.map((key) => (
              <li key={key.keys}>
                {key.keys}: {keyWords[key.state]} ({key.seenIn})
              </li>
            ))}
            {byHand.map((attempt) => (
              <li key={attempt}>
                {attempt}: to be tried by hand, see {byHandRecipe}
                {checked.byHand.find((one) => one.attempt === attempt)?.seen === 'open' && '; its settings are open on this computer'}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}
