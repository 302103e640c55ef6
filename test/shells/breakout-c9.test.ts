import { describe, expect, test } from 'vitest'
import { barHeight } from '#core/contract/bridge.ts'
import { answerAt, companionHost, pageAt, scriptAt } from '#test/sites/lab.ts'
import { forbiddenUrl } from '#test/sites/neighbourhood.ts'
import { breakoutRoom, graceMs } from './breakout-room.ts'
import { pause } from './chromium-row.ts'

/** What a page is told when it asks for each of these; 'given' when it got it. */
const asks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  B087: {
    camera: `navigator.mediaDevices.getUserMedia({ video: true })`,
    microphone: `navigator.mediaDevices.getUserMedia({ audio: true })`,
    'old camera': `new Promise((yes, no) => navigator.webkitGetUserMedia({ video: true }, yes, no))`,
    screen: `navigator.mediaDevices.getDisplayMedia({ video: true })`,
    'this tab': `navigator.mediaDevices.getDisplayMedia({ video: true, preferCurrentTab: true })`,
    viewport: `navigator.mediaDevices.getViewportMedia()`,
    'desktop by constraint': `navigator.mediaDevices.getUserMedia({ video: { mandatory: { chromeMediaSource: 'desktop' } } })`,
    'audio output': `navigator.mediaDevices.selectAudioOutput()`,
  },
  B088: {
    place: `new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no, { timeout: 1000 }))`,
    notices: `Notification.requestPermission().then((said) => { if (said !== 'granted') throw said })`,
    push: `navigator.serviceWorker.register('SCRIPT', { scope: '/play/' }).then((r) => r.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: new Uint8Array(65).fill(4) }))`,
    MIDI: `navigator.requestMIDIAccess()`,
    'MIDI sysex': `navigator.requestMIDIAccess({ sysex: true })`,
    idleness: `IdleDetector.requestPermission().then((said) => { if (said !== 'granted') throw said })`,
    movement: `new Promise((yes, no) => { const s = new Accelerometer(); s.onerror = no; s.onactivate = yes; s.onreading = yes; s.start() })`,
    'wake lock': `navigator.wakeLock.request('screen')`,
    'storage access for others': `document.requestStorageAccessFor('${new URL(forbiddenUrl).origin}')`,
    typefaces: `queryLocalFonts()`,
    screens: `getScreenDetails()`,
    'colour picker': `new EyeDropper().open()`,
    persistence: `navigator.storage.persist().then((said) => { if (!said) throw said })`,
    'background fetch': `navigator.serviceWorker.ready.then((r) => r.backgroundFetch.fetch('x', ['/play/big']))`,
    'background sync': `navigator.serviceWorker.ready.then((r) => r.periodicSync.register('x'))`,
    pressure: `new PressureObserver(() => {}).observe('cpu')`,
  },
  B089: {
    USB: `navigator.usb.requestDevice({ filters: [] })`,
    'paired USB': `navigator.usb.getDevices().then((all) => { if (all.length === 0) throw 'none' })`,
    HID: `navigator.hid.requestDevice({ filters: [] })`,
    serial: `navigator.serial.requestPort()`,
    Bluetooth: `navigator.bluetooth.requestDevice({ acceptAllDevices: true })`,
    'Bluetooth scan': `navigator.bluetooth.requestLEScan({ acceptAllAdvertisements: true })`,
    NFC: `new NDEFReader().scan()`,
    XR: `navigator.xr.requestSession('immersive-vr')`,
    'another screen': `new PresentationRequest('/play/answer').start()`,
    'remote playback': `document.body.appendChild(document.createElement('video')).remote.prompt()`,
  },
  B091: {
    'read the clipboard': `navigator.clipboard.read()`,
    'read its words': `navigator.clipboard.readText()`,
    'write the clipboard': `navigator.clipboard.writeText('canary')`,
    'write a picture': `navigator.clipboard.write([new ClipboardItem({ 'text/plain': new Blob(['canary'], { type: 'text/plain' }) })])`,
    paste: `document.execCommand('paste') ? 'given' : Promise.reject('no')`,
  },
  B093: {
    sharing: `navigator.share({ title: 'x', url: '/play/' })`,
    contacts: `navigator.contacts.select(['name'])`,
    paying: `new PaymentRequest([{ supportedMethods: 'https://www.try-it-out.org.uk/pay' }], { total: { label: 'x', amount: { currency: 'GBP', value: '1' } } }).show()`,
    passwords: `navigator.credentials.get({ password: true, mediation: 'required' }).then((got) => { if (!got) throw 'none' })`,
    'a key': `navigator.credentials.get({ publicKey: { challenge: new Uint8Array(32), timeout: 900 } })`,
    'a new key': `navigator.credentials.create({ publicKey: { challenge: new Uint8Array(32), rp: { name: 'x' }, user: { id: new Uint8Array(8), name: 'x', displayName: 'x' }, pubKeyCredParams: [{ type: 'public-key', alg: -7 }] } })`,
    identity: `navigator.credentials.get({ identity: { providers: [{ configURL: '${forbiddenUrl}', clientId: 'x' }] } })`,
    'a text message': `navigator.credentials.get({ otp: { transport: ['sms'] } })`,
  },
}

