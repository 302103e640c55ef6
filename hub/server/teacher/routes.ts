import { z } from 'zod'
import {
  AdultCalls,
  AnswerCall,
  AnswerRequest,
  ClassDesk,
  ClassSummaries,
  NewPupil,
  NewSecret,
  Publish,
  PupilRegister,
  SaveDraft,
  VisitRequests,
} from '#core/contract/hub-api.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import type { Calls } from '../kiosk/calls.ts'
import { listCalls } from './adult-calls.ts'
import { listClasses, publish, readDesk, saveDraft } from './classes.ts'
import { addPupil, readRegister, removePupil, setSecret } from './pupils.ts'
import { answerRequest, listRequests } from './requests.ts'

const Done = z.strictObject({})
const ClassParams = z.strictObject({ classId: Id })
const PupilParams = z.strictObject({ classId: Id, pupilId: Id })
const IdParams = z.strictObject({ id: Id })
/** 500 tiles with all their words and what was seen of each. */
const draftBytes = 2 * 1_024 * 1_024

/** The teacher's desk. */
export function teacherRoutes(app: HubApp, hub: Hub, calls: Calls): void {
  app.get('/api/teacher/classes', { schema: { response: { 200: ClassSummaries, ...faults } } }, async () => ({
    classes: await listClasses(hub),
  }))

  app.get('/api/teacher/classes/:classId', { schema: { params: ClassParams, response: { 200: ClassDesk, ...faults } } }, (request) =>
    readDesk(hub, request.params.classId),
  )

  app.put(
    '/api/teacher/classes/:classId/draft',
    { bodyLimit: draftBytes, schema: { params: ClassParams, body: SaveDraft, response: { 200: ClassDesk, ...faults } } },
    (request) => saveDraft(hub, staffOf(request), request.params.classId, request.body),
  )

  app.post(
    '/api/teacher/classes/:classId/publish',
    { schema: { params: ClassParams, body: Publish, response: { 200: ClassDesk, ...faults } } },
    (request) => publish(hub, staffOf(request), request.params.classId, request.body),
  )

  const register = { 200: PupilRegister, ...faults }
  app.get('/api/teacher/classes/:classId/pupils', { schema: { params: ClassParams, response: register } }, (request) =>
    readRegister(hub, request.params.classId),
  )
  app.post('/api/teacher/classes/:classId/pupils', { schema: { params: ClassParams, body: NewPupil, response: register } }, (request) =>
    addPupil(hub, staffOf(request), request.params.classId, request.body),
  )
  app.put(
    '/api/teacher/classes/:classId/pupils/:pupilId/secret',
    { schema: { params: PupilParams, body: NewSecret, response: register } },
    (request) => setSecret(hub, staffOf(request), request.params, request.body),
  )
  app.delete('/api/teacher/classes/:classId/pupils/:pupilId', { schema: { params: PupilParams, response: register } }, (request) =>
    removePupil(hub, staffOf(request), request.params.classId, request.params.pupilId),
  )

  app.get('/api/teacher/requests', { schema: { response: { 200: VisitRequests, ...faults } } }, () => listRequests(hub))
  app.post(
    '/api/teacher/requests/:id',
    { schema: { params: IdParams, body: AnswerRequest, response: { 200: Done, ...faults } } },
    async (request) => {
      await answerRequest(hub, staffOf(request), request.params.id, request.body.answer)
      return {}
    },
  )

  app.get('/api/teacher/calls', { schema: { response: { 200: AdultCalls, ...faults } } }, (request) =>
    listCalls(hub, staffOf(request).role),
  )
  app.post(
    '/api/teacher/calls/:id',
    { schema: { params: IdParams, body: AnswerCall, response: { 200: Done, ...faults } } },
    async (request) => {
      await calls.answer(staffOf(request), request.params.id, request.body.answer)
      return {}
    },
  )
}
