import { z } from 'zod'
import { EnvelopeId } from '#core/contract/report.ts'
import {
  AskEnvelopes,
  Colleagues,
  Envelopes,
  MergeReports,
  MoveReport,
  PassReport,
  ReportHeads,
  ReportNotes,
} from '#core/contract/safety-desk.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import {
  listColleagues,
  listReports,
  mergeReports,
  passReport,
  readEnvelopes,
  readReport,
  readReportNotes,
  setReportState,
} from './reports.ts'

const ReportParams = z.strictObject({ id: EnvelopeId })
const heads = { 200: ReportHeads, ...faults }

/** The inbox of the safeguarding desk. Envelopes are opened in the browser: nothing here can. */
export function reportRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/dsl/reports', { schema: { response: heads } }, () => listReports(hub))
  app.post('/api/dsl/reports/envelopes', { schema: { body: AskEnvelopes, response: { 200: Envelopes, ...faults } } }, (request) =>
    readEnvelopes(hub, staffOf(request), request.body.ids),
  )
  app.post('/api/dsl/reports/:id/read', { schema: { params: ReportParams, response: heads } }, async (request) => {
    await readReport(hub, staffOf(request), request.params.id)
    return listReports(hub)
  })
  app.post('/api/dsl/reports/:id/state', { schema: { params: ReportParams, body: MoveReport, response: heads } }, async (request) => {
    await setReportState(hub, staffOf(request), request.params.id, request.body)
    return listReports(hub)
  })
  app.post('/api/dsl/reports/:id/pass', { schema: { params: ReportParams, body: PassReport, response: heads } }, async (request) => {
    await passReport(hub, staffOf(request), request.params.id, request.body)
    return listReports(hub)
  })
  app.post('/api/dsl/reports/:id/merge', { schema: { params: ReportParams, body: MergeReports, response: heads } }, async (request) => {
    await mergeReports(hub, staffOf(request), request.params.id, request.body)
    return listReports(hub)
  })
  app.get('/api/dsl/reports/:id/notes', { schema: { params: ReportParams, response: { 200: ReportNotes, ...faults } } }, (request) =>
    readReportNotes(hub, staffOf(request), request.params.id),
  )
  app.get('/api/dsl/colleagues', { schema: { response: { 200: Colleagues, ...faults } } }, () => listColleagues(hub))
}
