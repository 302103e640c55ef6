import { z } from 'zod'
import { ProofSummary } from './daily-proof.ts'
import { Id, Instant } from './stage.ts'

/**
 * What the self-check tries, each a small version of a way out, against this machine alone. Words are for staff: what was
 * tried, and what to do when it leaks. The first two are controls: without them silence proves nothing.
 */
export const canaries = {
  'way-out': 'An allowed request goes through our own way out and arrives.',
  verdicts: 'A request that is not allowed is asked about, and refused.',
  'web-socket': 'A web socket to an address that is not allowed goes nowhere.',
  stun: 'A video call’s first packet (STUN, UDP) goes nowhere.',
  prefetch: 'Fetching ahead, connecting ahead and looking names up ahead go nowhere.',
  'pop-up': 'A page cannot open a window.',
  download: 'A page cannot save a file.',
  keyboard: 'A key of the browser’s own reaches no window.',
  headers: 'A document comes without powers such as the camera.',
  'page-guard': 'What cannot be refused from outside is taken out of the page, and its menu does not open.',
} as const
export type CanaryName = keyof typeof canaries
export const canaryNames = Object.keys(canaries) as [CanaryName, ...CanaryName[]]
export const CanaryName = z.enum(canaryNames)

/** `leaked`: it was seen to. `not-tried`: this shell or machine gave no way to try it, or it came too late three times; never counted as held. */
export const CanaryResult = z.enum(['held', 'leaked', 'not-tried'])
export type CanaryResult = z.infer<typeof CanaryResult>

/** What the operating system keeps for itself. `theirs`: a child's hand reaches it; `off`: the machine's set-up takes it away. */
export const SystemKey = z.strictObject({
  keys: z.string().max(60),
  state: z.enum(['theirs', 'off', 'unknown']),
  seenIn: z.string().max(120),
})
export type SystemKey = z.infer<typeof SystemKey>

/** Attempts of the breakout catalogue that no program can try on itself: by hand, with the recipe named. */
export const byHand = ['B070', 'B071', 'B072', 'B073', 'B076', 'B110', 'B111', 'B112', 'B113', 'B115'] as const
export const byHandRecipe = 'docs/platforms.md'

export const SelfCheck = z.strictObject({
  at: Instant,
  tookMs: z.number().min(0).max(600_000),
  /** `fileFrom`: when the engine's file was last changed on this machine, ms; null where that cannot be read. */
  engine: z.strictObject({ name: z.string().max(120), version: z.string().max(40), fileFrom: Instant.nullable() }),
  canaries: z.array(z.strictObject({ name: CanaryName, result: CanaryResult })).max(canaryNames.length),
  systemKeys: z.array(SystemKey).max(20),
  /** One for each attempt that must be tried by hand, with what could be read of it here. */
  byHand: z
    .array(z.strictObject({ attempt: z.enum(byHand), recipe: z.literal(byHandRecipe), seen: z.enum(['open', 'closed', 'unknown']) }))
    .max(byHand.length),
})
export type SelfCheck = z.infer<typeof SelfCheck>

/** PUT /api/kiosk/self-check. `checked`: null when the check could not be run, time after time; then nobody may use the kiosk either. */
export const KioskCheck = z.strictObject({ at: Instant, passed: z.boolean(), checked: SelfCheck.nullable() })
export type KioskCheck = z.infer<typeof KioskCheck>

/** Did it hold? Each canary has to be there, and none may have leaked; one that could not be tried is told, not refused. */
export function isHeld(check: SelfCheck): boolean {
  return (
    canaryNames.every((name) => check.canaries.some((canary) => canary.name === name)) &&
    check.canaries.every((canary) => canary.result !== 'leaked')
  )
}
export function leaked(check: SelfCheck): readonly CanaryName[] {
  return check.canaries.filter((canary) => canary.result === 'leaked').map((canary) => canary.name)
}

/** GET /api/technician/self-checks: the last result of each kiosk, by kiosk id, oldest news included. */
export const SelfChecks = z.strictObject({ checks: z.record(Id, KioskCheck), proofs: z.record(Id, ProofSummary) })
export type SelfChecks = z.infer<typeof SelfChecks>

/** POST /api/technician/kiosks/:id/check. `told` false: the kiosk has no live connection; it checks itself when it starts. */
export const CheckAsked = z.strictObject({ told: z.boolean() })
