import { describe, expect, it } from 'vitest'
import { settle } from '#test/core/fakes.ts'
import { begin, freshWorldEachTest, id, toPage, toShelf, w, words } from '#test/core/kiosk-world.ts'

freshWorldEachTest()

describe('a page', () => {
  it('loads under the cover and is shown only when it is ready at an approved address', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    expect(w.screen().kind).toBe('opening')
    expect(w.shell.done).toEqual(['open https://a.example.org/page'])
    w.shell.page({ kind: 'committed', url: 'https://a.example.org/page', inside: false })
    expect(w.shell.done).not.toContain('show')
    w.shell.page({ kind: 'ready' })
    expect(w.shell.done.at(-1)).toBe('show')
    expect(w.journal.events().at(-1)).toMatchObject({ kind: 'opened', tile: 'Tile a', page: 'a.example.org/page' })
  })
  it.each([
    [{ kind: 'committed', url: 'https://elsewhere.example/', inside: false }, 'left-list'],
    [{ kind: 'committed', url: 'https://a.example.org/other', inside: true }, 'moved-inside'],
    [{ kind: 'committed', url: 'blob:https://a.example.org/x', inside: false }, 'left-list'],
    [
      { kind: 'refused', url: 'https://elsewhere.example/', code: 'not-on-list', use: 'navigation', byChild: false, redirect: false },
      'left-list',
    ],
    [
      { kind: 'refused', url: 'https://elsewhere.example/', code: 'not-on-list', use: 'navigation', byChild: true, redirect: true },
      'redirected',
    ],
    [
      { kind: 'refused', url: 'https://elsewhere.example/', code: 'not-on-list', use: 'popup', byChild: false, redirect: false },
      'new-window',
    ],
    [{ kind: 'failed', fault: 'offline' }, 'offline'],
    [{ kind: 'failed', fault: 'certificate' }, 'certificate'],
    [{ kind: 'failed', fault: 'login' }, 'login-asked'],
    [{ kind: 'failed', fault: 'load' }, 'load-failed'],
    [{ kind: 'dialog' }, 'dialog'],
    [{ kind: 'download' }, 'download'],
    [{ kind: 'window' }, 'new-window'],
    [{ kind: 'file-chooser' }, 'file-chooser'],
    [{ kind: 'crashed' }, 'crashed'],
    [{ kind: 'hung' }, 'hung'],
  ] as const)('%o covers first, closes second, and is called %s', async (event, reason) => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    w.shell.page(event)
    expect(w.shell.done).toEqual(['cover', 'close'])
    expect(w.screen()).toMatchObject({ kind: 'closed', reason, tile: { title: 'Tile a' } })
    expect(w.journal.events().at(-1)).toMatchObject({ kind: 'closed-unsure', code: reason })
  })
  it('is closed when its words are not for a child, and staff learn the kind of thing, not the words', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    words('Ten frogs in a pond.')
    expect(w.screen().kind).toBe('page')
    w.shell.done.length = 0
    words('Ten frogs in a pond. Our o.n.l.i.n.e   c.a.s.i.n.o: you have won!')
    expect(w.shell.done).toEqual(['cover', 'close'])
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
    expect(w.journal.events().at(-1)).toMatchObject({ kind: 'closed-unsure', code: 'content gambling,scams' })
    expect(JSON.stringify([w.logged, w.journal.events()])).not.toContain('casino')
  })
  it('is never shown when its words come before it is ready', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    w.shell.page({ kind: 'committed', url: 'https://a.example.org/page', inside: false })
    words('Welcome to our online casino')
    w.shell.page({ kind: 'ready' })
    await settle()
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
    expect(w.shell.done).not.toContain('show')
  })
  it('is closed for the words of a frame in it', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    words('Welcome to our online casino', { inFrame: true, url: 'https://frame.example.org/' })
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
  })
  it('is left open for strong words once, but not again and again', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    words('The jackpot of the raffle')
    expect(w.screen().kind).toBe('page')
    words('jackpot, jackpot and jackpot')
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'content' })
  })
  it('is covered for STOP-THINK-CLICK when the child presses a link off the list; staying shows it again', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    w.shell.page({
      kind: 'refused',
      url: 'https://elsewhere.example/x',
      code: 'not-on-list',
      use: 'navigation',
      byChild: true,
      redirect: false,
    })
    expect(w.shell.done).toEqual(['cover'])
    expect(w.screen()).toMatchObject({ kind: 'think', mayAsk: true })
    await w.press('think.stay', {})
    expect(w.shell.done).toEqual(['cover', 'show'])
    expect(w.screen().kind).toBe('page')
  })
  it('asks to visit: the address reaches the hub, the page is closed', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.page({
      kind: 'refused',
      url: 'https://elsewhere.example/x?q=my+name#me',
      code: 'not-on-list',
      use: 'navigation',
      byChild: true,
      redirect: false,
    })
    await w.press('think.ask', {})
    expect(w.screen().kind).toBe('asked')
    expect(w.shell.done.at(-1)).toBe('close')
    await w.clock.pass(1_000)
    expect(w.hub.seen.activity.at(-1)).toMatchObject({ kind: 'asked-to-visit', url: 'https://elsewhere.example/x', tile: 'Tile a' })
  })
  it('cannot be asked for when the link is not a web address', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.page({ kind: 'refused', url: 'mailto:a@b.example', code: 'not-https', use: 'navigation', byChild: true, redirect: false })
    expect(w.screen()).toMatchObject({ kind: 'think', mayAsk: false })
    await w.press('think.ask', {})
    expect(w.screen().kind).toBe('think')
  })
  it('shows another prompt the second time', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    const prompts: string[] = []
    for (let turn = 0; turn < 2; turn += 1) {
      w.shell.page({
        kind: 'refused',
        url: 'https://elsewhere.example/x',
        code: 'not-on-list',
        use: 'navigation',
        byChild: true,
        redirect: false,
      })
      const screen = w.screen()
      if (screen.kind === 'think') prompts.push(screen.prompt)
      await w.press('think.stay', {})
    }
    expect(new Set(prompts).size).toBe(2)
  })
  it('that another tile approves opens, under that tile’s name', async () => {
    await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.page({ kind: 'committed', url: 'https://b.example.org/frogs/1', inside: false })
    expect(w.screen()).toMatchObject({ kind: 'page', tile: { title: 'Tile b' } })
  })
  it('that is never ready is closed after a while', async () => {
    await begin()
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    await w.clock.pass(21_000)
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'load-failed' })
    expect(w.shell.done.slice(-2)).toEqual(['cover', 'close'])
  })
  it('that the shell cannot open is closed', async () => {
    w.shell.faults.onOpen = new Error('no answer')
    await begin()
    await toShelf('2', '7')
    await w.press('shelf.open', { tileId: id('a') })
    expect(w.screen()).toMatchObject({ kind: 'closed', reason: 'shell-fault' })
  })
  it('is closed at once by "I am not sure": find your grown-up below KS2, the shelf at KS2', async () => {
    const kiosk = await begin()
    await toShelf('2', '7')
    await toPage()
    w.shell.done.length = 0
    await w.press('page.unsure', {})
    expect(w.shell.done).toEqual(['cover', 'close'])
    expect(w.screen().kind).toBe('find-grown-up')
    expect(w.journal.events().at(-1)?.kind).toBe('opened')
    await w.press('session.sign-out', {})
    await toShelf('5', '6')
    await toPage()
    await w.press('page.unsure', {})
    expect(w.screen().kind).toBe('shelf')
    await kiosk.stop()
  })
})
