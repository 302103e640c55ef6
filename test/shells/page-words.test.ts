import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { PageEvent } from '#core/ports.ts'
import { startSites } from '#test/sites/https-sites.ts'
import { companionHost, labApprovals, labSites, pageAt } from '#test/sites/lab.ts'
import { type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

type Words = Extract<PageEvent, { kind: 'text' }>
const isWords = (event: PageEvent): event is Words => event.kind === 'text'

describe('the words of a page, in Chromium (B108)', () => {
  let kiosk: RunningChromium
  beforeAll(async () => {
    kiosk = await startChromium(listJudge(labApprovals), { sites: await startSites(labSites) })
  })
  afterAll(async () => {
    await kiosk?.stop()
  })
  afterEach(async () => {
    await kiosk.afresh()
  })
  const told = (): readonly Words[] => kiosk.events.filter(isWords)
  const until = async (fits: (words: Words) => boolean): Promise<Words> => {
    await kiosk.eventually('words that fit', () => told().some(fits))
    const found = told().findLast(fits)
    if (found === undefined) throw new Error('no such words')
    return found
  }

  test('come before the page is ready to be shown', async () => {
    await kiosk.visit(pageAt('<p>Ten frogs in a pond.</p>'))
    const kinds = kiosk.events.map((event) => event.kind)
    expect(kinds.indexOf('text')).toBeGreaterThan(-1)
    expect(kinds.indexOf('text')).toBeLessThan(kinds.indexOf('ready'))
    expect(told().at(-1)).toMatchObject({ inFrame: false, around: '' })
    expect(told().at(-1)?.text.trim()).toBe('Ten frogs in a pond.')
  })
  test('are those of the page, apart from navigation, header and footer', async () => {
    await kiosk.visit(
      pageAt(
        '<header>Frog School</header><nav><a href="#a">Home</a></nav><main><header>Ponds</header><p>The <b>fr</b>og <a href="#b">jumps high</a></p></main><footer>Privacy</footer>',
      ),
    )
    const words = await until((one) => one.text.includes('Ponds'))
    expect(words.text.replace(/\s+/g, ' ').trim()).toBe('Ponds The frog jumps high')
    expect(words.around.replace(/\s+/g, ' ').trim()).toBe('Frog School Home Privacy')
    expect(words.linked).toBeGreaterThan(0.2)
    expect(words.linked).toBeLessThan(0.7)
  })
  test('count when they are hidden, in a shadow tree, or stand beside a picture', async () => {
    await kiosk.visit(
      pageAt(
        '<p style="display:none">hidden-one</p><p style="font-size:0">tiny-one</p><img alt="picture-one"><div id="host"></div><script>document.getElementById("host").attachShadow({mode:"open"}).innerHTML="<i>shadow-one</i>"</script><script>"script-one"</script>',
      ),
    )
    const words = await until((one) => one.text.includes('shadow-one'))
    for (const piece of ['hidden-one', 'tiny-one', 'picture-one']) expect(words.text).toContain(piece)
    expect(words.text).not.toContain('script-one')
  })
  test.each(['firstChild', 'nextSibling', 'nodeType', 'tagName', 'getAttribute', 'closest', 'shadowRoot', 'documentElement', 'title'])(
    'are read though the page names something of its own %s',
    async (name) => {
      await kiosk.visit(
        pageAt(
          `<form><input name="${name}"><input name="${name}">in-form</form><form name="${name}"></form><img name="${name}"><p>after-it</p>`,
        ),
      )
      const words = await until((one) => !one.inFrame)
      expect(words.text).toContain('in-form')
      expect(words.text).toContain('after-it')
    },
  )
  test('come again when they change, however late', async () => {
    await kiosk.visit(pageAt('<p id="p">first words</p>'))
    await until((one) => one.text.includes('first words'))
    await kiosk.inPage(`document.getElementById('p').firstChild.data = 'second words'`)
    await until((one) => one.text.includes('second words'))
    await kiosk.inPage(`document.open(), document.write('<body>third words'), document.close()`)
    await until((one) => one.text.includes('third words'))
    await kiosk.inPage(`document.body.append('fourth words')`)
    await until((one) => one.text.includes('fourth words'))
  })
  test('come again from a shadow tree that tells nobody', async () => {
    await kiosk.visit(pageAt('<div id="host"></div>'))
    await kiosk.inPage(`globalThis.tree = document.getElementById('host').attachShadow({ mode: 'open' })`)
    await kiosk.inPage(`void setTimeout(() => { tree.innerHTML = 'late shadow' }, 700)`)
    await until((one) => one.text.includes('late shadow'))
  })
  test('of a frame, of this site or another, are the words of a frame', async () => {
    const frame = pageAt('<p>words in a frame</p>')
    const other = new URL(frame)
    other.host = companionHost
    await kiosk.visit(pageAt(`<p>outside</p><iframe src="${frame}"></iframe><iframe srcdoc="<p>words inside</p>"></iframe>`))
    await until((one) => one.inFrame && one.text.includes('words in a frame'))
    await until((one) => one.inFrame && one.text.includes('words inside'))
    await kiosk.inPage(`document.querySelector('iframe').src = ${JSON.stringify(other.href)}`)
    await until((one) => one.inFrame && one.url.startsWith(`https://${companionHost}/`) && one.text.includes('words in a frame'))
    expect(told().filter((one) => !one.inFrame && one.text.includes('in a frame'))).toEqual([])
  })
  test('cannot be told by the page itself', async () => {
    await kiosk.visit(pageAt('<p>plain words</p>'))
    expect(await kiosk.inPage(`typeof hedgerowWords + Object.keys(globalThis).filter((name) => /hedgerow/i.test(name))`)).toBe('undefined')
  })
  test('of a page without end are cut, and one that changes all the time goes on', async () => {
    await kiosk.visit(pageAt('<p id="p"></p><script>setInterval(() => { p.textContent = Math.random() }, 1)</script>'))
    await kiosk.inPage(
      `{ const long = document.createElement('pre'); long.textContent = 'word '.repeat(400000); document.body.append(long) }`,
    )
    const words = await until((one) => one.text.length >= 200_000)
    expect(words.text.length).toBe(200_000)
    expect(await kiosk.inPage('1 + 1')).toBe(2)
    expect(kiosk.events.map((event) => event.kind)).not.toContain('hung')
  })
})
