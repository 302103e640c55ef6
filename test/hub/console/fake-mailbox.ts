import { MailboxDesk, SendLetter, SetMailbox, WriteLetter } from '#core/contract/mailbox.ts'
import { newId, type Route } from './fake-route.ts'

/** The letter box of a `FakeHub`: off, and without computers, until a test says otherwise. */
export function fakeMailbox(me: () => string) {
  const now: MailboxDesk = { seed: null, stamp: null, kiosks: [], letters: [], names: [] }
  const given = { recipients: [] as readonly string[], sealed: [] as string[] }
  const desk = () => MailboxDesk.parse(now)
  const routes: Readonly<Record<string, Route>> = {
    'GET /api/dsl/mailbox': desk,
    'PUT /api/dsl/mailbox': (body) => {
      const { seed, recipients } = SetMailbox.parse(body)
      Object.assign(now, { seed, stamp: newId().repeat(2) })
      given.recipients = recipients
      now.kiosks = now.kiosks.map((one) => ({ ...one, isIn: one.recipient !== null && recipients.includes(one.recipient) }))
      return desk()
    },
    'DELETE /api/dsl/mailbox': () => {
      Object.assign(now, { seed: null, stamp: null, letters: [] })
      return desk()
    },
    'POST /api/dsl/letters': (body) => {
      const { tag, sealed, forTeam } = WriteLetter.parse(body)
      if (sealed !== null) given.sealed.push(sealed)
      const state = sealed === null ? ('waiting' as const) : ('sent' as const)
      now.letters = [...now.letters, { id: newId(), tag, day: '2026-11-23', state, madeBy: me(), mine: true, forTeam }]
      return desk()
    },
    'POST /api/dsl/letters/:id/send': (body, part) => {
      given.sealed.push(SendLetter.parse(body).sealed)
      now.letters = now.letters.map((one) => (one.id === part(4) ? { ...one, state: 'sent' as const } : one))
      return desk()
    },
    'DELETE /api/dsl/letters/:id': (_body, part) => {
      now.letters = now.letters.filter(({ id }) => id !== part(4))
      return desk()
    },
  }
  return { now, given, routes }
}
