/**
 * Every code that Hedgerow shows to staff, writes to a log or exits with. Append only: a code is never renamed or reused.
 * docs/errors.md explains each; a test keeps both equal. Messages never hold a child's name, words or a full address.
 */
export const errorCodes = {
  // lists
  HG_LIST_UNREADABLE: 'The list file cannot be read.',
  HG_LIST_NOT_JSON: 'The list is not valid JSON.',
  HG_LIST_SHAPE: 'The list is not of the documented form.',
  HG_LIST_TOO_LONG: 'The list holds more entries than it may.',
  HG_ENTRY_SHAPE: 'An entry of the list is not of the documented form.',
  HG_ENTRY_URL: 'An address in the list cannot be read.',
  HG_ENTRY_SCHEME: 'An address in the list is not a web address.',
  HG_ENTRY_LOGIN: 'An address in the list holds a user name or password.',
  HG_ENTRY_HOST: 'The host of an address in the list is an IP address, ends in a dot, holds a wildcard or is a single word.',
  HG_ENTRY_TOO_WIDE: 'A whole-site approval covers a public suffix.',
  HG_ENTRY_ENCODED_SLASH: 'The path of a section holds an encoded slash.',
  HG_ENTRY_COMPANION: 'A companion is not a host or *.host.',
  HG_CATALOGUE_DAMAGED: 'A compiled catalogue is damaged, or is something else.',
  HG_CATALOGUE_VERSION: 'A compiled catalogue was made by another version of Hedgerow.',
  HG_DOCUMENT_SHAPE: 'A signed document is not of the documented form.',
  HG_DOCUMENT_SIGNATURE: "A signed document does not carry this school's signature.",
  HG_DOCUMENT_ROLLBACK: 'A signed document is older than the one the kiosk has.',
  HG_DOCUMENT_OTHER_SCHOOL: 'A signed document belongs to another school.',
  HG_DOCUMENT_EXPIRED: 'A signed list is past its date.',
  // reports
  HG_REPORT_NO_RECIPIENT: 'The safety team has no keys yet, so a report cannot be sealed.',
  HG_REPORT_TOO_LONG: 'A report is longer than the one size that all have.',
  HG_REPORT_UNREADABLE: 'A sealed report does not open.',
  HG_RECORD_CHANGED: "The hub's record of staff acts is not the one that this kiosk has seen.",
  HG_KEYS_DIFFER: 'Kiosks of this school were given different keys to seal reports to.',
  HG_OUTBOX_FULL: 'The kiosk cannot keep another report on its disk.',
  // machine
  HG_NO_CHROMIUM: 'No Chromium was found on this machine.',
  HG_NO_DISPLAY: 'There is no display, and none could be started.',
  HG_PORT_TAKEN: 'The port is taken by another program.',
  HG_FOLDER_UNWRITABLE: 'A folder that Hedgerow must write to cannot be written.',
  HG_INPUT_BROKEN: 'Reading the requests or writing the answers failed.',
  HG_DISK_FULL: 'The disk is full.',
  HG_CLOCK_WRONG: "This machine's clock is years off.",
  HG_SHELL_SILENT: 'The browser did not answer in time.',
  HG_SELF_CHECK: "One of the kiosk's own locks did not hold when it was tried.",
  HG_FLAG_REFUSED: 'A flag was given that would weaken the browser.',
  HG_STORE_CORRUPT: 'A file of the kiosk is damaged; it was set aside and kept.',
  HG_PROFILE_BAD: 'A profile of a stage cannot be read or is not of the documented form.',
  HG_NOT_ENROLLED: 'This kiosk does not belong to a school yet.',
  HG_TLS_NEEDED: 'The hub listens beyond this machine only with a certificate.',
  // hub
  HG_BODY_SHAPE: 'The request is not of the documented form.',
  HG_BODY_TOO_LARGE: 'The request is too large.',
  HG_NOT_SIGNED_IN: 'Nobody is signed in.',
  HG_NOT_ALLOWED: 'This role does not see this page.',
  HG_NOT_FOUND: 'There is no such thing here.',
  HG_WRONG_PASSWORD: 'The name or the password is not right.',
  HG_LINK_USED: 'The sign-in link was used already or is past its time.',
  HG_TOO_MANY_TRIES: 'There were too many tries; wait a little.',
  HG_CODE_WRONG: 'The enrolment code is not right or is past its time.',
  HG_DEVICE_UNKNOWN: 'This kiosk is not enrolled here, or was removed.',
  HG_CHANGED_MEANWHILE: 'Somebody else changed this meanwhile.',
  HG_NOT_FILED: "A child-protection matter is closed only once it stands in the school's own file.",
  HG_CASE_TOO_LONG: 'An entry of a case is too long.',
  HG_WEAK_PASSWORD: 'The password is too short.',
  HG_INTERNAL: 'Something went wrong on the hub; nothing was changed.',
  HG_OTHER_SITE: 'The request came from another web site.',
  HG_HOST_UNKNOWN: 'The hub does not go by this name.',
  HG_DATABASE_DAMAGED: "The hub's database is damaged; it was left as it is.",
  HG_DATABASE_NEWER: "The hub's database was made by a newer Hedgerow.",
  HG_SIGNING_KEY: "The school's signing key is missing, damaged or another school's.",
  HG_KEY_GROUP: 'The only one who could open these reports is of the safeguarding team, too.',
  HG_DRILL_WRONG: 'This is not what stands in the drill report.',
  HG_UPSTREAM_SETTINGS: "The settings of the school's proxy cannot be read.",
  HG_UPSTREAM_LOGIN: "The school's proxy does not let the kiosk in: its name or password.",
  HG_UPSTREAM_SCHEME: "The school's proxy asks for a kind of login that a kiosk does not have.",
  HG_UPSTREAM_REFUSED: "The school's proxy refused an approved site.",
  HG_UPSTREAM_PAC: 'The PAC file of the school cannot be had or used.',
  HG_MAIL_SETTINGS: "The settings of the school's mail server are not of the documented form.",
  HG_MAIL_UNREACHABLE: "The school's mail server does not answer.",
  HG_MAIL_TLS: "The school's mail server does not show a certificate that the hub trusts.",
  HG_MAIL_LOGIN: "The school's mail server does not take the name or the password.",
  HG_MAIL_REFUSED: "The school's mail server refused the address or the mail.",
  HG_BELL_UNHEARD: 'Somebody is called for, and neither a mail nor an open desk reaches anybody.',
  HG_CALENDAR_SHAPE: "The school's calendar is not of the documented form.",
  HG_PHRASE_SHAPE: 'A phrase of the school cannot be looked for as it is written.',
  HG_PHRASE_TWICE: 'The school has this phrase already.',
  HG_PHRASES_FULL: 'The school has as many phrases as it may.',
  HG_STOP_ADDRESS: 'This is not the address of a page that can be stopped.',
  HG_STOPS_FULL: 'The school has stopped as many pages as it may.',
  HG_BOARD_WORDS: 'The words for the notice board cannot be shown to children.',
  HG_BOARD_FULL: 'The notice board is full.',
  HG_LETTERS_FULL: 'There are as many letters to children as there may be.',
  HG_COMMAND: 'The command is not of the documented form.',
  // breakout
  HG_PAGES_FOLDER: 'The folder of pages to try cannot be used.',
  HG_PAGES_EXPECTATION: 'The expectation beside a page cannot be understood.',
} as const
export type ErrorCode = keyof typeof errorCodes

/** An expected fault with a code. `detail` says where (entry number, file name), never what a child did. */
export class HedgerowError extends Error {
  readonly code: ErrorCode
  readonly detail: string
  constructor(code: ErrorCode, detail = '', options?: { cause?: unknown }) {
    super(detail === '' ? errorCodes[code] : `${errorCodes[code]} (${detail})`, options)
    this.name = 'HedgerowError'
    this.code = code
    this.detail = detail
  }
}
