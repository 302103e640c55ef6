import { chmodSync, chownSync, mkdirSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { everything, type IsThere } from './measures.ts'
import { tempFolder } from './temp-folder.ts'
import type { Account } from './unprivileged.ts'
import { authorityFile } from './x-authority.ts'

const refuse = 2

/**
 * What a fresh profile says before the browser starts. These are the settings behind the enterprise policies of the
 * same meaning: a kiosk that may not write /etc still has them, and no other browser of the machine is touched.
 */
const preferences = {
  alternate_error_pages: { enabled: false },
  autofill: { profile_enabled: false, credit_card_enabled: false },
  bookmark_bar: { show_on_all_tabs: false },
  browser: { enable_spellchecking: false, has_seen_welcome_page: true, check_default_browser: false },
  credentials_enable_service: false,
  devtools: { availability: 1 },
  dns_prefetching: { enabled: false },
  download_restrictions: 3,
  enable_do_not_track: true,
  net: { network_prediction_options: refuse },
  payments: { can_make_payment_enabled: false },
  plugins: { always_open_pdf_externally: true },
  policy: {
    url_blocklist: [
      'file://*',
      'chrome://*',
      'chrome-untrusted://*',
      'chrome-extension://*',
      'devtools://*',
      'view-source:*',
      'ftp://*',
      'javascript://*',
      'data:*',
    ],
  },
  printing: { enabled: false, print_preview_disabled: true },
  profile: {
    default_content_setting_values: {
      popups: refuse,
      notifications: refuse,
      geolocation: refuse,
      media_stream_mic: refuse,
      media_stream_camera: refuse,
      usb_guard: refuse,
      serial_guard: refuse,
      hid_guard: refuse,
      bluetooth_guard: refuse,
      bluetooth_scanning: refuse,
      file_system_read_guard: refuse,
      file_system_write_guard: refuse,
      local_fonts: refuse,
      midi_sysex: refuse,
      payment_handler: refuse,
      sensors: refuse,
      window_placement: refuse,
      idle_detection: refuse,
      clipboard: refuse,
      automatic_downloads: refuse,
      background_sync: refuse,
    },
    // Its page of its own has a way on; the address is refused instead.
    mixed_forms_warnings: false,
    password_manager_enabled: false,
  },
  safebrowsing: { enabled: false },
  savefile: { type: 0 },
  search: { suggest_enabled: false },
  select_file_dialogs: { allowed: false },
  signin: { allowed: false, allowed_on_next_startup: false },
  spellcheck: { use_spelling_service: false },
  ssl: { error_override_allowed: false },
  translate: { enabled: false },
  webrtc: { ip_handling_policy: 'disable_non_proxied_udp', multiple_routes_enabled: false, nonproxied_udp_enabled: false },
}

const machine = {
  browser: { enabled_labs_experiments: [] },
  dns_over_https: { mode: 'off' },
  select_file_dialogs: { allowed: false },
  task_manager: { end_process_enabled: false },
  user_experience_metrics: { reporting_enabled: false },
}

/** A folder that lives as long as one browser does and holds all that it writes. */
export interface ProfileFolder {
  readonly profile: string
  readonly home: string
  readonly temp: string
  readonly authority: string | null
  /** Takes it off the disk; in the background, since a new browser may be starting. */
  remove(): Promise<void>
}

/** Makes a fresh profile that only `account` (or the caller) can enter. Throws when the folder cannot be written. */
export function profileFolder(account: Account | null, cookie: Uint8Array | null, isThere: IsThere = everything): ProfileFolder {
  const folder = tempFolder('browser')
  const within = { profile: join(folder, 'profile'), home: join(folder, 'home'), temp: join(folder, 'tmp') }
  const inner = join(within.profile, 'Default')
  for (const path of [within.profile, within.home, within.temp, inner]) mkdirSync(path, { mode: 0o700 })
  const files = [join(inner, 'Preferences'), join(within.profile, 'Local State'), join(within.profile, 'First Run')]
  const held = (settings: object): string =>
    JSON.stringify(Object.fromEntries(Object.entries(settings).filter(([name]) => isThere(`preference:${name}`))))
  writeFileSync(join(inner, 'Preferences'), held(preferences))
  writeFileSync(join(within.profile, 'Local State'), held(machine))
  writeFileSync(join(within.profile, 'First Run'), '')
  const own = join(within.home, 'chromium')
  mkdirSync(own, { mode: 0o700 })
  // Where Chromium would put the memory of a page that crashed. A plain file has no room for it: no flag, setting or
  // variable against it does anything (measured with Debian's Chromium, `--disable-breakpad` and the like included).
  if (isThere('crash-dumps')) writeFileSync(join(own, 'Crash Reports'), '', { mode: 0o400 })
  const authority = cookie ? join(folder, 'authority') : null
  if (authority && cookie) {
    writeFileSync(authority, authorityFile(cookie), { mode: 0o600 })
    files.push(authority)
  }
  if (account) {
    for (const path of [folder, within.profile, within.home, within.temp, inner, own, ...files]) chownSync(path, account.uid, account.gid)
  }
  chmodSync(folder, 0o700)
  return { ...within, authority, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) }
}
