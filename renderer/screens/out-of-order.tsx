import { call } from '../bridge.ts'
import { CalmScreen } from '../parts/calm-screen.tsx'
import { Press } from '../parts/press.tsx'
import { useWords } from '../words.ts'
import type { Given } from './screen-of.ts'

/** The child sees the kind line; the code below it is for whoever they fetch. */
export function OutOfOrderScreen({ screen }: Given<'out-of-order'>) {
  const words = useWords()
  return (
    <CalmScreen mood="curled" title={words('outOfOrder')} line={words('outOfOrderLine')}>
      <aside className="for-staff">
        <b>{words('forStaff')}</b> <code>{screen.code}</code>
        <span>{screen.detail}</span>
        {screen.code === 'HG_SELF_CHECK' && (
          <Press className="btn plain-card" mark="check-again" act={() => void call('check.again', {})}>
            {words('staff.again')}
          </Press>
        )}
      </aside>
    </CalmScreen>
  )
}
