import { statSync } from 'node:fs'
import {
  byHand,
  byHandRecipe,
  type CanaryName,
  type CanaryResult,
  canaryNames,
  type SelfCheck,
  type SystemKey,
} from '#core/contract/self-check.ts'
import type { BrowserRun } from './browser-run.ts'
import { type Found, tryCanaries } from './self-check-canaries.ts'

export interface SelfCheckNeeds {
  readonly run: BrowserRun
  readonly binary: string
  /** Does a taken key reach the kiosk alone? */
  keyIsTaken(): Promise<Found>
  systemKeys(): SystemKey[]
}

/** How often what came too late is tried anew before it is told as not tried. */
const rounds = 3

const word: Readonly<Record<Found, CanaryResult>> = { held: 'held', leaked: 'leaked', late: 'not-tried', cannot: 'not-tried' }

/**
 * Tries each canary in a hidden page of its own, against listeners on this machine, and leaves nothing. A leak is what was
 * seen to happen, in any round; what did not come in time is tried again. Rejects when no round could be run.
 */
export async function checkSelf({ run, binary, ...needs }: SelfCheckNeeds): Promise<SelfCheck> {
  const startedAt = performance.now()
  const found = new Map<CanaryName, Found>()
  let fault: unknown = null
  // One leak is enough to say.
  const isOpen = (): boolean => {
    const all = canaryNames.map((name) => found.get(name) ?? 'late')
    return all.includes('late') && !all.includes('leaked')
  }
  for (let round = 1; round <= rounds && isOpen(); round += 1) {
    const these = await tryCanaries(run, needs.keyIsTaken).catch((reason: unknown) => {
      fault = reason
      return null
    })
    if (these === null) continue
    for (const name of canaryNames) if (found.get(name) !== 'held' || these[name] === 'leaked') found.set(name, these[name])
  }
  if (found.size === 0) throw fault
  const systemKeys = needs.systemKeys()
  return {
    at: Date.now(),
    tookMs: Math.round(performance.now() - startedAt),
    engine: { name: 'Chromium', version: run.version.slice(0, 40), fileFrom: changedAt(binary) },
    canaries: canaryNames.map((name) => ({ name, result: word[found.get(name) ?? 'late'] })),
    systemKeys,
    byHand: byHand.map((attempt) => ({ attempt, recipe: byHandRecipe, seen: attempt === 'B071' ? seenOf(systemKeys) : 'unknown' })),
  }
}

/** Of the attempts by hand, B071 is the one whose settings can be read. */
function seenOf(keys: readonly SystemKey[]): 'open' | 'closed' | 'unknown' {
  if (keys.some((key) => key.state === 'theirs')) return 'open'
  return keys.every((key) => key.state === 'off') ? 'closed' : 'unknown'
}

function changedAt(file: string): number | null {
  try {
    return Math.round(statSync(file).mtimeMs)
  } catch {
    return null
  }
}
