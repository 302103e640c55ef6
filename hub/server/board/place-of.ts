import { HedgerowError } from '#core/contract/errors.ts'
import type { StopScope } from '#core/contract/stops.ts'
import { readStop } from '#core/policy/stops.ts'

/** Host and path as stops and tickets hold them; `path` null: the whole site. */
export interface Place {
  readonly host: string
  readonly path: string | null
}

/** Throws HG_STOP_ADDRESS. */
export function placeOf(address: string, scope: StopScope): Place {
  const read = readStop(address, scope)
  if (read.kind === 'refused') throw new HedgerowError('HG_STOP_ADDRESS', read.why)
  return { host: read.host, path: read.path }
}
