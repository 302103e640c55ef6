import { seeded } from '#bench/seeded.ts'
import type { PageRequest } from '#core/contract/verdict.ts'

// biome-ignore format: tables
const hosts = ['allowed.test', 'www.allowed.test', 'a.b.allowed.test', 'notallowed.test', 'allowed.test.evil.example', 'maths.example.org', 'bbc.co.uk', 'www.bbc.co.uk', 'evil.example', 'café.test', 'xn--caf-dma.test', 'аllowed.test', 'intranet', 'cdn.test', 'img.cdn.test', 'a.img.cdn.test', '4you.test', 'x--y.test', 'ab--cd.test', '1.2.test', 'x_y.test']
// biome-ignore format: tables
const paths = ['/', '/maths', '/maths/', '/maths/x', '/maths/x/y.html', '/maths-games', '/mathsX', '/MATHS', '/a/b/c', '/a//b', '//', '/a%20b', "/it's", '/~t/(1)', '/a/../b', '/a/%2e%2e/b', '/a/%252e/b', '/%0A', '/a|b^c', '/x.y.', '/.hidden', '/a/b/c/d/e/f/g']
const queries = ['', '', '', '?', '?a=1', '?a=1&b=2', '?b=2&a=1', '?u=https://allowed.test/', "?q='x'", '?a b', '?%2f', '?a?b']
const ports = ['', '', '', '', ':443', ':8443', ':8080', ':80']
// biome-ignore format: tables
const odd = ['%2f', '%5C', '%2F..', '\\', '\t', '\n', ' ', '@', ':', '?', '#', '//', '/../', '/./', '%00', '%61', 'ａ', '。', '\u00ad', '\u202e', '[', ']', '::1', '127.1', '0x7f', '.', '..', '*', '<', '"', "'", '|', '^', '`', '{', '\u0000', '\ud800', 'é', 'ß', '%', '%zz', 'xn--', '-', '_', '&', ';', ',', '1', 'Z']
const schemes = [
  'http:',
  'wss:',
  'ws:',
  'ftp:',
  'data:',
  'blob:https:',
  'javascript:',
  'view-source:https:',
  'file:',
  'HTTPS:',
  'about:',
  '',
]

export interface Fuzz {
  list(length: number): { title: string; url: string; scope: string; also: string[]; companions: string[] }[]
  request(approved: readonly string[]): PageRequest
}

/** Lists and requests that come close to each other: approved addresses, changed a little, in every way that has fooled a filter. */
export function fuzz(seed: number): Fuzz {
  const next = seeded(seed)
  const below = (count: number): number => Math.floor(next() * count)
  const pick = (from: readonly string[]): string => from[below(from.length)] ?? ''
  const address = (): string => `https://${pick(hosts)}${pick(ports)}${pick(paths)}${pick(queries)}`

  function mutate(text: string): string {
    const at = below(text.length + 1)
    switch (below(12)) {
      case 0:
        return text.slice(0, at) + pick(odd) + text.slice(at)
      case 1:
        return text.slice(0, at) + text.slice(at + 1)
      case 2:
        return text.slice(0, at) + text.slice(at, at + 1).toUpperCase() + text.slice(at + 1)
      case 3:
        return text.replace(
          'https://',
          `https://${pick(['user@', 'user:pw@', 'allowed.test@', 'allowed.test%2F@', 'allowed.test\\@', '@'])}`,
        )
      case 4:
        return text.replace(/^https:/, pick(schemes))
      case 5:
        return text.replace(/([a-z])(\/|:|$)/, `$1${pick(['.', '。', ':8443', ':443', ':', '.evil.example', ':65536'])}$2`)
      case 6:
        return text + pick(odd)
      case 7:
        return text + pick(paths) + pick(queries)
      case 8:
        return `${text}#${pick(hosts)}`
      case 9:
        return text.replace('https://', `https://${pick(['sub.', 'not', 'a.b.', '.', 'xn--.', 'xn--0.', `${'x'.repeat(64)}.`, 'ｗ.'])}`)
      case 10:
        return text.replace(
          /https:\/\/[^/]*/,
          `https://${pick(['127.0.0.1', '2130706433', '0x7f.1', '[::1]', '1.2.3', '...', 'a..b', '%41llowed.test'])}`,
        )
      default:
        return pick(['https:', 'https:/', 'https:///', ' https://', 'https:\\\\', '//', '']) + text.replace('https://', '')
    }
  }

  function near(approved: readonly string[]): string {
    let text = next() < 0.75 ? pick(approved) : address()
    for (let left = below(4); left > 0; left--) text = mutate(text)
    // Near the limit, now and then.
    return next() < 0.002 ? text + 'a/'.repeat(4_090 + below(12)) : text
  }

  return {
    list: (length) =>
      Array.from({ length }, (_, number) => ({
        title: `entry ${number}`,
        url: address(),
        scope: pick(['page', 'page', 'section', 'section', 'site']),
        also: next() < 0.2 ? [address()] : [],
        companions: Array.from({ length: below(4) }, () =>
          pick(['cdn.test', '*.cdn.test', 'img.cdn.test', '*.allowed.test', 'www.bbc.co.uk', 'café.test']),
        ),
      })),
    request(approved) {
      const use = (['navigation', 'navigation', 'subresource', 'subresource', 'subresource', 'popup'] as const)[below(6)] ?? 'navigation'
      const top = use === 'subresource' ? (next() < 0.8 ? pick(approved) : near(approved)) : null
      const url = next() < 0.3 && use === 'subresource' ? `https://${pick(hosts)}${pick(ports)}/${pick(odd)}` : near(approved)
      return { url, use: next() < 0.01 ? 'download' : use, top: next() < 0.01 ? null : top, method: 'GET' }
    },
  }
}
