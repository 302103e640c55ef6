import type { Scope } from '#core/contract/list.ts'

/** How far a tile opens, in a table. */
export function scopeWords(scope: Scope, addresses: number): string {
  if (scope === 'page') return addresses === 1 ? 'one page' : `${addresses} pages`
  if (scope === 'section') return addresses === 1 ? 'one part of a site' : `${addresses} parts of a site`
  return addresses === 1 ? 'a whole site' : `${addresses} whole sites`
}

export const scopeChoices: Readonly<Record<Scope, string>> = {
  page: 'Just this page',
  section: 'This part of the site',
  site: 'The whole site',
}

/** What a scope means for this very address; the same rules as core/policy, in words. */
export function scopeMeaning(scope: Scope, address: string): string {
  const url = URL.parse(address)
  if (url === null || url.hostname === '') return 'Paste an address to see what this opens.'
  const path = url.pathname
  if (scope === 'page') return `Only ${shown(`${url.host}${path}${url.search}`)}. Any link on it, even to the next page, stays shut.`
  if (scope === 'section') {
    if (path === '/')
      return `Every page of ${url.host}, since the address names no part of it. Names in front of it, such as shop.${url.hostname}, stay shut.`
    const below = path.endsWith('/') ? path : `${path}/`
    return `${shown(`${url.host}${path}`)} and every page below it, such as ${shown(`${below}next`)}. Not ${shown(`${below.slice(0, -1)}-more`)}, and no other part of ${url.host}.`
  }
  return `Every page of ${url.host}, and of every name in front of it, such as shop.${url.hostname}. The widest choice: take it only for a site made for children throughout.`
}

function shown(text: string): string {
  return text.length > 90 ? `${text.slice(0, 60)}…${text.slice(-25)}` : text
}
