/** Hosts that one page's approvals let it load from, beside its own origin. */
export interface Companions {
  readonly exact: ReadonlySet<string>
  /** Hosts whose subdomains are meant, and not they themselves. */
  readonly below: ReadonlySet<string>
  /** `https://host/` of each exact one, where they are few enough to be tried in turn; a text that begins so proves its own host. */
  readonly prefixes: readonly string[]
  /** The prefixes are all there is: what begins with none of them, and proves its host, is no companion's. */
  readonly onlyPrefixes: boolean
}

const mostPrefixes = 8

/** Companions from names in the parser's own form, `host` or `*.host`. */
export function companionsFrom(names: Iterable<string>): Companions {
  const exact = new Set<string>()
  const below = new Set<string>()
  for (const name of names) {
    if (name.startsWith('*.')) below.add(name.slice(2))
    else exact.add(name)
  }
  return collect(exact, below)
}

function collect(exact: ReadonlySet<string>, below: ReadonlySet<string>): Companions {
  const isFew = exact.size <= mostPrefixes
  const prefixes = isFew ? Array.from(exact, (host) => `https://${host}/`) : []
  return { exact, below, prefixes, onlyPrefixes: isFew && below.size === 0 }
}

export const noCompanions: Companions = companionsFrom([])

/** The companions of several approvals that cover one page: the union. */
export function joinCompanions(all: readonly Companions[]): Companions {
  const [first] = all
  if (all.length === 1 && first !== undefined) return first
  return collect(new Set(all.flatMap(({ exact }) => [...exact])), new Set(all.flatMap(({ below }) => [...below])))
}

/** Is the host a companion? Only ever asked of hosts on the scheme's own port. */
export function isCompanion(companions: Companions, host: string): boolean {
  if (companions.exact.has(host)) return true
  if (companions.below.size === 0) return false
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    if (companions.below.has(host.slice(dot + 1))) return true
  }
  return false
}
