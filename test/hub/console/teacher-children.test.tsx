import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { fillTeacher, ringingCall } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, FakeEventSource, goTo, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

function teacher() {
  const hub = FakeHub.of('teacher')
  fillTeacher(hub)
  return hub
}

describe('requests to visit', () => {
  it('shows the address as text and opens nothing', async () => {
    const { user } = showConsole(teacher(), '#/requests')
    await user.click(await button('Look first: ponds.example'))
    expect(screen.getAllByText('ponds.example', { selector: 'b' }).length).toBeGreaterThan(0)
    expect(screen.getByText('No, it stays shut')).toBeTruthy()
    for (const link of document.querySelectorAll('a')) expect(link.getAttribute('href')).toMatch(/^#\//)
    expect(document.querySelector('iframe, img[src*="ponds"], link[href*="ponds"]')).toBeNull()
  })

  it('answers "not today", and puts it back', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/requests')
    await user.click(await button('Not today: ponds.example'))
    await waitFor(() => expect(hub.requests[0]?.answer).toBe('not-today'))
    await user.click(await screen.findByText('Answered (2)'))
    await user.click(await button('Put it back among the waiting: ponds.example'))
    await waitFor(() => expect(hub.requests[0]?.answer).toBe('open'))
  })

  it('adds an asked-for page by the form, filled in, and marks the request as answered', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/requests')
    await user.click(await button('Add to our shelf: wings.example'))
    expect((await screen.findByLabelText<HTMLInputElement>('Address')).value).toBe('https://wings.example/maker')
    await user.click(await button('Put it on the shelf'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.at(-1)).toMatchObject({ url: 'https://wings.example/maker', title: 'Maker' })
    await waitFor(() => expect(hub.requests[1]?.answer).toBe('added'))
  })

  it('says how it will be when nobody asks', async () => {
    const hub = teacher()
    hub.requests = []
    showConsole(hub, '#/requests')
    await screen.findByText('Nobody is waiting for an answer.')
  })
})

describe('a child calls', () => {
  it('rings on every page at once, and the answer reaches the hub', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/try')
    await title('Would this open?')
    hub.calls = [ringingCall()]
    FakeEventSource.tell({ kind: 'calls-changed' })
    const line = await screen.findByRole('group', { name: 'Kezia would like a grown-up, in Year 2, at Year 2 window' })
    for (const page of ['#/shelf', '#/requests', '#/pupils', '#/cards', '#/calls', '#/add', '#/desk']) {
      await goTo(page)
      expect(screen.getByRole('group', { name: /Kezia would like a grown-up/ })).toBe(line)
    }
    await user.click(within(line).getByRole('button', { name: 'I am on my way' }))
    await waitFor(() => expect(hub.calls[0]).toMatchObject({ state: 'coming', who: 'Miss Ames' }))
    await screen.findByText(/Miss Ames is on the way; the child sees it/)
    await user.click(await button('Done'))
    await waitFor(() => expect(screen.queryByRole('group', { name: /Kezia/ })).toBeNull())
    expect(hub.calls[0]?.state).toBe('ended')
  })

  it('stays in reach over an open dialog', async () => {
    const hub = teacher()
    hub.calls = [ringingCall()]
    const { user } = showConsole(hub)
    await user.click(await button('Publish to Year 2'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'I am on my way' }))
    await waitFor(() => expect(hub.calls[0]?.state).toBe('coming'))
  })

  it('says where when the child had not signed in', async () => {
    const hub = teacher()
    hub.calls = [{ ...ringingCall(), pupilName: null, className: null }]
    showConsole(hub)
    await screen.findByText('A child would like a grown-up, at Year 2 window')
  })
})

describe('the register', () => {
  it('adds one child a line, each with a picture of their own', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/pupils')
    await user.click(await button('Add pupils'))
    await user.type(screen.getByLabelText('First names, one a line'), 'Iris\n\n Jonah \nKezia')
    await user.click(await button('Add 3 pupils'))
    await waitFor(() => expect(hub.pupils.length).toBe(11))
    expect(hub.pupils.slice(-3).map(({ name }) => name)).toEqual(['Iris', 'Jonah', 'Kezia'])
    expect(new Set(hub.pupils.map(({ picture }) => picture)).size).toBe(11)
  })

  it('keeps the names that are left when the hub falls silent half-way', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/pupils')
    await user.click(await button('Add pupils'))
    await user.type(screen.getByLabelText('First names, one a line'), 'Iris\nJonah')
    const whole = hub.fetch
    let added = 0
    hub.fetch = (input, init) => {
      if (init?.method === 'POST' && ++added === 2) hub.outOfReach = true
      return whole(input, init)
    }
    vi.stubGlobal('fetch', hub.fetch)
    await user.click(await button('Add 2 pupils'))
    await screen.findByText(/did not answer/)
    expect(screen.getByLabelText<HTMLTextAreaElement>('First names, one a line').value).toBe('Jonah')
  })

  it('sets a picture secret of the stage, sends it once, and shows it nowhere after', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/pupils')
    await user.click(await button('Choose pictures with Grace'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Grace chooses 3 pictures' }))
    const keep = dialog.getByRole('button', { name: 'Keep these pictures' })
    expect(keep).toHaveProperty('disabled', true)
    for (const name of ['rocket', 'kite', 'key']) await user.click(dialog.getByRole('button', { name: new RegExp(`^${name}`) }))
    await user.click(keep)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    expect(hub.asked.filter(({ path }) => path.endsWith('/secret')).map(({ body }) => JSON.parse(body))).toEqual([
      { pictures: ['rocket', 'kite', 'key'] },
    ])
    await user.click(await button('New pictures with Grace'))
    expect(screen.queryAllByRole('button', { pressed: true })).toEqual([])
  })

  it('takes a child off after asking, and puts them back', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/pupils')
    await user.click(await button('Take off Hugo'))
    const dialog = within(await screen.findByRole('dialog'))
    expect(hub.pupils.length).toBe(8)
    await user.click(dialog.getByRole('button', { name: 'Take Hugo off' }))
    await screen.findByText('Hugo was taken off the register.')
    expect(hub.pupils.some(({ name }) => name === 'Hugo')).toBe(false)
    await user.click(await button('Put Hugo back'))
    await waitFor(() => expect(hub.pupils.at(-1)).toMatchObject({ name: 'Hugo', picture: 'umbrella' }))
  })

  it('prints a card for each child without the chosen pictures', async () => {
    showConsole(teacher(), '#/cards')
    await title('Class cards')
    expect(document.querySelectorAll('.class-card').length).toBe(8)
    expect(screen.getByText('Fatima')).toBeTruthy()
  })
})
