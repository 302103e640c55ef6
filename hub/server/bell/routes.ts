import { z } from 'zod'
import { BellState, BellWish, CalendarDesk, MailDesk, TestMail } from '#core/contract/bell.ts'
import { HedgerowError } from '#core/contract/errors.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import type { Bell } from './bell.ts'
import { readCalendar, saveCalendar, saveWish } from './calendar.ts'
import { sendMail } from './mail.ts'
import { readMailDesk, readMailServer, saveMail } from './mail-settings.ts'

const Done = z.strictObject({})

/** The bell for each desk, the mail's settings for the technician, the calendar for both. */
export function bellRoutes(app: HubApp, hub: Hub, bell: Bell): void {
  const { folder } = bell
  app.get('/api/bell', { schema: { response: { 200: BellState, ...faults } } }, (request) => bell.stateFor(staffOf(request)))
  app.put('/api/bell/wish', { schema: { body: BellWish, response: { 200: BellState, ...faults } } }, async (request) => {
    await saveWish(hub, staffOf(request), request.body.mail)
    return bell.stateFor(staffOf(request))
  })
  app.get('/api/bell/mail', { schema: { response: { 200: MailDesk, ...faults } } }, () => readMailDesk(hub.db, folder))
  app.put('/api/bell/mail', { schema: { response: { 200: MailDesk, ...faults } } }, (request) =>
    saveMail(hub.db, folder, hub.now(), staffOf(request), request.body),
  )
  app.post('/api/bell/mail/test', { schema: { body: TestMail, response: { 200: Done, ...faults } } }, async (request) => {
    const server = await readMailServer(hub.db, folder)
    if (server === null) throw new HedgerowError('HG_MAIL_SETTINGS', 'settings')
    await sendMail(server, request.body.to, hub.now(), 'test')
    await hub.db.transaction().execute(async (tx) => {
      // It works again: what waits goes out at the next step.
      await tx.updateTable('bellState').set({ mailFailedSince: null }).execute()
      await tx.updateTable('bellMails').set({ nextAt: 0 }).execute()
    })
    hub.live.tellStaff({ kind: 'bell-changed' })
    return {}
  })
  app.get('/api/calendar', { schema: { response: { 200: CalendarDesk, ...faults } } }, () => readCalendar(hub.db))
  app.put('/api/calendar', { schema: { response: { 200: CalendarDesk, ...faults } } }, (request) =>
    saveCalendar(hub, staffOf(request), request.body),
  )
}
