import type { Site } from '#test/sites/https-sites.ts'
import { approvedColour } from '#test/sites/neighbourhood.ts'

export const pageHost = 'www.garden-school.org.uk'

const gif = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const kinds = [
  {
    type: 'image/gif',
    body: Buffer.concat([gif, Buffer.alloc(8_000)]),
    tag: (url: string) => `<img src="${url}" alt="" width="4" height="4">`,
  },
  {
    type: 'text/javascript',
    body: Buffer.from(`globalThis.got = (globalThis.got ?? 0) + 1 //${'x'.repeat(6_000)}`),
    tag: (url: string) => `<script src="${url}"></script>`,
  },
  {
    type: 'text/css',
    body: Buffer.from(`p { color: #222 } /*${'x'.repeat(3_000)}*/`),
    tag: (url: string) => `<link rel="stylesheet" href="${url}">`,
  },
]
/** Of ten parts six are pictures, three scripts and one a style. */
const order = [0, 0, 1, 0, 1, 0, 2, 0, 1, 0]
const kindOf = (number: number) => kinds[order[number % order.length] ?? 0] ?? kinds[0]

/** `/N/LOAD` is a page of N parts, `/part/N/LOAD`; nothing of it may be kept, so that every load asks for all of them. */
export const pageSite: Site = (request, response) => {
  const path = (request.url ?? '/').slice(1)
  const headers = { 'Cache-Control': 'no-store' }
  const part = /^part\/(\d+)\/\d+$/.exec(path)?.[1]
  if (part !== undefined) {
    const kind = kindOf(Number(part))
    response.writeHead(200, { ...headers, 'Content-Type': kind?.type ?? '' }).end(kind?.body)
    return
  }
  const [, parts, load] = /^(\d+)\/(\d+)$/.exec(path) ?? []
  if (parts === undefined) {
    response.writeHead(404, headers).end()
    return
  }
  const tags = Array.from({ length: Number(parts) }, (_, number) => kindOf(number)?.tag(`/part/${number}/${load}`)).join('\n')
  response
    .writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Page</title><body style="background:${approvedColour}">${tags}`,
    )
}
