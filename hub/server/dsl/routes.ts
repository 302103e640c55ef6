import { ActivityLog, MakeTeam, Team } from '#core/contract/hub-api.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { caseRoutes } from '../cases/routes.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { ActivityQuestion, readActivity } from './activity-log.ts'
import { reportRoutes } from './report-routes.ts'
import { makeTeam, readTeam } from './team.ts'

/** The safeguarding desk. Reports are opened in the browser: nothing here can. */
export function dslRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/dsl/team', { schema: { response: { 200: Team, ...faults } } }, (request) => readTeam(hub, staffOf(request)))
  app.post('/api/dsl/team', { schema: { body: MakeTeam, response: { 200: Team, ...faults } } }, (request) =>
    makeTeam(hub, staffOf(request), request.body),
  )
  reportRoutes(app, hub)
  caseRoutes(app, hub)
  app.get('/api/dsl/activity', { schema: { querystring: ActivityQuestion, response: { 200: ActivityLog, ...faults } } }, (request) =>
    readActivity(hub, staffOf(request), request.query),
  )
}
