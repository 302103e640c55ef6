import type { BuiltInSite } from '#host/built-in-site.ts'
import type { Ear } from './self-check-listeners.ts'

/** Where the self-check's own page is; only its own window is ever given it. */
export const origin = 'https://check.hedgerow.internal'
/** An ending that nobody can ever own (RFC 6761), and that the way out takes for the name of a web site. */
const host = (name: string): string => `${name}.check.hedgerow.invalid`
export const hosts = { control: host('control'), refused: host('refused'), socket: host('socket'), ahead: host('ahead') } as const
/** What the page asks for as itself, to be allowed and to be refused. */
export const controlUrl = `https://${hosts.control}/`
export const refusedUrl = `https://${hosts.refused}/asked`
/** A document in the page, plainly addressed: the way out has no answer for it but its own. */
export const frameUrl = (ports: Readonly<Record<Ear, number>>): string => `http://127.0.0.1:${ports.frame}/`
/** The file that the page would save. */
export const saved = 'hedgerow-self-check.bin'
export const socketCount = 2

/** A page of the kiosk's own with nothing in it. */
export const site: BuiltInSite = {
  origin,
  headers: { 'cache-control': 'no-store' },
  file: (path) =>
    path === '/' ? { contentType: 'text/html; charset=utf-8', body: Buffer.from('<!doctype html><title>check</title><body>') } : null,
}

/** The world in which the page tries: what is taken out of the page is still there, so that each layer stands alone. */
export const world = 'hedgerow-check'

/** First of all: the browser then knows how to get through the way out, as it does on a child's page. */
export const asksControl = `void fetch('${controlUrl}', { mode: 'no-cors' }).catch(() => {})`

/**
 * What the page tries, as a script. The refused request comes last, so that once it has ended the others had their time;
 * whether the video call has finished is then read by `callState`.
 */
export function attempts(ports: Readonly<Record<Ear, number>>): string {
  const local = (ear: Ear, scheme: string): string => `${scheme}://127.0.0.1:${ports[ear]}/`
  return `(() => {
    const quietly = (act) => { try { act() } catch {} }
    const add = (name, more) => { const made = Object.assign(document.createElement(name), more); document.body.append(made); return made }
    for (const url of ['wss://${hosts.socket}/', '${local('socket', 'ws')}']) quietly(() => new WebSocket(url))
    globalThis.call = typeof RTCPeerConnection === 'function' ? 'begun' : 'none'
    quietly(() => {
      const peer = new RTCPeerConnection({ iceServers: [{ urls: 'stun:127.0.0.1:${ports.stun}' }] })
      peer.onicegatheringstatechange = () => { if (peer.iceGatheringState === 'complete') globalThis.call = 'over' }
      peer.createDataChannel('x')
      peer.createOffer().then((offer) => peer.setLocalDescription(offer)).catch(() => {})
    })
    for (const url of ['https://${hosts.ahead}/', '${local('ahead', 'https')}', '${local('ahead', 'http')}'])
      for (const rel of ['dns-prefetch', 'preconnect', 'prefetch']) add('link', { rel, href: url })
    quietly(() => add('script', { type: 'speculationrules', textContent: JSON.stringify({ prefetch: [{ source: 'list', eagerness: 'immediate', urls: ['${local('ahead', 'https')}s', 'https://${hosts.ahead}/s'] }] }) }))
    add('iframe', { src: '${frameUrl(ports)}' })
    add('a', { href: URL.createObjectURL(new Blob(['x'])), download: '${saved}' }).click()
    fetch('${refusedUrl}', { mode: 'no-cors' }).catch(() => {})
  })()`
}
export const callState = 'globalThis.call'

/** In the page's own world: is what must be taken away gone, and does the menu of the right button stay shut? */
export const guarded = `[typeof RTCPeerConnection, typeof documentPictureInPicture, typeof EyeDropper].every((one) => one === 'undefined')
  && !document.body.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))`

/** Run last, and never waited for: a page that has opened a window may stand still until that is closed. */
export const opensWindow = `void open('about:blank', '_blank', 'popup')`
