import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { fillTechnician } from './brook-lane.ts'
import { FakeHub, newId } from './fake-hub.ts'
import { button, FakeEventSource, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

function technician() {
  const hub = FakeHub.of('technician')
  fillTechnician(hub)
  return hub
}

describe('the technician’s page', () => {
  it('shows each kiosk with its version, engine, last contact and faults in words', async () => {
    showConsole(technician())
    await screen.findByRole('heading', { name: 'Reception corner' })
    expect(screen.getByText('Chromium 152.0.7204.49')).toBeTruthy()
    expect(screen.getByText('just now')).toBeTruthy()
    expect(screen.getByText('3 hours ago')).toBeTruthy()
    expect(screen.getByText(/clock is years off/)).toBeTruthy()
    expect(screen.getByText(/HG_FROM_A_LATER_VERSION/)).toBeTruthy()
  })

  it('makes a big short code and names the kiosk that used it', async () => {
    const hub = technician()
    const { user } = showConsole(hub, '#/enrol')
    await user.click(await button('Make a code'))
    await screen.findByText('K7RM 2XPA')
    expect(screen.getByText(/30 minutes from now/)).toBeTruthy()
    const [first] = hub.kiosks
    if (first === undefined) throw new Error('no kiosk')
    hub.kiosks = [...hub.kiosks, { ...first, id: newId(), name: 'Library' }]
    FakeEventSource.tell({ kind: 'kiosks-changed' })
    await screen.findByText('Library')
    expect(screen.queryByText('K7RM 2XPA')).toBeNull()
  })

  it('removes a kiosk only after asking', async () => {
    const hub = technician()
    const { user } = showConsole(hub)
    await user.click(await button('Remove Reception corner'))
    const dialog = within(await screen.findByRole('dialog'))
    await user.click(dialog.getByRole('button', { name: 'Keep it' }))
    expect(hub.kiosks.length).toBe(2)
    await user.click(await button('Remove Reception corner'))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Remove Reception corner' }))
    await waitFor(() => expect(hub.kiosks.length).toBe(1))
  })

  it('says how to begin when there is no kiosk', async () => {
    showConsole(FakeHub.of('technician'))
    await screen.findByText('No kiosk yet')
    await title('Kiosks')
  })
})
