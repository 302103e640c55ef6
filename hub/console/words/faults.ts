import { errorCodes } from '#core/contract/errors.ts'
import type { FaultCode } from '#hub/console/api.ts'

/** What happened, and what to do next: shown for every fault. */
export interface FaultWords {
  readonly what: string
  readonly next: string
}

const telling = (what: string, next: string): FaultWords => ({ what, next })
const tryAgain = 'Wait a moment and try again. If it stays so, tell your technician the code.'
const toTechnician = 'Tell your technician, with the code below.'

const table: Readonly<Partial<Record<FaultCode, FaultWords>>> = {
  HUB_OUT_OF_REACH: telling(
    'The school hub did not answer.',
    'What you wrote is still here. Check that this computer is on the school network, then try again.',
  ),
  HUB_ANSWER_UNKNOWN: telling(
    'The hub answered in a way this page does not know.',
    'Load this page again. If it stays so, tell your technician: hub and page may be of two versions.',
  ),
  HG_LIST_NOT_JSON: telling(
    'That file is not a list that Hedgerow can read.',
    'Choose a file that was exported from Hedgerow, or paste the addresses.',
  ),
  HG_LIST_SHAPE: telling(
    'The list is not of the documented form.',
    'A file needs "entries", each with a title, a url and a scope. If it was not a file, load the page again and look what is there.',
  ),
  HG_LIST_TOO_LONG: telling('That is more than one class list may hold.', 'A class may have 500 tiles. Take some off, or bring in fewer.'),
  HG_ENTRY_SHAPE: telling(
    'One entry is not complete.',
    'Look at the entry that is named: it needs a title, an address and how far it opens.',
  ),
  HG_ENTRY_URL: telling('This address cannot be read.', 'Copy it again from the address bar of your own browser.'),
  HG_ENTRY_SCHEME: telling('This is not a web address.', 'A web address begins with https://.'),
  HG_ENTRY_LOGIN: telling('This address holds a user name or password.', 'Take out the part before the @ and try again.'),
  HG_ENTRY_HOST: telling(
    'This address has no proper site name.',
    'Use the name of the site, such as www.example.org, and not a number or a single word.',
  ),
  HG_ENTRY_TOO_WIDE: telling(
    'The whole site would be too much here: this ending is shared by many owners.',
    'Choose "this part of the site" or "just this page".',
  ),
  HG_ENTRY_ENCODED_SLASH: telling('This address hides a slash inside its path.', 'Choose "just this page", or open a plainer address.'),
  HG_ENTRY_COMPANION: telling(
    'One of the other places is not a site name.',
    'Write names such as cdn.example.org or *.example.org, one a line.',
  ),
  HG_DOCUMENT_SHAPE: telling('A signed list on a kiosk is damaged.', 'Publish again. The kiosk goes on with the last good list.'),
  HG_DOCUMENT_SIGNATURE: telling(
    "A list came to a kiosk that does not carry this school's signature.",
    'The kiosk refused it and goes on with the last good list. Tell your technician today: somebody may be playing tricks.',
  ),
  HG_DOCUMENT_ROLLBACK: telling(
    'A kiosk was given an older list than it has.',
    'It kept the newer one. If the hub was brought back from a backup, publish each class again.',
  ),
  HG_DOCUMENT_OTHER_SCHOOL: telling(
    'A kiosk was given the list of another school.',
    'It kept its own. Check which hub the kiosk is joined to.',
  ),
  HG_DOCUMENT_EXPIRED: telling('The list of a class is past its date.', 'Look through the shelf and publish it again.'),
  HG_REPORT_NO_RECIPIENT: telling(
    'Children cannot send notes yet: the safety team has no keys.',
    'The safeguarding lead sets them up once, on the safety desk.',
  ),
  HG_REPORT_TOO_LONG: telling('A note was longer than notes may be.', tryAgain),
  HG_REPORT_UNREADABLE: telling(
    'A note does not open with your key.',
    'It is kept. If this happens again, tell your technician and keep the recovery kit at hand.',
  ),
  HG_RECORD_CHANGED: telling(
    'That kiosk was shown another record of what staff did than before.',
    'Tell the head today. Was the hub brought back from a backup? Then that is why: enrol the kiosk anew. If not, keep the hub’s folder as it is.',
  ),
  HG_KEYS_DIFFER: telling(
    'Two computers were given different keys for what children tell.',
    'Notes that can wait are kept on the computers. Ask the safeguarding lead to compare the four pictures under “Keys” with those on the computer’s staff pad.',
  ),
  HG_OUTBOX_FULL: telling(
    'A kiosk has no room for another note.',
    'Bring the kiosk onto the network so that its notes can travel, and free its disk.',
  ),
  HG_NO_CHROMIUM: telling('No Chromium was found on that computer.', 'Install the chromium package there and start the kiosk again.'),
  HG_NO_DISPLAY: telling('That computer has no screen to show the kiosk on.', 'Plug a screen in, or start it from the desktop.'),
  HG_PORT_TAKEN: telling('Another program uses the port.', 'End that program, or give Hedgerow another port.'),
  HG_FOLDER_UNWRITABLE: telling('A folder cannot be written.', 'Give Hedgerow the right to write to the folder that is named.'),
  HG_DISK_FULL: telling('The disk is full.', 'Make room on that disk. Nothing that was saved is lost.'),
  HG_CLOCK_WRONG: telling("That computer's clock is years off.", 'Set its clock. Lists have dates, so a wrong clock shuts them.'),
  HG_SHELL_SILENT: telling(
    'The browser on the kiosk fell silent.',
    'It starts itself again. If it keeps happening, restart that computer.',
  ),
  HG_SELF_CHECK: telling(
    'One of that kiosk’s own locks did not hold when it was tried; children cannot sign in there.',
    'Restart it, update its browser, and look at its self-check.',
  ),
  HG_FLAG_REFUSED: telling('That kiosk was started with a setting that would weaken its browser.', 'Start it without that setting.'),
  HG_STORE_CORRUPT: telling('A file on the kiosk was damaged.', 'It was set aside and kept. Check the health of that disk.'),
  HG_NOT_ENROLLED: telling('That kiosk does not belong to the school yet.', 'Make a code here and type it on the kiosk.'),
  HG_TLS_NEEDED: telling('The hub needs a certificate to be reached from other computers.', 'Give the hub its certificate and key.'),
  HG_BODY_SHAPE: telling('The hub could not take that as it was written.', 'Check what you wrote, then try again.'),
  HG_BODY_TOO_LARGE: telling('That is more than the hub takes at once.', 'Send it in smaller parts.'),
  HG_NOT_SIGNED_IN: telling('Nobody is signed in.', 'Sign in and carry on; what you wrote is kept.'),
  HG_NOT_ALLOWED: telling('This page belongs to another desk.', 'Sign in as the person whose desk it is.'),
  HG_NOT_FOUND: telling('It is not there any more.', 'Somebody may have taken it off. Load the page again to see what is there.'),
  HG_WRONG_PASSWORD: telling(
    'The email or the password is not right.',
    'Try once more. If you cannot get in, ask your technician for a link.',
  ),
  HG_LINK_USED: telling('This sign-in link was used already, or is past its time.', 'Sign in with your password, or ask for a new link.'),
  HG_TOO_MANY_TRIES: telling('There were too many tries.', 'Wait a few minutes, then try again.'),
  HG_CODE_WRONG: telling('The code is not right or is past its time.', 'Make a new code here and type it on the kiosk within 30 minutes.'),
  HG_DEVICE_UNKNOWN: telling('That kiosk was removed, or belongs to another hub.', 'Enrol it again with a new code.'),
  HG_CHANGED_MEANWHILE: telling('Somebody else changed this meanwhile.', 'Theirs is shown now. Yours is kept: look, and then choose.'),
  HG_NOT_FILED: telling(
    'This is child protection, and it does not stand in the school’s own file yet.',
    'File it (CPOMS, MyConcern or paper), write the reference here, then close it.',
  ),
  HG_CASE_TOO_LONG: telling('That is too long for one entry.', 'Nothing was saved. Write it as two entries, one after the other.'),
  HG_WEAK_PASSWORD: telling('The password is too short.', 'Use 12 letters or more. Three or four words in a row work well.'),
  HG_INTERNAL: telling('Something went wrong on the hub. Nothing was changed.', toTechnician),
  HG_OTHER_SITE: telling('The hub took this for a request of another web site.', 'Open this page from the hub itself and try again.'),
  HG_HOST_UNKNOWN: telling('The hub does not go by this name.', 'Open it by the name that your technician gave you.'),
  HG_DATABASE_DAMAGED: telling("The hub's database is damaged.", 'It was left as it is. Tell your technician now: a backup is needed.'),
  HG_DATABASE_NEWER: telling("The hub's database was made by a newer Hedgerow.", 'Start the newer Hedgerow again.'),
  HG_MAIL_SETTINGS: telling(
    'A setting of the mail server is not right.',
    'The line below names it. A password travels only on a secure connection.',
  ),
  HG_MAIL_UNREACHABLE: telling('The mail server does not answer.', 'Check host and port, and that the firewall lets the hub send mail.'),
  HG_MAIL_TLS: telling(
    'The mail server shows no certificate that the hub trusts.',
    'Check the kind of security, or give the certificate of the school’s own authority.',
  ),
  HG_MAIL_LOGIN: telling(
    'The mail server does not take the name or the password.',
    'Type both again. Some providers want a password made for one program.',
  ),
  HG_MAIL_REFUSED: telling(
    'The mail server refused the address or the mail.',
    'Check both addresses. The server may let only known senders through.',
  ),
  HG_BELL_UNHEARD: telling('Somebody is called for, and nobody is reached.', 'Open the worry box, then see to the mail.'),
  HG_CALENDAR_SHAPE: telling('A day or time is not right.', 'The line below says where.'),
  HG_PHRASE_SHAPE: telling(
    'This phrase cannot be looked for.',
    'It takes 3 letters or more, 60 characters at the most, plain letters, and one stage or more. The line below says what is wrong.',
  ),
  HG_PHRASE_TWICE: telling('This phrase is in the list already.', 'Capitals and signs make no difference. Change the one that is there.'),
  HG_PHRASES_FULL: telling('The list is full.', 'A school has at most 500 phrases. Remove those that are no longer needed.'),
  HG_STOP_ADDRESS: telling(
    'That is not the address of a page.',
    'Write it as it stands in the address bar: www.example.org/game. "Too wide" means an ending that many owners share.',
  ),
  HG_STOPS_FULL: telling('The school has stopped 500 pages already.', 'Let those open again that are no longer on any shelf.'),
  HG_BOARD_WORDS: telling(
    'Those words cannot go on the notice board.',
    'The line below says what is in the way. Nobody’s name, no address or number, plain letters.',
  ),
  HG_LETTERS_FULL: telling('No more letters fit.', 'Four to one child and 200 in all is the most. Take one back first.'),
  HG_BOARD_FULL: telling('Three cards hang already.', 'Take one down first: children read one or two.'),
  HG_KEY_GROUP: telling(
    'Nobody but the safeguarding team would read what is about a grown-up at school.',
    'Let a head or governor join who is not the DSL. Where the head is the DSL: the governor, and the lead of the trust or local authority.',
  ),
  HG_DRILL_WRONG: telling('That is not what stands in the drill.', 'Try a new drill. If it stays so, tell your technician the code.'),
  HG_SIGNING_KEY: telling(
    "The school's signing key is missing or damaged.",
    'Kiosks go on with their last lists. Bring the key back from the backup.',
  ),
}

/** The words for a code. A code that came in later than this page is told by the contract's own line. */
export function faultWords(code: FaultCode): FaultWords {
  if (code === 'HUB_OUT_OF_REACH' || code === 'HUB_ANSWER_UNKNOWN') return table[code] ?? telling('The hub did not answer.', tryAgain)
  return table[code] ?? telling(errorCodes[code], toTechnician)
}

/** The words for a code that came as text, such as a kiosk's; one that this page does not know is shown as it is. */
export function faultWordsOf(code: string): FaultWords {
  return Object.hasOwn(errorCodes, code)
    ? faultWords(code as FaultCode)
    : telling(
        'Something that this page has no words for yet.',
        'Look for the code below in docs/errors.md of the version that the kiosk runs.',
      )
}
