import { accessSync, constants } from 'node:fs'
import { HedgerowError } from '#core/contract/errors.ts'

/**
 * The browser binaries themselves, never the wrapper scripts in /usr/bin: those read flags from /etc/chromium.d and
 * from CHROMIUM_FLAGS, and a kiosk takes flags from nobody.
 */
const places: Readonly<Record<string, readonly string[]>> = {
  linux: [
    '/usr/lib/chromium/chromium',
    '/usr/lib/chromium-browser/chromium-browser',
    '/usr/lib64/chromium-browser/chromium-browser',
    '/opt/google/chrome/chrome',
    '/snap/chromium/current/usr/lib/chromium-browser/chrome',
  ],
  darwin: ['/Applications/Chromium.app/Contents/MacOS/Chromium', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  win32: [
    'C:\\Program Files\\Chromium\\Application\\chrome.exe',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

const howTo: Readonly<Record<string, string>> = {
  linux: 'run: sudo apt-get install chromium',
  darwin: 'run: brew install --cask chromium',
  win32: 'run: winget install Google.Chrome',
}

function isRunnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** The path of the machine's Chromium. Throws HG_NO_CHROMIUM with the command that installs it. */
export function findChromium(
  platform: string = process.platform,
  candidates: readonly string[] = places[platform] ?? [],
  isThere: (path: string) => boolean = isRunnable,
): string {
  const found = candidates.find(isThere)
  if (found === undefined) throw new HedgerowError('HG_NO_CHROMIUM', howTo[platform] ?? 'this platform has none that Hedgerow knows')
  return found
}
