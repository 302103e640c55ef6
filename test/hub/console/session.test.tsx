import { screen, waitFor } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fillTeacher } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, FakeEventSource, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

describe('signing in', () => {
  it('shows only the desk of the role that signs in', async () => {
    const hub = new FakeHub()
    const { user } = showConsole(hub)
    await title('Sign in')
    await user.type(screen.getByLabelText('Email'), 'technician@brooklane.example')
    await user.type(screen.getByLabelText('Password'), hub.password)
    await user.click(await button('Sign in'))
    await title('Kiosks')
    const pages = screen.getAllByRole('link').map((link) => link.textContent)
    expect(pages).toEqual(['Kiosks', 'Enrol a kiosk', 'Pages to look at', 'The bell', 'School days'])
    expect(hub.asked.some(({ path }) => path.startsWith('/api/teacher') || path.startsWith('/api/dsl'))).toBe(false)
  })

  it('says what is wrong and keeps the email', async () => {
    const { user } = showConsole(new FakeHub())
    await user.type(await screen.findByLabelText('Email'), 'teacher@brooklane.example')
    await user.type(screen.getByLabelText('Password'), 'not the one')
    await user.click(await button('Sign in'))
    expect((await screen.findByRole('alert')).textContent).toContain('The email or the password is not right.')
    expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('teacher@brooklane.example')
    expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('')
  })

  it('uses a one-time link by a press, takes it out of the address, and asks for a password of 12 letters', async () => {
    const hub = new FakeHub()
    fillTeacher(hub)
    const { user } = showConsole(hub, '#/link/one-time-token-0123456789')
    await title('Your sign-in link')
    expect(hub.asked.some(({ path }) => path === '/api/staff/link')).toBe(false)
    await user.click(await button('Sign in'))
    await title('Welcome, Miss Ames')
    expect(window.location.hash).not.toContain('one-time-token')
    const save = await button('Save my password')
    await user.type(screen.getByLabelText('Password'), 'too short')
    await user.type(screen.getByLabelText('The same again'), 'too short')
    expect(save).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText('Password'), ' by far')
    await user.type(screen.getByLabelText('The same again'), ' by far')
    await user.click(save)
    await title('Finding out about minibeasts')
    expect(hub.asked.filter(({ path }) => path === '/api/staff/password').map(({ body }) => JSON.parse(body))).toEqual([
      { password: 'too short by far' },
    ])
  })

  it('says that a link was used', async () => {
    const { user } = showConsole(new FakeHub(), '#/link/some-other-token-0123456789')
    await user.click(await button('Sign in'))
    expect((await screen.findByRole('alert')).textContent).toContain('was used already')
    await user.click(await button('To the sign-in page'))
    await title('Sign in')
  })

  it('asks to sign in again when the session was ended elsewhere, and keeps what was typed', async () => {
    const hub = FakeHub.of('teacher')
    fillTeacher(hub)
    const { user } = showConsole(hub, '#/add')
    await user.type(await screen.findByLabelText('Paste the address, or several'), 'https://newts.example/pond')
    hub.signedIn = null
    FakeEventSource.tell({ kind: 'calls-changed' })
    await title('Sign in again')
    expect(screen.queryByRole('heading', { name: 'Add a site' })).toBeNull()
    await user.type(screen.getByLabelText('Password'), hub.password)
    await user.click(await button('Sign in'))
    await title('Add a site')
    expect(screen.getByLabelText<HTMLTextAreaElement>('Paste the address, or several').value).toBe('https://newts.example/pond')
  })

  it('leaves nothing of one person to another who signs in over an ended session', async () => {
    const hub = FakeHub.of('teacher')
    fillTeacher(hub)
    const { user } = showConsole(hub)
    await title('Finding out about minibeasts')
    hub.signedIn = null
    FakeEventSource.tell({ kind: 'calls-changed' })
    await title('Sign in again')
    await user.clear(screen.getByLabelText('Email'))
    await user.type(screen.getByLabelText('Email'), 'dsl@brooklane.example')
    await user.type(screen.getByLabelText('Password'), hub.password)
    await user.click(await button('Sign in'))
    await title('Set up the safety box')
    expect(document.body.textContent).not.toContain('minibeasts')
  })

  it('signs out', async () => {
    const hub = FakeHub.of('technician')
    const { user } = showConsole(hub)
    await user.click(await button('Sign out'))
    await title('Sign in')
    expect(hub.signedIn).toBeNull()
  })

  it('says so when the hub does not answer, and tries again', async () => {
    const hub = FakeHub.of('technician')
    hub.outOfReach = true
    const { user } = showConsole(hub)
    expect((await screen.findByRole('alert')).textContent).toContain('did not answer')
    hub.outOfReach = false
    await user.click(await button('Try again'))
    await title('Kiosks')
  })

  it('refuses an answer that is not of the contract', async () => {
    const hub = FakeHub.of('technician')
    hub.signedIn = { ...hub.person('technician'), role: 'headteacher' as 'technician' }
    hub.fetch = async () => new Response(JSON.stringify(hub.signedIn), { status: 200 })
    showConsole(hub)
    expect((await screen.findByRole('alert')).textContent).toContain('HUB_ANSWER_UNKNOWN')
  })
})

describe('the live connection', () => {
  it('says when the hub is out of reach, comes back, and asks again for what it missed', async () => {
    const hub = FakeHub.of('technician')
    showConsole(hub)
    await title('Kiosks')
    const before = hub.asked.filter(({ path }) => path === '/api/technician/kiosks').length
    FakeEventSource.goAway()
    await screen.findByText(/out of reach. Trying again/)
    FakeEventSource.comeBack()
    await waitFor(() => expect(screen.queryByText(/out of reach. Trying again/)).toBeNull(), { timeout: 8_000 })
    await waitFor(() => expect(hub.asked.filter(({ path }) => path === '/api/technician/kiosks').length).toBeGreaterThan(before))
  })
})
