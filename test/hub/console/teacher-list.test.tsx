import { screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ClassDraft } from '#core/contract/list.ts'
import { likelyStart } from '#hub/console/teacher/lessons.ts'
import { fillTeacher } from './brook-lane.ts'
import { FakeHub, tile } from './fake-hub.ts'
import { button, FakeEventSource, goTo, showConsole, title, withDoubles } from './show-console.tsx'

withDoubles()

function teacher() {
  const hub = FakeHub.of('teacher')
  fillTeacher(hub)
  return hub
}

describe('the lesson desk', () => {
  it('shows the lesson, its tiles, who has it and what waits', async () => {
    showConsole(teacher())
    await title('Finding out about minibeasts')
    expect(screen.getByText('One change is not with the class yet.')).toBeTruthy()
    const sites = within(screen.getByRole('table', { name: 'Sites in this lesson' }))
    expect(sites.getAllByRole('row').length).toBe(7)
    expect(sites.getByText('one part of a site')).toBeTruthy()
    expect(screen.getByText('only these pages open')).toBeTruthy()
    expect(screen.getByText(/of 3 kiosks in reach have it/)).toBeTruthy()
    expect(screen.getByText('2 need the agreement')).toBeTruthy()
  })

  it.each([
    ['in a morning', '2026-11-23T10:05:00', '2026-11-23T10:30:00'],
    ['on the half hour', '2026-11-23T10:30:00', '2026-11-23T10:30:00'],
    ['late at night', '2026-11-23T22:44:00', '2026-11-24T09:00:00'],
    ['before school', '2026-11-23T06:10:00', '2026-11-23T09:00:00'],
    ['on a Friday evening', '2026-11-20T16:10:00', '2026-11-23T09:00:00'],
    ['on a Sunday', '2026-11-22T11:00:00', '2026-11-23T09:00:00'],
  ])('offers a time at which a lesson can be, %s', (_when, now, start) => {
    expect(likelyStart(Date.parse(now))).toBe(Date.parse(start))
  })

  it('says how to begin when there is no lesson, and plans one', async () => {
    const hub = teacher()
    hub.draft = { ...hub.draft, lessons: [] }
    const { user } = showConsole(hub)
    await user.click(await button('Plan a lesson'))
    await user.type(screen.getByLabelText(/Today we are/), 'counting legs')
    await user.click(screen.getByLabelText(/Only these pages open/))
    await user.click(await button('Save the lesson'))
    expect((await screen.findByRole('alert')).textContent).toContain('Choose at least one tile')
    await user.click(screen.getByLabelText('Snail diary'))
    await user.click(await button('Save the lesson'))
    await title('Counting legs')
    expect(hub.draft.lessons[0]).toMatchObject({ aim: 'counting legs', onlyTheseTiles: true })
  })

  it('publishes after showing what will change, and says who has it', async () => {
    const hub = teacher()
    const { user } = showConsole(hub)
    await user.click(await button('Publish to Year 2'))
    const dialog = within(await screen.findByRole('dialog', { name: 'Publish to Year 2' }))
    expect(dialog.getByText('“Draw a web”, one page')).toBeTruthy()
    expect(dialog.getByText(/1 tile has not been checked/)).toBeTruthy()
    await user.click(dialog.getByRole('button', { name: 'Publish now' }))
    await waitFor(() => expect(hub.published?.version).toBe(2))
    await screen.findByText(/The class has all of this. Published by Miss Ames/)
    expect(screen.getByText(/of 3 kiosks in reach have it/).previousSibling?.textContent).toBe('3')
  })
})

