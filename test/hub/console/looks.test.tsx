import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LookResult, TileLook } from '#core/contract/look.ts'
import type { Seen } from '#core/contract/seen.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { fillTeacher } from './brook-lane.ts'
import { FakeHub } from './fake-hub.ts'
import { button, FakeEventSource, goTo, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

function teacher(): FakeHub {
  const hub = FakeHub.of('teacher')
  fillTeacher(hub)
  return hub
}
const idOf = (hub: FakeHub, name: string): string => hub.draft.tiles.find((tile) => tile.title === name)?.id ?? ''
const found = { finalUrl: 'https://draw.example/web', title: 'Draw', firstWords: 'Draw a web.', refusedHosts: [] }
const seen: Seen = {
  fingerprint: fingerprintOf({ text: 'Draw a web.', around: '', linked: 0 }),
  finalUrl: found.finalUrl,
  hosts: [],
  score: 0,
  at: 1,
}
function told(hub: FakeHub, name: string, result: LookResult): void {
  const tileId = idOf(hub, name)
  const look: TileLook = { tileId, state: 'none', last: { at: Date.now(), result } }
  hub.looks.set(tileId, look)
  const kept = result.kind === 'opens' ? result.seen : null
  hub.draft = { ...hub.draft, tiles: hub.draft.tiles.map((tile) => (tile.id === tileId && kept ? { ...tile, seen: kept } : tile)) }
  FakeEventSource.tell({ kind: 'looks-changed' })
  FakeEventSource.tell({ kind: 'class-changed', classId: 'c'.repeat(32) })
}
const row = (name: string) => within(screen.getByRole('row', { name: new RegExp(name) }))

describe('looking at pages', () => {
  it('asks for all tiles that nobody’s kiosk has looked at, and shows what came of each', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await title('Our shelf: Year 2')
    await screen.findByText(/6 tiles have not been looked at by a kiosk/)
    await user.click(await button('Look at them'))
    await screen.findByText(/6 pages wait for a kiosk that nobody uses/)
    expect(row('Draw a web').getByText('Waits for a kiosk that nobody uses')).toBeTruthy()
    told(hub, 'Draw a web', { kind: 'opens', ...found, seen })
    told(hub, 'Snail diary', { kind: 'closes', ...found, reason: 'content', found: 'gambling' })
    await waitFor(() => expect(row('Draw a web').getByText(/^Opens, looked at/)).toBeTruthy())
    expect(row('Snail diary').getByText(/^Does not open, looked at/)).toBeTruthy()
    await goTo('#/desk')
    await user.click(await button('Publish to Year 2'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Publish to Year 2' }))
    expect(dialog.getByText(/5 tiles are not looked at yet by a kiosk/)).toBeTruthy()
  })

  it('says that no kiosk is on, and lets the list be published all the same', async () => {
    const hub = teacher()
    hub.kiosksOfClass = { upToDate: 0, inReach: 0 }
    const { user } = showConsole(hub, '#/shelf')
    await screen.findByText(/No kiosk is switched on and in reach/)
    await user.click(await button('Publish to Year 2'))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publish now' }))
    await waitFor(() => expect(hub.published?.version).toBe(2))
  })

  it('tells why a page would close, where it led, and takes a place that it asked for into the form', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, `#/tile/${idOf(hub, 'Draw a web')}`)
    await title('Draw a web')
    await user.click(await button('Look'))
    told(hub, 'Draw a web', {
      kind: 'closes',
      ...found,
      finalUrl: 'https://casino.example/',
      refusedHosts: ['cdn.example.net'],
      reason: 'content',
      found: 'gambling',
    })
    const panel = within(await screen.findByRole('region', { name: 'Look at it' }))
    expect((await panel.findByText(/may not be for this stage\. Found: /)).textContent).toMatch(/gambling/)
    expect(panel.getByText('casino.example')).toBeTruthy()
    await user.click(panel.getByRole('button', { name: 'Let the page use cdn.example.net' }))
    await user.click(await button('Save'))
    await waitFor(() => expect(hub.draft.tiles.find((tile) => tile.title === 'Draw a web')?.companions).toEqual(['cdn.example.net']))
  })

  it('is not somebody else’s change: a teacher who writes meanwhile just saves', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, `#/tile/${idOf(hub, 'Draw a web')}`)
    await title('Draw a web')
    await user.type(await screen.findByLabelText('Title'), ' today')
    told(hub, 'Draw a web', { kind: 'opens', ...found, seen })
    await screen.findByText(/^Opens, looked at/)
    await user.click(await button('Save'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.some((tile) => tile.title === 'Draw a web today')).toBe(true)
  })
})
