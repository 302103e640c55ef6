import { faultOfWords } from '#core/cases/words-for-children.ts'
import type { ChildLetter, LetterCard, MailboxDesk, ReplyAddress } from '#core/contract/mailbox.ts'
import { openForTeam, sealForTeam, sealLetter } from '#core/sealing/letter-seal.ts'
import { type MailboxSeed, newMailboxSeed, openSeed, sealSeed } from '#core/sealing/mailbox-keys.ts'
import { ApiFault, api } from '#hub/console/api.ts'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { dateField } from '#hub/console/words/dates.ts'

/** Switches the letter box on, with the computers that are there. The seed is made here; the hub has it sealed. Throws ApiFault. */
export function switchOn(team: TeamAtWork, desk: MailboxDesk): Promise<MailboxDesk> {
  return put(team, desk, newMailboxSeed())
}

/** Gives the seed to all computers that are enrolled now, and to no others. Throws ApiFault. */
export async function letComputersIn(team: TeamAtWork, desk: MailboxDesk): Promise<MailboxDesk> {
  return put(team, desk, await openSeed(desk.seed ?? '', team.teamIdentity).catch(notForMe))
}

async function put(team: TeamAtWork, desk: MailboxDesk, seed: MailboxSeed): Promise<MailboxDesk> {
  const recipients = desk.kiosks.flatMap(({ recipient }) => (recipient === null ? [] : [recipient]))
  const sealed = await sealSeed(seed, [team.recipients.team, team.recipients.recovery, ...recipients])
  return api.setMailbox({ was: desk.stamp, seed: sealed, recipients })
}

/**
 * Seals a letter to a child, and once more for the team. One with own words waits for a colleague. Throws ApiFault HG_BOARD_WORDS
 * when they hold a name or a promise: the look-through is made here, since the hub is not to see them.
 */
export async function writeLetter(
  team: TeamAtWork,
  desk: MailboxDesk,
  to: ReplyAddress,
  card: LetterCard,
  words: string,
): Promise<MailboxDesk> {
  const own = words.normalize('NFC').trim()
  const fault = own === '' ? null : faultOfWords(own, desk.names)
  if (fault !== null) throw new ApiFault('HG_BOARD_WORDS', fault)
  const letter: ChildLetter = { v: 1, card, words: own, day: dateField(Date.now()) }
  return api.writeLetter({
    tag: to.tag,
    sealed: own === '' ? await sealLetter(letter, to.recipient) : null,
    forTeam: await sealForTeam({ letter, to }, [team.recipients.team, team.recipients.recovery]),
  })
}

/** What the team keeps of a letter, opened here. Throws ApiFault HG_REPORT_UNREADABLE. */
export async function readLetter(team: TeamAtWork, one: MailboxDesk['letters'][number]) {
  return (await openForTeam(one.forTeam, team.teamIdentity)) ?? notForMe()
}

/** Sends what was read here, and nothing else: it is sealed to the child in this browser. Throws ApiFault. */
export async function sendRead(team: TeamAtWork, one: MailboxDesk['letters'][number]): Promise<MailboxDesk> {
  const { letter, to } = await readLetter(team, one)
  return api.sendLetter(one.id, { sealed: await sealLetter({ ...letter, day: dateField(Date.now()) }, to.recipient) })
}

function notForMe(): never {
  throw new ApiFault('HG_REPORT_UNREADABLE')
}