const list = (number: string, isFrame = false): string => {
  // A frame of another site has no worker to wait for.
  const fitting = Object.entries(asks[number] ?? {}).filter(([, code]) => !(isFrame && code.includes('serviceWorker.ready')))
  const tries = fitting.map(([name, code]) => `[${JSON.stringify(name)}, async () => ${code.replace('SCRIPT', scriptAt(''))}]`)
  return `Promise.all([${tries.join()}].map(async ([name, ask]) => {
    const late = new Promise((end) => setTimeout(() => end('waiting'), 2500))
    const said = await Promise.race([ask().then(() => 'given', () => 'refused'), late]).catch(() => 'refused')
    return [name, said]
  })).then((all) => all.filter(([, said]) => said !== 'refused'))`
}

describe('C9 Devices and permissions, in Chromium', () => {
  const room = breakoutRoom()

  async function allRefused(number: string): Promise<void> {
    await room.kiosk.visit(pageAt(''))
    await room.kiosk.hands.press(640, 500)
    expect(await room.kiosk.inPage(list(number))).toEqual([])
    await pause(graceMs)
    expect(room.pageIsWhole()).toBe(true)
  }
  test('B087 camera, microphone, screen and windows are refused without a question', () => allRefused('B087'))
  test('B088 place, notices, sensors and the like are refused without a question', () => allRefused('B088'))
  test('B088 a service worker has no fetch in the background either', async () => {
    await room.kiosk.visit(pageAt(''))
    const worker = scriptAt(`fetch('https://www.try-it-out.org.uk/play/has-' + typeof self.registration.backgroundFetch)`)
    await room.kiosk.inPage(`navigator.serviceWorker.register('${worker}', { scope: '/play/' }).then(() => 1)`)
    const said = (word: string): boolean => room.kiosk.asked.some((request) => request.url.endsWith(`/play/has-${word}`))
    await room.kiosk.eventually('the worker said so', () => said('undefined') || said('object'))
    expect(said('undefined')).toBe(true)
  })
  test('B089 devices of every kind are refused, and no chooser appears', () => allRefused('B089'))
  test('B091 the clipboard is neither read nor written by a page', () => allRefused('B091'))
  test('B093 no sheet of the system opens for sharing, paying, passwords or keys', () => allRefused('B093'))

  test('B090 a frame that is let have everything by its page has nothing', async () => {
    const everything =
      'camera *; microphone *; geolocation *; midi *; usb *; hid *; serial *; bluetooth *; display-capture *; clipboard-read *; clipboard-write *; idle-detection *; payment *; web-share *; fullscreen *'
    const told = (number: string): string => `${list(number, true)}.then((all) => parent.postMessage(all, '*'))`
    for (const number of ['B087', 'B088', 'B091']) {
      const inner = answerAt(
        `<!doctype html><body><script>onclick = () => { ${told(number).replaceAll('</', '<\\/')} }</script><p style="position:fixed;inset:0">press`,
        { host: companionHost },
      )
      await room.kiosk.visit(pageAt(''))
      await room.kiosk.inPage(`void (globalThis.said = new Promise((end) => addEventListener('message', (event) => end(event.data))))`)
      await room.kiosk.inPage(
        `{ const f = document.createElement('iframe'); f.allow = ${JSON.stringify(everything)}; f.src = ${JSON.stringify(inner)}; f.style = 'width:400px;height:300px;border:0'; const there = new Promise((end) => { f.onload = end }); document.body.append(f); there }`,
      )
      await room.kiosk.hands.press(200, barHeight + 150)
      expect(await room.kiosk.inPage('said')).toEqual([])
      await room.kiosk.afresh()
    }
  })

  test('B092 nothing sounds by itself, and nobody listens to speech', async () => {
    await room.kiosk.visit(pageAt(''))
    const { pipe, page } = room.kiosk.shell.run ?? {}
    // As the page itself, without a press.
    const answer = await pipe?.send(
      'Runtime.evaluate',
      {
        expression: `(async () => {
          const sound = new AudioContext()
          const film = new Audio('data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=')
          const played = await film.play().then(() => 'played', (why) => why.name)
          const Listen = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition
          const heard = await new Promise((end) => {
            if (!Listen) return end('nobody')
            const listen = new Listen()
            listen.onerror = () => end('nobody')
            listen.onaudiostart = () => end('somebody')
            try { listen.start() } catch { end('nobody') }
          })
          return [sound.state, played, heard]
        })()`,
        awaitPromise: true,
        returnByValue: true,
        userGesture: false,
      },
      page?.session,
    )
    expect(answer?.result.value).toEqual(['suspended', 'NotAllowedError', 'nobody'])
  })
})
