import { isIPv4 } from 'node:net'
import { networkInterfaces } from 'node:os'
import singleFile from '@jitl/quickjs-singlefile-mjs-release-sync'
import { newQuickJSWASMModuleFromVariant, type QuickJSWASMModule } from 'quickjs-emscripten-core'
import { HedgerowError } from '#core/contract/errors.ts'
import type { FindAddresses } from './addresses.ts'
import { pacFunctions } from './pac-functions.ts'

/** One way that a PAC file names: through a proxy, or without one. */
export type Way = { readonly kind: 'direct' } | { readonly kind: 'proxy'; readonly host: string; readonly port: number }

/** Limits of one run; its time is the processor's. It holds up everything else in this process, so its end comes soon. */
const runMs = 300
const memoryBytes = 32 * 1_048_576
const stackBytes = 512 * 1_024
/** How many names one question may look up; each costs a run from the start. */
const longestRound = 24

let engine: Promise<QuickJSWASMModule> | null = null

/**
 * Asks a PAC file which ways lead to a host. It runs in QuickJS inside WebAssembly, with an end of its time and memory: it
 * has no file, no network and nothing of this process but the answers of `find`, asked for the names that it wants to know.
 * It gets `https://host/` and no more of the address, as in browsers. Throws HG_UPSTREAM_PAC.
 */
export async function askPac(source: string, host: string, find: FindAddresses): Promise<readonly Way[]> {
  const quickjs = await ready()
  const known = new Map<string, string | null>()
  for (let round = 0; round <= longestRound; round += 1) {
    const answer = runOrGiveUp(quickjs, source, host, known)
    if (typeof answer === 'string') return readWays(answer)
    known.set(answer.wanted, await firstAddress(answer.wanted, find))
  }
  throw new HedgerowError('HG_UPSTREAM_PAC', 'it looks up too many names')
}

function ready(): Promise<QuickJSWASMModule> {
  engine ??= newQuickJSWASMModuleFromVariant(singleFile)
  return engine
}

/** A machine that fell (its memory overran where it cannot say so) is never used again. */
function runOrGiveUp(...given: Parameters<typeof run>): ReturnType<typeof run> {
  try {
    return run(...given)
  } catch (fault) {
    if (fault instanceof HedgerowError) throw fault
    engine = null
    throw new HedgerowError('HG_UPSTREAM_PAC', 'it cannot be run', { cause: fault })
  }
}

/** One run from the start: what the file answers, or the name that it wants to have looked up first. */
function run(
  quickjs: QuickJSWASMModule,
  source: string,
  host: string,
  known: ReadonlyMap<string, string | null>,
): string | { wanted: string } {
  const runtime = quickjs.newRuntime({ memoryLimitBytes: memoryBytes, maxStackSizeBytes: stackBytes })
  const before = process.threadCpuUsage().user
  let wanted: string | null = null
  // A file may catch what `lookUp` throws: the interrupt ends it all the same.
  runtime.setInterruptHandler(() => wanted !== null || process.threadCpuUsage().user - before > runMs * 1_000)
  const context = runtime.newContext()
  try {
    const lookUp = context.newFunction('lookUp', (name) => {
      const asked = context.getString(name).toLowerCase()
      if (isIPv4(asked)) return context.newString(asked)
      const found = known.get(asked)
      if (found === undefined) {
        wanted ??= asked
        return { error: context.newError('not known yet') }
      }
      return found === null ? context.null : context.newString(found)
    })
    const ownAddress = context.newFunction('ownAddress', () => context.newString(machineAddress()))
    context.setProp(context.global, 'lookUp', lookUp)
    context.setProp(context.global, 'ownAddress', ownAddress)
    lookUp.dispose()
    ownAddress.dispose()
    const asking = `String(FindProxyForURL(${JSON.stringify(`https://${host}/`)}, ${JSON.stringify(host)}))`
    for (const [index, code] of [pacFunctions, source, asking].entries()) {
      const result = context.evalCode(code, 'proxy.pac')
      if (result.error) {
        result.error.dispose()
        if (wanted !== null) return { wanted }
        throw new HedgerowError('HG_UPSTREAM_PAC', index === 1 ? 'it cannot be run' : 'it gives no answer')
      }
      const answer = index === 2 ? context.getString(result.value) : ''
      result.value.dispose()
      if (wanted !== null) return { wanted }
      if (index === 2) return answer
    }
    throw new HedgerowError('HG_UPSTREAM_PAC')
  } finally {
    context.dispose()
    runtime.dispose()
  }
}

/** `PROXY host:port; DIRECT` as ways, in their order. What we cannot do (SOCKS, HTTPS to the proxy) is left out; nothing left throws. */
function readWays(answer: string): readonly Way[] {
  const ways = answer.split(';').flatMap((part): Way[] => {
    const [, word = '', host, port] = /^\s*(\w+)(?:\s+([a-z0-9._-]+):(\d{1,5}))?\s*$/i.exec(part) ?? []
    if (/^direct$/i.test(word)) return [{ kind: 'direct' }]
    return /^(proxy|http)$/i.test(word) && host !== undefined ? [{ kind: 'proxy', host: host.toLowerCase(), port: Number(port) }] : []
  })
  if (ways.length === 0) throw new HedgerowError('HG_UPSTREAM_PAC', 'it names no HTTP proxy and not DIRECT')
  return ways.slice(0, 8)
}

async function firstAddress(name: string, find: FindAddresses): Promise<string | null> {
  const found = await find(name).catch(() => [])
  return found.find(({ address }) => isIPv4(address))?.address ?? null
}

function machineAddress(): string {
  const all = Object.values(networkInterfaces()).flatMap((some) => some ?? [])
  return all.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.1'
}
