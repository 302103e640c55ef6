import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { TypingCare } from '#core/contract/personal.ts'
import type { PageEvent } from '#core/ports.ts'
import { type RunningSites, type Site, startSites } from '#test/sites/https-sites.ts'
import { labApprovals, labHost, labSites, pageAt } from '#test/sites/lab.ts'
import { pause, type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'

const care: TypingCare = { own: { name: 'Kezia', school: 'Brook Lane', year: 2026 }, mayTell: [] }
/** Long enough for what is not held to arrive on loopback. */
const graceMs = 500
/** All that the site was sent: addresses and bodies. */
const sent: string[] = []
const listening: Site = (request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => sent.push(`${request.url} ${Buffer.concat(chunks).toString('utf8')}`))
  labSites[labHost]?.(request, response)
}
const field = (more = '') => `<input id="f" autofocus style="position:fixed;left:40px;top:40px;width:600px;height:60px" ${more}>`
const form = (more = '') =>
  `<form action="/play/told" method="get">${field(`name="f" ${more}`)}<button id="b" style="position:fixed;left:40px;top:200px;width:600px;height:200px">Send</button></form>`

describe('what a child types into a page, in Chromium', () => {
  let kiosk: RunningChromium
  let sites: RunningSites
  beforeAll(async () => {
    sites = await startSites({ ...labSites, [labHost]: listening })
    kiosk = await startChromium(listJudge(labApprovals), { sites })
  })
  afterAll(async () => {
    await kiosk?.stop()
    await sites?.stop()
  })
  afterEach(async () => {
    await kiosk.afresh()
    sent.length = 0
    // Also a page that is just sending a form is closed when it is asked to be; else the whole browser would be ended.
    expect(kiosk.faults).toEqual([])
  })
  type Told = Extract<PageEvent, { kind: 'personal' }>
  const told = (): readonly Told[] => kiosk.events.filter((event): event is Told => event.kind === 'personal')
  const isSent = (what: string): boolean => sent.some((one) => decodeURIComponent(one.replaceAll('+', ' ')).includes(what))
  async function open(body: string, given: TypingCare = care): Promise<void> {
    const url = pageAt(body)
    const before = kiosk.events.length
    await kiosk.shell.openPage(url, given)
    await kiosk.eventually('the page is ready', () => kiosk.events.slice(before).some((event) => event.kind === 'ready'))
    kiosk.shell.showPage()
    await pause(300)
    sent.length = 0
    // Into the field, by a real press.
    await kiosk.hands.press(300, 180)
    await kiosk.eventually('the field has the keys', async () => (await kiosk.inPage('document.activeElement.id')) === 'f')
  }
  const asked = (kind: string): Promise<void> =>
    kiosk.eventually(`asked about ${kind}`, () => told().some((one) => one.what.includes(kind as never)))

  test('B141 a name is asked about before Enter can send it, and goes when a grown-up says so', async () => {
    await open(form())
    await kiosk.hands.type('kezia')
    await kiosk.hands.keys('Return')
    await asked('name')
    await pause(graceMs)
    expect(isSent('kezia')).toBe(false)
    expect(JSON.stringify(kiosk.events.filter((event) => event.kind === 'personal'))).not.toMatch(/kezia/i)
    kiosk.shell.answerTyping(['name'])
    // Asked after it, answered after it: the page's guard has the answer.
    await kiosk.inPage('0')
    await kiosk.hands.keys('Return')
    await kiosk.eventually('the form is sent', () => isSent('f=kezia'))
  })
  test('B141 a press on a button sends nothing until it is answered; taken out, the field is empty', async () => {
    await open(
      `${form()}<script>window.heard = 0; for (const kind of ['pointerdown', 'click']) b.addEventListener(kind, () => { heard += 1 })</script>`,
    )
    await kiosk.hands.type('im kezia')
    await kiosk.hands.press(300, 400)
    await asked('name')
    await pause(graceMs)
    expect(isSent('kezia')).toBe(false)
    // The page itself hears nothing of the press: it may have a line open already.
    expect(await kiosk.inPage('heard')).toBe(0)
    kiosk.shell.answerTyping('take-out')
    await kiosk.eventually('the field is empty', async () => (await kiosk.inPage(`document.getElementById('f').value`)) === '')
    expect(isSent('kezia')).toBe(false)
  })
  test('a script that sends as typing goes on is held: fetch, beacon, picture and form', async () => {
    await open(
      `${form()}<script>f.addEventListener('input', () => { const v = f.value
        if (!/\\d{5} ?\\d{6}/.test(v)) return
        fetch('/play/fetch?v=' + encodeURIComponent(v)); fetch('/play/post', { method: 'POST', body: v }); navigator.sendBeacon('/play/beacon', v)
        new Image().src = '/play/picture?v=' + encodeURIComponent(v); document.forms[0].submit() })
        setInterval(() => { const v = f.value; if (/\\d{5} ?\\d{6}/.test(v)) fetch('/play/poll?v=' + encodeURIComponent(v)) }, 30)</script>`,
    )
    await kiosk.hands.type('07700 900123')
    await asked('phone')
    await pause(graceMs)
    expect(sent.filter((one) => one.includes('900123'))).toEqual([])
    kiosk.shell.answerTyping('take-out')
    await pause(graceMs)
    expect(sent.filter((one) => one.includes('900123'))).toEqual([])
  })
  test('a page never has the letter that makes it a number, however it listens; it gets it when a grown-up says so', async () => {
    // What such a page knows it could send by a line that is open already, which nobody can hold.
    await open(
      `${field()}<script>window.known = ''; let keys = ''; const learn = (text) => { if (text.length > known.length) known = text }
        for (const kind of ['keydown', 'keypress', 'keyup']) addEventListener(kind, (event) => { if (kind === 'keydown') keys += event.key; learn(keys) }, true)
        addEventListener('beforeinput', (event) => learn(f.value + event.data), true)
        addEventListener('input', () => learn(f.value), true); setInterval(() => learn(f.value), 1)</script>`,
    )
    await kiosk.hands.type('07700 900123')
    await asked('phone')
    expect(await kiosk.inPage('known')).toBe('07700 90012')
    kiosk.shell.answerTyping(['phone'])
    await kiosk.eventually('the page has it', async () => (await kiosk.inPage('known')) === '07700 900123')
  })
  test('a name waits with the page that sends each letter until it is sure, and only then is asked about', async () => {
    await open(
      `${field()}<script>let keys = ''; addEventListener('keydown', (event) => { keys += event.key; fetch('/play/keys?v=' + encodeURIComponent(keys)) })
        addEventListener('beforeinput', (event) => { fetch('/play/before?v=' + encodeURIComponent(f.value + event.data)) })
        f.addEventListener('input', () => { const v = f.value; fetch('/play/letter?v=' + encodeURIComponent(v)); navigator.sendBeacon('/play/beacon', v) })</script>`,
    )
    await kiosk.hands.type('hi ')
    await kiosk.eventually('what is no name is sent', () => isSent('/play/letter?v=hi '))
    await kiosk.hands.type('kezia')
    await asked('name')
    kiosk.shell.answerTyping('take-out')
    await pause(graceMs)
    expect(sent.filter((one) => one.includes('kezia'))).toEqual([])
  })
  test('a page that goes elsewhere with what was typed, or takes its frame away, is held as well', async () => {
    await open(
      `${field()}<script>f.addEventListener('input', () => { if (f.value === 'kezia') location.href = '/play/next?v=' + f.value })</script>`,
    )
    await kiosk.hands.type('kezia')
    await asked('name')
    await pause(graceMs / 2)
    expect(isSent('kezia')).toBe(false)
    expect(await kiosk.inPage(`document.getElementById('f').value`)).toBe('kezia')
    await kiosk.afresh()
    await open(`<iframe id="f" srcdoc='<body style="margin:0"><input autofocus style="width:600px;height:60px">' style="position:fixed;left:40px;top:40px;width:600px;height:60px;border:0"></iframe>
      <script>setInterval(() => { const v = f.contentDocument?.querySelector('input').value; if (v === 'kezia') { f.remove(); fetch('/play/gone?v=' + v) } }, 1)</script>`)
    await kiosk.hands.type('kezia')
    await asked('name')
    await pause(graceMs)
    expect(isSent('kezia')).toBe(false)
  })
  test('a page that saves each letter of a story gets all of it', async () => {
    await open(
      `${field()}<script>f.addEventListener('input', () => fetch('/play/save', { method: 'POST', body: f.value }))
        window.forty = async () => { const from = performance.now(); for (let i = 0; i < 40; i += 1) await fetch('/play/one?' + i); return performance.now() - from }</script>`,
    )
    const before = await kiosk.inPage<number>('forty()')
    await kiosk.hands.type('the fox ran home')
    await kiosk.eventually('the last letter is saved', () => isSent('the fox ran home'))
    const after = await kiosk.inPage<number>('forty()')
    process.stdout.write(`40 requests, one after the other: ${Math.round(before)} ms; when the child has typed: ${Math.round(after)} ms\n`)
    expect(told()).toEqual([])
  })
  test('what was held goes on when a grown-up says so', async () => {
    await open(
      `${field()}<script>setInterval(() => { const v = f.value; if (v.length > 11) fetch('/play/poll?v=' + encodeURIComponent(v)) }, 30)</script>`,
    )
    await kiosk.hands.type('07700 900123')
    await asked('phone')
    kiosk.shell.answerTyping(['phone'])
    await kiosk.eventually('it is sent', () => isSent('07700 900123'))
  })
  test('a password field asks, a teacher may let it be, and the field of another frame asks too', async () => {
    await open(form('type="password"'))
    await kiosk.hands.type('frogs123')
    await kiosk.hands.keys('Return')
    await asked('password')
    await kiosk.afresh()
    await open(form('type="password"'), { ...care, mayTell: ['password'] })
    await kiosk.hands.type('frogs123')
    await kiosk.hands.keys('Return')
    await kiosk.eventually('the form is sent', () => isSent('f=frogs123'))
    expect(told()).toEqual([])
  })
  test('a box that can be written in, a shut tree and a frame are watched too', async () => {
    await open(`<div id="f" contenteditable style="position:fixed;left:40px;top:40px;width:600px;height:60px"></div>`)
    await kiosk.hands.type('LS11 5QR ')
    await asked('postcode')
    await kiosk.afresh()
    await open(
      `<div id="f" tabindex="0"></div><script>f.attachShadow({ mode: 'closed', delegatesFocus: true }).innerHTML = '<input style="position:fixed;left:40px;top:40px;width:600px;height:60px">'</script>`,
    )
    await kiosk.hands.type('07700 900123')
    await asked('phone')
    await kiosk.afresh()
    await open(
      `<iframe id="f" srcdoc='<body style="margin:0"><input autofocus style="width:600px;height:60px">' style="position:fixed;left:40px;top:40px;width:600px;height:60px;border:0"></iframe>`,
    )
    await kiosk.hands.type('my birthday is 4 may ')
    await asked('birthday')
  })
  test('sums, dates and kings pass, and the page sees and hears nothing of the guard', async () => {
    await open(form())
    for (const text of ['7 x 8 = 56', '6 Henry VIII', '14 October 1066']) {
      await kiosk.hands.type(text)
      await kiosk.hands.keys('ctrl+a', 'BackSpace')
    }
    expect(await kiosk.inPage(`typeof hedgerowTyping + typeof hedgerowTypingAnswer`)).toBe('undefinedundefined')
    await kiosk.hands.type('frogs')
    await kiosk.hands.keys('Return')
    await kiosk.eventually('the form is sent', () => isSent('f=frogs'))
    expect(told()).toEqual([])
  })
})
