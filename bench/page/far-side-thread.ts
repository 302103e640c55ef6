import { parentPort, workerData } from 'node:worker_threads'
import { startSites } from '#test/sites/https-sites.ts'
import { pageHost, pageSite } from './site.ts'
import { startSlowRelay } from './slow-relay.ts'

/** The other end of the line: the site and the slow relay before it. What it hears on its port: a load's number, or `end`. */
const sites = await startSites({ [pageHost]: pageSite })
const place = await sites.resolve(pageHost, 443)
const relay = await startSlowRelay(place?.port ?? 0, (workerData as { readonly delayMs: number }).delayMs)

parentPort?.on('message', async (asked: number | 'end') => {
  if (asked === 'end') {
    await relay.close()
    await sites.stop()
    parentPort?.close()
    return
  }
  const parts = sites.requests.filter(({ path }) => path.startsWith('/part/') && path.endsWith(`/${asked}`))
  parentPort?.postMessage(new Set(parts.map(({ path }) => path)).size)
  sites.forgetSeen()
})
parentPort?.postMessage({ port: relay.port, trustFlag: sites.trustFlag })
