import type { FastifyInstance, FastifyRequest, onRequestHookHandler } from 'fastify'
import { HedgerowError } from '#core/contract/errors.ts'
import { access, type Who } from './access.ts'
import type { Hub } from './hub.ts'
import { type SignedIn, sessionOf } from './staff/sessions.ts'
import { hashOf } from './tokens.ts'

export const sessionCookie = 'hedgerow-session'

type Caller =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'kiosk'; readonly id: string; readonly name: string }
  | { readonly kind: 'staff'; readonly staff: SignedIn }

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller
  }
}

/** Puts the access table in front of every route that is registered after this call. Ready only when table and routes agree. */
export function guardRoutes(app: FastifyInstance, hub: Hub): void {
  const missing = new Set(Object.keys(access))
  app.decorateRequest('caller')
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      const name = `${method} ${route.url}`
      const who = access[name]
      if (who === undefined) throw new Error(`the route "${name}" does not say in access.ts who may call it`)
      missing.delete(name)
      const own = [route.onRequest ?? []].flat()
      route.onRequest = [guard(hub, who), ...own]
    }
  })
  app.addHook('onReady', async () => {
    if (missing.size > 0) throw new Error(`access.ts names routes that there are not: ${[...missing].join(', ')}`)
  })
}

function guard(hub: Hub, who: Who): onRequestHookHandler {
  return async (request) => {
    request.caller = await callerFor(hub, who, request)
  }
}

async function callerFor(hub: Hub, who: Who, request: FastifyRequest): Promise<Caller> {
  if (who === 'kiosk') return kioskFor(hub, bearer(request))
  if (request.method !== 'GET') refuseOtherSites(request)
  if (who === 'nobody') return { kind: 'nobody' }
  const token = request.cookies[sessionCookie]
  const staff = token === undefined ? null : await sessionOf(hub, token)
  if (staff === null) throw new HedgerowError('HG_NOT_SIGNED_IN')
  if (who !== 'staff' && !who.includes(staff.role)) throw new HedgerowError('HG_NOT_ALLOWED')
  return { kind: 'staff', staff }
}

function bearer(request: FastifyRequest): string {
  return /^Bearer ([\w-]{40,60})$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
}

async function kioskFor(hub: Hub, token: string): Promise<Caller> {
  const kiosk = await hub.db.selectFrom('kiosks').select(['id', 'name']).where('tokenHash', '=', hashOf(token)).executeTakeFirst()
  if (kiosk === undefined) throw new HedgerowError('HG_DEVICE_UNKNOWN')
  return { kind: 'kiosk', ...kiosk }
}

/**
 * Cross-site request forgery: beside the cookie's SameSite=Strict, a changing request that a browser sends on behalf of
 * another site says so itself (Fetch Metadata, and Origin since long before it).
 */
function refuseOtherSites(request: FastifyRequest): void {
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const ours = `${request.protocol}://${request.headers.host ?? ''}`
  const isOurs = (site === undefined || site === 'same-origin') && (origin === undefined || origin === ours)
  if (!isOurs) throw new HedgerowError('HG_OTHER_SITE')
}

/** The member of staff who calls: only for routes that the table gives to staff. */
export function staffOf(request: FastifyRequest): SignedIn {
  if (request.caller.kind !== 'staff') throw new HedgerowError('HG_NOT_SIGNED_IN')
  return request.caller.staff
}

/** The kiosk that calls: only for routes that the table gives to kiosks. */
export function kioskOf(request: FastifyRequest): { readonly id: string; readonly name: string } {
  if (request.caller.kind !== 'kiosk') throw new HedgerowError('HG_DEVICE_UNKNOWN')
  return request.caller
}
