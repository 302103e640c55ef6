import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { HedgerowError } from '#core/contract/errors.ts'
import { Me, NewPassword, SignIn, SignInByLink } from '#core/contract/hub-api.ts'
import type { HubApp } from '../app-type.ts'
import { sessionCookie, staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { theSchool } from '../school/documents.ts'
import { recordAct } from '../store/staff-acts.ts'
import { endSessions, type SignedIn, sessionOf } from './sessions.ts'
import { changePassword, signIn, signInByLink } from './sign-in.ts'
import { createTries } from './tries.ts'

const Done = z.strictObject({})
const Nothing = z.strictObject({}).nullish()
/** The length is checked by hand, for a fault of its own. */
const AnyPassword = NewPassword.extend({ password: z.string().max(200) })
const quarterHour = 15 * 60_000

/** Signing in and out. `secure`: the hub speaks TLS, so the cookie never travels without. */
export function staffRoutes(app: HubApp, hub: Hub, secure: boolean): void {
  const addressTries = createTries(hub.now, 30, quarterHour)
  const nameTries = createTries(hub.now, 10, quarterHour)

  const begin = async (reply: FastifyReply, token: string) => {
    reply.setCookie(sessionCookie, token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
    const staff = await sessionOf(hub, token)
    if (staff === null) throw new HedgerowError('HG_NOT_SIGNED_IN')
    return me(hub, staff)
  }

  app.post('/api/staff/sign-in', { schema: { body: SignIn, response: { 200: Me, ...faults } } }, async (request, reply) => {
    // With the address: a stranger's tries must not lock a member of staff out of their own machine.
    const name = `${request.ip} ${request.body.email.toLowerCase()}`
    addressTries.check(request.ip)
    nameTries.check(name)
    // Counted before the slow hash, so that many at once count as many.
    addressTries.failed(request.ip)
    nameTries.failed(name)
    const token = await signIn(hub, request.body)
    nameTries.forgive(name)
    addressTries.forgive(request.ip)
    return begin(reply, token)
  })

  app.post('/api/staff/link', { schema: { body: SignInByLink, response: { 200: Me, ...faults } } }, async (request, reply) => {
    addressTries.check(request.ip)
    addressTries.failed(request.ip)
    const token = await signInByLink(hub, request.body.token)
    addressTries.forgive(request.ip)
    return begin(reply, token)
  })

  app.post('/api/staff/sign-out', { schema: { body: Nothing, response: { 200: Done, ...faults } } }, async (request, reply) => {
    const staff = staffOf(request)
    await endSessions(hub, { tokenHash: staff.tokenHash })
    await recordAct(hub.db, hub.now(), staff, 'signed-out')
    reply.clearCookie(sessionCookie, { path: '/' })
    return {}
  })

  app.post('/api/staff/password', { schema: { body: AnyPassword, response: { 200: Done, ...faults } } }, async (request) => {
    await changePassword(hub, staffOf(request), request.body.password)
    return {}
  })

  app.get('/api/staff/me', { schema: { response: { 200: Me, ...faults } } }, (request) => me(hub, staffOf(request)))

  app.get('/api/staff/events', (request, reply) => {
    const { tokenHash, role } = staffOf(request)
    hub.live.openStaff(tokenHash, role, reply)
  })
}

async function me(hub: Hub, { id, name, email, role, hasPassword }: SignedIn): Promise<Me> {
  return { staffId: id, name, email, role, hasPassword, school: (await theSchool(hub.db)).name }
}
