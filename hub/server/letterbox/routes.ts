import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { envelopeBytes, LetterboxParams } from '#core/contract/hub-api.ts'
import type { HubApp } from '../app-type.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { type Bell, keepEnvelope } from './reports.ts'

const Done = z.strictObject({})

/** Where sealed reports arrive. Nothing about who brings them is looked at, kept or logged. */
export function letterboxRoutes(app: HubApp, hub: Hub, bell: Bell): void {
  app.register(async (letterbox: HubApp) => {
    letterbox.removeAllContentTypeParsers()
    letterbox.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: envelopeBytes }, (_request, body, done) =>
      done(null, body),
    )
    letterbox.put(
      '/api/letterbox/:envelopeId',
      { bodyLimit: envelopeBytes, schema: { params: LetterboxParams, response: { 200: Done, 201: Done, ...faults } } },
      async (request, reply) => {
        const { body } = request
        if (!Buffer.isBuffer(body) || body.length !== envelopeBytes) throw new HedgerowError('HG_BODY_SHAPE', 'length')
        const kept = await keepEnvelope(hub, request.params.envelopeId, body)
        if (kept === 'new') bell.ring()
        return reply.code(kept === 'new' ? 201 : 200).send({})
      },
    )
  })
}
