import { z } from 'zod'
import { ActivityLog, MakeTeam, SealedReports, SetReportState, Team } from '#core/contract/hub-api.ts'
import { EnvelopeId } from '#core/contract/report.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { ActivityQuestion, readActivity } from './activity-log.ts'
import { listReports, setReportState } from './reports.ts'
import { makeTeam, readTeam } from './team.ts'

const ReportParams = z.strictObject({ id: EnvelopeId })

/** The safeguarding desk. Reports are opened in the browser: nothing here can. */
export function dslRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/dsl/team', { schema: { response: { 200: Team, ...faults } } }, (request) => readTeam(hub, staffOf(request)))
  app.post('/api/dsl/team', { schema: { body: MakeTeam, response: { 200: Team, ...faults } } }, (request) =>
    makeTeam(hub, staffOf(request), request.body),
  )
  app.get('/api/dsl/reports', { schema: { response: { 200: SealedReports, ...faults } } }, () => listReports(hub))
  app.post(
    '/api/dsl/reports/:id/state',
    { schema: { params: ReportParams, body: SetReportState, response: { 200: SealedReports, ...faults } } },
    async (request) => {
      await setReportState(hub, staffOf(request), request.params.id, request.body.state)
      return listReports(hub)
    },
  )
  app.get('/api/dsl/activity', { schema: { querystring: ActivityQuestion, response: { 200: ActivityLog, ...faults } } }, (request) =>
    readActivity(hub, staffOf(request), request.query),
  )
}
