import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Health } from '#core/contract/hub-api.ts'
import type { HubApp } from './app-type.ts'
import type { Bell } from './bell/bell.ts'
import { faults } from './faults.ts'
import type { Hub } from './hub.ts'
import { answers } from './store/store.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/**
 * For the watchdog on the office's computer: 503 when the database does not answer, or when the bell reaches nobody.
 * Which of a report's lanes, how many, or whether it is a report at all is not said: a mail that fails has the same siren.
 */
export function healthRoute(app: HubApp, hub: Hub, bell: Bell): void {
  app.get('/api/health', { schema: { response: { 200: Health, 503: Health, ...faults } } }, async (_request, reply) => {
    const database = (await answers(hub.db)) ? 'ok' : 'failing'
    if (database === 'failing') return reply.code(503).send({ status: 'failing', version, database, bell: 'unknown', mail: 'unknown' })
    const { siren, mail } = await bell.health()
    const status = siren ? 'failing' : 'ok'
    return reply.code(siren ? 503 : 200).send({ status, version, database, bell: siren ? 'siren' : 'ok', mail: mail.state })
  })
}
