import { screen, within } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it } from 'vitest'
import { fillTeacher, fillTeam, fillTechnician, ringingCall, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

type User = ReturnType<typeof showConsole>['user']

/** jsdom lays nothing out, so contrast cannot be seen here; the tokens' ratios were computed with the palette. */
async function expectNothingFound(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
}

function teacher(fill = true): FakeHub {
  const hub = FakeHub.of('teacher')
  if (fill) fillTeacher(hub)
  return hub
}

describe('axe finds nothing', () => {
  it.each<[string, string, string | RegExp, (user: User) => Promise<unknown>]>([
    ['on the lesson desk', '', /minibeasts/, async () => undefined],
    ['on the form of a lesson', '', /minibeasts/, async (user) => user.click(await button('Change the lesson'))],
    ['on the question before publishing', '', /minibeasts/, async (user) => user.click(await button('Publish to Year 2'))],
    ['on the shelf', '#/shelf', /Our shelf/, async () => undefined],
    ['on adding a site', '#/add', 'Add a site', async () => undefined],
    [
      'on the form of a tile',
      '#/add',
      'Add a site',
      async (user) => {
        await user.type(screen.getByLabelText('Paste the address, or several'), 'https://a.example/b')
        await user.click(await button('Go on'))
        await user.click(screen.getByText('Further addresses and other places'))
      },
    ],
    [
      'on several sites at once',
      '#/add',
      'Add a site',
      async (user) => {
        await user.type(screen.getByLabelText('Paste the address, or several'), 'https://a.example/b\nhttps://c.example/')
        await user.click(await button('2 tiles, one for each'))
      },
    ],
    [
      'on would this open',
      '#/try',
      'Would this open?',
      async (user) => user.type(screen.getByLabelText('Paste any address'), 'https://www.woodland.example/bugs'),
    ],
    ['on the requests', '#/requests', 'Asking to visit', async (user) => user.click(await button('Look first: ponds.example'))],
    ['on the register', '#/pupils', /Pupils/, async (user) => user.click(await button('Add pupils'))],
    ['on choosing pictures', '#/pupils', /Pupils/, async (user) => user.click(await button('New pictures with Ben'))],
    ['on taking a child off', '#/pupils', /Pupils/, async (user) => user.click(await button('Take off Ben'))],
    ['on the cards', '#/cards', 'Class cards', async () => undefined],
    [
      'on the stopped pages',
      '#/stops',
      'Stopped pages',
      async (user) => user.type(screen.getByLabelText('Stop a page by its address'), 'games.example.org/scary'),
    ],
    ['on the calls', '#/calls', 'Children who called', async () => undefined],
  ])('%s', async (_where, hash, heading, act) => {
    const hub = teacher()
    hub.calls = [ringingCall()]
    const { user } = showConsole(hub, hash)
    await title(heading)
    await act(user)
    await expectNothingFound()
  })

  it.each(['', '#/shelf'])('on what is to be looked at again, on the page %s', async (hash) => {
    const hub = teacher()
    const again = { tile: 'Draw a web', found: [], page: 'draw.example/web', times: 2, lastDay: '2026-11-20' }
    const tileId = hub.draft.tiles.find((one) => one.title === again.tile)?.id ?? null
    hub.lookAgain = {
      lines: [
        { ...again, tileId, kind: 'changed' },
        { ...again, tileId: null, tile: 'Gone', kind: 'set-aside' },
      ],
      more: 1,
    }
    showConsole(hub, hash)
    await screen.findByRole('region', { name: 'Look again' })
    await expectNothingFound()
  })

  it.each(['', '#/shelf', '#/requests', '#/pupils', '#/cards', '#/calls'])('on the empty page %s', async (hash) => {
    showConsole(teacher(false), hash)
    await screen.findByRole('heading', { level: 1 })
    await expectNothingFound()
  })

  it('on signing in, and on its refusal', async () => {
    const { user } = showConsole(new FakeHub())
    await user.type(await screen.findByLabelText('Email'), 'teacher@brooklane.example')
    await user.type(screen.getByLabelText('Password'), 'wrong')
    await user.click(await button('Sign in'))
    await screen.findByRole('alert')
    await expectNothingFound()
  })

  it('on the link and on choosing a password', async () => {
    const { user } = showConsole(new FakeHub(), '#/link/one-time-token-0123456789')
    await title('Your sign-in link')
    await expectNothingFound()
    await user.click(await button('Sign in'))
    await title('Welcome, Miss Ames')
    await expectNothingFound()
  })

  it('on each step of setting up the team', async () => {
    const { user } = showConsole(FakeHub.of('dsl'))
    await user.click(await button('Make the keys'))
    await screen.findByText('Step 1 of 3: your words', {}, { timeout: 20_000 })
    await expectNothingFound()
    await user.click(await button('I have written them down'))
    await expectNothingFound()
    await user.click(screen.getByLabelText(/Printed and put in the safe/))
    await user.click(await button('Go on'))
    await expectNothingFound()
  })

  it('on the locked box, the inbox and a note', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'STRANGER', danger: true, words: 'words', page: 'a.example/b' })
    await sendNote(hub, made, { category: 'MEAN' })
    const { user } = showConsole(hub)
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await expectNothingFound()
    await user.click(await button('Unlock'))
    await user.click(await button(/A person I don’t know/))
    await screen.findByRole('region', { name: 'The note' })
    await expectNothingFound()
  })

  it.each(['#/opened', '#/keys', '#/words', '#/board'])('on the safety desk at %s', async (hash) => {
    const hub = FakeHub.of('dsl')
    await fillTeam(hub)
    hub.phrases = [{ id: 'a'.repeat(32), phrase: 'Robux', weight: 'closes', stages: ['ks1', 'ks2'] }]
    hub.events = [{ kind: 'opened', at: 1, className: 'Year 2', pupilName: 'Ben', tile: 'T', page: 'p.example', code: '' }]
    const { user } = showConsole(hub, hash)
    await screen.findByRole('heading', { level: 1 })
    const look = screen.queryByRole('button', { name: 'Look at this day' })
    if (look !== null) await user.click(look)
    await expectNothingFound()
  })

  it('on the kiosks, on removing one and on a code', async () => {
    const hub = FakeHub.of('technician')
    fillTechnician(hub)
    const { user } = showConsole(hub)
    await user.click(await button('Remove Reception corner'))
    await expectNothingFound()
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Keep it' }))
    await user.click(screen.getByRole('link', { name: 'Enrol a kiosk' }))
    await user.click(await button('Make a code'))
    await expectNothingFound()
  })
})

