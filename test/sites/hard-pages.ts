import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { PolicyEntry } from '#core/policy/policy.ts'
import type { Site } from './https-sites.ts'
import { approvedColour, forbiddenUrl, page } from './neighbourhood.ts'

/** The hosts of pages that are hard for a locked-down browser. */
export const hardHosts = {
  pages: 'www.hard-pages.org.uk',
  log: 'www.reading-log.co.uk',
  identity: 'id.school-sign-in.org.uk',
  player: 'player.films-for-schools.co.uk',
  fonts: 'fonts.type-for-schools.org.uk',
} as const

export const hardPage = (path: string): string => `https://${hardHosts.pages}/${path}`
export const logUrl = `https://${hardHosts.log}/shelf`

/** What a teacher approves so that all of them work. */
export const hardApprovals: readonly PolicyEntry[] = [
  { url: hardPage(''), scope: 'site', also: [], companions: [hardHosts.player, hardHosts.fonts] },
  { url: `https://${hardHosts.log}/`, scope: 'site', also: [`https://${hardHosts.identity}/`], companions: [] },
]

const media = (name: string): Buffer => readFileSync(new URL(`./media/${name}`, import.meta.url))
const film = media('film.webm')
const font = readFileSync(new URL('../../assets/fonts/andika-latin-400-normal.woff2', import.meta.url))

/** A story to listen to that no browser fetches whole before it plays: a minute of a low hum, 10 MB. */
function hum(seconds: number): Buffer {
  const rate = 44_100
  const wav = Buffer.alloc(44 + seconds * rate * 4)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(wav.length - 8, 4)
  wav.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate * 4],
    [40, wav.length - 44],
  ] as const)
    wav.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 2],
    [32, 4],
    [34, 16],
  ] as const)
    wav.writeUInt16LE(value, at)
  wav.write('data', 36)
  for (let at = 44; at < wav.length; at += 4) {
    const height = Math.round(6_000 * Math.sin(((at - 44) / 4 / rate) * 2 * Math.PI * 220))
    wav.writeInt16LE(height, at)
    wav.writeInt16LE(height, at + 2)
  }
  return wav
}
let story: Buffer | null = null

/** The ranges that were asked for, oldest first, as `name start`. */
export const rangesAsked: string[] = []

/** Answers a request for a part of a file, as every film server does (RFC 9110, 14). */
function inParts(request: IncomingMessage, response: ServerResponse, name: string, type: string, file: Buffer): void {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const start = Number(range?.[1] ?? 0)
  const end = Math.min(range?.[2] ? Number(range[2]) : file.length - 1, file.length - 1)
  if (range) rangesAsked.push(`${name} ${start}`)
  const common = { 'Content-Type': type, 'Accept-Ranges': 'bytes', 'Content-Length': end - start + 1 }
  response.writeHead(range ? 206 : 200, range ? { ...common, 'Content-Range': `bytes ${start}-${end}/${file.length}` } : common)
  response.end(file.subarray(start, end + 1))
}

const script = (response: ServerResponse, source: string): void =>
  void response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(source)

/** True: the site answers no more, as with the cable out; only what a page keeps for itself is left. */
export const cable = { isOut: false }

/** A module of WebAssembly: `sum(a, b)`, and `call()`, which calls the function that it was given. */
const wasm = Buffer.from(
  '0061736d01000000' + // magic, version
    '010a02' +
    '60027f7f017f' +
    '600000' + // types: (i32 i32) -> i32, () -> ()
    '020a01' +
    '036f7574' +
    '02676f' +
    '0001' + // import out.go, type 1
    '03030200' +
    '01' + // functions
    '070e02' +
    '0373756d' +
    '0001' +
    '0463616c6c' +
    '0002' + // exports
    '0a0e02' +
    '0700' +
    '20002001' +
    '6a0b' +
    '0400' +
    '10000b', // code
  'hex',
)

