import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import axe from 'axe-core'
import { describe, expect, it, vi } from 'vitest'
import { asText, type Paper } from '#core/records/paper.ts'
import { makeTeam } from '#core/sealing/team-keys.ts'
import { pageOf, someLines } from '#test/core/audit/a-record.ts'
import { fillTeam, fillTechnician, sendNote, teamWords } from './brook-lane.ts'
import { FakeHub, newId } from './fake-hub.ts'
import { button, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

async function expectNothingFound(): Promise<void> {
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)).toEqual([])
}

// The bytes of jsdom are none to the PDF's writer: what is given to it is looked at here, what it makes of that in test/hub/records.
vi.mock('#hub/console/records/as-pdf.ts', () => ({ asPdf: async (paper: Paper) => new TextEncoder().encode(asText(paper)) }))

describe('who looked at what', () => {
  it('shows the DSL and the head each line that fits its seal, and keeps the checkpoint', async () => {
    const hub = FakeHub.of('head')
    hub.record = pageOf(someLines(7))
    showConsole(hub, '#/record')
    await title('Who looked at what')
    await screen.findByText('Every line that is shown fits its seal')
    expect(screen.getAllByRole('row')).toHaveLength(8)
    expect(screen.getAllByText('read a note', { exact: false })).toHaveLength(7)
    expect(localStorage.getItem('hedgerow-record')).toBe(hub.record.shown.note)
    expect(screen.queryByRole('alert')).toBeNull()
    await expectNothingFound()
  })

  it('A7: says so when the record is no longer the one that this browser saw, and when a line was changed', async () => {
    const hub = FakeHub.of('dsl')
    localStorage.setItem('hedgerow-record', pageOf(someLines(7)).shown.note)
    const page = pageOf(someLines(9, 'Somebody else'), 7)
    hub.record = {
      ...page,
      lines: page.lines.map((line) => (line.index === 3 && line.act !== null ? { ...line, act: { ...line.act, who: 'x' } } : line)),
    }
    showConsole(hub, '#/record')
    await screen.findByText(/not the one that you last looked at/)
    await screen.findByText(/1 line of the record does not fit its seal/)
    expect(hub.asked.some(({ path }) => path === '/api/record?seen=7')).toBe(true)
    expect(localStorage.getItem('hedgerow-record')).toBe(pageOf(someLines(7)).shown.note)
  })

  it.each(['head', 'technician'] as const)('tells the %s of kiosks that were shown another record', async (role) => {
    const hub = FakeHub.of(role)
    fillTechnician(hub)
    hub.witnesses = { fits: false, kiosks: 2, alarms: ['Year 2 window'] }
    showConsole(hub)
    await screen.findByText(/1 kiosk \(Year 2 window\) was shown another record of staff acts/)
    await screen.findByText(/not what the hub itself once signed/)
    await expectNothingFound()
  })
})

describe('for the school’s own file', () => {
  it('A4: makes PDF, table and text in this browser, after it was recorded; nothing of them goes to the hub', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    const id = await sendNote(hub, made, {
      category: 'WRONG',
      words: '=1+1 GENETSENTINEL <b>\u202eab',
      page: 'a.example/x',
      halfDay: '2026-11-17 am',
    })
    const saved: { name: string; blob: Blob }[] = []
    let blob = new Blob()
    const createObjectURL = (one: Blob): string => {
      blob = one
      return 'blob:x'
    }
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL, revokeObjectURL: () => undefined }))
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push({ name: this.download, blob })
    })
    const { user } = showConsole(hub)
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await user.click(await button('Unlock'))
    await user.click(await button(/This page is not for us/))
    await user.click(await button('For the school’s own file'))
    await user.type(screen.getByLabelText('Facts that you add'), 'FOSSASENTINEL was told on Tuesday')
    await expectNothingFound()
    await user.click(await button('Make a PDF'))
    await screen.findByText(/The PDF is among/)
    await user.click(await button('Make a table (CSV)'))
    await screen.findByText(/The table is among/)
    await user.click(await button('Copy as text'))
    await screen.findByText(/^Copied/)

    expect(saved.map(({ name }) => name)).toEqual([`hedgerow-note-${id.slice(0, 8)}.pdf`, `hedgerow-note-${id.slice(0, 8)}.csv`])
    const pdf = await (saved[0]?.blob ?? blob).text()
    const csv = await (saved[1]?.blob ?? blob).text()
    const text = await navigator.clipboard.readText()
    for (const one of [pdf, csv, text]) {
      for (const part of [
        '=1+1 GENETSENTINEL <b>[U+202E]ab',
        'FOSSASENTINEL was told on Tuesday',
        'Not known',
        '17 November 2026, morning',
        'a.example/x',
      ])
        expect(one).toContain(part)
      expect(one.indexOf('GENETSENTINEL')).toBeLessThan(one.indexOf('FOSSASENTINEL'))
    }
    expect(csv).toContain(`"'=1+1 GENETSENTINEL`)
    const exports = hub.asked.filter(({ path }) => path === '/api/dsl/exports').map(({ body }) => JSON.parse(body))
    expect(exports).toEqual(['pdf', 'csv', 'text'].map((form) => ({ what: 'note', id, form })))
    expect(JSON.stringify(hub.asked)).not.toMatch(/GENETSENTINEL|FOSSASENTINEL/)
  })

  it('makes nothing when it could not be recorded', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'MEAN' })
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const { user } = showConsole(hub)
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await user.click(await button('Unlock'))
    await user.click(await button(/Someone was mean/))
    await user.click(await button('For the school’s own file'))
    hub.refuseNext.push({ path: '/api/dsl/exports', status: 500, code: 'HG_INTERNAL' })
    await user.click(await button('Make a PDF'))
    await screen.findByRole('alert')
    await waitFor(() => expect(screen.queryByText(/The PDF is among/)).toBeNull())
    expect(click).not.toHaveBeenCalled()
  })
})

