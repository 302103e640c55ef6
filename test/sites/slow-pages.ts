import type { Tile } from '#core/contract/list.ts'
import type { Site } from './https-sites.ts'
import { approvedColour, page } from './neighbourhood.ts'

/** A site whose pages are too slow, too long or too large. */
export const slowHost = 'www.slow-pages.org.uk'

const head = `<!doctype html><html lang="en"><meta charset="utf-8"><body style="margin:0;min-height:100vh;background:${approvedColour}">`
const paragraph = '<p>The frog sat by the pond and looked at the rain.</p>\n'

/** True while somebody wants to hear more of a drip or a flood. */
const isWanted = (response: { destroyed: boolean; writableEnded: boolean }): boolean => !response.destroyed && !response.writableEnded

export const slowSite: Site = (request, response) => {
  const url = new URL(request.url ?? '/', `https://${slowHost}`)
  const html = { 'Content-Type': 'text/html; charset=utf-8' }
  switch (url.pathname) {
    case '/silent':
      return
    case '/stalls':
      return void response.writeHead(200, html).write(head)
    case '/drips': {
      response.writeHead(200, html).write(head)
      const timer = setInterval(() => (isWanted(response) ? response.write(paragraph) : clearInterval(timer)), 100)
      return
    }
    case '/loop':
      return void response.writeHead(302, { Location: '/loop' }).end()
    case '/chain': {
      const hop = Number(url.searchParams.get('hop') ?? 0)
      if (hop >= 1_000) return page(response, approvedColour, '<h1>The end of the chain</h1>')
      return void response.writeHead(302, { Location: `/chain?hop=${hop + 1}` }).end()
    }
    case '/fifty': {
      response.writeHead(200, html).write(head)
      const piece = paragraph.repeat(20_000)
      let left = Math.ceil((50 * 1_048_576) / piece.length)
      const pour = (): void => {
        while (left > 0 && isWanted(response)) {
          left -= 1
          if (!response.write(piece)) return void response.once('drain', pour)
        }
        response.end()
      }
      return pour()
    }
    case '/one-text':
      return page(
        response,
        approvedColour,
        `<div id="one"></div><script>
document.getElementById('one').style.cssText = 'height:50px;overflow:hidden'
addEventListener('load', () => setTimeout(() => { document.getElementById('one').textContent = 'frog'.repeat(50 * 262144) }, 300))</script>`,
      )
    case '/waits-for-a-picture':
      return page(response, approvedColour, '<h1>A picture is coming</h1><img src="/silent" alt="a frog">')
    default:
      return page(response, approvedColour, '<h1>A plain page</h1>')
  }
}

/** A tile that opens a page of it. */
export function slowTile(id: string, path: string): Tile {
  return {
    id,
    title: path,
    url: `https://${slowHost}/${path}`,
    scope: 'site',
    also: [],
    companions: [],
    picture: 'frog',
    spoken: path,
    subject: '',
    words: [],
    checkedBy: null,
    checkedAt: null,
  }
}