describe('adding a site', () => {
  it('says what each scope means for this very address and puts the tile on the shelf', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/add')
    await user.type(await screen.findByLabelText('Paste the address, or several'), 'www.bbc.co.uk/bitesize/minibeasts')
    await user.click(await button('Go on'))
    expect(screen.getByText(/Only www.bbc.co.uk\/bitesize\/minibeasts\./)).toBeTruthy()
    expect(screen.getByText(/Not \/bitesize\/minibeasts-more/)).toBeTruthy()
    expect(screen.getByText(/Every page of www.bbc.co.uk, and of every name in front of it/)).toBeTruthy()
    await user.click(screen.getByLabelText(/This part of the site/))
    await user.clear(screen.getByLabelText('Title'))
    await user.type(screen.getByLabelText('Title'), 'Little beasts')
    await user.click(screen.getByRole('radio', { name: 'frog' }))
    await user.type(screen.getByLabelText('Other places this page needs'), '*.bbci.co.uk')
    await user.click(screen.getByLabelText(/Checked by me today/))
    await user.click(await button('Put it on the shelf'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.at(-1)).toMatchObject({
      title: 'Little beasts',
      spoken: 'Little beasts',
      url: 'https://www.bbc.co.uk/bitesize/minibeasts',
      scope: 'section',
      picture: 'frog',
      companions: ['*.bbci.co.uk'],
      checkedBy: 'Miss Ames',
    })
    expect(ClassDraft.safeParse(hub.draft).success).toBe(true)
  })

  it.each([
    ['https://user:pw@site.example/', /user name or password/],
    ['ftp://site.example/', /not a web address/],
    ['https://127.0.0.1/', /no proper site name/],
  ])('refuses %s and says why', async (url, why) => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/try')
    await user.type(await screen.findByLabelText('Paste any address'), 'https://site.example/')
    await user.click(await button('Add to our shelf'))
    await user.clear(await screen.findByLabelText('Address'))
    await user.type(screen.getByLabelText('Address'), url)
    await user.click(await button('Put it on the shelf'))
    expect((await screen.findByRole('alert')).textContent).toMatch(why)
    expect(hub.asked.some(({ method }) => method === 'PUT')).toBe(false)
  })

  it('B107 says what kind of site it is while the address is written, and nothing of a plain one', async () => {
    const { user } = showConsole(teacher(), '#/add')
    await user.type(await screen.findByLabelText('Paste the address, or several'), 'https://youtu.be/a')
    await user.click(await button('Go on'))
    expect(screen.getByText(/A site of films/)).toBeTruthy()
    await user.clear(screen.getByLabelText('Address'))
    await user.type(screen.getByLabelText('Address'), 'https://a.uk/forum/')
    expect(screen.getByText(/People you do not know can write here/)).toBeTruthy()
    await user.clear(screen.getByLabelText('Address'))
    await user.type(screen.getByLabelText('Address'), 'https://a.uk/b')
    expect(document.querySelector('[data-site-kind]')).toBeNull()
  })

  it('refuses the whole of a shared ending, yet takes a page of it', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/add')
    await user.type(await screen.findByLabelText('Paste the address, or several'), 'https://github.io/maths')
    await user.click(await button('Go on'))
    await user.click(screen.getByLabelText(/The whole site/))
    await user.click(await button('Put it on the shelf'))
    expect((await screen.findByRole('alert')).textContent).toContain('shared by many owners')
    await user.click(screen.getByLabelText(/Just this page/))
    await user.click(await button('Put it on the shelf'))
    await title('Our shelf: Year 2')
  })

  it('takes a bookmark file as several tiles', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/add')
    await user.click(await screen.findByLabelText('Paste the address, or several'))
    await user.paste(
      '<DL><DT><A HREF="https://one.example/a?b=1&amp;c=2" ADD_DATE="1">One &amp; only</A>\n<DT><A HREF="javascript:alert(1)">bad</A>\n<DT><A HREF="https://two.example/">Two</A></DL>',
    )
    await user.click(await button('2 tiles, one for each'))
    await user.selectOptions(screen.getByLabelText('How far Two opens'), 'site')
    await user.click(await button('Put 2 tiles on the shelf'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.slice(-2).map(({ title, url, scope }) => [title, url, scope])).toEqual([
      ['One & only', 'https://one.example/a?b=1&c=2', 'page'],
      ['Two', 'https://two.example/', 'site'],
    ])
  })

  it('takes several addresses as one tile', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/add')
    await user.click(await screen.findByLabelText('Paste the address, or several'))
    await user.paste('https://one.example/a\nhttps://one.example/b\nhttps://one.example/a\n')
    await user.click(await button('One tile for all of them'))
    await user.click(await button('Put it on the shelf'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.at(-1)).toMatchObject({ url: 'https://one.example/a', also: ['https://one.example/b'] })
  })
})

