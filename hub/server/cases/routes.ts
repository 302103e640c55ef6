import { z } from 'zod'
import { AddEntry, BeginCase, CaseEntries, Cases } from '#core/contract/cases.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { addEntry, beginCase, listCases, readCase } from './cases.ts'

const CaseParams = z.strictObject({ id: Id })

/** Guided cases: the hub keeps sealed entries in their order and knows a day, a lane, a state. */
export function caseRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/dsl/cases', { schema: { response: { 200: Cases, ...faults } } }, () => listCases(hub))
  app.post('/api/dsl/cases', { schema: { body: BeginCase, response: { 200: Cases, ...faults } } }, async (request) => {
    await beginCase(hub, staffOf(request), request.body)
    return listCases(hub)
  })
  app.get('/api/dsl/cases/:id/entries', { schema: { params: CaseParams, response: { 200: CaseEntries, ...faults } } }, (request) =>
    readCase(hub, staffOf(request), request.params.id),
  )
  app.post(
    '/api/dsl/cases/:id/entries',
    { schema: { params: CaseParams, body: AddEntry, response: { 200: CaseEntries, ...faults } } },
    (request) => addEntry(hub, staffOf(request), request.params.id, request.body),
  )
}
