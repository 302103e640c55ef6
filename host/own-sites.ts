import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { kioskOrigin, practiceOrigin } from '#core/contract/bridge.ts'
import { type BuiltInSite, builtInSite } from './built-in-site.ts'

/** Our own screens need no network, and get none: nothing that went wrong in them has anywhere to send anything. */
export const screensPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const plainHeaders = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' }

/** The child's screens and the practice pages, from the folders of this installation. `root` is where `out` and `assets` are. */
export function ownSites(root = fileURLToPath(new URL('..', import.meta.url))): {
  readonly ui: BuiltInSite
  readonly practice: BuiltInSite
} {
  return {
    ui: builtInSite(kioskOrigin, join(root, 'out', 'renderer'), { ...plainHeaders, 'content-security-policy': screensPolicy }),
    practice: builtInSite(practiceOrigin, join(root, 'assets', 'practice'), plainHeaders),
  }
}
