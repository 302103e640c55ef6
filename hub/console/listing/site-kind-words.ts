import type { SiteKind } from '#core/policy/site-kinds.ts'

/** What a teacher reads about an address that is about to be approved. */
export const siteKindWords: Readonly<Record<SiteKind, string>> = {
  search: 'It looks like a search page: what it shows is not what you see now.',
  'strangers-write': 'People you do not know can write here: comments, chat or a forum.',
  videos: 'A site of films: the next ones, and what people write under them, are chosen by the site.',
  'passes-on': 'It can show or lead to pages of other sites, or anybody can make a page on it. Approve the page itself instead.',
  'chat-machine': 'A machine answers here, another time differently.',
}