describe('by keyboard alone', () => {
  it('reaches the page from the rail, chooses a picture by arrow keys, and leaves a dialog with focus where it was', async () => {
    const { user } = showConsole(teacher(), '#/pupils')
    await title(/Pupils/)
    await user.tab()
    expect(document.activeElement?.textContent).toBe('Skip to the page')
    await user.keyboard('{Enter}')
    expect(document.activeElement?.id).toBe('page')
    const open = screen.getByRole('button', { name: 'Choose pictures with Grace' })
    open.focus()
    await user.keyboard('{Enter}')
    const dialog = within(await screen.findByRole('dialog'))
    dialog.getByRole('button', { name: /^rocket/ }).focus()
    await user.keyboard(' ')
    expect(dialog.getByRole('button', { name: /^rocket/ }).getAttribute('aria-pressed')).toBe('true')
    dialog.getByRole('button', { name: 'Leave it' }).focus()
    await user.keyboard('{Enter}')
    expect(document.activeElement).toBe(open)
  })

  it('changes the look, and keeps it', async () => {
    const { user } = showConsole(teacher())
    await title(/minibeasts/)
    await user.selectOptions(screen.getByLabelText('Look'), 'High contrast')
    expect(document.documentElement.dataset.theme).toBe('contrast')
    expect(localStorage.getItem('hedgerow-theme')).toBe('contrast')
    expect(localStorage.length).toBe(1)
  })
})
