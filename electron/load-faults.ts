import type { PageEvent } from '#core/ports.ts'

type Fault = Extract<PageEvent, { kind: 'failed' }>['fault']

/** Stopped by us or by the next navigation: ERR_ABORTED, ERR_BLOCKED_BY_CLIENT. What stopped it has been reported already. */
const stoppedOnPurpose = [-3, -20]

/** The machine or the school cannot reach the site. Names: net/base/net_error_list.h. */
const offline = [
  -21, // NETWORK_CHANGED
  -105, // NAME_NOT_RESOLVED
  -106, // INTERNET_DISCONNECTED
  -109, // ADDRESS_UNREACHABLE
  -111, // TUNNEL_CONNECTION_FAILED: our way out answers 502 for a host that is out of reach
  -118, // CONNECTION_TIMED_OUT
  -130, // PROXY_CONNECTION_FAILED
  -137, // NAME_RESOLUTION_FAILED
]

/** What Chromium's error number means for a child; null when there is nothing to report. Certificate faults are the two hundreds. */
export function faultOf(code: number): Fault | null {
  if (stoppedOnPurpose.includes(code)) return null
  if (offline.includes(code)) return 'offline'
  return code <= -200 && code > -300 ? 'certificate' : 'load'
}
