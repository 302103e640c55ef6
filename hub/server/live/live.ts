import type { FastifyReply } from 'fastify'
import { type KioskEvent, type Role, roles, type StaffEvent } from '#core/contract/hub-api.ts'
import { type EventStream, openStream } from './event-stream.ts'

const mostStreamsOfASession = 8

interface StaffStream {
  readonly stream: EventStream
  readonly tokenHash: string
  readonly role: Role
}

/** Which kinds each role is told; a kind that stands nowhere here reaches nobody. */
const audience: Readonly<Record<StaffEvent['kind'], readonly Role[]>> = {
  hello: roles,
  'calls-changed': ['teacher', 'dsl', 'deputy', 'office'],
  'requests-changed': ['teacher'],
  'class-changed': ['teacher'],
  'looks-changed': ['teacher'],
  'look-again-changed': ['teacher'],
  'reports-changed': ['dsl', 'deputy'],
  'cases-changed': ['dsl', 'deputy'],
  'stops-changed': ['dsl', 'deputy', 'teacher', 'technician'],
  'board-changed': ['dsl', 'deputy'],
  'mailbox-changed': ['dsl', 'deputy'],
  'kiosks-changed': ['technician'],
  'bell-changed': ['dsl', 'deputy', 'head', 'office', 'technician'],
  'keys-changed': ['dsl', 'deputy', 'head', 'governor', 'technician'],
}

/** All open streams, and who hears what. */
export interface Live {
  openKiosk(kioskId: string, reply: FastifyReply): void
  openStaff(tokenHash: string, role: Role, reply: FastifyReply): void
  kioskIsOpen(kioskId: string): boolean
  /** Has anybody of this role a desk open? */
  isOpenFor(role: Role): boolean
  /** How many kiosks are listening. */
  kiosksOpen(): number
  tellKiosk(kioskId: string, event: KioskEvent): void
  tellKiosks(event: KioskEvent): void
  tellStaff(event: StaffEvent): void
  cutKiosk(kioskId: string): void
  /** Ends the streams of every session that is not in `living`. */
  cutSessions(isLiving: (tokenHash: string) => boolean): void
  openSessions(): ReadonlySet<string>
  ping(): void
  close(): void
}

/** An empty switchboard. */
export function createLive(): Live {
  const kiosks = new Map<string, EventStream>()
  const staff = new Set<StaffStream>()
  let isClosed = false

  const tellStaff = (event: StaffEvent) => {
    for (const one of staff) if (audience[event.kind].includes(one.role)) one.stream.send(event)
  }
  const cutSessions = (isLiving: (tokenHash: string) => boolean) => {
    for (const one of staff) if (!isLiving(one.tokenHash)) one.stream.end()
  }
  const all = () => [...kiosks.values(), ...[...staff].map((one) => one.stream)]

  return {
    openKiosk(kioskId, reply) {
      const stream = openStream(reply)
      if (isClosed) return stream.end()
      // A kiosk that lost its connection without a word comes back on a new one.
      kiosks.get(kioskId)?.end()
      kiosks.set(kioskId, stream)
      void stream.closed.then(() => {
        if (kiosks.get(kioskId) === stream) kiosks.delete(kioskId)
        tellStaff({ kind: 'kiosks-changed' })
      })
      stream.send({ kind: 'hello' } satisfies KioskEvent)
      tellStaff({ kind: 'kiosks-changed' })
    },
    openStaff(tokenHash, role, reply) {
      const stream = openStream(reply)
      if (isClosed) return stream.end()
      const own = [...staff].filter((one) => one.tokenHash === tokenHash)
      if (own.length >= mostStreamsOfASession) own[0]?.stream.end()
      const one = { stream, tokenHash, role }
      staff.add(one)
      void stream.closed.then(() => staff.delete(one))
      stream.send({ kind: 'hello' } satisfies StaffEvent)
    },
    kioskIsOpen: (kioskId) => kiosks.has(kioskId),
    isOpenFor: (role) => [...staff].some((one) => one.role === role),
    kiosksOpen: () => kiosks.size,
    tellKiosk: (kioskId, event) => kiosks.get(kioskId)?.send(event),
    tellKiosks(event) {
      for (const stream of kiosks.values()) stream.send(event)
    },
    tellStaff,
    cutKiosk: (kioskId) => kiosks.get(kioskId)?.end(),
    cutSessions,
    openSessions: () => new Set([...staff].map((one) => one.tokenHash)),
    ping() {
      for (const stream of all()) stream.ping()
    },
    close() {
      isClosed = true
      for (const stream of all()) stream.end()
    },
  }
}
