import { describe, expect, it } from 'vitest'
import { begin, freshWorldEachTest, id, toPage, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('telling an adult', () => {
  it('covers and closes the page at once, from any screen', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    await w.press('tell.press', {})
    expect(w.shell.done).toEqual(['cover', 'close'])
    expect(w.screen()).toMatchObject({ kind: 'tell', canReport: true })
  })
  it('works before anybody has signed in, and goes back to the classes', async () => {
    await begin()
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    expect(
      await w.press('report.send', { category: 'SCARED', words: 'not at this stage', showPage: true, danger: false, lane: 'soon' }),
    ).toBe('saved')
    expect(w.outbox.kept).toMatchObject([{ report: { category: 'SCARED', words: '', page: null, stage: null, halfDay: '2026-11-23 am' } }])
    await w.press('tell.leave', {})
    expect(w.screen().kind).toBe('classes')
  })
  it('rings until somebody is coming, and says who', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('tell.press', {})
    await w.press('tell.grown-up', {})
    expect(w.hub.seen.calls.at(-1)?.call).toEqual({ classId: id('2'), pupilName: 'Kezia', kind: 'grown-up' })
    expect(w.screen()).toEqual({ kind: 'calling', state: 'ringing', who: null, help: false })
    w.hub.event({ kind: 'call', callId: w.hub.seen.calls.at(-1)?.id ?? '', state: { state: 'coming', who: 'Miss Ames' } })
    expect(w.screen()).toEqual({ kind: 'calling', state: 'coming', who: 'Miss Ames', help: false })
  })
  it('says who else can help when nobody answers for a minute, or there is no hub', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('tell.press', {})
    await w.press('tell.grown-up', {})
    await w.clock.pass(64_000)
    expect(w.screen()).toMatchObject({ state: 'no-answer' })
    w.hub.is.online = false
    await w.clock.pass(4_000)
    expect(w.screen()).toMatchObject({ state: 'no-hub' })
  })
  it('stops ringing when the child is all right', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('tell.press', {})
    await w.press('tell.grown-up', {})
    const rung = w.hub.seen.calls.length
    await w.press('tell.call-off', {})
    expect(w.hub.seen.calledOff).toHaveLength(1)
    await w.clock.pass(30_000)
    expect(w.hub.seen.calls).toHaveLength(rung)
  })
  it('sends host and path of the page only when the child shows it, never query or fragment', async () => {
    await begin()
    await toShelf('5', '6')
    await toPage()
    w.shell.page({ kind: 'committed', url: 'https://a.example.org/page?name=Zed#me', inside: true })
    // The query is not approved: the page was closed, and its address is not kept for a report.
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    expect(w.screen()).toMatchObject({ kind: 'report', hasPage: false })
    await w.press('tell.leave', {})
    await toPage()
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    expect(w.screen()).toMatchObject({ hasPage: true })
    await w.press('report.send', { category: 'MEAN', words: 'words of mine', showPage: true, danger: true, lane: 'soon' })
    expect(w.outbox.kept.at(-1)?.report).toMatchObject({ page: 'a.example.org/page', words: 'words of mine', danger: true })
    await w.press('tell.leave', {})
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    expect(w.screen()).toMatchObject({ hasPage: false })
  })
  it('says honestly when the report could not be kept, or the team has no keys', async () => {
    await begin()
    w.outbox.is.answer = 'not-saved'
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    expect(await w.press('report.send', { category: 'OTHER', words: '', showPage: false, danger: false, lane: 'soon' })).toBe('not-saved')
    expect(w.screen().kind).toBe('report-failed')
    await w.press('tell.leave', {})
    await w.publish({ school: { ...w.school(), version: 2, recipients: null } })
    await w.press('tell.press', {})
    expect(w.screen()).toMatchObject({ canReport: false })
  })
  it('leaves no line in the journal or the log', async () => {
    await begin()
    await toShelf('5', '6')
    const before = [w.journal.events().length, w.logged.length]
    await w.press('tell.press', {})
    await w.press('tell.report', {})
    await w.press('report.send', { category: 'MEAN', words: 'sentinel', showPage: false, danger: false, lane: 'soon' })
    await w.press('tell.leave', {})
    expect([w.journal.events().length, w.logged.length]).toEqual(before)
  })
})

describe('a practice of telling', () => {
  it('begins by the staff PIN only, sends nothing, and is over with its last screen', async () => {
    await begin()
    await w.press('staff.open', {})
    expect(await w.press('staff.practise', { pin: '0000' })).toEqual({ kind: 'wrong' })
    expect(w.screen().kind).toBe('staff')
    w.right.words = '4821'
    expect(await w.press('staff.practise', { pin: '4821' })).toEqual({ kind: 'started' })
    expect(w.screen()).toMatchObject({ kind: 'tell', practice: true })
    await w.press('tell.report', {})
    expect(await w.press('report.send', { category: 'SCARED', words: '', showPage: false, danger: true, lane: 'now' })).toBe('saved')
    expect(w.screen()).toMatchObject({ kind: 'thanks', practice: true })
    expect(w.outbox.kept).toEqual([])
    await w.press('tell.leave', {})
    expect(w.screen().kind).toBe('classes')
    await w.press('tell.press', {})
    expect(w.screen()).toMatchObject({ kind: 'tell', practice: false })
    // Not from where a child is: only from the pad.
    expect(await w.press('staff.practise', { pin: '4821' })).toEqual({ kind: 'wrong' })
  })

  it('counts its wrong tries with those of the way out', async () => {
    await begin()
    await w.press('staff.open', {})
    for (let time = 0; time < 3; time++) await w.press('staff.practise', { pin: '0000' })
    expect(await w.press('staff.leave', { pin: '0000' })).toMatchObject({ kind: 'wait' })
  })
})