const pages: Site = (request, response) => {
  const url = new URL(request.url ?? '/', hardPage(''))
  if (cable.isOut) return void request.socket.destroy()
  const to = url.searchParams.get('to')
  switch (url.pathname) {
    case '/':
      return page(response, approvedColour, '<h1>Pages</h1>')
    case '/film':
      return page(
        response,
        approvedColour,
        `<h1>Our film</h1>
<iframe id="film" src="https://${url.searchParams.get('host') ?? hardHosts.player}/embed" allow="autoplay" style="position:fixed;left:0;top:100px;width:600px;height:400px;border:0"></iframe>
<script>const said = []; addEventListener('message', (event) => said.push(event.data))</script>`,
      )
    case '/worker/':
      return page(
        response,
        approvedColour,
        `<h1 id="heading">Frogs, from the network</h1>
<script>navigator.serviceWorker.register('/worker/worker.js', { scope: '/worker/' })</script>`,
      )
    case '/worker/worker.js':
      return script(
        response,
        `
self.addEventListener('install', (event) => event.waitUntil((async () => {
  const kept = await caches.open('frogs')
  const body = '<!doctype html><meta charset="utf-8"><body style="margin:0;min-height:100vh;background:${approvedColour}"><h1 id="heading">Frogs, kept for a day without a network</h1>'
  await kept.put('/worker/', new Response(body, { headers: { 'Content-Type': 'text/html' } }))
  await skipWaiting()
})()))
self.addEventListener('activate', (event) => event.waitUntil(clients.claim()))
self.addEventListener('fetch', (event) => {
  if (new URL(event.request.url).pathname !== '/worker/') return
  event.respondWith(fetch(event.request).catch(() => caches.match('/worker/')))
})
self.addEventListener('message', async (event) => {
  const answer = await fetch(event.data, { mode: 'no-cors' }).then(() => 'got it', () => 'nothing')
  event.source.postMessage(answer)
})`,
      )
    case '/wasm':
      return page(response, approvedColour, '<h1>Sums by machine</h1>')
    case '/sums.wasm':
      return void response.writeHead(200, { 'Content-Type': 'application/wasm' }).end(wasm)
    case '/blob':
      return page(response, approvedColour, '<h1>Many hands</h1>')
    case '/data.json':
      return void response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"frogs":7}')
    case '/fonts':
      return page(
        response,
        approvedColour,
        `<style>@font-face { font-family: "Of another host"; src: url(https://${url.searchParams.get('host') ?? hardHosts.fonts}/andika.woff2) format("woff2") }
h1 { font-family: "Of another host", monospace }</style><h1 id="heading">Letters</h1>`,
      )
    case '/scroll':
      return page(
        response,
        approvedColour,
        `<h1>Frog after frog</h1><div id="list"></div><div id="end" style="height:40px"></div><script>
let next = 1
const end = document.getElementById('end')
async function more() {
  if (next > 6) return
  // Watched anew after each piece: growing and scrolling in one frame is no change to an observer.
  observer.unobserve(end)
  const text = await (await fetch('/scroll/more?page=' + next + '&bad=' + (new URLSearchParams(location.search).get('bad') ?? ''))).text()
  document.getElementById('list').insertAdjacentHTML('beforeend', '<p style="height:900px">' + text + '</p>')
  next += 1
  observer.observe(end)
}
const observer = new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) more() })
observer.observe(end)
</script>`,
      )
    case '/scroll/more': {
      const number = url.searchParams.get('page')
      return void response
        .writeHead(200, { 'Content-Type': 'text/plain' })
        .end(`Frog number ${number}. ${number === '3' ? url.searchParams.get('bad') : ''}`)
    }
    case '/hash':
      return page(
        response,
        approvedColour,
        `<nav><a id="two" href="#/ponds">Ponds</a></nav><main id="main"></main><script>
const draw = () => { document.getElementById('main').textContent = { '': 'Welcome to the frogs', '#/ponds': 'A pond is small and still', '#/rivers': 'A river runs' }[location.hash] ?? 'Nothing here' }
addEventListener('hashchange', draw)
draw()</script>`,
      )
    case '/form':
      if (request.method === 'POST')
        return readBody(request, (body) =>
          page(
            response,
            approvedColour,
            `<h1 id="answer">You said ${new URLSearchParams(body).get('frogs') === '7' ? 'seven' : 'something else'}</h1>`,
          ),
        )
      return page(
        response,
        approvedColour,
        `<h1>How many frogs?</h1><form method="post" action="${to ?? ''}"><input name="frogs" value="7"><button style="position:fixed;left:0;top:100px;width:400px;height:300px">Go</button></form>`,
      )
    case '/book.pdf':
      return void response
        .writeHead(200, { 'Content-Type': 'application/pdf' })
        .end(pdf((url.searchParams.get('words') ?? 'Ten frogs in a pond').match(/.{1,60}(\s|$)/g) ?? []))
    case '/broken.pdf':
      return void response
        .writeHead(200, { 'Content-Type': 'application/pdf' })
        .end('<!doctype html><body style="background:#ff00aa">not a PDF')
    case '/go':
      return void response.writeHead(302, { Location: to ?? '' }).end()
    default:
      return void response.writeHead(404).end()
  }
}

