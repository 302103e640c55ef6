import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fillTeam, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

const soon = () => Date.now() + 3_600_000

describe('stopping a page', () => {
  it('is one press from an opened note, says so, tells the technician, and can be undone there', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'SCARED', page: 'www.games.example.org/scary?child=Kezia' })
    const { user } = showConsole(hub)
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await user.click(await button('Unlock'))
    await user.click(await button(/scared|frightened|upset/i))
    await user.click(await button('Stop games.example.org/scary'))
    const panel = within(screen.getByRole('region', { name: 'Stop this page' }))
    await panel.findByText(/No computer in reach opens games.example.org\/scary/)
    expect(hub.stops.stops).toMatchObject([{ host: 'games.example.org', path: '/scary', from: 0 }])
    expect(hub.tickets).toMatchObject([{ host: 'games.example.org', path: '/scary', kind: 'unfit' }])
    // Nothing of the note goes with it.
    const sent = hub.asked.filter(({ method, path }) => method === 'POST' && path === '/api/stops')
    expect(sent.map(({ body }) => Object.keys(JSON.parse(body)).sort())).toEqual([['address', 'scope', 'ticket', 'when']])
    await user.click(await button(/^Undo: let games.example.org\/scary open again/))
    await button('Stop games.example.org/scary')
    expect(hub.stops.stops).toEqual([])
  })

  it('waits for the break when it is asked to, takes the whole site, and keeps the technician out of it', async () => {
    const hub = FakeHub.of('teacher')
    hub.stops = { stops: [], nextBreak: soon() }
    const { user } = showConsole(hub, '#/stops')
    await title('Stopped pages')
    const field = screen.getByLabelText('Stop a page by its address')
    await user.type(field, 'a game')
    await screen.findByText('That is not the address of a page yet.')
    await user.clear(field)
    await user.type(field, 'https://adverts.example.com/x?y=1')
    await user.click(await screen.findByLabelText(/Not before the next break/))
    await user.click(screen.getByLabelText(/Tell the technician too/))
    await user.click(await button('Stop all of adverts.example.com'))
    await waitFor(() => expect(hub.stops.stops).toMatchObject([{ host: 'adverts.example.com', path: null, from: hub.stops.nextBreak }]))
    expect(hub.tickets).toEqual([])
  })

  it('after a day the desk asks; a teacher cannot undo what the team has stopped', async () => {
    const hub = FakeHub.of('teacher')
    const made = { from: 0, madeAt: Date.now() - 90_000_000, madeBy: 'Mrs Farrant' }
    hub.stops = {
      nextBreak: 0,
      stops: [
        { id: '1'.repeat(32), host: 'own.example.org', path: '/x', ...made, mayUndo: true, reviewAt: Date.now() - 1 },
        { id: '2'.repeat(32), host: 'team.example.org', path: null, ...made, mayUndo: false, reviewAt: Date.now() - 1 },
      ],
    }
    const { user } = showConsole(hub, '#/stops')
    await screen.findByText('Still needed?')
    expect(screen.getByRole('link', { name: /Stopped pages\s*1\s*to look at again/ })).toBeTruthy()
    expect(screen.queryByRole('button', { name: /team.example.org/ })).toBeNull()
    await user.click(await button('Yes, keep own.example.org/x stopped'))
    await waitFor(() => expect(screen.queryByText('Still needed?')).toBeNull())
    await user.click(await button('Let own.example.org/x open again'))
    await waitFor(() => expect(hub.stops.stops).toHaveLength(1))
  })
})

it('the technician sees the pages to look at, and nothing else of them', async () => {
  const hub = FakeHub.of('technician')
  hub.tickets = [
    { id: '1'.repeat(32), host: 'games.example.org', path: '/scary', kind: 'strangers', day: '2026-11-20', state: 'open', stopped: true },
  ]
  const { user } = showConsole(hub, '#/tickets')
  await title('Pages to look at')
  const line = await screen.findByText('games.example.org/scary')
  expect(line.closest('li')?.textContent).toMatch(/Stopped for everyone.*Strangers can write.*20 Nov/)
  await user.click(await button('I have seen to games.example.org/scary'))
  await screen.findByText('Done')
  expect(hub.tickets[0]?.state).toBe('done')
})

describe('the notice board', () => {
  it('hangs a vetted card, shows what children read, and takes it down', async () => {
    const hub = FakeHub.of('dsl')
    const { user } = showConsole(hub, '#/board')
    await title('Notice board')
    await screen.findByText('Nothing hangs there')
    await user.click(await screen.findByLabelText(/Someone told us about a scary page/))
    expect(screen.getByText(/KS2: “Someone told us about a scary page. It no longer opens here/)).toBeTruthy()
    await user.click(await button('Hang it on every computer'))
    await screen.findByText('Hanging now')
    expect(hub.notices).toMatchObject([{ card: 'scary-page-gone', more: null }])
    await user.click(await button(/^Take it down/))
    await screen.findByText('Nothing hangs there')
  })

  it('a colleague’s added words are inert, and shown to children only when they were read', async () => {
    const hub = FakeHub.of('deputy')
    hub.notices = [
      {
        id: '1'.repeat(32),
        card: 'unkind-words',
        more: '<img src=x onerror=alert(1)> \u202etxet',
        moreState: 'waiting',
        mine: false,
        madeBy: 'Mrs Farrant',
        postedAt: Date.now(),
        until: soon(),
      },
    ]
    const { user } = showConsole(hub, '#/board')
    await screen.findByText('Not shown before you have read it')
    expect(document.querySelector('img[src="x"]')).toBeNull()
    expect(document.body.textContent).not.toContain('\u202e')
    expect(screen.getByRole('link', { name: /Notice board\s*1\s*to read/ })).toBeTruthy()
    await user.click(await button('I have read the added words: show them'))
    await screen.findByText('Shown at KS2')
  })

  it('says what is in the way of added words, and keeps them', async () => {
    const hub = FakeHub.of('dsl')
    const { user } = showConsole(hub, '#/board')
    await title('Notice board')
    hub.refuseNext.push({ path: '/api/dsl/notices', status: 422, code: 'HG_BOARD_WORDS', detail: 'a name of somebody at school' })
    const field = await screen.findByLabelText(/A few words more/)
    await user.type(field, 'Well done Ada')
    await user.click(await button('Hang it on every computer'))
    await screen.findByText(/a name of somebody at school/)
    expect(screen.getByLabelText<HTMLInputElement>(/A few words more/).value).toBe('Well done Ada')
  })
})
