export type LoadFault = 'load' | 'offline' | 'certificate' | 'login'

/** Errors of a connection that is not there (net_error_list.h). Our proxy answers 502 for a host that is out of reach, which is a failed tunnel here. */
const offline = new Set([
  'net::ERR_INTERNET_DISCONNECTED',
  'net::ERR_NAME_NOT_RESOLVED',
  'net::ERR_NAME_RESOLUTION_FAILED',
  'net::ERR_ADDRESS_UNREACHABLE',
  'net::ERR_NETWORK_CHANGED',
  'net::ERR_NETWORK_IO_SUSPENDED',
  'net::ERR_PROXY_CONNECTION_FAILED',
  'net::ERR_TUNNEL_CONNECTION_FAILED',
  'net::ERR_CONNECTION_TIMED_OUT',
])
const login = new Set(['net::ERR_INVALID_AUTH_CREDENTIALS', 'net::ERR_TOO_MANY_RETRIES'])

/** What kind of failure an error of the browser is; null for "aborted", which is no failure: we or the child stopped it. */
export function loadFault(errorText: string): LoadFault | null {
  if (errorText === 'net::ERR_ABORTED') return null
  if (/^net::ERR_(CERT|SSL|BAD_SSL|CERTIFICATE)_/.test(errorText)) return 'certificate'
  if (offline.has(errorText)) return 'offline'
  return login.has(errorText) ? 'login' : 'load'
}