describe('would this open', () => {
  it.each([
    ['https://www.woodland.example/minibeasts/ants?x=1', 'Yes, it opens', /Minibeast finder/],
    ['https://www.woodland.example/minibeasts-more', 'No, it stays shut', /No tile on this shelf covers it/],
    ['http://www.woodland.example/minibeasts/', 'No, it stays shut', /begin with https/],
    ['https://a:b@www.woodland.example/minibeasts/', 'No, it stays shut', /before an @/],
    ['https://www.woodland.example/minibeasts/%2fx', 'No, it stays shut', /hides a slash/],
    ['https://deep.www.butterflies.example/x', 'Yes, it opens', /Wings, side by side/],
  ])('answers for %s', async (url, verdict, why) => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/try')
    await user.click(await screen.findByLabelText('Paste any address'))
    const before = hub.asked.length
    await user.paste(url)
    await screen.findByText(verdict)
    expect(document.querySelector('.verdict')?.textContent).toMatch(why)
    expect(hub.asked.length).toBe(before)
  })

  it('says when the class has another answer than the desk', async () => {
    const { user } = showConsole(teacher(), '#/try')
    await user.click(await screen.findByLabelText('Paste any address'))
    await user.paste('https://draw.example/web')
    await screen.findByText('Yes, it opens')
    expect(screen.getByText(/It opens once you publish/)).toBeTruthy()
  })
})

