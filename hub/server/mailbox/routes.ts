import { z } from 'zod'
import { AskLetters, Letters, MailboxAsk, MailboxDesk, MailboxNews, SendLetter, SetMailbox, WriteLetter } from '#core/contract/mailbox.ts'
import { Id } from '#core/contract/stage.ts'
import type { HubApp } from '../app-type.ts'
import { kioskOf, staffOf } from '../callers.ts'
import { faults } from '../faults.ts'
import type { Hub } from '../hub.ts'
import { closeMailbox, readMailbox, setMailbox } from './desk.ts'
import { lettersOf, newsFor, sendLetter, takeBackLetter, writeLetter } from './letters.ts'

const Params = z.strictObject({ id: Id })
const desk = { 200: MailboxDesk, ...faults }

/** The picture-story mailbox: every kiosk has every letter, and asks nothing of the hub when a child looks. */
export function mailboxRoutes(app: HubApp, hub: Hub): void {
  app.post('/api/kiosk/mailbox', { schema: { body: MailboxAsk, response: { 200: MailboxNews, ...faults } } }, (request) =>
    newsFor(hub, kioskOf(request).id, request.body),
  )
  app.post('/api/kiosk/letters', { schema: { body: AskLetters, response: { 200: Letters, ...faults } } }, async (request) => ({
    letters: await lettersOf(hub, request.body.ids),
  }))

  app.get('/api/dsl/mailbox', { schema: { response: desk } }, (request) => readMailbox(hub, staffOf(request)))
  app.put('/api/dsl/mailbox', { schema: { body: SetMailbox, response: desk } }, async (request) => {
    await setMailbox(hub, staffOf(request), request.body)
    return readMailbox(hub, staffOf(request))
  })
  app.delete('/api/dsl/mailbox', { schema: { response: desk } }, async (request) => {
    await closeMailbox(hub, staffOf(request))
    return readMailbox(hub, staffOf(request))
  })
  app.post('/api/dsl/letters', { schema: { body: WriteLetter, response: desk } }, async (request) => {
    await writeLetter(hub, staffOf(request), request.body)
    return readMailbox(hub, staffOf(request))
  })
  app.post('/api/dsl/letters/:id/send', { schema: { params: Params, body: SendLetter, response: desk } }, async (request) => {
    await sendLetter(hub, staffOf(request), request.params.id, request.body.sealed)
    return readMailbox(hub, staffOf(request))
  })
  app.delete('/api/dsl/letters/:id', { schema: { params: Params, response: desk } }, async (request) => {
    await takeBackLetter(hub, staffOf(request), request.params.id)
    return readMailbox(hub, staffOf(request))
  })
}
