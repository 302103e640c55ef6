import type { PolicyEntry } from '#core/policy/policy.ts'

/**
 * The list as a content blocker's rules, turned round: a match means approved. Their best form: one rule for each approved
 * address, one for each host's own parts, and one for each companion with all its pages' hosts (never one for each pair).
 */
export function invertedRules(entries: readonly PolicyEntry[]): string[] {
  const rules: string[] = []
  const hosts = new Set<string>()
  const askers = new Map<string, Set<string>>()
  for (const { url, scope, also, companions } of entries) {
    for (const text of [url, ...also]) {
      const { hostname, host, pathname, search } = new URL(text)
      if (scope === 'site') rules.push(`||${host}^$document`)
      else if (scope === 'page') rules.push(`|https://${host}${pathname}${search}|$document`)
      else rules.push(`|https://${host}${pathname}${pathname.endsWith('/') ? '' : '^'}$document`)
      hosts.add(hostname)
      for (const companion of companions) {
        const named = askers.get(companion)
        if (named === undefined) askers.set(companion, new Set([hostname]))
        else named.add(hostname)
      }
    }
  }
  for (const host of hosts) rules.push(`||${host}^$script,1p`)
  for (const [companion, named] of askers) rules.push(`||${companion.replace('*.', '')}^$script,domain=${[...named].join('|')}`)
  return rules
}
