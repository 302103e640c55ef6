import fontUrl from '#assets/fonts/noto-sans-paper.ttf'
import { type PaperFont, readFont } from '#core/records/pdf/font.ts'
import { ApiFault } from '#hub/console/api.ts'

let kept: Promise<PaperFont> | null = null

/** The font of papers, fetched from the hub when the first one is made. Throws ApiFault HUB_OUT_OF_REACH. */
export function paperFont(): Promise<PaperFont> {
  kept ??= fetchFont().catch((thrown: unknown) => {
    kept = null
    throw thrown
  })
  return kept
}

async function fetchFont(): Promise<PaperFont> {
  const answer = await fetch(fontUrl).catch(() => null)
  if (answer === null || !answer.ok) throw new ApiFault('HUB_OUT_OF_REACH')
  return readFont(new Uint8Array(await answer.arrayBuffer()))
}
