import fontUrl from '#assets/fonts/noto-sans-paper.ttf'
import { ApiFault } from '#hub/console/api.ts'

let kept: Promise<Uint8Array> | null = null

/** The font of papers, fetched from the hub when the first one is made. Throws ApiFault HUB_OUT_OF_REACH. */
export function paperFont(): Promise<Uint8Array> {
  kept ??= fetchFont().catch((thrown: unknown) => {
    kept = null
    throw thrown
  })
  return kept
}

async function fetchFont(): Promise<Uint8Array> {
  const answer = await fetch(fontUrl).catch(() => null)
  if (answer === null || !answer.ok) throw new ApiFault('HUB_OUT_OF_REACH')
  return new Uint8Array(await answer.arrayBuffer())
}
