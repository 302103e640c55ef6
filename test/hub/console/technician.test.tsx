import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { canaryNames, type KioskCheck } from '#core/contract/self-check.ts'
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

describe('the self-check on the technician’s page', () => {
  const checkOf = (result: 'held' | 'leaked'): KioskCheck => ({
    at: Date.now(),
    passed: result === 'held',
    checked: {
      at: Date.now(),
      tookMs: 900,
      engine: { name: 'Chromium', version: '156', fileFrom: null },
      canaries: canaryNames.map((name) => ({ name, result: name === 'stun' ? result : 'held' })),
      systemKeys: [{ keys: 'SysRq', state: 'theirs', seenIn: '/proc/sys/kernel/sysrq' }],
      byHand: [],
    },
  })

  it('says in words what held and what did not, and asks a kiosk to check itself', async () => {
    const hub = technician()
    const [first, second] = hub.kiosks
    if (first === undefined || second === undefined) throw new Error('no kiosks')
    hub.selfChecks = {
      checks: { [first.id]: checkOf('held'), [second.id]: checkOf('leaked') },
      proofs: {
        [first.id]: {
          day: '2026-11-21',
          opened: 4,
          refused: 0,
          noAnswer: 1,
          notTested: 0,
          canariesRefused: 5,
          canaries: 5,
          notOpened: [{ classId: newId(), tileId: newId(), title: 'Frogs', result: 'no-answer', why: 'load' }],
        },
      },
    }
    const { user } = showConsole(hub)
    const good = within(await screen.findByRole('region', { name: `Self-check of ${first.name}` }))
    expect(good.getByText('Self-check held, with gaps')).toBeTruthy()
    expect(good.getByText('Frogs: the site did not answer (load)')).toBeTruthy()
    expect(good.getByText(/SysRq: a child can reach it/)).toBeTruthy()
    expect(good.getAllByText(/docs\/platforms\.md/).length).toBe(10)
    const bad = within(screen.getByRole('region', { name: `Self-check of ${second.name}` }))
    expect(bad.getByText('Refuses pupils: self-check failed')).toBeTruthy()
    expect(bad.getByText('Did not hold:')).toBeTruthy()
    await user.click(good.getByRole('button', { name: 'Check now' }))
    await waitFor(() => expect(hub.checksAsked).toEqual([first.id]))
  })
})
