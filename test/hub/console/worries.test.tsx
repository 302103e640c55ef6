import { screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { openEntry } from '#core/sealing/case-seal.ts'
import { fillTeam, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, withDoubles } from './show-console.tsx'

withDoubles()

type User = ReturnType<typeof showConsole>['user']

async function unlock(user: User) {
  await user.type(await screen.findByLabelText('Your seven words'), teamWords)
  await user.click(await button('Unlock'))
}
const cards = () =>
  within(screen.getByRole('list', { name: 'Notes' }))
    .getAllByRole('button')
    .map((one) => one.querySelector('b')?.textContent)

it('gathers worries about one page in the browser, and merging keeps every one', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  await sendNote(hub, made, { page: 'games.example/play', category: 'MEAN' })
  await sendNote(hub, made, { page: 'www.games.example/play/', category: 'SCARED', words: 'second' })
  await sendNote(hub, made, { page: 'games.example/play', category: 'WRONG' })
  await sendNote(hub, made, { category: 'HOME' })
  const envelopes = hub.reports.map((report) => report.envelope)
  const { user } = showConsole(hub)
  await unlock(user)
  await waitFor(() => expect(cards()).toHaveLength(2))
  await user.click(await button(/3 worries about games\.example\/play/))
  const worry = within(await screen.findByRole('region', { name: 'Worries of one kind' }))
  worry.getByText('Worry 1 of 3')
  await screen.findByRole('region', { name: 'The note' })
  await user.click(await button('The next one'))
  await worry.findByText('Worry 2 of 3')
  expect(document.body.textContent).not.toMatch(/same child/i)
  await user.click(await button('Bring them together'))
  await waitFor(() => expect(hub.reports.filter((report) => report.state === 'merged')).toHaveLength(2))
  expect(hub.reports.map((report) => report.envelope)).toEqual(envelopes)
  const main = hub.reports.find((report) => hub.entries.has(report.id))
  const [entry] = hub.entries.get(main?.id ?? '') ?? []
  expect((await openEntry(entry?.body ?? '', made.teamIdentity)).reportIds).toHaveLength(2)
})

it('collapses a swarm into one card, which delays nobody', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  for (let index = 0; index < 60; index += 1) await sendNote(hub, made, { category: 'OTHER', words: 'haha' })
  await sendNote(hub, made, { category: 'OTHER', words: 'please help', danger: true })
  const { user } = showConsole(hub)
  await unlock(user)
  await waitFor(() => expect(cards()).toEqual(['Something else', '60 worries that say the same: Something else']))
  expect(screen.getByText('Danger now')).toBeTruthy()
})

it('writes down each reading first: without the record the words are not shown', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  const id = await sendNote(hub, made, { words: 'only when recorded' })
  hub.refuseNext.push({ path: `/api/dsl/reports/${id}/read`, status: 500, code: 'HG_INTERNAL' })
  const { user } = showConsole(hub)
  await unlock(user)
  await user.click(await button(/Something else/))
  await screen.findByRole('alert')
  expect(document.body.textContent).not.toContain('only when recorded')
  await user.click(await button('Try again'))
  await screen.findByText('only when recorded')
  expect(hub.asked.filter(({ path }) => path === `/api/dsl/reports/${id}/read`)).toHaveLength(2)
})

it('passes a note to a deputy, with the reason sealed', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  hub.colleagues = [{ staffId: 'e'.repeat(32), name: 'Mr Bell' }]
  const id = await sendNote(hub, made, {})
  const { user } = showConsole(hub)
  await unlock(user)
  await user.click(await button(/Something else/))
  await user.click(await button('Pass to a colleague'))
  await user.type(await screen.findByLabelText('Why, if you like'), 'LYNXSENTINEL is my neighbour')
  await user.click(await button('Pass it to Mr Bell'))
  await screen.findByText('Passed to Mr Bell')
  expect(JSON.stringify(hub.asked)).not.toContain('LYNXSENTINEL')
  const [entry] = hub.entries.get(id) ?? []
  expect((await openEntry(entry?.body ?? '', made.teamIdentity)).reason).toBe('LYNXSENTINEL is my neighbour')
})

it('child protection is not closed before it is filed', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  await sendNote(hub, made, {})
  const { user } = showConsole(hub)
  await unlock(user)
  await user.click(await button(/Something else/))
  await user.click(await button('I have this one'))
  await user.click(await button('Close this note'))
  await user.selectOptions(await screen.findByLabelText('How it ended'), 'Child protection')
  await user.type(screen.getByLabelText('Why'), 'Referred.')
  const close = await button('Close it')
  expect(close).toHaveProperty('disabled', true)
  await user.type(screen.getByLabelText('Filed, reference'), 'CPOMS 4711')
  await user.click(close)
  await waitFor(() => expect(hub.reports[0]?.state).toBe('closed'))
  expect(JSON.stringify(hub.asked)).not.toContain('4711')
})

it('A4: markup, turned text, formulas and 100,000 emoji stay text', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  const words = '=HYPERLINK("https://bad.example")<script>alert(1)</script>\u202E\u2066 evil'
  await sendNote(hub, made, { words, page: `bad.example/${'😀'.repeat(900)}` })
  const { user } = showConsole(hub)
  await unlock(user)
  await user.click(await button(/Something else/))
  const shown = await screen.findByRole('region', { name: 'The child’s own words' })
  expect(shown.textContent).toBe('=HYPERLINK("https://bad.example")<script>alert(1)</script>   evil')
  expect(shown.querySelector('script, a')).toBeNull()
  expect(document.querySelectorAll('main a[href^="http"], main script, main iframe')).toHaveLength(0)
})
