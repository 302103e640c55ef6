import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { Health } from '#core/contract/hub-api.ts'
import type { HubApp } from './app-type.ts'
import { faults } from './faults.ts'
import type { Hub } from './hub.ts'
import { answers } from './store/store.ts'

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')))

/** For the technician's watchdog: 200 when the database answers, 503 when not. */
export function healthRoute(app: HubApp, hub: Hub): void {
  app.get('/api/health', { schema: { response: { 200: Health, 503: Health, ...faults } } }, async (_request, reply) => {
    const database = (await answers(hub.db)) ? 'ok' : 'failing'
    return reply.code(database === 'ok' ? 200 : 503).send({ status: database, version, database })
  })
}
