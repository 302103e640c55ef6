import type { PageRequest } from '#core/contract/verdict.ts'
import type { PolicyEntry } from '#core/policy/policy.ts'

/** One way to decide. `prepare` makes ready, untimed, whatever the engine may be given beforehand; `decide` is what is timed. */
export interface Engine<Prepared = unknown> {
  readonly name: string
  prepare(requests: readonly PageRequest[]): readonly Prepared[]
  /** Decides the prepared requests and gives how many it allows, so that no compiler drops the work. */
  run(prepared: readonly Prepared[]): number
  /** True: allowed. Null: this one gives no verdicts (a floor, for comparison). */
  allows(prepared: Prepared): boolean | null
}

export interface Maker {
  readonly name: string
  /** Builds the engine from the list: what "build" is timed by. */
  build(entries: readonly PolicyEntry[]): Promise<Engine>
  /** What it can be kept as, and made from again; null: no such thing. */
  readonly kept: null | {
    serialise(entries: readonly PolicyEntry[]): Promise<Uint8Array>
    load(bytes: Uint8Array): Promise<Engine>
  }
}
