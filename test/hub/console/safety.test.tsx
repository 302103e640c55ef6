import { act, screen, waitFor, within } from '@testing-library/react'
import { Encrypter } from 'age-encryption'
import { describe, expect, it, vi } from 'vitest'
import { toBase64 } from '#core/sealing/base64.ts'
import { pad } from '#core/sealing/padding.ts'
import { type MadeTeam, makeTeam, unwrapIdentity, unwrapTeamKey } from '#core/sealing/team-keys.ts'
import { lockAfter } from '#hub/console/dsl/use-key.ts'
import { fillTeam, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub, newId } from './fake-hub.ts'
import { button, FakeEventSource, goTo, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

type User = ReturnType<typeof showConsole>['user']

async function unlock(user: User, words = teamWords) {
  await user.type(await screen.findByLabelText('Your seven words'), words)
  await user.click(await button('Unlock'))
}

const noteNames = () =>
  within(screen.getByRole('list', { name: 'Notes' }))
    .getAllByRole('button')
    .map((one) => one.querySelector('b')?.textContent)

/** All that went over the wire, and all that this browser keeps. */
function left(hub: FakeHub): string {
  return JSON.stringify([hub.asked, { ...localStorage }, { ...sessionStorage }, window.location.href, document.cookie])
}

describe('setting up the team', () => {
  it('shows words once, wants the kit printed and two words back, and only then goes live', async () => {
    const hub = FakeHub.of('dsl')
    const { user } = showConsole(hub)
    await title('Set up the safety box')
    await user.click(await button('Make the keys'))
    await screen.findByText('Step 1 of 3: your words', {}, { timeout: 20_000 })
    const words = [...document.querySelectorAll('.key-words li')].map((item) => item.textContent ?? '')
    expect(words.length).toBe(7)
    await user.click(await button('I have written them down'))
    const recoveryKey = document.querySelector('.kit-key')?.textContent?.replaceAll(' ', '') ?? ''
    expect(recoveryKey).toMatch(/^AGE-SECRET-KEY-1[0-9A-Z]{58}$/)
    const goOn = await button('Go on')
    expect(goOn).toHaveProperty('disabled', true)
    await user.click(screen.getByLabelText(/Printed and put in the safe/))
    await user.click(goOn)
    expect(document.body.textContent).not.toContain(recoveryKey)
    const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']
    const fields = ordinals.flatMap((ordinal, index) => {
      const field = screen.queryByLabelText(`The ${ordinal} word`)
      return field === null ? [] : [{ field, word: words[index] ?? '' }]
    })
    expect(fields.length).toBe(2)
    const live = await button('Keep these keys')
    for (const { field } of fields) await user.type(field, 'wrong')
    expect(live).toHaveProperty('disabled', true)
    expect(hub.team.keys).toBeNull()
    for (const { field, word } of fields) {
      await user.clear(field)
      await user.type(field, ` ${word.toUpperCase()} `)
    }
    await user.click(live)
    await title('Notes from children')
    expect(hub.team.keys?.madeBy).toBe('Mrs Farrant')
    const identity = await unwrapIdentity(hub.team.me?.wrappedIdentity ?? '', words)
    expect(await unwrapTeamKey(hub.team.keys?.teamKey ?? '', identity)).toMatch(/^AGE-SECRET-KEY-1/)
    for (const word of words) expect(left(hub)).not.toMatch(new RegExp(`\\b${word}\\b`))
    expect(left(hub)).not.toContain('AGE-SECRET-KEY')
  })

  it('gives way when somebody else of the team was first', async () => {
    const hub = FakeHub.of('dsl')
    hub.refuseNext.push({ path: '/api/dsl/team-never', status: 500, code: 'HG_INTERNAL' })
    await fillTeam(hub)
    hub.team = { me: null, keys: hub.team.keys === null ? null : { ...hub.team.keys, teamKey: null, madeBy: 'Mr Bell' } }
    showConsole(hub)
    await screen.findByText(/Mr Bell made the team’s keys/)
  })
})

describe('the inbox', () => {
  it('opens real sealed notes in the browser, danger first, urgent kinds next, closed ones apart', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'MEAN' })
    await sendNote(hub, made, { category: 'HATE' })
    await sendNote(hub, made, { category: 'HOME', danger: true })
    const closed = await sendNote(hub, made, { category: 'SCARED' })
    hub.reports = hub.reports.map((report) => (report.id === closed ? { ...report, state: 'closed' } : report))
    const { user } = showConsole(hub)
    expect(screen.queryByText('Someone was mean')).toBeNull()
    await unlock(user)
    await screen.findByText('Closed (1)')
    await waitFor(() => expect(noteNames()).toEqual(['It happened away from school', 'Nasty about who people are', 'Someone was mean']))
  })

  it('shows what the note says beside what it does not say, and moves through its states', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    const id = await sendNote(hub, made, { category: 'SECRET', halfDay: '2024-11-19 am' })
    const { user } = showConsole(hub)
    await unlock(user)
    await user.click(await button(/Someone has my name or picture/))
    const note = within(await screen.findByRole('region', { name: 'The note' }))
    expect(note.getByText(/no time, half a day only/).textContent).toContain('19 Nov 2024, morning')
    expect(note.getByText(/Who sent it, or from which room: no name/)).toBeTruthy()
    expect(note.getByText(/the child kept that back/)).toBeTruthy()
    await waitFor(() => expect(hub.reports.find((report) => report.id === id)?.state).toBe('opened'))
    await user.click(await button('I have this one'))
    await waitFor(() => expect(hub.reports[0]?.state).toBe('acknowledged'))
    await user.click(await button('I am acting on it'))
    await waitFor(() => expect(hub.reports[0]?.state).toBe('acting'))
    await user.click(await button('Close this note'))
    const close = await button('Close it')
    expect(close).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText('Why'), 'CIVETSENTINEL was talked to')
    await user.click(close)
    await waitFor(() => expect(hub.reports[0]?.state).toBe('closed'))
    expect(left(hub)).not.toContain('CIVETSENTINEL')
    const summary = await screen.findByText('Closed (1)')
    await user.click(summary)
    await user.click(await button(/What the team wrote about it \(1\)/))
    await screen.findByText(/CIVETSENTINEL was talked to/)
  })

  it('never sends or keeps a word of a note, nor the words that unlock', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'OTHER', words: 'ZEBRASENTINEL told me', page: 'quaggasentinel.example/room' })
    const { user } = showConsole(hub)
    await unlock(user)
    await user.click(await button(/Something else/))
    await screen.findByText('ZEBRASENTINEL told me')
    await user.click(await button('I have this one'))
    await waitFor(() => expect(hub.reports[0]?.state).toBe('acknowledged'))
    await goTo('#/opened')
    await goTo('#/notes')
    for (const sentinel of ['ZEBRASENTINEL', 'quaggasentinel', 'AGE-SECRET-KEY', ...teamWords.split(' ')]) {
      expect(left(hub).toLowerCase()).not.toMatch(new RegExp(`\\b${sentinel.toLowerCase()}`))
    }
  })

  it('shows what a child wrote as text that does nothing', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, {
      words: '<img src=x onerror="alert(1)"><a href="https://bad.example">x</a> \u202Egnihton\u2066',
      page: 'bad.example/<script>',
    })
    const { user } = showConsole(hub)
    await unlock(user)
    await user.click(await button(/Something else/))
    const words = await screen.findByRole('region', { name: 'The child’s own words' })
    expect(words.textContent).toBe('<img src=x onerror="alert(1)"><a href="https://bad.example">x</a>  gnihton ')
    expect(words.querySelector('img, a')).toBeNull()
    expect(screen.getByRole('region', { name: 'The page, as text' }).querySelector('a')).toBeNull()
  })

  it('A5: shows what does not open with what to do, and never drops it', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, {})
    const envelope = toBase64(new Uint8Array(16_682))
    hub.reports = [...hub.reports, { id: newId(), day: '2024-11-18', state: 'new', epoch: 1, envelope, lane: 'soon', among: '<5' }]
    const { user } = showConsole(hub)
    await unlock(user)
    await sealedBadly(hub, made, JSON.stringify({ v: 2 }))
    await sealedBadly(hub, made, '{"v":1,"category":"UNKNOWN"}')
    hub.reports = [...hub.reports, { id: newId(), day: '2024-11-18', state: 'new', epoch: 1, envelope: 'AAAA' }]
    hub.unopened = [{ id: newId(), day: '2024-11-18', why: '<b>outer seal</b>' }]
    FakeEventSource.tell({ kind: 'reports-changed' })
    const kept = within(await screen.findByRole('region', { name: 'Notes that do not open' }))
    await kept.findByText('5 notes do not open')
    for (const words of [/sealed for other keys/, /another version of Hedgerow/, /not a note that this version knows/, /not of the size/])
      kept.getByText(words)
    expect(kept.getByText(/could not take it out/).textContent).toContain('<b>outer seal</b>')
    expect(hub.reports.filter((report) => report.state === 'new')).toHaveLength(5)
    expect(noteNames()).toEqual(['Something else'])
  })

  it('takes a new note in by itself', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    const { user } = showConsole(hub)
    await unlock(user)
    await screen.findByText('No notes.')
    expect(document.body.textContent).toContain('The box was looked at just now.')
    await sendNote(hub, made, { category: 'WRONG' })
    FakeEventSource.tell({ kind: 'reports-changed' })
    await button(/This page is not for us/)
  })

  it('stays shut with the wrong words', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'WRONG' })
    const { user } = showConsole(hub)
    await unlock(user, 'acorn badge cabin daisy eagle fern gate')
    await screen.findByText(/These words do not open your key/)
    expect(screen.queryByText('This page is not for us')).toBeNull()
    expect(screen.getByText('999')).toBeTruthy()
  })

  it('locks by the button, and forgets what it read', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'WRONG', page: 'games.example' })
    const { user } = showConsole(hub)
    await unlock(user)
    await user.click(await button(/This page is not for us/))
    await user.click(await button('Lock now'))
    await screen.findByLabelText('Your seven words')
    expect(document.body.textContent).not.toContain('games.example')
  })

  it('locks by itself after ten minutes without a press', async () => {
    const hub = FakeHub.of('dsl')
    await fillTeam(hub)
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] })
    const { user } = showConsole(hub)
    await unlock(user)
    await screen.findByText('No notes.')
    act(() => void vi.advanceTimersByTime(lockAfter - 20_000))
    expect(screen.queryByLabelText('Your seven words')).toBeNull()
    // In steps with real pauses: on a busy machine the watch may begin late.
    for (let step = 0; step < 40 && screen.queryByLabelText('Your seven words') === null; step += 1) {
      act(() => void vi.advanceTimersByTime(5_000))
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    expect(screen.getByLabelText('Your seven words')).toBeTruthy()
  })

  it('locks when the session ends elsewhere', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'WRONG' })
    const { user } = showConsole(hub)
    await unlock(user)
    await button(/This page is not for us/)
    hub.signedIn = null
    FakeEventSource.tell({ kind: 'reports-changed' })
    await title('Sign in again')
    expect(document.body.textContent).not.toContain('This page is not for us')
  })
})

