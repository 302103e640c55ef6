export interface PastedAddress {
  readonly url: string
  /** From a bookmark, a table or the address itself. */
  readonly title: string
  /** Whether the title was given, or only guessed from the address. */
  readonly titled: boolean
}

const mostAtOnce = 500

/**
 * The web addresses in what was pasted: one a line, a bookmark file (HTML), or a table with commas, semicolons or tabs.
 * Each address once, in order. Lines without an address are passed over.
 */
export function addressesIn(text: string): readonly PastedAddress[] {
  const found = /<a\s[^>]*href/i.test(text) ? fromBookmarks(text) : text.split(/\r?\n/).flatMap(fromLine)
  const seen = new Set<string>()
  const once: PastedAddress[] = []
  for (const address of found) {
    if (seen.has(address.url) || once.length >= mostAtOnce) continue
    seen.add(address.url)
    once.push(address)
  }
  return once
}

/** By hand: the page's policy on trusted types forbids the browser's own parser for text from outside, and rightly. */
function fromBookmarks(html: string): PastedAddress[] {
  return [...html.matchAll(/<a\s[^>]*?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>([^<]*)/gi)].flatMap(([, double, single, title]) => {
    const url = webAddress(unescaped(double ?? single ?? ''))
    return url === null ? [] : [address(url, unescaped(title ?? ''))]
  })
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    const code = decimal !== undefined ? Number.parseInt(decimal, 10) : hex !== undefined ? Number.parseInt(hex, 16) : null
    if (code !== null) return String.fromCodePoint(Math.min(code, 0x10ffff))
    return named[name?.toLowerCase() ?? ''] ?? whole
  })
}

function fromLine(line: string): PastedAddress[] {
  const whole = webAddress(line.trim())
  if (whole !== null) return [address(whole, '')]
  const cells = line.split(/[\t;,]/).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'))
  const urls = cells.map(webAddress).filter((url) => url !== null)
  const [url] = urls
  if (url === undefined) return []
  const title = cells.find((cell) => cell !== '' && webAddress(cell) === null) ?? ''
  return [address(url, title)]
}

/** `www.example.org/x` as people write it, made a full address. Null when it does not look like one. */
export function webAddress(text: string): string | null {
  if (text === '' || /\s/.test(text)) return null
  if (/^https?:\/\//i.test(text)) return URL.canParse(text) ? text : null
  return /^[a-z0-9-]+(\.[a-z0-9-]+)+(:\d+)?([/?#].*)?$/i.test(text) && URL.canParse(`https://${text}`) ? `https://${text}` : null
}

function address(url: string, title: string): PastedAddress {
  const given = title.replace(/\s+/g, ' ').trim().slice(0, 120)
  return given === '' ? { url, title: guessedTitle(url), titled: false } : { url, title: given, titled: true }
}

/** A first title from the address: the last words of its path, else its host. */
export function guessedTitle(url: string): string {
  const parsed = URL.parse(url)
  if (parsed === null) return ''
  const last =
    parsed.pathname
      .split('/')
      .filter((part) => part !== '')
      .at(-1) ?? ''
  const words = last
    .replace(/\.[a-z]{2,5}$/i, '')
    .replace(/%[0-9a-f]{2}|[-_+]+/gi, ' ')
    .trim()
  if (/[a-z]{3}/i.test(words) && words.length <= 60) return words.charAt(0).toUpperCase() + words.slice(1)
  return parsed.hostname.replace(/^www\./, '')
}
