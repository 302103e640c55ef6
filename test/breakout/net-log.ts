import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** Work for a name that would have gone to a resolver, and packets that left by another way than ours. */
const telling = ['HOST_RESOLVER_DNS_TASK', 'HOST_RESOLVER_SYSTEM_TASK', 'DNS_TRANSACTION', 'TCP_CONNECT_ATTEMPT', 'UDP_BYTES_SENT'] as const

/**
 * What the browser itself wrote down: each name that it asked somebody about, each connection that went past the one way
 * out (`proxy`, as `host:port`), each packet of UDP. One line for each, the same line once. An unfinished record is read as far as it goes.
 */
export async function readNetLog(path: string, proxy: string): Promise<readonly string[]> {
  const names = new Map<number, (typeof telling)[number]>()
  const found = new Set<string>()
  const lines = createInterface({ input: createReadStream(path, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY })
  let hosts = new Map<number, string>()
  let hasConstants = false
  for await (const line of lines) {
    if (!hasConstants) {
      const { constants } = JSON.parse(`${line.replace(/,$/, '')}}`) as { constants: { logEventTypes: Record<string, number> } }
      for (const name of telling) names.set(constants.logEventTypes[name] ?? -1, name)
      hasConstants = true
      continue
    }
    // At the end of its line: the parameters before it have types and sources of their own.
    const [, id, type] = /"source":\{"id":(\d+)[^}]*\},"time":"\d+","type":(\d+)\},?\s*$/.exec(line) ?? []
    const source = Number(id)
    const host = /"(?:host|hostname)":"([^"]{1,200})"/.exec(line)?.[1]
    if (host !== undefined) hosts.set(source, host)
    if (hosts.size > 10_000) hosts = new Map()
    const name = type === undefined ? undefined : names.get(Number(type))
    if (name === undefined) continue
    const address = /"address":"([^"]+)"/.exec(line)?.[1]
    if (name === 'TCP_CONNECT_ATTEMPT') {
      if (address !== undefined && address !== proxy) found.add(`the browser opened a TCP connection to ${address}, past the way out`)
    } else if (name === 'UDP_BYTES_SENT') found.add(`the browser sent UDP${address === undefined ? '' : ` to ${address}`}`)
    else found.add(`DNS: the browser asked for ${host ?? hosts.get(source) ?? 'a name'} (${name})`)
  }
  return [...found]
}
