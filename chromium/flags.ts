import { HedgerowError } from '#core/contract/errors.ts'
import { everything, type IsThere } from './measures.ts'

/** Flags that undo what the kiosk promises. Refused even in tests. */
const forbidden = [
  '--no-sandbox',
  '--disable-setuid-sandbox',
  '--disable-namespace-sandbox',
  '--disable-seccomp-filter-sandbox',
  '--no-zygote-sandbox',
  '--single-process',
  '--disable-web-security',
  '--disable-site-isolation-trials',
  '--remote-debugging-port',
  '--remote-debugging-address',
  '--remote-allow-origins',
  '--ignore-certificate-errors',
  '--disable-popup-blocking',
  '--load-extension',
  '--user-data-dir',
  '--proxy-server',
  '--host-resolver-rules',
]

/** Browser features that open windows, bubbles or connections of their own, which a kiosk has no use for. */
const featuresOff = [
  // A page that comes back from it is never asked for, so never judged.
  'BackForwardCache',
  'Translate',
  'MediaRouter',
  'DialMediaRouteProvider',
  'OptimizationHints',
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'InterestFeedContentSuggestions',
  'GlobalMediaControls',
  'HardwareMediaKeyHandling',
  'DocumentPictureInPictureAPI',
  'WebTransport',
  'PrivateStateTokens',
  // It saves what it loads, and its bubble belongs to the browser.
  'BackgroundFetch',
  'LensOverlay',
  'SidePanelPinning',
  // Each window brings pages of the browser's own for its address line, which a kiosk never shows: a third of what a page costs to open.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

export interface FlagsNeeded {
  readonly profile: string
  readonly proxyPort: number
  readonly screen: { readonly width: number; readonly height: number }
  readonly extra: readonly string[]
  readonly isThere?: IsThere
}

/** Every flag that Chromium is started with. Throws HG_FLAG_REFUSED when an extra one would weaken it. */
export function chromiumFlags({ profile, proxyPort, screen, extra, isThere = everything }: FlagsNeeded): string[] {
  for (const flag of extra) {
    const name = flag.replace(/=.*$/s, '')
    if (!flag.startsWith('--') || forbidden.includes(name)) throw new HedgerowError('HG_FLAG_REFUSED', name)
  }
  const flags = [
    '--kiosk',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--window-position=0,0',
    `--window-size=${screen.width},${screen.height}`,
    // The second layer: no name is ever resolved in the browser, and nothing leaves but through our own proxy.
    `--proxy-server=127.0.0.1:${proxyPort}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    '--disable-quic',
    '--webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
    '--autoplay-policy=document-user-activation-required',
    '--ozone-platform=x11',
    '--default-background-color=FFFBF3EA',
    '--no-first-run',
    '--no-default-browser-check',
    '--no-pings',
    '--disable-extensions',
    '--disable-component-update',
    '--disable-background-networking',
    '--disable-domain-reliability',
    '--disable-breakpad',
    '--disable-crash-reporter',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-notifications',
    '--disable-print-preview',
    '--disable-speech-api',
    '--disable-session-crashed-bubble',
    '--password-store=basic',
    `--disable-features=${featuresOff.filter((name) => isThere(`feature:${name}`)).join(',')}`,
  ]
  return [...flags.filter((flag) => isThere(`flag:${flag.replace(/=.*$/s, '')}`)), ...extra]
}
