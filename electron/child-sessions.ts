import type { PageRequest, Verdict } from '#core/contract/verdict.ts'
import type { BuiltInSite } from '#host/built-in-site.ts'
import type { ApiSession, ElectronApi } from './electron-api.ts'
import type { Page } from './page.ts'
import { serveSite } from './protocol.ts'
import { guardRequests, mayPass, type RequestRules } from './requests.ts'
import { denyEverything, forgetSession } from './session-rules.ts'

/** `practice`: our own practice pages, served from files, no network. `web`: everything else. */
export type Home = 'practice' | 'web'

export interface ChildSessions {
  homeOf(url: string): Home
  of(home: Home): ApiSession
  /** Resolves once both are there and can reach nothing but our way out. Rejects when that cannot be had: then no page may open. */
  ready(): Promise<void>
  /** Wipes what this child left; the next one gets new sessions under new names (B094). Rejects when a wipe fails. */
  forget(): Promise<void>
}

export interface ChildSessionParts {
  /** A name that was never used before; without `persist:`, so that nothing of the session touches the disk. */
  partition(purpose: string): string
  readonly practice: BuiltInSite
  judge(request: PageRequest): Verdict
  page(): Page | null
  onDownload(): void
  /** The port of our way out. */
  proxyPort(): number
  passed(url: string): void
}

export function childSessions(api: Pick<ElectronApi, 'session'>, parts: ChildSessionParts): ChildSessions {
  let open = new Map<Home, ApiSession>()
  let behind = new Map<Home, Promise<void>>()
  const rules: RequestRules = {
    judge: parts.judge,
    where: () => parts.page()?.where ?? null,
    passed: parts.passed,
    hold: (answer, isNavigation) => parts.page()?.hold(answer, isNavigation) ?? false,
    onRefusedTop: (url, verdict) => parts.page()?.onRefusedTop(url, verdict),
  }

  function make(home: Home): ApiSession {
    const session = api.session.fromPartition(parts.partition(home))
    // The second layer, before the first request: everything goes to our way out, loopback addresses too.
    behind.set(
      home,
      session.setProxy({ mode: 'fixed_servers', proxyRules: `127.0.0.1:${parts.proxyPort()}`, proxyBypassRules: '<-loopback>' }),
    )
    denyEverything(session, parts.onDownload)
    guardRequests(session, rules)
    if (home === 'practice') {
      serveSite(session, parts.practice, (url, method) => {
        // Whether listeners are asked for a handled scheme depends on Electron's version, so the handler asks for itself.
        const isTop = bare(parts.page()?.where.pending ?? '') === bare(url)
        return mayPass({ url, method, resourceType: isTop ? 'mainFrame' : 'other' }, rules)
      })
    }
    open.set(home, session)
    return session
  }

  return {
    homeOf: (url) => (URL.parse(url)?.origin === parts.practice.origin ? 'practice' : 'web'),
    of: (home) => open.get(home) ?? make(home),
    async ready() {
      for (const home of ['web', 'practice'] as const) if (!open.has(home)) make(home)
      await Promise.all(behind.values())
    },
    async forget() {
      const left = [...open.values()]
      open = new Map()
      behind = new Map()
      await Promise.all(left.map(forgetSession))
    },
  }
}

/** An address as it is asked for: written out in full, without what stands after `#`. */
function bare(url: string): string {
  return (URL.parse(url)?.href ?? url).replace(/#.*$/s, '')
}
