import { screen, waitFor, within } from '@testing-library/react'
import axe from 'axe-core'
import { expect, it } from 'vitest'
import { plainCalendar } from '#core/contract/school-calendar.ts'
import { schoolDayAfter } from '#core/school-time/school-days.ts'
import { openEntry } from '#core/sealing/case-seal.ts'
import { dateField } from '#hub/console/words/dates.ts'
import { fillTeam, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, FakeEventSource, goTo, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

type User = ReturnType<typeof showConsole>['user']

async function unlock(user: User) {
  await user.type(await screen.findByLabelText('Your seven words'), teamWords)
  await user.click(await button('Unlock'))
}

async function aCase(calendar = plainCalendar) {
  const hub = FakeHub.of('dsl')
  hub.calendar = { calendar, isSet: true }
  const made = await fillTeam(hub)
  const { user } = showConsole(hub, '#/cases/new')
  await unlock(user)
  await title('A new case')
  await user.type(screen.getByLabelText('A few words for the list'), 'JT, playground')
  await user.type(screen.getByLabelText('Who brings it'), 'Miss Ames')
  await user.type(screen.getByLabelText('What was seen and heard'), 'OCELOTSENTINEL had a bruise.')
  await user.click(await button('Begin the case'))
  await title('JT, playground')
  const id = hub.cases[0]?.id ?? ''
  const written = () => Promise.all((hub.entries.get(id) ?? []).map(({ body }) => openEntry(body, made.teamIdentity)))
  const choose = async (words: string) => {
    await user.click(await screen.findByLabelText(words))
    await user.click(await button('Save this step'))
  }
  return { hub, user, id, written, choose }
}

async function expectNothingFound(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
}

it('leads from a concern over a referral to the clock of the decision, and the hub sees no word', async () => {
  const { hub, user, written, choose } = await aCase()
  await screen.findByRole('heading', { name: 'Is somebody in danger now?' })
  await choose('No, not now')
  await screen.findByRole('heading', { name: 'Talk it over' })
  await choose('Refer it')
  await screen.findByRole('heading', { name: 'Refer' })
  await user.type(within(screen.getByRole('form', { name: 'This step' })).getByLabelText('Reference they gave'), 'MASH 99')
  await choose('It was referred to children’s social care')
  await screen.findByRole('heading', { name: 'Waiting for the decision' })
  expect(screen.getByRole('region', { name: 'What is due' }).textContent).toContain('Social care’s decision (1 working day)')
  expect(hub.cases[0]).toMatchObject({ state: 'open', lane: 'soon', revision: 4 })
  expect(hub.cases[0]?.dueDay).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  expect((await written()).map(({ about, choice }) => [about, choice])).toEqual([
    ['note', null],
    ['danger', 'no-danger-now'],
    ['discuss', 'refer'],
    ['refer', 'referred'],
  ])
  for (const sentinel of ['OCELOT', 'playground', 'Miss Ames', 'MASH 99']) expect(JSON.stringify(hub.asked)).not.toContain(sentinel)
  await expectNothingFound()
})

it('counts by the school’s own days, and anew when they are changed', async () => {
  const closed = { start: dateField(Date.now()), end: dateField(Date.now() + 9 * 86_400_000) }
  const calendar = { ...plainCalendar, closures: [closed] }
  const { hub, choose } = await aCase(calendar)
  await choose('No, not now')
  // The first school day after the closure, not the next weekday.
  expect(hub.cases[0]?.dueDay).toBe(schoolDayAfter(closed.end, 1, calendar))
  expect(hub.cases[0]?.dueDay).not.toBe(schoolDayAfter(closed.start, 1, plainCalendar))
  const line = () => screen.getByRole('region', { name: 'What is due' }).textContent
  const before = line()
  hub.calendar = { calendar: { ...calendar, extraBankHolidays: [schoolDayAfter(closed.end, 1, calendar)] }, isSet: true }
  FakeEventSource.tell({ kind: 'bell-changed' })
  await waitFor(() => expect(line()).not.toBe(before))
})

it('a correction keeps what was there', async () => {
  const { user, written } = await aCase()
  const story = within(await screen.findByRole('region', { name: 'The story so far' }))
  await user.click(story.getByRole('button', { name: 'Correct this' }))
  const form = within(screen.getByRole('form', { name: 'Correct this line' }))
  const facts = form.getByLabelText('What was seen and heard')
  await user.clear(facts)
  await user.type(facts, 'A bruise on the left arm.')
  await user.click(form.getByRole('button', { name: 'Save the correction' }))
  await screen.findByText('Corrected 1 time: as it was')
  expect((await written()).map((entry) => entry.facts)).toEqual(['OCELOTSENTINEL had a bruise.', 'A bruise on the left arm.'])
  expect(story.getByText('OCELOTSENTINEL had a bruise.')).toBeTruthy()
})

it('pictures: says never to look, copy or pass on, and has nowhere to put one', async () => {
  const { user, written } = await aCase()
  await user.click(await button('A picture of a child’s body'))
  const form = within(await screen.findByRole('form', { name: 'A picture of a child’s body' }))
  form.getByText(/Do not look at it, copy it, print it, save it, pass it on/)
  expect(document.querySelector('input[type=file]')).toBeNull()
  await user.type(form.getByLabelText('Who was spoken to'), 'Police')
  await user.click(form.getByRole('button', { name: 'Write it down' }))
  await waitFor(async () => expect((await written()).at(-1)).toMatchObject({ about: 'images', contact: 'Police' }))
  await screen.findByRole('heading', { name: 'Is somebody in danger now?' })
})

it('a page for the technician names no child and no day, only the page', async () => {
  const { user } = await aCase()
  await user.click(await button('A page: for the technician'))
  await user.type(await screen.findByLabelText('The page'), 'https://www.Games.example/play?pupil=jo#x')
  expect(document.querySelector('output')?.textContent).toMatch(/: games\.example\/play$/)
})

it('A10: child protection closes only with the file’s reference, which stays sealed', async () => {
  const { hub, user, written } = await aCase()
  await user.click(await button('Close this case'))
  await user.selectOptions(await screen.findByLabelText('How it ended'), 'Child protection')
  const form = within(screen.getByRole('form', { name: 'Close this' }))
  await user.type(form.getByLabelText('Why'), 'Social care has it.')
  const close = form.getByRole('button', { name: 'Close it' })
  expect(close).toHaveProperty('disabled', true)
  await user.type(form.getByLabelText('Filed, reference'), 'CPOMS 4711')
  await user.click(close)
  await screen.findByText('This case is closed.')
  expect(hub.cases[0]).toMatchObject({ state: 'closed', filed: true })
  expect((await written()).slice(-2)).toMatchObject([{ reference: 'CPOMS 4711' }, { about: 'closed', outcome: 'child-protection' }])
  expect(JSON.stringify(hub.asked)).not.toContain('4711')
  await user.click(await button('Open it again'))
  await screen.findByRole('heading', { name: 'Look again' })
})

it('keeps what was written when a colleague was faster', async () => {
  const { hub, user, choose } = await aCase()
  await user.type(within(await screen.findByRole('form', { name: 'This step' })).getByLabelText('Why'), 'It was calm.')
  hub.refuseNext.push({ path: `/api/dsl/cases/${hub.cases[0]?.id}/entries`, status: 409, code: 'HG_CHANGED_MEANWHILE' })
  await choose('No, not now')
  await screen.findByText('Somebody else changed this meanwhile.')
  expect(within(screen.getByRole('form', { name: 'This step' })).getByLabelText('Why')).toHaveProperty('value', 'It was calm.')
})

it('begins from a child’s note, whose words come along inside the seal', async () => {
  const hub = FakeHub.of('dsl')
  const made = await fillTeam(hub)
  const noteId = await sendNote(hub, made, { category: 'MEAN', words: 'MARTENSENTINEL is mean' })
  const { user } = showConsole(hub)
  await unlock(user)
  await user.click(await button(/Someone was mean/))
  await user.click(await button('Begin a case'))
  await user.click(await button('Begin the case'))
  await title('Someone was mean')
  const [entry] = hub.entries.get(hub.cases[0]?.id ?? '') ?? []
  expect(await openEntry(entry?.body ?? '', made.teamIdentity)).toMatchObject({ reportIds: [noteId] })
  expect(hub.reports[0]?.state).toBe('acting')
  expect(JSON.stringify(hub.asked)).not.toContain('MARTENSENTINEL')
})

it('axe finds nothing on the list, a new case and a side path, and an empty list helps', async () => {
  const hub = FakeHub.of('dsl')
  await fillTeam(hub)
  const { user } = showConsole(hub, '#/cases')
  await unlock(user)
  await screen.findByText('No cases.')
  await expectNothingFound()
  await goTo('#/cases/new')
  await title('A new case')
  await expectNothingFound()
})
