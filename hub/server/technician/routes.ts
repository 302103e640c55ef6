import { z } from 'zod'
import { EnrolmentCode, Kiosks } from '#core/contract/hub-api.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { makeEnrolmentCode } from '../kiosk/enrolment.ts'
import { listKiosks, removeKiosk } from './kiosks.ts'

const Nothing = z.strictObject({}).nullish()
const KioskParams = z.strictObject({ id: Id })

/** The technician's page. */
export function technicianRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/technician/kiosks', { schema: { response: { 200: Kiosks, ...faults } } }, () => listKiosks(hub))
  app.post('/api/technician/enrolment-codes', { schema: { body: Nothing, response: { 200: EnrolmentCode, ...faults } } }, (request) =>
    makeEnrolmentCode(hub, staffOf(request)),
  )
  app.delete('/api/technician/kiosks/:id', { schema: { params: KioskParams, response: { 200: Kiosks, ...faults } } }, async (request) => {
    await removeKiosk(hub, staffOf(request), request.params.id)
    return listKiosks(hub)
  })
}
