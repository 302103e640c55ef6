import { type RunningSites, startSites } from '#test/sites/https-sites.ts'
import { approvedColour, page } from '#test/sites/neighbourhood.ts'

export const coverHost = 'www.garden-school.org.uk'

/** What is going on when the child presses. */
export const states = ['healthy', 'busy in long tasks', 'hung', 'crashed', 'memory hog', 'full CPU'] as const
export type State = (typeof states)[number]

/** What the page does to be in that state. */
export const scripts: Readonly<Record<State, string>> = {
  healthy: '',
  'busy in long tasks': 'setInterval(() => { const end = performance.now() + 300; while (performance.now() < end); }, 320)',
  hung: 'setTimeout(() => { while (true); }, 50)',
  crashed: '',
  // A tenth of a gigabyte each time, written to, so that it is really taken; up to 2 GB.
  'memory hog':
    'globalThis.kept = []; setInterval(() => { if (kept.length < 20) kept.push(new Uint8Array(100_000_000).fill(kept.length + 1)) }, 60)',
  'full CPU': '',
}

/** One site with a page that fills its window with one colour. */
export function startCoverSite(): Promise<RunningSites> {
  return startSites({ [coverHost]: (_, response) => page(response, approvedColour, '<h1>Maths</h1>') })
}