describe('changing the shelf', () => {
  it('takes a tile off, out of its lesson too, and undoes it', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await user.click(await button('Take off Snail diary'))
    await waitFor(() => expect(hub.draft.tiles.length).toBe(5))
    expect(hub.draft.lessons[0]?.tileIds.length).toBe(5)
    await user.click(await button('Undo: Take off “Snail diary”'))
    await waitFor(() => expect(hub.draft.tiles.length).toBe(6))
    expect(hub.draft.lessons[0]?.tileIds.length).toBe(6)
    await waitFor(() => expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull())
  })

  it('undoes several changes, the last one first', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await user.click(await button('Take off Snail diary'))
    await user.click(await button('Take off Draw a web'))
    await user.click(await button('Undo: Take off “Draw a web”'))
    await user.click(await button('Undo: Take off “Snail diary”'))
    await waitFor(() => expect(hub.draft.tiles.length).toBe(6))
  })

  it('does not undo over what somebody else did since', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await user.click(await button('Take off Snail diary'))
    await button('Undo: Take off “Snail diary”')
    hub.draft = { ...hub.draft, tiles: [...hub.draft.tiles, tile('From Mr Bell', 'https://bell.example/')] }
    hub.revision++
    FakeEventSource.tell({ kind: 'class-changed', classId: 'c'.repeat(32) })
    await screen.findByText('From Mr Bell')
    expect(screen.queryByRole('button', { name: /Undo/ })).toBeNull()
  })

  it('shows theirs and keeps mine when somebody else was quicker, and then puts mine on top', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await button('Take off Snail diary')
    hub.draft = { ...hub.draft, tiles: [...hub.draft.tiles, tile('From Mr Bell', 'https://bell.example/')] }
    hub.revision++
    await user.click(await button('Take off Snail diary'))
    const conflict = within(await screen.findByRole('alert'))
    expect(conflict.getByText('“From Mr Bell”, one page')).toBeTruthy()
    expect(conflict.getByText('What you wanted: Take off “Snail diary”')).toBeTruthy()
    expect(hub.draft.tiles.some(({ title }) => title === 'Snail diary')).toBe(true)
    await user.click(conflict.getByRole('button', { name: 'Put mine on top of theirs' }))
    await waitFor(() => expect(hub.draft.tiles.some(({ title }) => title === 'Snail diary')).toBe(false))
    expect(hub.draft.tiles.some(({ title }) => title === 'From Mr Bell')).toBe(true)
  })

  it('does not run over a tile that somebody else changed while it was being written', async () => {
    const hub = teacher()
    const snail = hub.draft.tiles.find(({ title }) => title === 'Snail diary')
    const { user } = showConsole(hub, `#/tile/${snail?.id}`)
    await user.clear(await screen.findByLabelText('Title'))
    await user.type(screen.getByLabelText('Title'), 'My snails')
    hub.draft = { ...hub.draft, tiles: hub.draft.tiles.map((one) => (one.id === snail?.id ? { ...one, title: 'Their snails' } : one)) }
    hub.revision++
    FakeEventSource.tell({ kind: 'class-changed', classId: 'c'.repeat(32) })
    await waitFor(() => expect(hub.asked.filter(({ path }) => path.endsWith('c'.repeat(32))).length).toBeGreaterThan(1))
    await user.click(await button('Save'))
    await screen.findByText('Somebody else changed this class meanwhile')
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('My snails')
    await user.click(await button('Leave it as they have it'))
    expect(hub.draft.tiles.some(({ title }) => title === 'Their snails')).toBe(true)
  })

  it('forgets an old check when the address changes', async () => {
    const hub = teacher()
    const bees = hub.draft.tiles.find(({ title }) => title === 'Bees and flowers')
    const { user } = showConsole(hub, `#/tile/${bees?.id}`)
    await user.type(await screen.findByLabelText('Address'), '/other')
    await user.click(await button('Save'))
    await title('Our shelf: Year 2')
    expect(hub.draft.tiles.find(({ id }) => id === bees?.id)).toMatchObject({ checkedAt: null, checkedBy: null })
  })

  it('brings in the documented list, leaves out what is there, and refuses a bad one by its entry', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    await button('Import')
    const field = screen.getByLabelText('List file to bring in')
    const file = (value: unknown) => new File([JSON.stringify(value)], 'list.json', { type: 'application/json' })
    await user.upload(
      field,
      file({
        entries: [
          { title: 'A', url: 'https://a.example/', scope: 'page' },
          { title: 'B', url: 'nonsense', scope: 'page' },
        ],
      }),
    )
    expect((await screen.findByRole('alert')).textContent).toMatch(/HG_ENTRY_URL, entry 2, url/)
    await user.click(await button('Leave it'))
    await user.upload(
      field,
      file({
        entries: [
          { title: 'A', url: 'http://a.example/', scope: 'page' },
          { title: 'Known', url: 'https://draw.example/web', scope: 'page' },
        ],
      }),
    )
    await screen.findByText(/1 new tile, with a book as picture/)
    expect(screen.getByText(/1 address written with http:\/\/ will be opened as https/)).toBeTruthy()
    await user.click(await button('Put them on the shelf'))
    await waitFor(() => expect(hub.draft.tiles.at(-1)).toMatchObject({ title: 'A', url: 'https://a.example/', checkedAt: null }))
    expect(hub.draft.tiles.length).toBe(7)
  })

  it('tells a refusal of the hub in words, with its code', async () => {
    const hub = teacher()
    const { user } = showConsole(hub, '#/shelf')
    hub.refuseNext.push({ path: '/api/teacher/classes/', status: 500, code: 'HG_INTERNAL' })
    await goTo('#/shelf')
    const take = await screen.findByRole('button', { name: /Try again|Take off Draw a web/ })
    if (take.textContent === 'Try again') await user.click(take)
    hub.refuseNext.push({ path: `/api/teacher/classes/${'c'.repeat(32)}/draft`, status: 500, code: 'HG_INTERNAL' })
    await user.click(await button('Take off Draw a web'))
    expect((await screen.findByRole('alert')).textContent).toMatch(/Nothing was changed.*HG_INTERNAL/)
  })
})

describe('what did not open when the kiosks tried the list', () => {
  it('is a chip on that tile alone', async () => {
    const hub = teacher()
    const [first, second] = hub.draft.tiles
    const day = new Date().toISOString().slice(0, 10)
    hub.classProof = { day, notOpened: [{ tileId: first?.id ?? '', result: 'no-answer', why: 'load', kiosks: 2 }] }
    showConsole(hub)
    await title('Finding out about minibeasts')
    await goTo('#/shelf')
    const row = async (title: string) => within(await screen.findByRole('row', { name: new RegExp(title) }))
    await waitFor(async () => expect((await row(first?.title ?? '')).getByText('Did not open today on 2 kiosks')).toBeTruthy())
    expect((await row(second?.title ?? '')).queryByText(/Did not open/)).toBeNull()
  })
})
