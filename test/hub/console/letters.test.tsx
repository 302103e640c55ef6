import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { beforeEach, expect, it } from 'vitest'
import type { ChildLetter } from '#core/contract/mailbox.ts'
import { openForTeam, openLetter, sealForTeam } from '#core/sealing/letter-seal.ts'
import { type MailboxKeys, mailboxKeys, newKioskKey, openSeed } from '#core/sealing/mailbox-keys.ts'
import type { MadeTeam } from '#core/sealing/team-keys.ts'
import { fillTeam, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub, newId } from './fake-hub.ts'
import { button, FakeEventSource, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

let hub: FakeHub
let made: MadeTeam
let child: MailboxKeys
let kiosks: { identity: string; recipient: string }[]
beforeEach(async () => {
  hub = FakeHub.of('dsl')
  made = await fillTeam(hub)
  child = await mailboxKeys(new Uint8Array(32).fill(1))
  kiosks = [await newKioskKey(), await newKioskKey()]
  const names = ['By the window', 'Library']
  hub.mailbox.now.kiosks = kiosks.map(({ recipient }, place) => ({ id: newId(), name: names[place] ?? '', recipient, isIn: false }))
  hub.mailbox.now.names = ['kezia', 'farrant']
})

async function unlocked(hash: string) {
  const { user } = showConsole(hub, hash)
  await user.type(await screen.findByLabelText('Your seven words'), teamWords)
  await user.click(await button('Unlock'))
  return user
}
/** As in accessible.test.tsx: jsdom lays nothing out, so contrast is not seen here. */
async function expectNoFaults(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id }) => id)).toEqual([])
}
const wire = () => JSON.stringify(hub.asked)

it('is off until the team wants it; the key is made in the browser, and only the computers that are there and the team can open it', async () => {
  const user = await unlocked('#/letters')
  await title('Letter box')
  await user.click(await button('Switch it on, on 2 computers'))
  await screen.findByRole('region', { name: 'Computers' })
  const seed = hub.mailbox.now.seed ?? ''
  const opened = await Promise.all([...kiosks.map(({ identity }) => identity), made.teamIdentity].map((one) => openSeed(seed, one)))
  expect(opened).toEqual([opened[0], opened[0], opened[0]])
  await expect(openSeed(seed, (await newKioskKey()).identity)).rejects.toThrow()
  // Neither half went over the wire as it is.
  const { pepper, salt } = opened[0] ?? { pepper: new Uint8Array(), salt: new Uint8Array() }
  for (const bytes of [pepper, salt]) {
    expect(wire()).not.toContain(Buffer.from(bytes).toString('base64').replaceAll('=', ''))
    expect(wire()).not.toContain(Buffer.from(bytes).toString('hex'))
  }
  // A computer that comes later is let in by a press, with the same seed.
  const later = await newKioskKey()
  hub.mailbox.now.kiosks = [...hub.mailbox.now.kiosks, { id: newId(), name: 'Hall', recipient: later.recipient, isIn: false }]
  hub.mailbox.now.kiosks.push({ id: newId(), name: 'Old one', recipient: null, isIn: false })
  await user.click(await button('Switch the letter box off'))
  await user.click(await button('Leave it on'))
  FakeEventSource.tell({ kind: 'mailbox-changed' })
  await user.click(await button('Let 1 computer in'))
  await waitFor(async () => expect(await openSeed(hub.mailbox.now.seed ?? '', later.identity)).toEqual(opened[0]))
  // Off is asked for twice, and says what it costs.
  await user.click(await button('Switch the letter box off'))
  await screen.findByText(/open nothing from then on/)
  await expectNoFaults()
  await user.click(await button('Yes, switch it off'))
  await screen.findByText('Switched off')
  expect(hub.mailbox.now.seed).toBeNull()
})

