import { z } from 'zod'
import { ClassProof, DailyProof } from '#core/contract/daily-proof.ts'
import { CheckAsked, KioskCheck, SelfChecks } from '#core/contract/self-check.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { kioskOf, staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { askForCheck, keepProof, keepSelfCheck, readClassProof, readSelfChecks } from './self-checks.ts'

const Done = z.strictObject({})
const Nothing = z.strictObject({}).nullish()
/** 600 tiles with their titles. */
const proofBytes = 512 * 1_024

/** What kiosks found when they tried their own locks and the school's own list. */
export function proofRoutes(app: HubApp, hub: Hub): void {
  app.put('/api/kiosk/self-check', { schema: { body: KioskCheck, response: { 200: Done, ...faults } } }, async (request) => {
    await keepSelfCheck(hub, kioskOf(request).id, request.body)
    return {}
  })
  app.put(
    '/api/kiosk/daily-proof',
    { bodyLimit: proofBytes, schema: { body: DailyProof, response: { 200: Done, ...faults } } },
    async (request) => {
      await keepProof(hub, kioskOf(request).id, request.body)
      return {}
    },
  )
  app.get('/api/technician/self-checks', { schema: { response: { 200: SelfChecks, ...faults } } }, () => readSelfChecks(hub))
  app.post(
    '/api/technician/kiosks/:id/check',
    { schema: { params: z.strictObject({ id: Id }), body: Nothing, response: { 200: CheckAsked, ...faults } } },
    (request) => askForCheck(hub, staffOf(request), request.params.id),
  )
  app.get(
    '/api/teacher/classes/:classId/proof',
    { schema: { params: z.strictObject({ classId: Id }), response: { 200: ClassProof, ...faults } } },
    (request) => readClassProof(hub, request.params.classId),
  )
}
