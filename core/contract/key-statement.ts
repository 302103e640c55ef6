import { z } from 'zod'

/** Letters of a kiosk's signed statement on the keys it seals to, base64 of 138 bytes. core/sealing checks it in a test. */
export const keyStatementLetters = 184
/** Made and read by core/sealing/key-statement.ts. */
export const KeyStatementText = z.base64().length(keyStatementLetters)
/** So many statements travel in an answer, one a line. */
export const keyStatementsInAnswer = 3

/** How a kiosk's keys stand beside those of the others: nobody was heard lately, all say the same, no other has confirmed a new list yet, somebody says otherwise. */
export const keyStandings = ['alone', 'same', 'waiting', 'differ'] as const
export const KeyStanding = z.enum(keyStandings)
export type KeyStanding = z.infer<typeof KeyStanding>