async function atNote(card: RegExp) {
  hub.mailbox.now.seed = 'AAAA'
  hub.mailbox.now.stamp = 'a'.repeat(64)
  await sendNote(hub, made, { category: 'MEAN', words: '', mailbox: child.address })
  const user = await unlocked('#/notes')
  await user.click(await button(/Someone was mean/))
  const form = within(await screen.findByRole('form', { name: 'Write a letter' }))
  await user.click(form.getByLabelText(card))
  return { user, form }
}

it('a letter of ready words goes at once, sealed so that only the child’s stories open it', async () => {
  const { user } = await atNote(/looked at it/)
  await user.click(await button('Put it into the letter box'))
  await waitFor(() => expect(hub.mailbox.given.sealed).toHaveLength(1))
  expect(await openLetter(hub.mailbox.given.sealed[0] ?? '', child.identity)).toMatchObject({ card: 'we-looked', words: '' })
  expect(hub.mailbox.now.letters).toMatchObject([{ tag: child.address.tag, state: 'sent' }])
  // The address it is sealed to, and the note it answers, stay here.
  expect(wire()).not.toContain(child.address.recipient)
  const sent = hub.asked.filter(({ path }) => path === '/api/dsl/letters').map(({ body }) => Object.keys(JSON.parse(body)).sort())
  expect(sent).toEqual([['forTeam', 'sealed', 'tag']])
  await user.click(await button('Take this letter back'))
  await waitFor(() => expect(hub.mailbox.now.letters).toEqual([]))
})

it('own words are looked through here, never reach the hub in the clear, and wait for a colleague', async () => {
  const { user, form } = await atNote(/looked at it/)
  const field = form.getByLabelText(/Your own words/)
  for (const [bad, why] of [
    ['Kezia helped us.', 'a name of somebody at school'],
    ['Our secret.', 'a promise that cannot be kept'],
    ['Ring 07700900123.', 'an address or number'],
  ] as const) {
    await user.clear(field)
    await user.click(field)
    await user.paste(bad)
    await user.click(await button('Give it to a colleague to read'))
    await screen.findByText(new RegExp(why))
    expect(hub.mailbox.now.letters).toEqual([])
  }
  await user.clear(field)
  await user.click(field)
  await user.paste('Thank you for being brave.')
  await user.click(await button('Give it to a colleague to read'))
  await screen.findByText('Waits for a colleague to read it')
  await expectNoFaults()
  expect(hub.mailbox.given.sealed).toEqual([])
  expect(wire()).not.toMatch(/brave|Kezia|07700/)
})

it('what a colleague wrote is read and then sealed by the one who read it', async () => {
  hub.mailbox.now.seed = 'AAAA'
  const letter: ChildLetter = { v: 1, card: 'we-acted', words: 'We talked to the class.', day: '2026-11-20' }
  const { team, recovery } = made.request.recipients
  const forTeam = await sealForTeam({ letter, to: child.address }, [team, recovery])
  expect(await openForTeam(forTeam, made.recoveryIdentity)).toMatchObject({ letter })
  const line = {
    id: newId(),
    tag: child.address.tag,
    day: '2026-11-20',
    state: 'waiting',
    madeBy: 'Mr Oduya',
    mine: false,
    forTeam,
  } as const
  hub.mailbox.now.letters = [line]
  const user = await unlocked('#/letters')
  await screen.findByText(/We talked to the class/)
  await user.click(await button('I have read it: send it'))
  await screen.findByText('In the letter box')
  expect(await openLetter(hub.mailbox.given.sealed[0] ?? '', child.identity)).toMatchObject({ card: 'we-acted', words: letter.words })
})

it('says so where the letter box is off, and asks for nothing where the child did not', async () => {
  await sendNote(hub, made, { category: 'MEAN', mailbox: child.address })
  const user = await unlocked('#/notes')
  await user.click(await button(/Someone was mean/))
  await screen.findByText(/The letter box is switched off/)
  expect(screen.queryByRole('form', { name: 'Write a letter' })).toBeNull()
})
