import { call } from '../bridge.ts'
import { Heading } from '../parts/heading.tsx'
import { Hedgehog, Plate } from '../parts/picture.tsx'
import { Press } from '../parts/press.tsx'
import { Speaker } from '../parts/speaker.tsx'
import { changeDraft, useRenderer } from '../store.ts'
import { useWords } from '../words.ts'

/**
 * Somebody is in danger now: help first, by name and by choice, or any grown-up. From a note (`canWrite`), the note can still
 * go; from the fork the child goes back to it.
 */
export function ReportDanger({ canWrite }: { readonly canWrite: boolean }) {
  const words = useWords()
  const who = useRenderer((state) => state.view?.who ?? null)
  const helpMe = who === null ? words('tell.helpHere') : words('tell.helpMe', { name: who.name })
  // A name has no clip of its own.
  const lines = [
    words('report.dangerNow'),
    words('report.dangerLine'),
    words('tell.helpHere'),
    words('tell.helpLine'),
    words('tell.notInTrouble'),
  ]
  return (
    <main className="hills tell-screen">
      <div className="tell-top">
        <Hedgehog mood="listening" />
        <div>
          <Heading key="danger">{words('report.dangerNow')}</Heading>
          <p>
            {words('report.dangerLine')} {words('tell.notInTrouble')}
          </p>
        </div>
        <Speaker lines={lines} />
      </div>
      <div className={canWrite ? 'two three' : 'two'}>
        <Press className="btn go choice" mark="help" act={() => void call('tell.help', {})}>
          <Plate name="hand" />
          <b>{helpMe}</b>
          <span>{words('tell.helpLine')}</span>
        </Press>
        <Press className="btn go choice" mark="grown-up" act={() => void call('tell.grown-up', {})}>
          <Plate name="tell" />
          <b>{words('tell.grownUp')}</b>
          <span>{words('tell.grownUpLine')}</span>
        </Press>
        {canWrite && (
          <Press className="btn soft choice" mark="danger-note" act={() => changeDraft({ danger: true, step: 'pictures' })}>
            <Plate name="envelope" />
            <b>{words('report.dangerNote')}</b>
            <span>{words('report.dangerNoteLine')}</span>
          </Press>
        )}
      </div>
      <div className="tell-end">
        <Press className="btn plain-card" mark="helpers" act={() => void call('tell.helpers', {})}>
          {words('tell.helpers')}
        </Press>
        <Press className="btn plain-card" mark="report-back" act={() => changeDraft({ step: 'pictures' })}>
          {words('back')}
        </Press>
        <Press className="btn plain-card" mark="leave" act={() => void call('tell.leave', {})}>
          {words('report.leave')}
        </Press>
      </div>
    </main>
  )
}
