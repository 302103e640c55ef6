import { z } from 'zod'
import { SavePhrase, SchoolPhrases } from '#core/contract/school-phrases.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { addPhrase, changePhrase, removePhrase } from './phrases.ts'
import { readPhrases } from './read-phrases.ts'

const Params = z.strictObject({ id: Id })

/** The phrases that the school adds to those by which kiosks read pages. */
export function phraseRoutes(app: HubApp, hub: Hub): void {
  const response = { 200: SchoolPhrases, ...faults }
  app.get('/api/dsl/phrases', { schema: { response } }, () => readPhrases(hub.db))
  app.post('/api/dsl/phrases', { schema: { body: SavePhrase, response } }, (request) => addPhrase(hub, staffOf(request), request.body))
  app.put('/api/dsl/phrases/:id', { schema: { params: Params, body: SavePhrase, response } }, (request) =>
    changePhrase(hub, staffOf(request), request.params.id, request.body),
  )
  app.delete('/api/dsl/phrases/:id', { schema: { params: Params, response } }, (request) =>
    removePhrase(hub, staffOf(request), request.params.id),
  )
}