/** Seals a body as a kiosk of another version might. */
async function sealedBadly(hub: FakeHub, made: MadeTeam, text: string): Promise<void> {
  const encrypter = new Encrypter()
  encrypter.addRecipient(made.request.recipients.team)
  const second = await makeTeam(teamWords, 1, 2)
  encrypter.addRecipient(second.request.recipients.recovery)
  const envelope = toBase64(await encrypter.encrypt(pad(new TextEncoder().encode(text), 16_384) ?? new Uint8Array()))
  hub.reports = [...hub.reports, { id: newId(), day: '2024-11-18', state: 'new', epoch: 1, envelope }]
}

describe('what was opened', () => {
  it('says that looking is recorded, and looks only when asked', async () => {
    const hub = FakeHub.of('dsl')
    hub.events = [
      {
        kind: 'opened',
        at: Date.now(),
        className: 'Year 2',
        pupilName: 'Ben',
        tile: 'Snail diary',
        page: 'snails.example/diary',
        code: '',
      },
      {
        kind: 'closed-unsure',
        at: Date.now(),
        className: 'Reception',
        pupilName: null,
        tile: 'Shapes',
        page: 'shapes.example',
        code: 'dialog',
      },
    ]
    const { user } = showConsole(hub, '#/opened')
    await screen.findByText('Looking is itself recorded')
    expect(hub.asked.some(({ path }) => path.startsWith('/api/dsl/activity'))).toBe(false)
    await user.click(await button('Look at this day'))
    await screen.findByText('snails.example/diary')
    expect(screen.getByText('The page put up a message box.')).toBeTruthy()
    await user.selectOptions(screen.getByLabelText('Class'), 'Reception')
    expect(screen.queryByText('snails.example/diary')).toBeNull()
  })

  it('says what the kiosk found in a page and how a page has changed, in words', async () => {
    const hub = FakeHub.of('dsl')
    const event = { at: Date.now(), className: 'Year 2', pupilName: 'Ben', tile: 'Snails', page: 'snails.example' }
    hub.events = [
      { ...event, kind: 'closed-unsure', code: 'content gambling,scams' },
      { ...event, kind: 'closed-unsure', code: 'changed replaced' },
      { ...event, kind: 'looked-different', code: 'new-list' },
      { ...event, kind: 'closed-unsure', code: 'content later-than-us' },
    ]
    const { user } = showConsole(hub, '#/opened')
    await user.click(await button('Look at this day'))
    const found = 'The words of the page may not be for this stage. Found:'
    await screen.findByText(`${found} gambling; prize tricks, scams or a domain for sale.`)
    screen.getByText('The page is no longer the one that was approved. It holds other words altogether.')
    screen.getByText('Shown, but it has changed')
    screen.getByText('Its list of links is new, in the same frame.')
    screen.getByText(`${found} later-than-us.`)
  })
})

