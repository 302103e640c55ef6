import { z } from 'zod'
import { AskBreakGlass, BreakGlassLog, HoldChange, NoteExport, Retention, TermNumbers } from '#core/contract/records.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { agreeBreakGlass, askBreakGlass, noteKitUse, readBreakGlass } from './break-glass.ts'
import { noteExport } from './exports.ts'
import { changeHold, readRetention } from './retention.ts'
import { readNumbers } from './term-counts.ts'

const Done = z.strictObject({})
const kept = { 200: Retention, ...faults }
const broken = { 200: BreakGlassLog, ...faults }

/** What leaves for the school's own file, what is deleted when, the numbers of a term, and going beyond the usual. */
export function fileRoutes(app: HubApp, hub: Hub): void {
  app.post('/api/dsl/exports', { schema: { body: NoteExport, response: { 200: Done, ...faults } } }, async (request) => {
    await noteExport(hub, staffOf(request), request.body)
    return {}
  })
  app.get('/api/dsl/retention', { schema: { response: kept } }, () => readRetention(hub))
  app.put('/api/dsl/retention', { schema: { body: HoldChange, response: kept } }, async (request) => {
    await changeHold(hub, staffOf(request), request.body)
    return readRetention(hub)
  })
  app.get('/api/record/numbers', { schema: { response: { 200: TermNumbers, ...faults } } }, () => readNumbers(hub))
  app.get('/api/break-glass', { schema: { response: broken } }, (request) => readBreakGlass(hub, staffOf(request)))
  app.post('/api/break-glass', { schema: { body: AskBreakGlass, response: broken } }, async (request) => {
    await askBreakGlass(hub, staffOf(request), request.body)
    return readBreakGlass(hub, staffOf(request))
  })
  app.post('/api/break-glass/:id', { schema: { params: z.strictObject({ id: Id }), body: Done, response: broken } }, async (request) => {
    await agreeBreakGlass(hub, staffOf(request), request.params.id)
    return readBreakGlass(hub, staffOf(request))
  })
  const useSchema = { params: z.strictObject({ id: Id }), body: Done, response: { 200: Done, ...faults } }
  app.post('/api/break-glass/:id/kit', { schema: useSchema }, async (request) => {
    await noteKitUse(hub, staffOf(request), request.params.id)
    return {}
  })
}
