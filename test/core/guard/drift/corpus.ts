import { readFileSync } from 'node:fs'
import { z } from 'zod'

const PageText = z.strictObject({ text: z.string(), around: z.string(), linked: z.number() })
const Pairs = z.array(z.tuple([z.string(), z.string()]))
const Kinds = z.strictObject({ green: Pairs, shown: Pairs, closed: Pairs, closedInKeptFrame: Pairs })
const pages = z.record(z.string(), PageText).parse(JSON.parse(readFileSync('test/vectors/drift/pages.json', 'utf8')))

export const pairs = Kinds.parse(JSON.parse(readFileSync('test/vectors/drift/pairs.json', 'utf8')))
export function pageNamed(name: string): z.infer<typeof PageText> {
  const page = pages[name]
  if (page === undefined) throw new Error(`no page "${name}" in the corpus`)
  return page
}