describe('a child asks for help by name', () => {
  it('is told apart from other calls, stands first on every page of the desk, also before the key is open, and is answered there', async () => {
    const hub = FakeHub.of('dsl')
    await fillTeam(hub)
    const call = {
      kiosk: 'Year 2 window',
      className: 'Year 2',
      pupilName: 'Kezia',
      kind: 'grown-up',
      at: Date.now(),
      state: 'ringing',
      who: null,
    } as const
    const { user } = showConsole(hub)
    await screen.findByLabelText('Your seven words')
    hub.calls = [
      { ...call, id: newId() },
      { ...call, id: newId(), pupilName: 'Zed', kind: 'help' },
      { ...call, id: newId(), pupilName: null, kind: 'help' },
    ]
    FakeEventSource.tell({ kind: 'calls-changed' })
    const help = 'Help me: Zed asks for the safety team now, in Year 2, at Year 2 window'
    await screen.findByRole('group', { name: help })
    const lines = () => screen.getAllByRole('group', { name: /grown-up|safety team/ }).map((one) => one.getAttribute('aria-label'))
    for (const page of ['#/keys', '#/opened', '#/calls', '#/notes']) {
      await goTo(page)
      expect(lines()).toEqual([
        help,
        'Help me: a child who gave no name asks for the safety team now, in Year 2, at Year 2 window',
        'Kezia would like a grown-up, in Year 2, at Year 2 window',
      ])
    }
    await user.click(within(screen.getByRole('group', { name: help })).getByRole('button', { name: 'I am on my way' }))
    await waitFor(() => expect(hub.calls.find(({ pupilName }) => pupilName === 'Zed')?.state).toBe('coming'))
  })
})
