import type { PageRequest, RefusalCode, Verdict } from '#core/contract/verdict.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'

/**
 * The truth that the fast policy is compared with: `new URL` for everything and one plain scan of the list, written
 * first and from the rules alone. Shares no code with core/policy. Takes entries that an import has let through.
 */
export class ReferencePolicy {
  readonly #lines: readonly { entry: number; scope: PolicyEntry['scope']; url: URL; companions: readonly string[] }[]

  readonly #expiresAt: number | null

  constructor(entries: readonly PolicyEntry[], expiresAt: number | null) {
    this.#expiresAt = expiresAt
    this.#lines = entries.flatMap((item, entry) =>
      [item.url, ...item.also].map((text) => ({ entry, scope: item.scope, url: new URL(text), companions: item.companions })),
    )
  }

  judge(request: PageRequest, now: number): Verdict {
    if (this.#expiresAt !== null && now >= this.#expiresAt) return refuse('list-expired')
    if (request.use === 'download') return refuse('download')
    return request.use === 'subresource' ? this.#part(request) : this.#top(request.url)
  }

  #top(text: string): Verdict {
    const url = read(text)
    if (typeof url === 'string') return refuse(url)
    if (url.protocol === 'data:' || url.protocol === 'blob:') return refuse('data-or-blob')
    if (url.protocol !== 'https:') return refuse('not-https')
    const covering = this.#lines.filter((line) => covers(line, url))
    const opening = covering.filter((line) => line.scope !== 'section' || !/%2f|%5c/i.test(url.pathname))
    const [first] = opening
    if (first !== undefined) return { kind: 'allow', entry: first.entry }
    if (covering.length > 0) return refuse('encoded-slash')
    if (url.port !== '' && !this.#lines.some((line) => line.url.port === url.port)) return refuse('port')
    return refuse('not-on-list')
  }

  #part(request: PageRequest): Verdict {
    const page = this.#top(request.top ?? '')
    if (page.kind !== 'allow') return refuse('no-page')
    const top = new URL(request.top ?? '')
    const companions = this.#lines
      .filter((line) => covers(line, top) && (line.scope !== 'section' || !/%2f|%5c/i.test(top.pathname)))
      .flatMap((line) => line.companions)
    if (request.url.length > 8_192 && /^data:[\w,;]/.test(request.url)) return page
    const url = read(request.url)
    if (typeof url === 'string') return refuse(url)
    if (url.protocol === 'data:' || url.protocol === 'blob:') return page
    if (url.hostname === top.hostname && url.port === top.port) return page
    if (url.port !== '') return refuse(url.port === top.port ? 'not-a-companion' : 'port')
    const isNamed = companions.some((name) => (name.startsWith('*.') ? url.hostname.endsWith(name.slice(1)) : url.hostname === name))
    return isNamed ? page : refuse('not-a-companion')
  }
}

function covers({ scope, url: listed }: { scope: PolicyEntry['scope']; url: URL }, url: URL): boolean {
  if (listed.port !== url.port) return false
  if (scope === 'site') return url.hostname === listed.hostname || url.hostname.endsWith(`.${listed.hostname}`)
  if (listed.hostname !== url.hostname) return false
  if (scope === 'page') return listed.pathname === url.pathname && listed.search === url.search
  const section = listed.pathname.endsWith('/') ? listed.pathname : `${listed.pathname}/`
  return url.pathname === listed.pathname || url.pathname.startsWith(section)
}

function read(text: string): URL | RefusalCode {
  if (text.length > 8_192) return 'unreadable'
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return 'unreadable'
  }
  if (url.protocol === 'data:' || url.protocol === 'blob:') return url
  if (url.protocol !== 'https:' && url.protocol !== 'wss:') return 'not-https'
  if (url.username !== '' || url.password !== '') return 'hidden-login'
  if (url.hostname.startsWith('[') || /^\d+(\.\d+){3}$/.test(url.hostname)) return 'address-host'
  if (url.hostname.endsWith('.')) return 'trailing-dot'
  const labels = url.hostname.split('.')
  if (url.hostname.length > 253 || labels.some((label) => label.length < 1 || label.length > 63)) return 'unreadable'
  return url
}

const refuse = (code: RefusalCode): Verdict => ({ kind: 'refuse', code })
