import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { EnrolmentCode, Kiosks } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { Chip } from '#hub/console/ui/chip.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { href } from '#hub/console/use-route.ts'
import { clockWords } from '#hub/console/words/dates.ts'

/** A big short code, good for a while, and the kiosk that used it as soon as it does. */
export function EnrolPage({ asked }: { asked: Asked<z.infer<typeof Kiosks>> }) {
  const [code, setCode] = useState<z.infer<typeof EnrolmentCode> | null>(null)
  const [now, setNow] = useState(Date.now())
  const knownBefore = useRef<ReadonlySet<string>>(new Set())
  const { busy, fault, run } = useDoing()
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5_000)
    return () => clearInterval(timer)
  }, [])
  const kiosks = asked.answer.kind === 'there' ? asked.answer.value.kiosks : []
  const fresh = code === null ? [] : kiosks.filter((kiosk) => !knownBefore.current.has(kiosk.id))
  const minutes = code === null ? 0 : Math.ceil((code.expiresAt - now) / 60_000)
  const make = () =>
    void run('Making a code…', async () => {
      knownBefore.current = new Set(kiosks.map((kiosk) => kiosk.id))
      setCode(await api.newEnrolmentCode())
      setNow(Date.now())
    })
  return (
    <>
      <PageHead title="Enrol a kiosk" line="The code joins one computer to this school, once." />
      <section className="panel enrol">
        {code === null ? (
          <p>Start Hedgerow on the computer in the classroom. It asks for a code; make one here and type it there.</p>
        ) : fresh.length > 0 ? (
          <p role="status">
            <Chip mark="ok">Enrolled</Chip> <b>{fresh.map((kiosk) => kiosk.name).join(', ')}</b> belongs to the school now.{' '}
            <a className="link" href={href('kiosks')}>
              See all kiosks
            </a>
          </p>
        ) : minutes <= 0 ? (
          <p role="status">
            <Chip mark="wait">Past its time</Chip> This code works no longer. Make a new one.
          </p>
        ) : (
          <>
            <p className="code" role="status">
              <span className="for-readers">{[...code.code].join(' ')}</span>
              <span aria-hidden="true">{grouped(code.code)}</span>
            </p>
            <p>
              Type this on the kiosk, with a name for it such as “Year 2 window”. Good until {clockWords(code.expiresAt)}, {minutes}{' '}
              {minutes === 1 ? 'minute' : 'minutes'} from now. Capitals or not, and the gap in the middle, do not matter.
            </p>
          </>
        )}
        <FaultNote fault={fault} />
        <button type="button" className={code === null ? 'btn go' : 'btn'} disabled={busy !== null} onClick={make}>
          {busy ?? (code === null ? 'Make a code' : 'Make another code')}
        </button>
      </section>
    </>
  )
}

/** In two halves, so that eight signs can be carried across a room. */
function grouped(code: string): string {
  const half = Math.ceil(code.length / 2)
  return code.includes('-') ? code : `${code.slice(0, half)} ${code.slice(half)}`
}
