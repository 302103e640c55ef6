import { z } from 'zod'
import {
  AnswerDrill,
  AskDrill,
  ChangeKey,
  Drill,
  GiveWraps,
  KeyDesk,
  MyKey,
  Readiness,
  Reseal,
  SealedEnvelopes,
} from '#core/contract/keys.ts'
import { EnvelopeId } from '#core/contract/report.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { changeKey, envelopesFor, giveWraps, keepMyKey, resealReport } from './change.ts'
import { keyDesk, readiness } from './desk.ts'
import { answerDrill, newDrill } from './drills.ts'
import { readGroupNote, takeGroupNote } from './group-notes.ts'

const desk = { 200: KeyDesk, ...faults }
const Done = z.strictObject({})
const Nothing = z.strictObject({}).nullish()

/** Keys of the people who read. All are made, opened and wrapped in their browsers; the hub keeps what it cannot open. */
export function keyRoutes(app: HubApp, hub: Hub): void {
  app.get('/api/keys', { schema: { response: desk } }, (request) => keyDesk(hub, staffOf(request)))
  app.get('/api/keys/readiness', { schema: { response: { 200: Readiness, ...faults } } }, () => readiness(hub.db, hub.now()))
  app.put('/api/keys/me', { schema: { body: MyKey, response: desk } }, (request) => keepMyKey(hub, staffOf(request), request.body))
  app.post('/api/keys/wraps', { schema: { body: GiveWraps, response: desk } }, (request) => giveWraps(hub, staffOf(request), request.body))
  app.post('/api/keys/change', { schema: { body: ChangeKey, response: desk } }, (request) => changeKey(hub, staffOf(request), request.body))
  app.get('/api/keys/reports', { schema: { response: { 200: SealedEnvelopes, ...faults } } }, (request) =>
    envelopesFor(hub, staffOf(request)),
  )
  app.put(
    '/api/keys/reports/:id',
    { schema: { params: z.strictObject({ id: EnvelopeId }), body: Reseal, response: { 200: Done, ...faults } } },
    async (request) => {
      await resealReport(hub, staffOf(request), request.params.id, request.body)
      return {}
    },
  )
  const ofOne = { schema: { params: z.strictObject({ id: EnvelopeId }), body: Nothing, response: { 200: Done, ...faults } } }
  app.post('/api/keys/reports/:id/read', ofOne, async (request) => {
    await readGroupNote(hub, staffOf(request), request.params.id)
    return {}
  })
  app.post('/api/keys/reports/:id/take', ofOne, async (request) => {
    await takeGroupNote(hub, staffOf(request), request.params.id)
    return {}
  })
  app.post('/api/keys/drills', { schema: { body: AskDrill, response: { 200: Drill, ...faults } } }, (request) =>
    newDrill(hub, staffOf(request), request.body),
  )
  app.post('/api/keys/drills/:id', { schema: { params: z.strictObject({ id: Id }), body: AnswerDrill, response: desk } }, (request) =>
    answerDrill(hub, staffOf(request), request.params.id, request.body.answer),
  )
}
