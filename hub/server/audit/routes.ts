import { z } from 'zod'
import { RecordPage, Witnesses } from '#core/contract/audit.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { readRecord, readWitnesses } from './log.ts'

const RecordQuestion = z.strictObject({
  before: z.coerce.number().int().min(0).optional(),
  seen: z.coerce.number().int().min(0).default(0),
})

/** Who did what, for those who oversee it. */
export function recordRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/record', { schema: { querystring: RecordQuestion, response: { 200: RecordPage, ...faults } } }, (request) => {
    const { before, seen } = request.query
    return readRecord(hub, staffOf(request), before === undefined ? { seen } : { before, seen })
  })
  app.get('/api/record/witnesses', { schema: { response: { 200: Witnesses, ...faults } } }, () => readWitnesses(hub))
}