describe('what is kept', () => {
  it('says what is deleted when, and holds it back', async () => {
    const hub = FakeHub.of('dsl')
    const line = { what: 'note' as const, id: 'abcdef01'.repeat(4), day: '2025-09-14', held: false, deleteDay: '2025-12-13' }
    hub.retention = [
      line,
      { ...line, id: '9'.repeat(32), deleteDay: null },
      { ...line, what: 'case', id: '8'.repeat(32), deleteDay: '2025-12-01' },
    ]
    const { user } = showConsole(hub, '#/kept')
    await title('What is kept')
    const rows = (await screen.findAllByRole('row')).slice(1).map((row) => row.textContent)
    expect(rows).toEqual([
      'Case 8888888814 Sept 20251 Dec 2025Hold it',
      'Note abcdef0114 Sept 202513 Dec 2025Hold it',
      'Note 9999999914 Sept 2025With the note that it belongs toHold it',
    ])
    await expectNothingFound()
    await user.click(await button('Hold note abcdef01'))
    await button('Let go note abcdef01')
    expect(hub.retention.find((one) => one.id === line.id)?.held).toBe(true)
  })

  it('a note from which a case is begun is held', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    const id = await sendNote(hub, made, { category: 'MEAN' })
    const { user } = showConsole(hub)
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await user.click(await button('Unlock'))
    await user.click(await button(/Someone was mean/))
    await user.click(await button('Begin a case'))
    await user.type(screen.getByLabelText('A few words for the list'), 'Playground')
    await user.click(await button(/^Begin the case$/))
    await waitFor(() => expect(hub.retention).toMatchObject([{ what: 'note', id, held: true }]))
  })
})

describe('numbers and break-glass', () => {
  it.each(['head', 'governor'] as const)('the %s sees whole terms, with small numbers hidden', async (role) => {
    const hub = FakeHub.of(role)
    hub.numbers = { terms: [{ term: '2026 autumn', notes: 23, soon: null, now: null, cases: null }] }
    showConsole(hub)
    const row = await screen.findByRole('row', { name: /Autumn 2026/ })
    expect(row.textContent).toBe('Autumn 202623hiddenhiddenhidden')
    await expectNothingFound()
  })

  it('takes a reason and a second person; the governor reads it and cannot ask', async () => {
    const hub = FakeHub.of('dsl')
    const { user } = showConsole(hub, '#/glass')
    const ask = await button('Ask the second person')
    expect(ask).toHaveProperty('disabled', true)
    await user.type(screen.getByLabelText('Why'), 'Both of the team have lost their words.')
    await expectNothingFound()
    await user.click(ask)
    await screen.findByText('One person so far')
    expect(screen.queryByRole('button', { name: 'I agree' })).toBeNull()
    cleanup()

    hub.signedIn = hub.person('head')
    hub.breakGlass = hub.breakGlass.map((line) => ({ ...line, mayAgree: true }))
    const head = showConsole(hub, '#/glass')
    await head.user.click(await button('I agree'))
    await screen.findByText('Two people')
    cleanup()

    hub.signedIn = hub.person('governor')
    showConsole(hub, '#/glass')
    await screen.findByText('Both of the team have lost their words.')
    expect(screen.queryByRole('button', { name: 'Ask the second person' })).toBeNull()
    await expectNothingFound()
  })
})

