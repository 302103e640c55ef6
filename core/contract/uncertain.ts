/**
 * All the ways to be unsure about a page. Each covers first and closes second. Append only.
 * Child words: profiles/words/<language>/common.json under `closed.<code>`; staff words here.
 */
export const uncertainReasons = {
  'left-list': 'The page tried to go somewhere that is not on the list, without the child asking.',
  redirected: 'The page passed the child on to an address that is not on the list.',
  'moved-inside': 'The page changed its own address to one that is not on the list.',
  'load-failed': 'The page did not load.',
  offline: 'There is no connection to the internet.',
  certificate: 'The site could not prove that it is the site it says it is.',
  'login-asked': 'The site asked for a user name and password in a browser window.',
  'new-window': 'The page tried to open a window.',
  download: 'The page tried to save a file.',
  dialog: 'The page put up a message box.',
  'file-chooser': 'The page asked for a file of this computer.',
  crashed: 'The page crashed.',
  hung: 'The page stopped answering.',
  'list-changed': 'The list changed and the page is no longer on it, or the lesson has ended.',
  'list-expired': 'The class list is past its date.',
  'shell-fault': 'The browser did not answer as it must.',
  content: 'The words of the page may not be for this stage.',
  changed: 'The page is no longer the one that was approved.',
  'memory-hog': 'The page took more memory than a page may.',
  'set-aside': 'The page failed three times on this kiosk today and is set aside until tomorrow or the next publication.',
} as const
export type UncertainReason = keyof typeof uncertainReasons

/** How a page differs from the one that was approved, in words for staff. Append only. */
export const driftWords = {
  reworded: 'Much of it is in other words.',
  'new-list': 'Its list of links is new, in the same frame.',
  grown: 'It has become longer.',
  shrunk: 'Hardly anything of it was left.',
  replaced: 'It holds other words altogether.',
  moved: 'Its address leads somewhere else.',
  unread: 'It could not be compared.',
} as const
export type DriftWhy = keyof typeof driftWords
