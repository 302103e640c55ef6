import { z } from 'zod'
import {
  ActivityAnswer,
  ActivityBatch,
  AdultCall,
  AdultCallState,
  Documents,
  Enrolment,
  EnrolRequest,
  Hello,
  HelloAnswer,
} from '#core/contract/hub-api.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { kioskOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { currentDocuments } from '../school/documents.ts'
import { createTries } from '../staff/tries.ts'
import { keepActivity } from './activity.ts'
import type { Calls } from './calls.ts'
import { takeHello } from './contact.ts'
import { enrol } from './enrolment.ts'

const CallParams = z.strictObject({ callId: Id })
const Done = z.strictObject({})
/** 200 of the longest events would need more; a batch of usual ones needs a twentieth. */
const activityBytes = 2 * 1024 * 1024

/** What a kiosk may ask of the hub. */
export function kioskRoutes(app: HubApp, hub: Hub, calls: Calls): void {
  const enrolTries = createTries(hub.now, 10, 10 * 60_000)
  app.post('/api/enrol', { schema: { body: EnrolRequest, response: { 200: Enrolment, ...faults } } }, async (request) => {
    enrolTries.check(request.ip)
    try {
      return await enrol(hub, request.body)
    } catch (fault) {
      enrolTries.failed(request.ip)
      throw fault
    }
  })

  app.get('/api/kiosk/documents', { schema: { response: { 200: Documents, ...faults } } }, () => currentDocuments(hub.db))

  app.post('/api/kiosk/hello', { schema: { body: Hello, response: { 200: HelloAnswer, ...faults } } }, async (request) => {
    const { record, ...hello } = request.body
    await takeHello(hub, kioskOf(request).id, hello)
    const shown = record === undefined ? null : await hub.record.newest()
    return { hubTime: hub.now(), ...(record === undefined || shown === null ? {} : { record: shown.showFrom(record.size) }) }
  })

  app.post(
    '/api/kiosk/activity',
    { bodyLimit: activityBytes, schema: { body: ActivityBatch, response: { 200: ActivityAnswer, ...faults } } },
    async (request) => ({ kept: await keepActivity(hub, request.body.events) }),
  )

  app.put(
    '/api/kiosk/calls/:callId',
    { schema: { params: CallParams, body: AdultCall, response: { 200: AdultCallState, ...faults } } },
    (request) => calls.ring(kioskOf(request).id, request.params.callId, request.body),
  )

  app.delete('/api/kiosk/calls/:callId', { schema: { params: CallParams, response: { 200: Done, ...faults } } }, async (request) => {
    await calls.callOff(kioskOf(request).id, request.params.callId)
    return {}
  })

  app.get('/api/kiosk/events', (request, reply) => {
    hub.live.openKiosk(kioskOf(request).id, reply)
  })
}
