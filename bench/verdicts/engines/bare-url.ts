import type { Engine, Maker } from '#bench/verdicts/engine.ts'

/** No verdict at all: what parsing every address costs, whoever judges it. */
const parsing: Engine<string> = {
  name: 'new URL, no verdict',
  prepare: (requests) => requests.map(({ url }) => url),
  run(urls) {
    let secure = 0
    for (let at = 0; at < urls.length; at++) {
      try {
        if (new URL(urls[at] ?? '').protocol === 'https:') secure++
      } catch {
        // Hostile addresses are part of the stream; a caller pays for the throw.
      }
    }
    return secure
  },
  allows: () => null,
}

export const bareUrl: Maker = { name: 'new URL, no verdict', build: async () => parsing, kept: null }
