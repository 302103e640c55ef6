import { z } from 'zod'
import { NoteExport } from '#core/contract/records.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { noteExport } from './exports.ts'

const Done = z.strictObject({})

/** What leaves for the school's own file, what is deleted when, and the numbers of a term. */
export function fileRoutes(app: HubApp, hub: Hub): void {
  app.post('/api/dsl/exports', { schema: { body: NoteExport, response: { 200: Done, ...faults } } }, async (request) => {
    await noteExport(hub, staffOf(request), request.body)
    return {}
  })
}
