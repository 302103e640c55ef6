import { describe, expect, it } from 'vitest'
import { begin, freshWorldEachTest, hour, id, monday, signIn, toShelf, w } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('signing in', () => {
  it('shows the classes of the last good school document', async () => {
    await begin()
    expect(w.screen()).toMatchObject({ kind: 'classes', classes: [{ name: 'Reception' }, { name: 'Year 2' }, { name: 'Year 5' }] })
  })
  it('goes class, picture, three pictures, agreement in full, notice, shelf', async () => {
    await begin()
    await signIn('2', '7')
    expect(w.screen()).toMatchObject({ kind: 'agreement', mode: 'full', version: '1' })
    await w.press('agreement.agree', {})
    expect(w.screen().kind).toBe('notice')
    await w.press('notice.seen', {})
    expect(w.screen()).toMatchObject({ kind: 'shelf', tiles: [{ title: 'Tile a' }, { title: 'Tile b' }] })
  })
  it('sorts children by first name and offers groups in Reception only', async () => {
    await begin()
    await w.press('sign-in.class', { classId: id('5') })
    expect(w.screen()).toMatchObject({ kind: 'pupils', pupils: [{ name: 'Amy' }, { name: 'Zed' }], groups: [] })
    await w.press('sign-in.back', {})
    await w.press('sign-in.class', { classId: id('0') })
    expect(w.screen()).toMatchObject({ groups: [{ name: 'Red table' }] })
  })
  it('sends a child to the teacher after three wrong tries, and asks again a minute later', async () => {
    await begin()
    await w.press('sign-in.class', { classId: id('2') })
    await w.press('sign-in.pupil', { pupilId: id('7') })
    w.right.words = 'nothing'
    const pictures = ['key', 'umbrella', 'kite']
    expect(await w.press('sign-in.secret', { pictures })).toBe('wrong')
    expect(await w.press('sign-in.secret', { pictures })).toBe('wrong')
    expect(w.screen().kind).toBe('secret')
    expect(await w.press('sign-in.secret', { pictures })).toBe('ask-teacher')
    expect(w.screen().kind).toBe('ask-teacher')
    await w.press('sign-in.back', {})
    await w.press('sign-in.pupil', { pupilId: id('7') })
    expect(w.screen().kind).toBe('ask-teacher')
    await w.clock.pass(59_000)
    await w.press('sign-in.back', {})
    await w.clock.pass(2_000)
    await w.press('sign-in.pupil', { pupilId: id('7') })
    expect(w.screen().kind).toBe('secret')
  })
  it('sends a child without a picture secret to the teacher', async () => {
    await begin()
    await w.press('sign-in.class', { classId: id('5') })
    await w.press('sign-in.pupil', { pupilId: id('4') })
    expect(w.screen().kind).toBe('ask-teacher')
  })
  it('signs a group in without a name, and records none', async () => {
    await begin()
    await w.press('sign-in.class', { classId: id('0') })
    await w.press('sign-in.group', { groupId: id('9') })
    await w.press('agreement.agree', {})
    expect(w.view()?.who).toEqual({ name: 'Red table', picture: 'kite' })
    await w.clock.pass(61_000)
    expect(w.hub.seen.activity).toMatchObject([{ kind: 'agreed', pupilId: null, mode: 'full' }])
  })
  it('takes no sign-in call while somebody is signed in', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('sign-in.class', { classId: id('5') })
    expect(w.screen().kind).toBe('shelf')
  })
})

describe('the agreement', () => {
  it('is a one-tap reminder the next time, and full again after a term starts and for a new version', async () => {
    const kiosk = await begin()
    await toShelf('2', '7')
    await w.press('session.sign-out', {})
    await signIn('2', '7')
    expect(w.screen()).toMatchObject({ kind: 'agreement', mode: 'reminder' })
    await w.press('agreement.agree', {})
    expect(w.screen().kind).toBe('shelf')
    await w.press('session.sign-out', {})
    await w.publish({ school: { ...w.school(), version: 2, termStarts: [monday + hour] } })
    await w.clock.pass(2 * hour)
    await signIn('2', '7')
    expect(w.screen()).toMatchObject({ mode: 'full' })
    await kiosk.stop()
  })
  it('is remembered over a restart', async () => {
    const first = await begin()
    await toShelf('2', '7')
    await first.stop()
    await begin()
    await signIn('2', '7')
    expect(w.screen()).toMatchObject({ mode: 'reminder' })
  })
  it('records version, class and mode; a question records nothing', async () => {
    await begin()
    await signIn('2', '7')
    await w.press('agreement.question', {})
    expect(w.screen().kind).toBe('question')
    expect(w.journal.events()).toEqual([])
    await w.press('shelf.show', {})
    await w.press('agreement.agree', {})
    expect(w.journal.events()).toMatchObject([
      { kind: 'agreed', classId: id('2'), pupilId: id('7'), agreementVersion: '1', mode: 'full', stage: 'ks1' },
    ])
  })
})
