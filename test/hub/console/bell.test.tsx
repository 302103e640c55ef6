import { fireEvent, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { FakeHub } from './fake-hub.ts'
import { button, FakeEventSource, showConsole, withDoubles } from './show-console.tsx'

withDoubles()

const audioNode = () => ({
  type: '',
  frequency: { value: 0 },
  gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} },
  connect: (next: unknown) => next,
  start: () => notes.push('note'),
  stop: () => {},
})
let notes: string[] = []

/** A browser that can sound and that may show notes of the computer. */
function aLoudBrowser(): string[] {
  notes = []
  const shown: string[] = []
  vi.stubGlobal(
    'AudioContext',
    class {
      currentTime = 0
      destination = {}
      createOscillator = audioNode
      createGain = audioNode
      close = async () => {}
    },
  )
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'granted'
      constructor(words: string) {
        shown.push(words)
      }
      close() {}
    },
  )
  return shown
}

it('the bell is silent until somebody presses once; then it sounds, marks the page and shows a note that says nothing', async () => {
  const shown = aLoudBrowser()
  const hub = FakeHub.of('dsl')
  const { user } = showConsole(hub)
  await user.click(await button('Let the bell be heard'))
  expect([notes, shown]).toEqual([[], []])
  hub.bell = { ...hub.bell, rings: true }
  FakeEventSource.tell({ kind: 'bell-changed' })
  await screen.findByText('Please open the worry box')
  await waitFor(() => expect(notes.length).toBe(2))
  expect(shown).toEqual(['Please open the worry box'])
  expect(document.title.startsWith('● ')).toBe(true)
  expect(document.head.querySelector('link[rel=icon]')).not.toBeNull()
  hub.bell = { ...hub.bell, rings: false }
  FakeEventSource.tell({ kind: 'reports-changed' })
  await waitFor(() => expect(screen.queryByText('Please open the worry box')).toBeNull())
  expect(document.title.startsWith('● ')).toBe(false)
  expect(document.head.querySelector('link[rel=icon]')).toBeNull()
})

it('without a press nothing sounds and no note is shown', async () => {
  const shown = aLoudBrowser()
  const hub = FakeHub.of('dsl')
  hub.bell = { ...hub.bell, rings: true }
  showConsole(hub)
  await screen.findByText('Please open the worry box')
  expect([notes, shown]).toEqual([[], []])
})

it('the office hears the siren and not the bell, and everybody sees since when mail has failed', async () => {
  const hub = FakeHub.of('office')
  hub.bell = { rings: false, siren: true, mail: { state: 'failing', since: Date.now() - 60_000 }, wantsMail: true }
  showConsole(hub)
  await screen.findByText('Please fetch somebody of the safeguarding team now')
  await screen.findByText(/^Mail has failed since Today/)
})

it('the technician gives a mail server, sees no password again, and sends a test mail', async () => {
  const hub = FakeHub.of('technician')
  const { user } = showConsole(hub, '#/bell')
  await user.type(await screen.findByLabelText('Mail server'), 'smtp.brooklane.example')
  await user.type(screen.getByLabelText('Name at the server'), 'hedgerow')
  await user.type(screen.getByLabelText('Password'), 'private words')
  await user.type(screen.getByLabelText('Sender’s address'), 'hedgerow@brooklane.example')
  await user.click(await button('Save'))
  await screen.findByText(/One is kept and never shown/)
  expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('')
  expect(hub.mailDesk.settings).toMatchObject({ host: 'smtp.brooklane.example', port: 587, security: 'starttls' })
  await user.type(screen.getByLabelText('To'), 'me@brooklane.example')
  hub.refuseNext.push({ path: '/api/bell/mail/test', status: 422, code: 'HG_MAIL_LOGIN' })
  await user.click(await button('Send a test mail'))
  await screen.findByText(/does not take the name or the password/)
  await user.click(await button('Send a test mail'))
  await screen.findByText(/The mail server has taken it/)
})

it('school days are set, with the bank holidays shown, and a mistake is named', async () => {
  const hub = FakeHub.of('dsl')
  const { user } = showConsole(hub, '#/days')
  await screen.findByText(/Today lies outside all terms/)
  expect(screen.getByText(/25 Dec/)).toBeTruthy()
  await user.click(await button('Add a term'))
  const [start, end] = [screen.getByLabelText('First day of term 1'), screen.getByLabelText('Last day of term 1')]
  fireEvent.change(start, { target: { value: '2026-09-02' } })
  fireEvent.change(end, { target: { value: '2026-12-18' } })
  hub.refuseNext.push({ path: '/api/calendar', status: 422, code: 'HG_CALENDAR_SHAPE', detail: 'terms.0: ends before it starts' })
  await user.click(await button('Save the days'))
  await screen.findByText(/terms\.0: ends before it starts/)
  await user.click(await button('Save the days'))
  await screen.findByText(/Saved\. The bell goes by these days/)
  expect(hub.calendar.calendar.terms).toEqual([{ start: '2026-09-02', end: '2026-12-18' }])
})

it('a nation and an extra bank holiday are set, shown among the days to come, and taken back', async () => {
  const hub = FakeHub.of('technician')
  const { user } = showConsole(hub, '#/days')
  const toCome = async () => (await screen.findByText(/25 Dec/)).textContent
  expect(await toCome()).not.toMatch(/30 Nov/)
  const before = hub.calendar.calendar
  await user.selectOptions(screen.getByLabelText('Whose bank holidays count'), 'Scotland')
  await user.click(await button('Add an extra bank holiday'))
  fireEvent.change(screen.getByLabelText('Extra bank holiday 1'), { target: { value: `${new Date().getFullYear() + 1}-08-14` } })
  expect(await toCome()).toMatch(/14 Aug/)
  await user.click(await button('Save the days'))
  await screen.findByText(/Saved\./)
  expect(hub.calendar.calendar).toMatchObject({ nation: 'scotland', extraBankHolidays: [expect.stringMatching(/-08-14$/)] })
  await user.click(await button('Undo'))
  await screen.findByText(/Taken back/)
  expect(hub.calendar.calendar).toEqual(before)
  expect(screen.queryByLabelText('Extra bank holiday 1')).toBeNull()
  expect(screen.getByLabelText('Whose bank holidays count')).toHaveProperty('value', 'england-and-wales')
})

it('a member of the team says whether mail is wanted', async () => {
  const hub = FakeHub.of('deputy')
  const { user } = showConsole(hub, '#/bell')
  await user.click(await screen.findByLabelText('Write to me as well'))
  await waitFor(() => expect(hub.bell.wantsMail).toBe(false))
})
