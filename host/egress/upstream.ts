import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { HedgerowError } from '#core/contract/errors.ts'
import { type FindAddresses, findAddresses, type Resolve } from './addresses.ts'
import { type Dial, dialPatienceMs, directly } from './dial.ts'
import { askPac, type Way } from './pac.ts'
import type { UpstreamSettings } from './upstream-settings.ts'

/** A PAC file is fetched again after this long; one that could not be had, sooner. */
const pacFreshMs = 30 * 60_000
const pacAgainMs = 5_000
/** Which way leads to a host is asked anew after this long. */
const wayFreshMs = 60_000
const longestPac = 1_048_576

export interface UpstreamNeeds {
  readonly settings: UpstreamSettings
  /** For what a PAC file sends out directly. */
  readonly resolve: Resolve
  /** For the names that a PAC file looks up. */
  readonly find?: FindAddresses
  readonly now?: () => number
}

/**
 * Dials through the school's own proxy, which finds the host: no name is looked up here but by a PAC file. Rejects with
 * HG_UPSTREAM_LOGIN, HG_UPSTREAM_SCHEME, HG_UPSTREAM_REFUSED, HG_UPSTREAM_PAC, or uncoded when the proxy is out of reach.
 */
export function throughUpstream({ settings, resolve, find = findAddresses, now = () => performance.now() }: UpstreamNeeds): Dial {
  const straight = directly(resolve)
  const logins = new Map<string, string>()
  if (settings.login !== undefined) {
    const { username, password } = settings.login
    const basic = `Basic ${Buffer.from(`${username}:${password}`, 'utf8').toString('base64')}`
    for (const at of 'proxy' in settings ? [settings.proxy] : (settings.login as { loginAt: string[] }).loginAt)
      logins.set(at.toLowerCase(), basic)
  }
  if ('proxy' in settings) {
    const [host = '', port = ''] = settings.proxy.toLowerCase().split(':')
    const way = { host, port: Number(port) }
    return (to, toPort) => connectBy(way, logins, to, toPort)
  }

  const { pac } = settings
  let source: { readonly text: Promise<string>; readonly until: number } | null = null
  const ways = new Map<string, { readonly ways: Promise<readonly Way[]>; readonly until: number }>()

  function pacSource(): Promise<string> {
    if (source === null || source.until < now()) {
      const text = fetchPac(pac)
      const mine = { text, until: now() + pacFreshMs }
      source = mine
      text.catch(() => {
        if (source === mine) source = { text, until: now() + pacAgainMs }
      })
    }
    return source.text
  }
  function waysTo(host: string): Promise<readonly Way[]> {
    const known = ways.get(host)
    if (known !== undefined && known.until > now()) return known.ways
    const found = pacSource().then((text) => askPac(text, host, find))
    if (ways.size >= 500) ways.clear()
    ways.set(host, { ways: found, until: now() + wayFreshMs })
    // A file that fails is not run again for each of a page's requests.
    found.catch(() => ways.set(host, { ways: found, until: now() + pacAgainMs }))
    return found
  }

  return async (host, port) => {
    let fault: unknown = new Error('no way')
    for (const way of await waysTo(host)) {
      try {
        return way.kind === 'direct' ? await straight(host, port) : await connectBy(way, logins, host, port)
      } catch (failed) {
        // The next way is for a proxy that is not there, not for one that says no.
        if (failed instanceof HedgerowError) throw failed
        fault = failed
      }
    }
    throw fault
  }
}

/** One CONNECT through one proxy. */
function connectBy(
  proxy: { readonly host: string; readonly port: number },
  logins: ReadonlyMap<string, string>,
  host: string,
  port: number,
): Promise<Socket> {
  const login = logins.get(`${proxy.host}:${proxy.port}`)
  return new Promise((resolve, reject) => {
    const target = `${host}:${port}`
    const asking = request({
      host: proxy.host,
      port: proxy.port,
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: { Host: target, ...(login === undefined ? {} : { 'Proxy-Authorization': login }) },
    })
    const late = setTimeout(() => asking.destroy(new Error('no answer')), dialPatienceMs)
    asking.on('connect', (response, socket, early) => {
      clearTimeout(late)
      if (response.statusCode === 200) {
        if (early.length > 0) socket.unshift(early)
        // Node gives the plain socket of an http: request.
        return resolve(socket as Socket)
      }
      socket.destroy()
      reject(refusal(response.statusCode ?? 0, [response.headers['proxy-authenticate'] ?? []].flat().join(', '), login !== undefined))
    })
    // An answer that is no answer to CONNECT: this is not a proxy.
    asking.on('response', (response) => {
      clearTimeout(late)
      response.destroy()
      reject(new HedgerowError('HG_UPSTREAM_REFUSED', 'it is no proxy'))
    })
    asking.on('error', (fault) => {
      clearTimeout(late)
      reject(fault)
    })
    asking.end()
  })
}

function refusal(status: number, challenge: string, hadLogin: boolean): Error {
  if (status === 407) {
    if (!/\bbasic\b/i.test(challenge)) return new HedgerowError('HG_UPSTREAM_SCHEME')
    return new HedgerowError('HG_UPSTREAM_LOGIN', hadLogin ? 'it does not take the name and password' : 'it asks for a name and password')
  }
  if (status >= 400 && status < 500) return new HedgerowError('HG_UPSTREAM_REFUSED', String(status))
  // It is there, and cannot reach the site: for the child that is a site out of reach.
  return new Error(`the proxy says ${status}`)
}

async function fetchPac(address: string): Promise<string> {
  try {
    const bytes = address.startsWith('file:')
      ? await readFile(fileURLToPath(address))
      : Buffer.from(await (await got(address)).arrayBuffer())
    if (bytes.length > longestPac) throw new Error('too long')
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new HedgerowError('HG_UPSTREAM_PAC', 'it cannot be had', { cause })
  }
}

async function got(address: string): Promise<Response> {
  const response = await fetch(address, { signal: AbortSignal.timeout(dialPatienceMs), redirect: 'error', credentials: 'omit' })
  if (!response.ok || Number(response.headers.get('content-length') ?? 0) > longestPac) throw new Error('no')
  return response
}
