import type { Me } from '#core/contract/hub-api.ts'
import { api } from '#hub/console/api.ts'
import { BellBanner, useBell } from '#hub/console/bell/bell-banner.tsx'
import { DaysPage } from '#hub/console/bell/days-page.tsx'
import { TicketsPage } from '#hub/console/board/tickets-page.tsx'
import { Frame } from '#hub/console/frame.tsx'
import { GateNote } from '#hub/console/keys/gate-note.tsx'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { EnrolPage } from '#hub/console/technician/enrol-page.tsx'
import { KiosksPage } from '#hub/console/technician/kiosks-page.tsx'
import { MailPage } from '#hub/console/technician/mail-page.tsx'
import { useRoute } from '#hub/console/use-route.ts'

/** The technician's desk: kiosks, and nothing about children. */
export function TechnicianDesk({ me, onSignOut }: { me: Me; onSignOut: () => Promise<void> }) {
  const kiosks = useAnswer(() => api.kiosks(), 'kiosks', ['kiosks-changed'])
  const readiness = useAnswer(() => api.readiness(), 'readiness', ['keys-changed'])
  const tickets = useAnswer(() => api.tickets(), 'tickets', ['stops-changed'])
  const openTickets = tickets.answer.kind === 'there' ? tickets.answer.value.tickets.filter(({ state }) => state === 'open').length : 0
  const bell = useBell()
  const route = useRoute()
  const troubled = kiosks.answer.kind === 'there' ? kiosks.answer.value.kiosks.filter((kiosk) => kiosk.faults.length > 0).length : 0
  return (
    <Frame
      me={me}
      onSignOut={onSignOut}
      items={[
        { route: 'kiosks', words: 'Kiosks', waiting: troubled, waitingWords: 'with a fault' },
        { route: 'enrol', words: 'Enrol a kiosk' },
        { route: 'tickets', words: 'Pages to look at', waiting: openTickets, waitingWords: 'waiting' },
        { route: 'bell', words: 'The bell' },
        { route: 'days', words: 'School days' },
      ]}
      banner={<BellBanner role={me.role} asked={bell} />}
    >
      {readiness.answer.kind === 'there' && <GateNote readiness={readiness.answer.value} />}
      {route[0] === 'bell' ? (
        <MailPage />
      ) : route[0] === 'days' ? (
        <DaysPage />
      ) : route[0] === 'tickets' ? (
        <TicketsPage asked={tickets} />
      ) : route[0] === 'enrol' ? (
        <EnrolPage asked={kiosks} />
      ) : (
        <KiosksPage asked={kiosks} />
      )}
    </Frame>
  )
}