describe('the recovery kit', () => {
  it('opens the notes in this browser once two people have decided so; its letters go nowhere, and other groups’ notes stay shut', async () => {
    const hub = FakeHub.of('deputy')
    const made = await fillTeam(hub)
    await sendNote(hub, made, { category: 'MEAN', words: 'WOMBATSENTINEL took my shoe' })
    await sendNote(hub, made, { category: 'ADULT', words: 'NUMBATSENTINEL shouted' })
    const decided = { first: 'Mrs Farrant', second: 'Mrs Adeyemi', agreedAt: Date.now(), mayAgree: false, mayUseKit: true }
    hub.breakGlass = [{ id: newId(), askedAt: Date.now(), purpose: 'recovery-kit', reason: 'All words are lost.', ...decided }]
    const { user } = showConsole(hub, '#/glass')
    const field = await screen.findByLabelText('Recovery key, from the paper in the safe')
    await expectNothingFound()
    const typeKey = async (text: string) => {
      fireEvent.change(field, { target: { value: text } })
      await user.click(await button('Open the notes'))
    }
    const letters = made.recoveryIdentity.replace(/(.{8})/g, '$1 ')
    await typeKey(letters.replace(/.$/, ' x'))
    await screen.findByText(/A letter is not as on the paper/)
    await typeKey((await makeTeam('one two', 1, 4)).recoveryIdentity)
    await screen.findByText(/not of the keys that the school has now/)
    const uses = () => hub.asked.filter(({ path }) => path.endsWith('/kit'))
    expect(uses()).toEqual([])
    // Nothing opens where it cannot be written down.
    hub.refuseNext.push({ path: `/api/break-glass/${hub.breakGlass[0]?.id}/kit`, status: 403, code: 'HG_NOT_ALLOWED' })
    await typeKey(letters)
    await waitFor(() => expect(uses()).toHaveLength(1))
    expect(window.location.hash).toBe('#/glass')
    await user.click(await button('Open the notes'))
    await user.click(await button(/Someone was mean/))
    await screen.findByText(/WOMBATSENTINEL/)
    expect(uses().map(({ body }) => body)).toEqual(['{}', '{}'])
    await screen.findByText('1 note does not open')
    expect(document.body.textContent).not.toContain('NUMBATSENTINEL')
    const sent = JSON.stringify(hub.asked).replace(/[^A-Za-z0-9]/g, '')
    expect(sent.toUpperCase()).not.toContain(made.recoveryIdentity.slice(16, 40))
    expect(sent).not.toContain('WOMBAT')
  })
})

describe('find by words', () => {
  it('looks through all that this key opens, in this browser, and takes out what it found', async () => {
    const hub = FakeHub.of('dsl')
    const made = await fillTeam(hub)
    const first = await sendNote(hub, made, { category: 'MEAN', words: 'Zoë took my shoe' })
    await sendNote(hub, made, { category: 'MEAN', words: 'somebody else' })
    hub.reports = [...hub.reports, { id: newId(), day: '2026-11-17', state: 'new', epoch: 1, envelope: 'AAAA', lane: 'soon', among: '<5' }]
    const { user } = showConsole(hub, '#/find')
    await user.type(await screen.findByLabelText('Your seven words'), teamWords)
    await user.click(await button('Unlock'))
    await title('Find by words')
    await user.type(screen.getByLabelText('Words'), 'ZOE  shoe')
    await user.click(await button('Look for them'))
    await screen.findByText(/1 note or case of 2 with/)
    await screen.findByText(/1 note or line did not open with your key/)
    await expectNothingFound()
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }))
    await user.click(await button('As a table (CSV)'))
    await waitFor(() => expect(click).toHaveBeenCalledOnce())
    expect(hub.asked.filter(({ path }) => path === '/api/dsl/exports').map(({ body }) => JSON.parse(body))).toEqual([
      { what: 'note', id: first, form: 'csv' },
    ])
    expect(JSON.stringify(hub.asked)).not.toMatch(/zoe/i)
  })
})
