import { expect, test } from 'vitest'
import { reportAddress } from '#core/guard/page-address.ts'

const sites = ['www.bbc.co.uk', 'games.example.org', 'kids.nationalgeographic.com', 'xn--caf-dma.example', '192.0.2.7']
const paths = ['/', '/bitesize', '/bitesize/topics/zx38/', '/a%20b/c.html', '/mythology/user-guide']
/** What may name a child, put where an address can hold it: none of it may be left. */
const carriers = [
  (site: string, path: string) => `https://${site}${path}?name=kezia-smith`,
  (site: string, path: string) => `https://${site}${path}#kezia-smith`,
  (site: string, path: string) => `https://kezia-smith@${site}${path}`,
  (site: string, path: string) => `https://kezia:kezia-smith@${site}${path}?q=kezia-smith#kezia-smith`,
  (site: string, path: string) => `https://${site}:8443${path}?session=kezia-smith&x=%23`,
]
const kept = sites.flatMap((site) => paths.flatMap((path) => carriers.map((carry) => [carry(site, path), `${site}${path}`] as const)))

/** Hosts behind which lies somebody's own, and paths that name one: the site alone. */
const accountHosts = [
  ['accounts.google.com', 'google.com'],
  ['docs.google.com', 'google.com'],
  ['drive.google.com', 'google.com'],
  ['classroom.google.com', 'google.com'],
  ['login.microsoftonline.com', 'microsoftonline.com'],
  ['login.live.com', 'live.com'],
  ['outlook.office.com', 'office.com'],
  ['my.mathletics.co.uk', 'mathletics.co.uk'],
  ['mail.brook-lane.anytown.sch.uk', 'brook-lane.anytown.sch.uk'],
  ['sso.eu.reader.example', 'reader.example'],
  ['id.games.example', 'games.example'],
  ['portal.purple.example', 'purple.example'],
] as const
const reduced = accountHosts.flatMap(([host, site]) =>
  ['/', '/kezia-smith', '/d/1a2b3c/edit', '/u/0/?user=kezia'].map((path) => [`https://${host}${path}`, site] as const),
)
const accountPaths = [
  '/@kezia',
  '/~kezia/',
  '/users/kezia',
  '/user/kezia/projects',
  '/u/kezia',
  '/profile/kezia-smith',
  '/profiles/7',
  '/Members/kezia',
  '/pupils/kezia',
  '/students/4/work',
  '/account/kezia',
  '/my/kezia',
  '/mailto/kezia@school.example',
  '/kezia%40school.example/page',
  '/%7Ekezia/',
  '/a/%2540kezia',
  '/accounts',
  '/people/kezia?tab=1#me',
].map((path) => [`https://www.games.example${path}`, 'games.example'] as const)
const unreadable = [
  '',
  'kezia',
  'about:blank',
  'javascript:kezia',
  'data:text/html,kezia',
  'https://',
  '//x',
  'mailto:kezia@x.example',
].map((url) => [url, ''] as const)
const table = [
  ...kept,
  ...reduced,
  ...accountPaths,
  ...unreadable,
  ['https://games.example/userscripts/peoples-choice', 'games.example/userscripts/peoples-choice'] as const,
]

test('P18: query, fragment and login are stripped and account pages are reduced to their site, over a table of 200 addresses', () => {
  expect(table.length).toBeGreaterThanOrEqual(200)
  expect(table.map(([url]) => [url, reportAddress(url)])).toEqual(table)
  for (const [url] of table) if (!url.includes('kezia-smith/')) expect(reportAddress(url), url).not.toMatch(/kezia|[?#@]/)
})
