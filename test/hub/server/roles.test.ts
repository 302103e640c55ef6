import Fastify from 'fastify'
import { expect, test } from 'vitest'
import type { Role } from '#core/contract/hub-api.ts'
import { access } from '#hub/server/access.ts'
import { guardRoutes } from '#hub/server/callers.ts'
import type { RunningHub } from '#hub/server/start.ts'
import { aHub, aKiosk, cookieOf } from './a-school.ts'

const id = 'b'.repeat(32)
const staff = ['teacher', 'dsl', 'deputy', 'head', 'governor', 'technician', 'office'] as const
const keyHolders = ['dsl', 'deputy', 'head', 'governor']
const bellDesks = ['dsl', 'deputy', 'head', 'technician', 'office']
const overseers = ['dsl', 'deputy', 'head']
const everybody = ['nobody', 'kiosk', ...staff]
const isStaffRole = (caller: string): caller is Role => (staff as readonly string[]).includes(caller)

/** Written by hand, not taken from the table: who gets past the door of each route. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'GET /': everybody,
  'GET /console': everybody,
  'GET /console/*': everybody,
  'HEAD /console/*': everybody,
  'GET /api/health': everybody,
  'POST /api/enrol': everybody,
  'POST /api/staff/sign-in': everybody,
  'POST /api/staff/link': everybody,
  'GET /api/kiosk/documents': ['kiosk'],
  'GET /api/kiosk/notices': ['kiosk'],
  'POST /api/kiosk/mailbox': ['kiosk'],
  'POST /api/kiosk/letters': ['kiosk'],
  'POST /api/kiosk/hello': ['kiosk'],
  'POST /api/kiosk/activity': ['kiosk'],
  'PUT /api/kiosk/calls/:callId': ['kiosk'],
  'DELETE /api/kiosk/calls/:callId': ['kiosk'],
  'GET /api/kiosk/events': ['kiosk'],
  'POST /api/kiosk/looks': ['kiosk'],
  'PUT /api/kiosk/looks/:jobId': ['kiosk'],
  'PUT /api/letterbox/slot': ['kiosk'],
  'POST /api/staff/sign-out': staff,
  'POST /api/staff/password': staff,
  'GET /api/staff/me': staff,
  'GET /api/staff/events': staff,
  'GET /api/teacher/classes': ['teacher'],
  'GET /api/teacher/classes/:classId': ['teacher'],
  'PUT /api/teacher/classes/:classId/draft': ['teacher'],
  'POST /api/teacher/classes/:classId/publish': ['teacher'],
  'GET /api/teacher/classes/:classId/pupils': ['teacher'],
  'POST /api/teacher/classes/:classId/pupils': ['teacher'],
  'PUT /api/teacher/classes/:classId/pupils/:pupilId/secret': ['teacher'],
  'DELETE /api/teacher/classes/:classId/pupils/:pupilId': ['teacher'],
  'GET /api/teacher/classes/:classId/looks': ['teacher'],
  'POST /api/teacher/classes/:classId/looks': ['teacher'],
  'GET /api/teacher/classes/:classId/look-again': ['teacher'],
  'GET /api/teacher/requests': ['teacher'],
  'POST /api/teacher/requests/:id': ['teacher'],
  'GET /api/teacher/calls': ['teacher', 'dsl', 'deputy', 'office'],
  'POST /api/teacher/calls/:id': ['teacher', 'dsl', 'deputy', 'office'],
  'GET /api/dsl/team': ['dsl', 'deputy'],
  'POST /api/dsl/team': ['dsl', 'deputy'],
  'GET /api/dsl/reports': ['dsl', 'deputy'],
  'POST /api/dsl/reports/envelopes': ['dsl', 'deputy'],
  'POST /api/dsl/reports/:id/read': ['dsl', 'deputy'],
  'POST /api/dsl/reports/:id/state': ['dsl', 'deputy'],
  'POST /api/dsl/reports/:id/pass': ['dsl', 'deputy'],
  'POST /api/dsl/reports/:id/merge': ['dsl', 'deputy'],
  'GET /api/dsl/reports/:id/notes': ['dsl', 'deputy'],
  'GET /api/dsl/colleagues': ['dsl', 'deputy'],
  'GET /api/dsl/cases': ['dsl', 'deputy'],
  'POST /api/dsl/cases': ['dsl', 'deputy'],
  'GET /api/dsl/cases/:id/entries': ['dsl', 'deputy'],
  'POST /api/dsl/cases/:id/entries': ['dsl', 'deputy'],
  'GET /api/dsl/activity': ['dsl', 'deputy'],
  'POST /api/dsl/exports': ['dsl', 'deputy'],
  'GET /api/dsl/retention': ['dsl', 'deputy'],
  'PUT /api/dsl/retention': ['dsl', 'deputy'],
  'GET /api/dsl/phrases': ['dsl', 'deputy'],
  'POST /api/dsl/phrases': ['dsl', 'deputy'],
  'PUT /api/dsl/phrases/:id': ['dsl', 'deputy'],
  'DELETE /api/dsl/phrases/:id': ['dsl', 'deputy'],
  'GET /api/stops': ['teacher', 'dsl', 'deputy'],
  'POST /api/stops': ['teacher', 'dsl', 'deputy'],
  'DELETE /api/stops/:id': ['teacher', 'dsl', 'deputy'],
  'POST /api/stops/:id/review': ['teacher', 'dsl', 'deputy'],
  'POST /api/tickets': ['teacher', 'dsl', 'deputy'],
  'GET /api/technician/tickets': ['technician'],
  'POST /api/technician/tickets/:id': ['technician'],
  'GET /api/dsl/notices': ['dsl', 'deputy'],
  'POST /api/dsl/notices': ['dsl', 'deputy'],
  'POST /api/dsl/notices/:id/review': ['dsl', 'deputy'],
  'DELETE /api/dsl/notices/:id': ['dsl', 'deputy'],
  'GET /api/dsl/mailbox': ['dsl', 'deputy'],
  'PUT /api/dsl/mailbox': ['dsl', 'deputy'],
  'DELETE /api/dsl/mailbox': ['dsl', 'deputy'],
  'POST /api/dsl/letters': ['dsl', 'deputy'],
  'POST /api/dsl/letters/:id/send': ['dsl', 'deputy'],
  'DELETE /api/dsl/letters/:id': ['dsl', 'deputy'],
  'GET /api/keys': keyHolders,
  'GET /api/keys/readiness': [...keyHolders, 'technician'],
  'PUT /api/keys/me': keyHolders,
  'POST /api/keys/wraps': keyHolders,
  'POST /api/keys/change': keyHolders,
  'GET /api/keys/reports': keyHolders,
  'PUT /api/keys/reports/:id': keyHolders,
  'POST /api/keys/reports/:id/read': ['head', 'governor'],
  'POST /api/keys/reports/:id/take': ['head', 'governor'],
  'POST /api/keys/drills': keyHolders,
  'POST /api/keys/drills/:id': keyHolders,
  'GET /api/bell': bellDesks,
  'PUT /api/bell/wish': bellDesks,
  'GET /api/bell/mail': ['technician'],
  'PUT /api/bell/mail': ['technician'],
  'POST /api/bell/mail/test': ['technician'],
  'GET /api/calendar': bellDesks,
  'PUT /api/calendar': ['dsl', 'deputy', 'technician'],
  'GET /api/record/numbers': keyHolders,
  'GET /api/break-glass': keyHolders,
  'POST /api/break-glass': overseers,
  'POST /api/break-glass/:id': overseers,
  'POST /api/break-glass/:id/kit': ['dsl', 'deputy'],
  'GET /api/record': overseers,
  'GET /api/record/witnesses': [...overseers, 'technician'],
  'GET /api/technician/kiosks': ['technician'],
  'POST /api/technician/enrolment-codes': ['technician'],
  'DELETE /api/technician/kiosks/:id': ['technician'],
  'GET /api/technician/self-checks': ['technician'],
  'POST /api/technician/kiosks/:id/check': ['technician'],
  'GET /api/teacher/classes/:classId/proof': ['teacher'],
  'PUT /api/kiosk/self-check': ['kiosk'],
  'PUT /api/kiosk/daily-proof': ['kiosk'],
}

/** Every route that the running hub has, as its own router prints them. */
function registered(hub: RunningHub): string[] {
  const lines = hub.app.printRoutes({ commonPrefix: false }).split('\n')
  const path: string[] = []
  return lines.flatMap((line) => {
    const found = /^((?:│ {3}| {4})*)(?:├──|└──) (\S*)(?: \(([^)]*)\))?$/.exec(line)
    if (found === null) return []
    const [, indent = '', part = '', methods = ''] = found
    path.splice(indent.length / 4, path.length, part)
    // The router prints `/console/*` as `/console*`.
    const whole = path.join('').replace(/([^/])\*$/, '$1/*')
    return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${whole}`)
  })
}

test('the hub has exactly the routes that the table names', async () => {
  const hub = await aHub()
  expect(registered(hub).sort()).toEqual(Object.keys(expected).sort())
  expect(Object.keys(access).sort()).toEqual(Object.keys(expected).sort())
})

test('every route lets in exactly the callers that it is for', async () => {
  const hub = await aHub()
  const kiosk = await aKiosk(hub)
  const cookies: Partial<Record<Role, string>> = {}
  const door = async (name: string, caller: string) => {
    const [method = '', path = ''] = name.split(' ')
    const headers: Record<string, string> = { 'content-type': 'application/json' }
    if (caller === 'kiosk') headers.authorization = kiosk.bearer
    else if (isStaffRole(caller)) {
      // One session for all routes, but those that end it.
      if (/sign-out|password/.test(path)) headers.cookie = await cookieOf(hub, caller)
      else headers.cookie = cookies[caller] ??= await cookieOf(hub, caller)
    }
    const hasBody = method === 'POST' || method === 'PUT'
    if (!hasBody) delete headers['content-type']
    const stop = new AbortController()
    const answer = await fetch(hub.url + path.replaceAll(/:\w+/g, id).replace('*', ''), {
      method,
      headers,
      redirect: 'manual',
      signal: stop.signal,
      // No route takes this field: whoever is let in is told so, and nothing is done.
      ...(hasBody ? { body: '{"unknown":1}' } : {}),
    })
    stop.abort()
    return answer.status
  }
  const open: Record<string, string[]> = {}
  for (const name of Object.keys(expected)) {
    open[name] = []
    for (const caller of everybody) {
      const status = await door(name, caller)
      if (status !== 401 && status !== 403) open[name].push(caller)
      // Staff are known, so they are told that it is not for them; everybody else is asked who they are.
      else expect([name, caller, status]).toEqual([name, caller, isStaffRole(caller) && !/kiosk\/|letterbox/.test(name) ? 403 : 401])
    }
  }
  expect(open).toEqual(expected)
})

test('a route that does not say who may call it cannot be registered', async () => {
  const hub = await aHub()
  const app = Fastify()
  guardRoutes(app, hub.hub)
  expect(() => app.get('/api/teacher/forgotten', async () => ({}))).toThrow('does not say in access.ts who may call it')
  await app.close()
})

test('a hub that lacks a route of the table does not start', async () => {
  const hub = await aHub()
  const app = Fastify()
  guardRoutes(app, hub.hub)
  await expect(app.ready()).rejects.toThrow('names routes that there are not')
})
