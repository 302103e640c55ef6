import type { RefusalCode } from '#core/contract/verdict.ts'

/** Why an address would stay shut, for a teacher. */
export const refusalWords: Readonly<Record<RefusalCode, string>> = {
  unreadable: 'It cannot be read as an address.',
  'not-https': 'Only addresses that begin with https:// open. This one does not.',
  'hidden-login': 'It holds a user name or password before an @, which is a trick to make one site look like another.',
  'address-host': 'It names a computer by its number and not a site by its name.',
  'trailing-dot': 'The site name ends in a dot, which is a way round lists.',
  port: 'It goes to a door (port) of the site that no tile names.',
  'encoded-slash': 'It hides a slash inside its path.',
  'not-on-list': 'No tile on this shelf covers it.',
  'not-a-companion': 'It is a part of a page from a place that the tile does not name.',
  'no-page': 'It is a part of a page that is not itself on the shelf.',
  'data-or-blob': 'It is not a page of a site but one made on the spot.',
  download: 'It would save a file. Files are never saved on a kiosk.',
  'list-expired': 'The list of this class is past its date. Publish it again.',
  'no-list': 'This class has nothing on its shelf yet.',
  'bad-request': 'It is not a request that a kiosk makes.',
  stopped: 'The school has stopped it for everyone.',
}
