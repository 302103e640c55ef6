import type { KioskView, ScreenKind } from '#core/contract/view.ts'
import { call } from '../bridge.ts'
import { useWords } from '../words.ts'
import { Hedgehog, Sign } from './picture.tsx'
import { Press } from './press.tsx'
import { Speaker } from './speaker.tsx'
import { StaffLeaf } from './staff-leaf.tsx'

const telling: ReadonlySet<ScreenKind> = new Set(['tell', 'calling', 'report', 'thanks', 'report-failed', 'helpers', 'letters'])
/** Before the shelf has been reached, and where one choice is asked for, no way round is offered. */
const noShelf: ReadonlySet<ScreenKind> = new Set(['agreement', 'notice', 'question', 'idle', 'staff', 'opening'])
const staffMayOpen: ReadonlySet<ScreenKind> = new Set(['classes', 'pupils', 'secret', 'ask-teacher', 'out-of-order', 'not-enrolled'])
/** A page is open, on show or hidden: it can be closed. */
const hasPage: ReadonlySet<ScreenKind> = new Set(['page', 'think', 'personal', 'opening'])

/** The hedge: the same bar at the same place on every screen, in its own window above a page. Tell an adult is first by keyboard. */
export function Bar({ view }: { readonly view: KioskView | null }) {
  const words = useWords()
  const kind = view?.screen.kind ?? 'starting'
  return (
    <header className="bar">
      <Press className="tell" mark="tell" act={() => void call('tell.press', {})}>
        <Sign name="tell" />
        <span>{words('bar.tell')}</span>
      </Press>
      {view !== null && hasPage.has(kind) && <CloseKey isWordless={view.stage === 'eyfs'} />}
      {view?.who == null ? <Brand view={view} /> : <Whereabouts view={view} who={view.who} />}
      {staffMayOpen.has(kind) && <StaffLeaf />}
    </header>
  )
}

function CloseKey({ isWordless }: { readonly isWordless: boolean }) {
  const words = useWords()
  return (
    <Press
      className="key close"
      mark="close"
      label={`${words('bar.close')}. ${words('bar.unsure')}`}
      act={() => void call('page.unsure', {})}
    >
      <Hedgehog mood="curled" className="" />
      {!isWordless && <span>{words('bar.close')}</span>}
    </Press>
  )
}

function Brand({ view }: { readonly view: KioskView | null }) {
  const words = useWords()
  return (
    <div className="where brand">
      <Hedgehog mood="curious" className="" />
      <span>
        <b>{words('product')}</b>
        <small>{view?.school ?? ''}</small>
      </span>
    </div>
  )
}

function Whereabouts({ view, who }: { readonly view: KioskView; readonly who: NonNullable<KioskView['who']> }) {
  const words = useWords()
  const { screen, stage } = view
  const isWordless = stage === 'eyfs'
  const isTelling = telling.has(screen.kind)
  const tile =
    screen.kind === 'page' || screen.kind === 'think' || screen.kind === 'personal' || screen.kind === 'opening' ? screen.tile : null
  return (
    <>
      {!noShelf.has(screen.kind) && (
        <Press
          className="key shelf"
          mark="shelf"
          label={words('bar.shelf')}
          act={() => void call(isTelling ? 'tell.leave' : 'shelf.show', {})}
        >
          <Sign name="shelf" />
          {!isWordless && <span>{words('bar.shelf')}</span>}
        </Press>
      )}
      {tile !== null && isWordless && <Speaker className="key hear" lines={[tile.spoken]} what={tile.spoken} />}
      {tile !== null && (
        <div className="where open">
          <Sign name={tile.picture} />
          <span>{isWordless ? tile.spoken : tile.title}</span>
        </div>
      )}
      {!isTelling && (
        <Press className="key done" mark="done" act={() => void call('session.sign-out', {})}>
          <Sign name={who.picture} />
          <span>
            <small>{who.name}</small> {words('bar.done')}
          </span>
        </Press>
      )}
    </>
  )
}
