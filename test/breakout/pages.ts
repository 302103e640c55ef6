import { HedgerowError } from '#core/contract/errors.ts'
import { startAttackSites } from './attack-sites.ts'
import { type Judgement, judgePage, keepPictures, type Trial, usualTrial } from './judge.ts'
import type { Weakness } from './kiosk.ts'
import { type AttackPage, readPagesFolder } from './pages-folder.ts'

export interface PageResult {
  readonly page: AttackPage
  readonly judgement: Judgement
}

const notJudged = (fault: unknown): Judgement => {
  const says = fault instanceof HedgerowError ? `${fault.code}: ${fault.message}` : fault instanceof Error ? fault.message : String(fault)
  return { verdict: 'FAILED', reason: says, faults: [{ criterion: 'kiosk', says }], coverMs: null, pictures: [] }
}

/**
 * Tries every page of a folder, one after the other, each in a kiosk of its own with a browser of its own. `onResult` gets
 * each as it comes. Pictures of failures go to `picturesTo`. Throws HG_PAGES_FOLDER, and what a kiosk throws that cannot start at all.
 */
export async function tryPages(
  folder: string,
  options: {
    readonly picturesTo: string
    onResult(result: PageResult): void
    readonly weakness?: Weakness
    readonly trial?: Trial
    /** Only these, by their name without `.html`. */
    readonly only?: readonly string[]
  },
): Promise<readonly PageResult[]> {
  const pages = readPagesFolder(folder)
  const sites = await startAttackSites(pages)
  const results: PageResult[] = []
  try {
    for (const page of pages.pages) {
      if (options.only && !options.only.includes(page.title.replace(/\.html$/i, ''))) continue
      const judgement =
        page.fault === null
          ? await judgePage(page, sites, options.weakness, options.trial ?? usualTrial).catch(notJudged)
          : notJudged(page.fault)
      keepPictures(options.picturesTo, page.title.replace(/\.html$/i, ''), judgement.pictures)
      results.push({ page, judgement })
      options.onResult({ page, judgement })
    }
  } finally {
    await sites.stop()
  }
  return results
}
