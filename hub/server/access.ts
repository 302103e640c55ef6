import type { Role } from '#core/contract/hub-api.ts'

/**
 * Who may call a route. `nobody`: no sign-in is asked for. `kiosk`: an enrolled kiosk by its own token. `staff`: anybody
 * who is signed in. Else: staff of these roles.
 */
export type Who = 'nobody' | 'kiosk' | 'staff' | readonly Role[]

/** Who oversees: they see who did what, and never what a child told by it. */
const overseers = ['dsl', 'deputy', 'head'] as const
const teacher: Who = ['teacher']
/** The safeguarding team: they alone are given what children told, sealed. */
const team: Who = ['dsl', 'deputy']
/** Who may hold a key: the team's, or that of the group for what is about a grown-up at school. What opens is up to their keys. */
const keyHolders = ['dsl', 'deputy', 'head', 'governor'] as const
/** Who may be of the group for what is about a grown-up at school. */
const groupReaders: Who = ['head', 'governor']
const technician: Who = ['technician']
/** A child who wants a grown-up now is the safeguarding team's business as well, and the office is seldom empty. */
const callDesks: Who = ['teacher', 'dsl', 'deputy', 'office']

/** Who may stop a page for everyone. */
const stopDesks: Who = ['dsl', 'deputy', 'teacher']

/** Whom the bell may ring at, and who keeps it working. */
const bellDesks: Who = ['dsl', 'deputy', 'head', 'office', 'technician']
const calendarDesks: Who = ['dsl', 'deputy', 'technician']

/** The one table of who may call what. A route that is not here does not start; neither does an entry without its route. */
export const access: Readonly<Record<string, Who>> = {
  'GET /': 'nobody',
  'GET /console': 'nobody',
  'GET /console/*': 'nobody',
  'HEAD /console/*': 'nobody',
  'GET /api/health': 'nobody',

  'POST /api/enrol': 'nobody',
  'GET /api/kiosk/documents': 'kiosk',
  'GET /api/kiosk/notices': 'kiosk',
  'POST /api/kiosk/mailbox': 'kiosk',
  'POST /api/kiosk/letters': 'kiosk',
  'POST /api/kiosk/hello': 'kiosk',
  'POST /api/kiosk/activity': 'kiosk',
  'PUT /api/kiosk/self-check': 'kiosk',
  'PUT /api/kiosk/daily-proof': 'kiosk',
  'PUT /api/kiosk/calls/:callId': 'kiosk',
  'DELETE /api/kiosk/calls/:callId': 'kiosk',
  'POST /api/kiosk/looks': 'kiosk',
  'PUT /api/kiosk/looks/:jobId': 'kiosk',
  'GET /api/kiosk/events': 'kiosk',
  'PUT /api/letterbox/slot': 'kiosk',

  'POST /api/staff/sign-in': 'nobody',
  'POST /api/staff/link': 'nobody',
  'POST /api/staff/sign-out': 'staff',
  'POST /api/staff/password': 'staff',
  'GET /api/staff/me': 'staff',
  'GET /api/staff/events': 'staff',

  'GET /api/teacher/classes': teacher,
  'GET /api/teacher/classes/:classId': teacher,
  'PUT /api/teacher/classes/:classId/draft': teacher,
  'POST /api/teacher/classes/:classId/publish': teacher,
  'GET /api/teacher/classes/:classId/pupils': teacher,
  'POST /api/teacher/classes/:classId/pupils': teacher,
  'PUT /api/teacher/classes/:classId/pupils/:pupilId/secret': teacher,
  'DELETE /api/teacher/classes/:classId/pupils/:pupilId': teacher,
  'GET /api/teacher/classes/:classId/looks': teacher,
  'POST /api/teacher/classes/:classId/looks': teacher,
  'GET /api/teacher/classes/:classId/look-again': teacher,
  'GET /api/teacher/requests': teacher,
  'POST /api/teacher/requests/:id': teacher,
  'GET /api/teacher/calls': callDesks,
  'POST /api/teacher/calls/:id': callDesks,

  'GET /api/dsl/team': team,
  'POST /api/dsl/team': team,
  'GET /api/dsl/reports': team,
  'POST /api/dsl/reports/envelopes': team,
  'POST /api/dsl/reports/:id/read': team,
  'POST /api/dsl/reports/:id/state': team,
  'POST /api/dsl/reports/:id/pass': team,
  'POST /api/dsl/reports/:id/merge': team,
  'GET /api/dsl/reports/:id/notes': team,
  'GET /api/dsl/colleagues': team,
  'GET /api/dsl/cases': team,
  'POST /api/dsl/cases': team,
  'GET /api/dsl/cases/:id/entries': team,
  'POST /api/dsl/cases/:id/entries': team,
  'GET /api/dsl/activity': team,
  'POST /api/dsl/exports': team,
  'GET /api/dsl/retention': team,
  'PUT /api/dsl/retention': team,

  'GET /api/dsl/phrases': team,
  'POST /api/dsl/phrases': team,
  'PUT /api/dsl/phrases/:id': team,
  'DELETE /api/dsl/phrases/:id': team,

  'GET /api/stops': stopDesks,
  'POST /api/stops': stopDesks,
  'DELETE /api/stops/:id': stopDesks,
  'POST /api/stops/:id/review': stopDesks,
  'POST /api/tickets': stopDesks,
  'GET /api/technician/tickets': technician,
  'POST /api/technician/tickets/:id': technician,
  'GET /api/dsl/notices': team,
  'POST /api/dsl/notices': team,
  'POST /api/dsl/notices/:id/review': team,
  'DELETE /api/dsl/notices/:id': team,

  'GET /api/dsl/mailbox': team,
  'PUT /api/dsl/mailbox': team,
  'DELETE /api/dsl/mailbox': team,
  'POST /api/dsl/letters': team,
  'POST /api/dsl/letters/:id/send': team,
  'DELETE /api/dsl/letters/:id': team,

  'GET /api/keys': keyHolders,
  'GET /api/keys/readiness': [...keyHolders, 'technician'],
  'PUT /api/keys/me': keyHolders,
  'POST /api/keys/wraps': keyHolders,
  'POST /api/keys/change': keyHolders,
  'GET /api/keys/reports': keyHolders,
  'PUT /api/keys/reports/:id': keyHolders,
  'POST /api/keys/reports/:id/read': groupReaders,
  'POST /api/keys/reports/:id/take': groupReaders,
  'POST /api/keys/drills': keyHolders,
  'POST /api/keys/drills/:id': keyHolders,

  'GET /api/bell': bellDesks,
  'PUT /api/bell/wish': bellDesks,
  'GET /api/bell/mail': technician,
  'PUT /api/bell/mail': technician,
  'POST /api/bell/mail/test': technician,
  'GET /api/calendar': bellDesks,
  'PUT /api/calendar': calendarDesks,

  'GET /api/record/numbers': keyHolders,
  'GET /api/break-glass': keyHolders,
  'POST /api/break-glass': overseers,
  'POST /api/break-glass/:id': overseers,
  'POST /api/break-glass/:id/kit': team,
  'GET /api/record': overseers,
  'GET /api/record/witnesses': [...overseers, 'technician'],

  'GET /api/technician/kiosks': technician,
  'GET /api/technician/self-checks': technician,
  'POST /api/technician/kiosks/:id/check': technician,
  'GET /api/teacher/classes/:classId/proof': teacher,
  'POST /api/technician/enrolment-codes': technician,
  'DELETE /api/technician/kiosks/:id': technician,
}
