import { seeded } from '#bench/seeded.ts'
import type { PageRequest } from '#core/contract/verdict.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'

const livePages = 30
const partsOfAPage = 40
const files = [
  'app.js',
  'styles/main.css?v=18',
  'pictures/frog-1024.webp',
  'fonts/nunito-latin.woff2',
  'api/v2/progress?unit=4',
  'sound/a.mp3',
]
const strangers = [
  'https://www.google-analytics.com/g/collect?v=2&tid=G-1',
  'https://ads.stranger.example/serve/728x90.js',
  'https://fonts.other.test/css2',
]

/** Ways that have fooled filters, each made of an approved address. Written as Chromium writes them where it can read them. */
const twists: readonly ((url: URL) => string)[] = [
  (url) => url.href.replace('https:', 'http:'),
  (url) => url.href.replace(url.host, `${url.host}:8443`),
  (url) => url.href.replace(url.host, `${url.host}.`),
  (url) => url.href.replace(url.host, `deep.sub.${url.host}`),
  (url) => url.href.replace(url.host, `not${url.host}`),
  (url) => url.href.replace(url.host, `${url.host}.evil.example`),
  (url) => url.href.replace('https://', 'https://user:pw@'),
  (url) => url.href.replace('https://', `https://${url.host}@evil.example/`),
  (url) => `https://evil.example/?u=${url.href}`,
  (url) => `https://evil.example/${url.host}${url.pathname}`,
  (url) => url.href.replace(url.pathname, url.pathname.toUpperCase()),
  (url) => url.href.replace(/\/?$/, '-games'),
  (url) => `${url.href}/..%2f..%2fother`,
  (url) => url.href.replace(/[^/]*$/, '../elsewhere'),
  (url) => `${url.href}?extra=1`,
  (url) => `${url.href}#section`,
  (url) => url.href.replace('https:', 'ftp:'),
  (url) => url.href.replace('https:', 'wss:'),
  (url) => `blob:https://${url.host}/6f1c`,
  (url) => `data:text/html,<a href="${url.href}">`,
  () => 'https://127.0.0.1/admin',
  () => 'https://[::1]/',
  () => 'https://xn--80ak6aa92e.example/',
  () => 'javascript:alert(1)',
  () => 'https://evil.example/%2e%2e/%252f',
]

/**
 * What a class asks for: 30 live pages of about 40 parts. 80 % belongs to approved pages, 15 % is for hosts that nobody
 * named, 5 % is hostile. Addresses are in the form in which Chromium hands them over. Always the same for the same arguments.
 */
export function madeUpStream(entries: readonly PolicyEntry[], length: number, seed: number): PageRequest[] {
  const next = seeded(seed)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = <T>(from: readonly T[], otherwise: T): T => from[below(from.length)] ?? otherwise
  const navigation = (url: string): PageRequest => ({ url, use: 'navigation', top: null, method: 'GET' })
  const open = () => {
    const entry = pick(entries, { url: 'https://empty.test/', scope: 'page', also: [], companions: [] })
    const deeper = entry.scope === 'page' ? '' : `${entry.url.endsWith('/') ? '' : '/'}lesson-${below(500)}/index.html`
    const top = entry.url + deeper
    return { top, origin: new URL(top).origin, companions: entry.companions, left: partsOfAPage / 2 + below(partsOfAPage) }
  }
  const pages = Array.from({ length: livePages }, open)
  const requests: PageRequest[] = []
  const written = (text: string): string => URL.parse(text)?.href ?? text
  while (requests.length < length) {
    const number = below(livePages)
    let page = pages[number]
    if (page === undefined) continue
    if (page.left-- <= 0) {
      page = open()
      pages[number] = page
      requests.push(navigation(page.top))
      continue
    }
    const part = (url: string): PageRequest => ({ url, use: 'subresource', top: page.top, method: 'GET' })
    const kind = next()
    if (kind < 0.5) requests.push(part(`${page.origin}/assets/${below(90_000)}/${pick(files, '')}`))
    else if (kind < 0.79) {
      const companion = pick(page.companions, '')
      requests.push(
        part(companion === '' ? `${page.origin}/${below(90_000)}.js` : `https://${companion}/p/${below(90_000)}/${pick(files, '')}`),
      )
    } else if (kind < 0.9) requests.push(part(`${pick(strangers, '')}&n=${below(90_000)}`))
    else if (kind < 0.95) requests.push(navigation(`https://www.unknown${below(90_000)}.example/path/${below(900)}?q=${below(90)}`))
    else {
      const near = written(pick(twists, () => '')(new URL(pick(pages, page).top)))
      requests.push(kind < 0.98 ? navigation(near) : part(near))
    }
  }
  return requests
}
