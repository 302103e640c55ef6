/**
 * The document with these texts in place of what stands between `<!-- bench: NAME -->` and `<!-- end -->`, in a block of code.
 * Throws when it has no such place.
 */
export function withTables(document: string, name: string, texts: readonly string[]): string {
  const begins = `<!-- bench: ${name} -->\n`
  const from = document.indexOf(begins)
  const to = document.indexOf('<!-- end -->', from)
  if (from < 0 || to < 0) throw new Error(`docs/performance.md has no place for ${name}`)
  const block = ['```', texts.join('\n\n'), '```', ''].join('\n')
  return document.slice(0, from + begins.length) + block + document.slice(to)
}
