import { HedgerowError } from '#core/contract/errors.ts'

/**
 * Does this measure hold in this run of the browser? In the product each does. Names: `verdicts`; `egress`,
 * `egress-hosts`, `egress-ports`, `egress-names`; `windows`, `permissions`, `downloads`, `keys`, `taken-away`, `prerender`,
 * `content-type`, `crash-dumps`, `flag:--NAME`, `feature:NAME`, `preference:NAME`, `header:NAME`.
 */
export type IsThere = (measure: string) => boolean

export const everything: IsThere = () => true

/**
 * For the tests of the layers: a browser that lacks these measures. Refused outside the test runner, so that no flag,
 * setting or start option can ever lead here. A name that ends in `:` stands for its whole kind. Throws HG_FLAG_REFUSED.
 */
export function without(...measures: readonly string[]): IsThere {
  if (!('__vitest_worker__' in globalThis)) throw new HedgerowError('HG_FLAG_REFUSED', 'a layer cannot be taken away')
  return (asked) => !measures.some((gone) => asked === gone || (gone.endsWith(':') && asked.startsWith(gone)))
}