/**
 * A PDF of two pages in the approved colour, with these lines of words on the second, a link to the forbidden site over
 * all of the first, and a script that opens it.
 */
function pdf(lines: readonly string[]): Buffer {
  const fill = '0.16471 0.49804 1 rg 0 0 595 842 re f 0 g'
  const text = lines.map((line) => `(${line.replace(/[()\\\\]/g, '')}) Tj T*`).join(' ')
  const stream = (body: string): string => `<< /Length ${body.length} >>\nstream\n${body}\nendstream`
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.launchURL('${forbiddenUrl}')) >> >>`,
    '<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Annots [8 0 R] >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 7 0 R >> >> >>',
    stream(fill),
    stream(`${fill} BT /F1 16 Tf 18 TL 40 780 Td ${text} ET`),
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI (${forbiddenUrl}) >> >>`,
  ]
  let body = '%PDF-1.7\n'
  const places = objects.map((object, index) => {
    const at = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(at).padStart(10, '0')} 00000 n \n`
  })
  const end = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF`
  return Buffer.from(body + end, 'latin1')
}

function readBody(request: IncomingMessage, then: (body: string) => void): void {
  let body = ''
  request.on('data', (chunk: Buffer) => {
    body += chunk.toString('utf8')
  })
  request.on('end', () => then(body))
}

/** A reading log that knows its pupils by a sign-in at another host, as most school sites do. */
const log: Site = (request, response) => {
  const url = new URL(request.url ?? '/', logUrl)
  const isKnown = /(^|; )reader=frog(;|$)/.test(request.headers.cookie ?? '')
  if (url.pathname === '/back' && url.searchParams.get('ticket') === '4711') {
    const cookie = 'reader=frog; Path=/; Secure; HttpOnly; SameSite=Lax'
    return void response.writeHead(302, { Location: '/shelf', 'Set-Cookie': cookie }).end()
  }
  if (isKnown) return page(response, approvedColour, '<h1 id="heading">My reading log</h1>')
  const identity = url.searchParams.get('identity') ?? `https://${hardHosts.identity}/sign-in`
  response.writeHead(302, { Location: `${identity}?back=${encodeURIComponent(`https://${hardHosts.log}/back`)}` }).end()
}
const identity: Site = (request, response) => {
  const url = new URL(request.url ?? '/', `https://${hardHosts.identity}`)
  if (request.method === 'POST') {
    return readBody(request, (body) => {
      const back = new URLSearchParams(body).get('back') ?? ''
      response.writeHead(303, { Location: `${back}?ticket=4711` }).end()
    })
  }
  page(
    response,
    approvedColour,
    `<h1>Sign in</h1><form method="post"><input type="hidden" name="back" value="${url.searchParams.get('back')}">
<button style="position:fixed;left:0;top:100px;width:400px;height:300px">I am a reader</button></form>`,
  )
}

/** A film in a frame of another host, with a button to start it, that says to its page how it goes. */
const player: Site = (request, response) => {
  switch (new URL(request.url ?? '/', 'https://player').pathname) {
    case '/film.webm':
      return inParts(request, response, 'film', 'video/webm', film)
    case '/story.wav':
      story ??= hum(60)
      return inParts(request, response, 'story', 'audio/wav', story)
    default:
      return page(
        response,
        approvedColour,
        `<video id="film" src="/film.webm" style="width:160px;height:120px"></video><audio id="story" src="/story.wav" preload="metadata"></audio>
<button id="go" style="position:fixed;left:0;top:130px;width:600px;height:270px">Play</button><script>
const film = document.getElementById('film'), story = document.getElementById('story')
const tell = () => parent.postMessage({ time: film.currentTime, paused: film.paused, muted: film.muted, width: film.videoWidth, sound: film.webkitAudioDecodedByteCount, story: story.currentTime, error: film.error?.message ?? story.error?.message ?? null }, '*')
document.getElementById('go').onclick = () => { film.loop = true; film.play(); story.play() }
addEventListener('message', ({ data }) => { if (data.film !== undefined) film.currentTime = data.film; if (data.story !== undefined) story.currentTime = data.story })
setInterval(tell, 100)
</script>`,
      )
  }
}
const fonts: Site = (_, response) =>
  void response.writeHead(200, { 'Content-Type': 'font/woff2', 'Access-Control-Allow-Origin': '*' }).end(font)

/** All of them, by host. */
export const hardSites: Readonly<Record<string, Site>> = {
  [hardHosts.pages]: pages,
  [hardHosts.log]: log,
  [hardHosts.identity]: identity,
  [hardHosts.player]: player,
  [hardHosts.fonts]: fonts,
}
