import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { makeMember, newGroupKey, wrapTeamKey } from '#core/sealing/team-keys.ts'
import { fillTeam, sendNote } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

const words = 'gate hill iron jade'

/** A head who holds the group's key, one note for the group, one for the team. */
async function aHead() {
  const hub = FakeHub.of('head')
  const made = await fillTeam(hub)
  const me = await makeMember(words, 2)
  const key = await newGroupKey()
  const recipients = { ...made.request.recipients, epoch: 2, grownUps: key.recipient }
  const wrap = await wrapTeamKey(key.identity, me.recipient)
  hub.keyDesk = {
    me: { recipient: me.recipient, wrappedIdentity: me.wrappedIdentity },
    group: 'grown-ups',
    recipients,
    keys: [{ recipient: key.recipient, epoch: 2, madeAt: 1, madeBy: 'Mrs Adeyemi', wrap }],
    people: [],
  }
  const sealed = { ...made, request: { ...made.request, recipients } }
  const own = await sendNote(hub, sealed, { category: 'ADULT', words: 'He shouts when the door is shut', halfDay: '2024-11-19 am' })
  await sendNote(hub, sealed, { category: 'MEAN', words: 'for the team alone' })
  return { hub, own }
}

it('the head reads what is about a grown-up at school, only once it is recorded, and takes it; nothing of the team’s opens', async () => {
  const { hub, own } = await aHead()
  const { user } = showConsole(hub, '#/grown-up')
  await title('About a grown-up at school')
  await user.type(await screen.findByLabelText('Your words'), words)
  await user.click(await button('Open my key'))
  const list = within(await screen.findByRole('region', { name: 'Notes for your group' }))
  expect(list.getAllByRole('listitem')).toHaveLength(1)
  expect(list.getByText('Nobody has it yet')).toBeTruthy()

  hub.refuseNext.push({ path: `/api/keys/reports/${own}/read`, status: 500, code: 'HG_INTERNAL' })
  await user.click(list.getByRole('button', { name: /19 Nov 2024, morning/ }))
  await user.click(await button('Try again'))
  const note = within(await screen.findByRole('region', { name: 'The note' }))
  expect(note.getByText('He shouts when the door is shut')).toBeTruthy()
  expect(document.body.textContent).not.toContain('for the team alone')
  expect(hub.reports.map(({ state }) => state)).toEqual(['opened', 'new'])

  await user.click(note.getByRole('button', { name: 'I have this one' }))
  await screen.findByText('Somebody has it')
  await waitFor(() => expect(screen.queryByRole('button', { name: 'I have this one' })).toBeNull())
  expect(hub.reports.map(({ state }) => state)).toEqual(['acknowledged', 'new'])
})

it('shows no word of a note whose reading could not be recorded', async () => {
  const { hub, own } = await aHead()
  const { user } = showConsole(hub, '#/grown-up')
  await user.type(await screen.findByLabelText('Your words'), words)
  await user.click(await button('Open my key'))
  hub.refuseNext.push({ path: `/api/keys/reports/${own}/read`, status: 403, code: 'HG_NOT_ALLOWED' })
  await user.click(await button(/19 Nov 2024, morning/))
  await screen.findByText(/belongs to another desk/)
  expect(document.body.textContent).not.toContain('He shouts')
})

it('says where the key is made when the group has none', async () => {
  const hub = FakeHub.of('governor')
  await fillTeam(hub)
  hub.keyDesk = { group: 'grown-ups', keys: [], me: null, people: [] }
  showConsole(hub, '#/grown-up')
  await screen.findByText(/Your group has no key yet/)
})
