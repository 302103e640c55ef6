import { z } from 'zod'
import { BoardDesk, PostNotice } from '#core/contract/board.ts'
import { Id } from '#core/contract/stage.ts'
import { MoveTicket, NewTicket, SchoolNotices, StopDesk, StopPage, Tickets } from '#core/contract/stops.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { postNotice, readBoard, reviewNotice, takeDownNotice } from './board.ts'
import { currentNotices } from './sign-notices.ts'
import { readStops, reviewStop, stopPage, undoStop } from './stops.ts'
import { moveTicket, readTickets, sendTicket } from './tickets.ts'

const Params = z.strictObject({ id: Id })
const Nothing = z.strictObject({}).nullish()
const Done = z.strictObject({})

/** "Stop this page for everyone", the technician's tickets and the notice board. */
export function boardRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/kiosk/notices', { schema: { response: { 200: SchoolNotices, ...faults } } }, () => currentNotices(hub.db))

  const stops = { 200: StopDesk, ...faults }
  app.get('/api/stops', { schema: { response: stops } }, (request) => readStops(hub, staffOf(request)))
  app.post('/api/stops', { schema: { body: StopPage, response: stops } }, async (request) => {
    await stopPage(hub, staffOf(request), request.body)
    return readStops(hub, staffOf(request))
  })
  app.delete('/api/stops/:id', { schema: { params: Params, response: stops } }, async (request) => {
    await undoStop(hub, staffOf(request), request.params.id)
    return readStops(hub, staffOf(request))
  })
  app.post('/api/stops/:id/review', { schema: { params: Params, body: Nothing, response: stops } }, async (request) => {
    await reviewStop(hub, staffOf(request), request.params.id)
    return readStops(hub, staffOf(request))
  })

  app.post('/api/tickets', { schema: { body: NewTicket, response: { 200: Done, ...faults } } }, async (request) => {
    await sendTicket(hub, staffOf(request), request.body)
    return {}
  })
  app.get('/api/technician/tickets', { schema: { response: { 200: Tickets, ...faults } } }, () => readTickets(hub))
  app.post(
    '/api/technician/tickets/:id',
    { schema: { params: Params, body: MoveTicket, response: { 200: Tickets, ...faults } } },
    async (request) => {
      await moveTicket(hub, staffOf(request), request.params.id, request.body.state)
      return readTickets(hub)
    },
  )

  const board = { 200: BoardDesk, ...faults }
  app.get('/api/dsl/notices', { schema: { response: board } }, (request) => readBoard(hub, staffOf(request)))
  app.post('/api/dsl/notices', { schema: { body: PostNotice, response: board } }, (request) =>
    postNotice(hub, staffOf(request), request.body),
  )
  app.post('/api/dsl/notices/:id/review', { schema: { params: Params, body: Nothing, response: board } }, (request) =>
    reviewNotice(hub, staffOf(request), request.params.id),
  )
  app.delete('/api/dsl/notices/:id', { schema: { params: Params, response: board } }, (request) =>
    takeDownNotice(hub, staffOf(request), request.params.id),
  )
}
