import { SlotAnswer, slotForms } from '#core/contract/slots.ts'
import type { HubApp } from '../app-type.ts'
import { kioskOf } from '../callers.ts'
import { answerFault, faults } from '../faults.ts'
import type { Mixer } from './mixer.ts'

/** What is larger than this is not even read. */
const mostBytes = 4 * slotForms.large.bytes

/** Where slots arrive, one from each kiosk at each step. Whether a report was in one is neither looked at here, nor kept, nor logged. */
export function letterboxRoutes(app: HubApp, mixer: Mixer): void {
  app.register(async (letterbox: HubApp) => {
    letterbox.removeAllContentTypeParsers()
    letterbox.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    )
    letterbox.setErrorHandler((fault, request, reply) => {
      if (fault instanceof Error && 'statusCode' in fault && fault.statusCode === 413) mixer.tooLarge(kioskOf(request).id)
      return answerFault(fault, request, reply)
    })
    letterbox.put('/api/letterbox/slot', { bodyLimit: mostBytes, schema: { response: { 200: SlotAnswer, ...faults } } }, (request) => {
      const { body } = request
      return mixer.take(kioskOf(request).id, Buffer.isBuffer(body) ? body : new Uint8Array())
    })
  })
}
