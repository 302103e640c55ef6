import { useEffect, useState } from 'react'
import type { z } from 'zod'
import type { Kiosks } from '#core/contract/hub-api.ts'
import type { SelfChecks } from '#core/contract/self-check.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { WitnessPanel } from '#hub/console/records/witness-panel.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Dialog } from '#hub/console/ui/dialog.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'
import { dayWords, sinceWords } from '#hub/console/words/dates.ts'
import { faultWordsOf } from '#hub/console/words/faults.ts'
import { SelfCheckView } from './self-check-view.tsx'

type Checks = { readonly value: SelfChecks | null }
export type Kiosk = z.infer<typeof Kiosks>['kiosks'][number]

const askEvery = 30_000

/** Every enrolled kiosk: what it runs, when it was last heard of, and what to do about its faults. */
export function KiosksPage({ asked }: { asked: Asked<z.infer<typeof Kiosks>> }) {
  const [removing, setRemoving] = useState<Kiosk | null>(null)
  const { busy, fault, run } = useDoing()
  const { reload } = asked
  const proven = useAnswer(() => api.selfChecks(), 'self-checks', ['kiosks-changed'])
  const checks: Checks = { value: proven.answer.kind === 'there' ? proven.answer.value : null }
  useEffect(() => {
    // A kiosk that falls silent sends no event.
    const timer = setInterval(reload, askEvery)
    return () => clearInterval(timer)
  }, [reload])
  return (
    <>
      <PageHead title="Kiosks" line="What runs where. Nothing about children is shown on this desk.">
        <button type="button" className="btn go" onClick={() => goTo('enrol')}>
          Enrol a kiosk
        </button>
      </PageHead>
      <WitnessPanel />
      <AnswerView asked={asked}>
        {({ kiosks }) =>
          kiosks.length === 0 ? (
            <section className="panel">
              <Empty hedgehog>
                <h2>No kiosk yet</h2>
                <p>Make a code here, start Hedgerow on the computer in the classroom, and type the code there.</p>
              </Empty>
            </section>
          ) : (
            <>
              <p className="soft">
                {count(kiosks.filter((kiosk) => kiosk.inReach).length, 'kiosk')} of {kiosks.length} in reach.
              </p>
              <ul className="cards">
                {kiosks.map((kiosk) => (
                  <KioskCard key={kiosk.id} kiosk={kiosk} checks={checks} onRemove={() => setRemoving(kiosk)} />
                ))}
              </ul>
            </>
          )
        }
      </AnswerView>
      {removing !== null && (
        <Dialog title={`Remove ${removing.name}`} onClose={() => setRemoving(null)}>
          <p>
            The hub will no longer know this kiosk. It goes on with the lists it has until they are past their date, and notes that children
            wrote on it cannot travel any more. To use it again, enrol it with a new code.
          </p>
          {removing.inReach && <p className="note-wait">It is in reach now: somebody may be using it.</p>}
          <FaultNote fault={fault} />
          <div className="row">
            <button
              type="button"
              className="btn"
              disabled={busy !== null}
              onClick={() =>
                void run('Removing…', async () => {
                  asked.put(await api.removeKiosk(removing.id))
                  setRemoving(null)
                })
              }
            >
              {busy ?? `Remove ${removing.name}`}
            </button>
            <button type="button" className="btn plain" onClick={() => setRemoving(null)}>
              Keep it
            </button>
          </div>
        </Dialog>
      )}
    </>
  )
}

function KioskCard({ kiosk, checks, onRemove }: { kiosk: Kiosk; checks: Checks; onRemove: () => void }) {
  const { facts } = kiosk
  return (
    <li className="panel kiosk">
      <div className="head">
        <h2 className="head-words">{kiosk.name}</h2>
        {kiosk.inReach ? <Chip mark="ok">In reach</Chip> : <Chip mark="wait">Not in reach</Chip>}
        {kiosk.listsUpToDate ? <Chip mark="ok">Lists are the newest</Chip> : <Chip mark="info">Older lists</Chip>}
        <button type="button" className="link" onClick={onRemove} aria-label={`Remove ${kiosk.name}`}>
          Remove
        </button>
      </div>
      <dl className="facts-line">
        <div>
          <dt>Last contact</dt>
          <dd>{kiosk.lastContactAt === null ? 'never yet' : sinceWords(kiosk.lastContactAt)}</dd>
        </div>
        <div>
          <dt>Hedgerow</dt>
          <dd>
            {facts.version}, {facts.shell} shell
          </dd>
        </div>
        <div>
          <dt>Engine</dt>
          <dd>{facts.engine}</dd>
        </div>
        <div>
          <dt>Computer</dt>
          <dd>{facts.platform}</dd>
        </div>
        <div>
          <dt>Enrolled</dt>
          <dd>{dayWords(kiosk.enrolledAt)}</dd>
        </div>
      </dl>
      {checks.value !== null && <SelfCheckView kiosk={kiosk} check={checks.value.checks[kiosk.id]} proof={checks.value.proofs[kiosk.id]} />}
      {kiosk.faults.map((fault) => {
        const words = faultWordsOf(fault.code)
        return (
          <div className="fault" key={`${fault.code} ${fault.detail}`}>
            <p>
              <b>{words.what}</b> {words.next}
            </p>
            <p className="soft">
              Code {fault.code}
              {fault.detail !== '' && `, ${fault.detail}`}
            </p>
          </div>
        )
      })}
    </li>
  )
}
