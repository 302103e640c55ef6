import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import type { LookResult, TileLook } from '#core/contract/look.ts'
import type { LookAgainLine } from '#core/contract/look-again.ts'
import type { Seen } from '#core/contract/seen.ts'
import { fingerprintOf } from '#core/guard/drift/fingerprint.ts'
import { dateField } from '#hub/console/words/dates.ts'
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

describe('looking again', () => {
  const today = dateField(Date.now())
  const line = (hub: FakeHub, name: string, more: Partial<LookAgainLine>): LookAgainLine => ({
    tileId: idOf(hub, name),
    tile: name,
    kind: 'looked-different',
    found: [],
    page: 'draw.example/web',
    times: 1,
    lastDay: today,
    ...more,
  })
  const section = async () => within(await screen.findByRole('region', { name: 'Look again' }))

  it('is not there when nothing happened, and comes by itself when something did, on the desk and the shelf', async () => {
    const hub = teacher()
    showConsole(hub, '#/desk')
    await screen.findByRole('heading', { name: 'Asking to visit' })
    expect(screen.queryByRole('region', { name: 'Look again' })).toBe(null)
    hub.lookAgain = { lines: [line(hub, 'Snail diary', { times: 3, found: ['new-list'] })], more: 0 }
    FakeEventSource.tell({ kind: 'look-again-changed' })
    expect((await section()).getByText(/“Snail diary”/)).toBeTruthy()
    await goTo('#/shelf')
    await (await section()).findByText(/^Looked different on 3 visits, last today, and was shown\. Its list of links is new/)
  })

  it('says in plain words what happened, and what can be done', async () => {
    const hub = teacher()
    const name = 'Snail diary'
    hub.lookAgain = {
      lines: [
        line(hub, name, { kind: 'changed', found: ['replaced'] }),
        line(hub, name, { kind: 'content', found: ['gambling', 'scams'], times: 2 }),
        line(hub, 'Bees and flowers', { kind: 'set-aside' }),
        line(hub, 'Bees and flowers', { kind: 'set-aside', lastDay: '2020-03-02', page: 'x.example/' }),
        line(hub, 'An older tile', { tileId: null }),
      ],
      more: 2,
    }
    const { user } = showConsole(hub, '#/shelf')
    const panel = await section()
    panel.getByText(/^Was closed on 1 visit, today: not the page that was approved\. It holds other words altogether\./)
    panel.getByText(/^Was closed for its words on 2 visits, last today: gambling; prize tricks, scams or a domain for sale\./)
    panel.getByText(/^Is having a rest on a kiosk after three failures today/)
    panel.getByText(/^Had a rest on a kiosk on 2 Mar 2020/)
    panel.getByText(/no tile, or more than one, of this title/)
    panel.getByText('And 2 more lines, older than these.')
    expect(panel.queryByRole('button', { name: /An older tile/ })).toBe(null)
    const words = panel.getAllByRole('link', { name: /^Say which words are fine/ })
    expect(words.map((one) => one.getAttribute('href'))).toEqual([`#/tile/${idOf(hub, name)}`])

    await user.click(panel.getByRole('button', { name: 'Look at it: Bees and flowers' }))
    await panel.findByText('Waits for a kiosk that nobody uses')
    await user.click(panel.getByRole('button', { name: `Take it off the shelf: ${name}` }))
    await panel.findByText(/You have taken it off/)
    expect(hub.draft.tiles.some((tile) => tile.title === name)).toBe(false)
    await user.click(await button(/^Undo/))
    await panel.findByRole('button', { name: `Take it off the shelf: ${name}` })

    await user.click(await button('Publish to Year 2'))
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Publish now' }))
    await waitFor(() => expect(hub.published?.version).toBe(2))
    FakeEventSource.tell({ kind: 'class-changed', classId: 'c'.repeat(32) })
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Look again' })).toBe(null))
  })
})
