import { describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { few } from '#test/few.ts'
import { answerAt, companionHost, labHost, pageAt } from '#test/sites/lab.ts'
import { forbiddenColour, forbiddenUrl, hosts } from '#test/sites/neighbourhood.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'

const frame = (src: string, more = ''): string =>
  `<iframe src="${src.replaceAll('"', '&quot;')}" ${more} style="width:400px;height:300px;border:0"></iframe>`

describe('C3 Frames, in Chromium', () => {
  const room = breakoutRoom()
  const asked = (part: string): number =>
    room.kiosk.asked.filter((request) => request.url.startsWith(`https://${hosts.forbidden}/`) && request.url.includes(part)).length
  const hostNow = (): Promise<string> => room.kiosk.inPage('location.hostname')

  test('B037 a frame of an unlisted site stays empty, and the page goes on', async () => {
    await room.kiosk.visit(pageAt(frame(forbiddenUrl)))
    await room.kiosk.eventually('the frame was asked about', () => asked(hosts.forbidden) > 0)
    await room.kiosk.inPage(`void (document.querySelector('iframe').src = '${forbiddenUrl}?again')`)
    await room.kiosk.eventually('and again', () => asked('again') > 0)
    expect(await hostNow()).toBe(labHost)
    expect(
      room.kiosk.asked
        .filter((request) => request.url.startsWith(`https://${hosts.forbidden}/`))
        .every((request) => request.use === 'subresource'),
    ).toBe(true)
  })

  const frames = [
    ['of its own site', labHost, ''],
    ['of a companion', companionHost, ''],
    ['in a sandbox that may move the top', companionHost, 'sandbox="allow-scripts allow-top-navigation"'],
  ]
  test.each(few(frames))('B038 a frame %s that moves the top is judged as the page', async (_, host, more) => {
    const inner = answerAt(
      `<script>try { top.location = '${forbiddenUrl}' } catch {}</script><a target="_top" href="${forbiddenUrl}?click" style="position:fixed;inset:0">go</a>`,
      { host },
    )
    await room.kiosk.visit(pageAt(frame(inner, more)))
    await pause(graceMs)
    await room.kiosk.hands.press(200, barHeight + 150)
    await room.refused({ use: 'navigation', url: `${forbiddenUrl}?click` })
    expect(await hostNow()).toBe(labHost)
  })

  test('B039 a frame in a frame in a frame is judged like the first', async () => {
    const third = answerAt(frame(`${forbiddenUrl}?deep`), { host: companionHost })
    const second = answerAt(frame(third), { host: labHost })
    await room.kiosk.visit(pageAt(frame(answerAt(frame(second), { host: companionHost }))))
    await room.kiosk.eventually('the deepest was asked about', () => asked('deep') > 0)
    expect(await hostNow()).toBe(labHost)
  })

  test.each([
    ['srcdoc', `f.srcdoc = '<script>' + source + '</' + 'script>'`],
    ['about:blank', `f.onload = () => f.contentWindow.eval(source)`],
    ['a blob', `f.src = URL.createObjectURL(new Blob(['<script>' + source + '</' + 'script>'], { type: 'text/html' }))`],
    ['a data address', `f.src = 'data:text/html,' + encodeURIComponent('<script>' + source + '</' + 'script>')`],
    ['javascript', `f.src = 'javascript:' + encodeURIComponent(source)`],
  ])('B040 a frame of %s has no more rights than its page', async (kind, make) => {
    await room.kiosk.visit(pageAt('lab'))
    const source = `fetch("${forbiddenUrl}?inner", { mode: "no-cors" }).catch(() => {}); new Image().src = "${forbiddenUrl}?picture"; parent.postMessage([typeof hedgerow, typeof hedgerowSend, typeof hedgerowGuard, typeof RTCPeerConnection, typeof showOpenFilePicker].join(), "*")`
    const told = await room.kiosk.inPage(`new Promise((told) => {
      setTimeout(() => told('nothing'), 1500)
      addEventListener('message', (event) => told(event.data))
      const source = ${JSON.stringify(source)}
      const f = document.createElement('iframe')
      ${make}
      document.body.append(f)
    })`)
    // The browser itself opens no data address, in a frame neither.
    if (kind === 'a data address') return expect(told).toBe('nothing')
    expect(told).toBe('undefined,undefined,undefined,undefined,undefined')
    await room.kiosk.eventually('the frame asked', () => asked('inner') > 0)
  })

  const elements = [
    ['object', `<object data="${forbiddenUrl}?object" type="text/html" width="400" height="300"></object>`],
    ['embed', `<embed src="${forbiddenUrl}?embed" type="text/html" width="400" height="300">`],
    ['portal', `<portal src="${forbiddenUrl}?portal" style="width:400px;height:300px"></portal>`],
    ['fencedframe', `<fencedframe src="${forbiddenUrl}?fenced" style="width:400px;height:300px"></fencedframe>`],
    ['frameset', `<iframe srcdoc="&lt;frameset cols=50%&gt;&lt;frame src='${forbiddenUrl}'&gt;&lt;/frameset&gt;"></iframe>`],
  ]
  test.each(few(elements))('B041 an element %s shows no unlisted site', async (_, html) => {
    await room.kiosk.visit(pageAt(html))
    await pause(graceMs)
    expect(room.kiosk.look().share(forbiddenColour)).toBe(0)
    expect(room.barIsWhole()).toBe(true)
  })

  test('B042 an element webview is nothing', async () => {
    await room.kiosk.visit(pageAt(`<webview src="${forbiddenUrl}" style="display:block;width:400px;height:300px"></webview>`))
    await pause(graceMs)
    expect(
      await room.kiosk.inPage(
        `document.createElement('webview').constructor === HTMLElement && document.querySelector('webview').executeScript === undefined`,
      ),
    ).toBe(true)
    const found = await room.kiosk.shell.run?.pipe.send('Target.getTargets')
    expect(found?.targetInfos.filter((target) => target.type === 'webview')).toEqual([])
  })

  test('B043 a frame in a sandbox does not lose it by a window', async () => {
    const inner = answerAt(
      `<a target="_blank" href="${forbiddenUrl}" style="position:fixed;inset:0">go</a><script>onclick = () => { open('${forbiddenUrl}?script'); open('about:blank') }</script>`,
      { host: companionHost },
    )
    await room.kiosk.visit(pageAt(frame(inner, 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"')))
    // Pressed until the frame is there to be pressed: nothing says when it is.
    await room.kiosk.eventually('it is told', async () => {
      await room.kiosk.hands.press(200, barHeight + 150)
      return room.kiosk.events.some((event) => event.kind === 'refused' || event.kind === 'window')
    })
    await room.kiosk.eventually('no window is left', async () => (await room.windows()) === 3)
    expect(await hostNow()).toBe(labHost)
  })

  test('B044 a page that paints everything it can reach does not paint our bar', async () => {
    const colour = '#12ab34'
    const cover = `<div style="position:fixed;inset:-900px;background:${colour};z-index:2147483647"></div><dialog style="background:${colour};max-width:none;max-height:none;width:200vw;height:200vh;inset:-50vh"></dialog>`
    await room.kiosk.visit(pageAt('lab'))
    await room.kiosk.inPage(
      `{ document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(cover + frame(answerAt(cover, { host: companionHost }), ''))}); document.querySelector('dialog').showModal() }`,
    )
    await pause(graceMs)
    const { width } = room.kiosk.look()
    expect(room.kiosk.look().share(colour)).toBeGreaterThan(0.5)
    expect(room.kiosk.look().share(colour, { x: 0, y: 0, width, height: barHeight })).toBe(0)
    expect(room.barIsWhole()).toBe(true)
    await room.barAnswers()
  })
})
