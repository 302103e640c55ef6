import type { ServerResponse } from 'node:http'
import type { PolicyEntry } from '#core/policy/policy.ts'
import { type RunningSites, type Site, startSites } from './https-sites.ts'

/** The colour of every approved page, and of every page that a child must never see. */
export const approvedColour = '#2a7fff'
export const forbiddenColour = '#ff00aa'

export const hosts = {
  garden: 'www.garden-school.org.uk',
  media: 'media.garden-school.org.uk',
  stories: 'www.story-corner.co.uk',
  stranger: 'www.no-certificate.co.uk',
  unreachable: 'www.far-away-school.org.uk',
  forbidden: 'www.prize-palace.com',
} as const

export const gardenUrl = `https://${hosts.garden}/maths/`
export const storiesUrl = `https://${hosts.stories}/`
export const forbiddenUrl = `https://${hosts.forbidden}/win`

/** What the children of these tests may visit. The prize palace is on no list. */
export const approvals: readonly PolicyEntry[] = [
  { url: gardenUrl, scope: 'section', also: [], companions: [hosts.media] },
  { url: storiesUrl, scope: 'site', also: [], companions: [] },
  { url: `https://${hosts.stranger}/`, scope: 'site', also: [], companions: [] },
  { url: `https://${hosts.unreachable}/`, scope: 'site', also: [], companions: [] },
]

/** One small page in one colour. */
export function page(response: ServerResponse, colour: string, body = '', headers: Readonly<Record<string, string>> = {}): void {
  response
    .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...headers })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><body style="margin:0;min-height:100vh;background:${colour};font:24px sans-serif">${body}`,
    )
}

const picture = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

const garden: Site = (request, response) => {
  const url = new URL(request.url ?? '/', `https://${hosts.garden}`)
  const to = url.searchParams.get('to') ?? ''
  switch (url.pathname) {
    case '/maths/go':
      return void response.writeHead(Number(url.searchParams.get('status') ?? 302), { Location: to }).end()
    case '/maths/refresh-header':
      return page(response, approvedColour, 'soon', { Refresh: `0; url=${to}` })
    case '/maths/refresh-meta':
      return page(response, approvedColour, `<meta http-equiv="refresh" content="0; url=${to}">soon`)
    case '/maths/base':
      return page(response, approvedColour, `<base href="${to}"><a id="link" style="position:fixed;inset:0" href="maths/">a link</a>`)
    case '/maths/framed':
      return page(response, approvedColour, `<iframe src="${to}" style="width:400px;height:300px"></iframe>`)
    case '/maths/hints':
      return page(response, approvedColour, 'hints', {
        Link: `<${to}>; rel=prefetch, <${to}>; rel=preload; as=script, <${to}>; rel=preconnect`,
        'Speculation-Rules': `"${to}"`,
        'Reporting-Endpoints': `default="${to}"`,
      })
    case '/maths/file':
      return void response
        .writeHead(200, { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment; filename="game.bin"' })
        .end('file')
    case '/maths/typed':
      return void response.writeHead(200, { 'Content-Type': to }).end('<!doctype html><body style="background:#ff00aa">sniffed')
    case '/maths/never':
      return
    case '/maths/cut':
      return void request.socket.destroy()
    case '/maths/login':
      return void response.writeHead(401, { 'WWW-Authenticate': 'Basic realm="staff"' }).end('who are you')
    case '/maths/broken':
      return void response.writeHead(500, { 'Content-Type': 'text/html' }).end('<body>500')
    case '/maths/endless':
      response.writeHead(200, { 'Content-Type': 'text/html' })
      return pour(response)
    case '/maths/worker.js':
      return void response
        .writeHead(200, { 'Content-Type': 'text/javascript', 'Service-Worker-Allowed': '/maths/' })
        .end(`self.addEventListener('fetch', (event) => {
  if (event.request.url.endsWith('/made-up'))
    event.respondWith(new Response('file', { headers: { 'content-type': 'application/octet-stream', 'content-disposition': 'attachment; filename=x.bin' } }))
}); self.addEventListener('activate', (event) => event.waitUntil(clients.claim()))`)
    case '/maths/picture.gif':
      return void response.writeHead(200, { 'Content-Type': 'image/gif' }).end(picture)
    default:
      return page(response, approvedColour, '<h1 id="title">Maths</h1><label>Say <input id="box"></label>')
  }
}

/** A body without an end: a megabyte at a time for as long as somebody takes it. */
function pour(response: ServerResponse): void {
  const litre = Buffer.alloc(1_048_576, '<p>more</p>')
  const on = (): void => {
    while (!response.destroyed && response.write(litre));
  }
  response.on('drain', on)
  on()
}

const media: Site = (_, response) =>
  void response.writeHead(200, { 'Content-Type': 'image/gif', 'Access-Control-Allow-Origin': '*' }).end(picture)
const stories: Site = (_, response) => page(response, approvedColour, '<h1>Stories</h1>')
const forbidden: Site = (_, response) => page(response, forbiddenColour, '<h1>You won</h1>', { 'Access-Control-Allow-Origin': '*' })

/** Every site of the tests, running. */
export function startNeighbourhood(more: Readonly<Record<string, Site>> = {}): Promise<RunningSites> {
  return startSites(
    {
      [hosts.garden]: garden,
      [hosts.media]: media,
      [hosts.stories]: stories,
      [hosts.stranger]: stories,
      [hosts.forbidden]: forbidden,
      ...more,
    },
    [hosts.stranger],
  )
}
