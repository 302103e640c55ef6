import { z } from 'zod'
import { AskLooks, LookAnswer, LookOffer, Looks } from '#core/contract/look.ts'
import { LookAgain } from '#core/contract/look-again.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { kioskOf, staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { readLookAgain } from './look-again.ts'
import { answerLook, askLooks, readLooks, takeLook } from './looks.ts'

const Done = z.strictObject({})
const ClassParams = z.strictObject({ classId: Id })
const JobParams = z.strictObject({ jobId: Id })

/** "Look at it": the teacher asks, an idle kiosk looks. */
export function lookRoutes(app: HubApp, hub: Hub): void {
  const answer = { 200: Looks, ...faults }
  app.get('/api/teacher/classes/:classId/looks', { schema: { params: ClassParams, response: answer } }, (request) =>
    readLooks(hub, request.params.classId),
  )
  app.post('/api/teacher/classes/:classId/looks', { schema: { params: ClassParams, body: AskLooks, response: answer } }, (request) =>
    askLooks(hub, staffOf(request), request.params.classId, request.body.tileIds),
  )
  app.get(
    '/api/teacher/classes/:classId/look-again',
    { schema: { params: ClassParams, response: { 200: LookAgain, ...faults } } },
    (request) => readLookAgain(hub, request.params.classId),
  )
  app.post('/api/kiosk/looks', { schema: { body: Done, response: { 200: LookOffer, ...faults } } }, async (request) => ({
    job: await takeLook(hub, kioskOf(request).id),
  }))
  app.put(
    '/api/kiosk/looks/:jobId',
    { schema: { params: JobParams, body: LookAnswer, response: { 200: Done, ...faults } } },
    async (request) => {
      await answerLook(hub, kioskOf(request).id, request.params.jobId, request.body.result)
      return {}
    },
  )
}
