import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { without } from '#chromium/measures.ts'
import { practiceOrigin } from '#core/contract/bridge.ts'
import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import { few } from '#test/few.ts'
import { type Canary, startCanary } from '#test/sites/canary.ts'
import type { RunningSites } from '#test/sites/https-sites.ts'
import { labApprovals, labSites } from '#test/sites/lab.ts'
import { startNeighbourhood } from '#test/sites/neighbourhood.ts'
import { type RunningChromium, startChromium } from './chromium-row.ts'
import { listJudge } from './judge.ts'
import { type Probe, probes } from './layer-probes.ts'

const fromList = listJudge(labApprovals)
/** The list, and our own practice pages. */
function judgeAll(request: PageRequest): Verdict {
  return request.url.startsWith(`${practiceOrigin}/`) ? ({ kind: 'allow' } as Verdict) : fromList(request)
}

describe('Each layer holds alone, in Chromium', () => {
  let sites: RunningSites
  let canary: Canary
  let whole: RunningChromium
  const flags = ['--short-reporting-delay']
  beforeAll(async () => {
    canary = await startCanary()
    sites = await startNeighbourhood(labSites)
    whole = await startChromium(judgeAll, { sites, flags })
  })
  afterAll(async () => {
    await whole?.stop()
    await sites?.stop()
    await canary?.stop()
  })
  async function leaks(kiosk: RunningChromium, probe: Probe): Promise<boolean> {
    await kiosk.afresh()
    canary.forgetHeard()
    return probe.leaks({ kiosk, sites, canary, isLacking: kiosk !== whole })
  }

  for (const probe of few(probes, 6)) {
    test(`layer ${probe.layer}: without ${probe.gone.join(' ')} alone, ${probe.what}`, async () => {
      const lacking = await startChromium(judgeAll, { sites, flags, isThere: without(...probe.gone) })
      const leaksWithout = await leaks(lacking, probe).finally(() => lacking.stop())
      expect(leaksWithout, 'without it').toBe(true)
      expect(await leaks(whole, probe), 'with it').toBe(false)
    })
  }
})
