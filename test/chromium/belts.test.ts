import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { documentHeaders } from '#chromium/document-headers.ts'
import { chromiumFlags } from '#chromium/flags.ts'
import { profileFolder } from '#chromium/profile.ts'
import { droppedHeaders } from '#core/guard/page-powers.ts'

/** Every measure that the code asks for by its name (chromium/measures.ts). */
async function measures(): Promise<Set<string>> {
  const names = new Set<string>()
  const asks = (name: string): boolean => {
    names.add(name)
    return true
  }
  chromiumFlags({ profile: '/nowhere', proxyPort: 1, screen: { width: 800, height: 600 }, extra: [], isThere: asks })
  await profileFolder(null, null, asks).remove()
  documentHeaders(
    [...droppedHeaders, 'content-security-policy'].map((name) => ({ name, value: 'x' })),
    asks,
  )
  for (const folder of ['chromium', 'host/egress']) {
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts')))
      for (const [, name = ''] of readFileSync(`${folder}/${file}`, 'utf8').matchAll(/isThere\('([^']+)'\)/g)) names.add(name)
  }
  return names
}

/** Those that a test takes away alone and sees the leak. */
function shownAlone(): Set<string> {
  const probes = readFileSync('test/shells/layer-probes.ts', 'utf8')
  return new Set([...probes.matchAll(/gone: \['([^',]+)'\]/g)].map(([, name = '']) => name))
}

it('every measure is shown to hold alone, or stands among the belts with what holds instead; none stands there that is gone', async () => {
  const [, table = ''] = /\*\*Belts\*\*[^\n]*\n([\s\S]*?)\n## /.exec(readFileSync('docs/security.md', 'utf8')) ?? []
  const rows = table.split('\n').filter((line) => line.startsWith('| `'))
  const belts = rows.flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name))
  expect(belts.length).toBe(new Set(belts).size)
  const all = await measures()
  const alone = shownAlone()
  // Names of the house and inside addresses: test/host/egress.
  alone.add('egress-names')
  expect(all.size).toBeGreaterThan(80)
  expect(belts.toSorted()).toEqual([...all].filter((name) => !alone.has(name)).toSorted())
  expect([...alone].filter((name) => !all.has(name))).toEqual([])
})
