import { constants } from 'node:crypto'
import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import fastifyCookie from '@fastify/cookie'
import Fastify, { LogController, type RawServerDefault } from 'fastify'
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { errorCodes } from '#core/contract/errors.ts'
import type { HubApp } from './app-type.ts'
import { recordRoutes } from './audit/routes.ts'
import type { Bell } from './bell/bell.ts'
import { bellRoutes } from './bell/routes.ts'
import { boardRoutes } from './board/routes.ts'
import { guardRoutes } from './callers.ts'
import { consoleRoutes } from './console.ts'
import { dslRoutes } from './dsl/routes.ts'
import { answerFault } from './faults.ts'
import { guardAnswers } from './headers.ts'
import { healthRoute } from './health.ts'
import type { Hub } from './hub.ts'
import { keyRoutes } from './keys/routes.ts'
import type { Calls } from './kiosk/calls.ts'
import { kioskRoutes } from './kiosk/routes.ts'
import type { Mixer } from './letterbox/mixer.ts'
import { letterboxRoutes } from './letterbox/routes.ts'
import type { LogSink } from './log.ts'
import { lookRoutes } from './looks/routes.ts'
import { mailboxRoutes } from './mailbox/routes.ts'
import { phraseRoutes } from './phrases/routes.ts'
import { proofRoutes } from './proof/routes.ts'
import { fileRoutes } from './records/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import { teacherRoutes } from './teacher/routes.ts'
import { technicianRoutes } from './technician/routes.ts'

export interface AppOptions {
  readonly tls: { readonly cert: string; readonly key: string } | null
  readonly hostNames: readonly string[]
  readonly consoleFolder: string
  readonly log: LogSink
  readonly logLevel: string
}

const kibibyte = 1_024
/** A request that takes longer than this to arrive holds a connection for nothing. */
const arrivalMs = 30_000

/** The hub's web server with every route, not listening yet. */
export function createApp(
  hub: Hub,
  parts: { readonly calls: Calls; readonly mixer: Mixer; readonly bell: Bell },
  options: AppOptions,
): HubApp {
  const timing = { requestTimeout: arrivalMs, headersTimeout: arrivalMs, keepAliveTimeout: 72_000 }
  const app: HubApp = Fastify<RawServerDefault>({
    serverFactory: (handler) =>
      options.tls === null
        ? createServer(timing, handler)
        : // Without tickets: no kiosk resumes a session, since that would join two slots (P14), and each would cost 416 bytes.
          createSecureServer({ ...timing, ...options.tls, minVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET }, handler),
    // Addresses, agents and the paths of letters stay out: Fastify's own request lines hold all of them.
    logController: new LogController({ disableRequestLogging: true }),
    logger: { level: options.logLevel, stream: options.log, base: null, serializers: { req: () => ({}), res: () => ({}) } },
    // The raw bytes of a request that was no HTTP would otherwise be logged.
    clientErrorHandler: (_fault, socket) => {
      if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
      else socket.destroy()
    },
    frameworkErrors: answerFault,
    bodyLimit: 64 * kibibyte,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
  }).withTypeProvider<ZodTypeProvider>()

  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerFault)
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'HG_NOT_FOUND', message: errorCodes.HG_NOT_FOUND, detail: '' }))
  app.removeContentTypeParser('text/plain')
  guardAnswers(app, options.tls !== null, options.hostNames)
  app.register(fastifyCookie)
  app.register(async (routes: HubApp) => {
    guardRoutes(routes, hub)
    noteRequests(routes)
    consoleRoutes(routes, options.consoleFolder)
    healthRoute(routes, hub, parts.bell)
    kioskRoutes(routes, hub, parts.calls)
    letterboxRoutes(routes, parts.mixer)
    staffRoutes(routes, hub, options.tls !== null)
    teacherRoutes(routes, hub, parts.calls)
    lookRoutes(routes, hub)
    dslRoutes(routes, hub)
    phraseRoutes(routes, hub)
    boardRoutes(routes, hub)
    mailboxRoutes(routes, hub)
    keyRoutes(routes, hub)
    technicianRoutes(routes, hub)
    bellRoutes(routes, hub, parts.bell)
    proofRoutes(routes, hub)
    recordRoutes(routes, hub)
    fileRoutes(routes, hub)
  })
  return app
}

/** One line per request: which route, how it ended, how long it took. No line for letters, and no address in any. */
function noteRequests(app: HubApp): void {
  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url?.startsWith('/api/letterbox/') === true) return
    const route = request.routeOptions.url
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
}
