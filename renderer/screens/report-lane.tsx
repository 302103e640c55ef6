import type { Among, Lane } from '#core/contract/report.ts'
import { Press } from '../parts/press.tsx'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'

/** When the note goes, with an honest picture of how many it could come from: only what the hub has counted, and never more. */
export function LaneChoice({ among }: { readonly among: Among | null }) {
  const words = useWords()
  const { lane, danger } = useDraft()
  const card = (one: Lane, text: string) => (
    <Press className="btn plain-card" mark={`lane:${one}`} pressed={(danger ? 'now' : lane) === one} act={() => changeDraft({ lane: one })}>
      {text}
    </Press>
  )
  return (
    <fieldset className="card page-choice lane-choice">
      <legend>{words('report.when')}</legend>
      {among !== null && <p className="among">{words(`report.among.${among}`)}</p>}
      <div className="row">
        {card('soon', words(among === '<5' ? 'report.later' : 'report.soon'))}
        {card('now', words('report.now'))}
      </div>
    </fieldset>
  )
}

/** What is said of it aloud. */
export function laneLines(words: (key: string) => string, among: Among | null): string[] {
  const soon = words(among === '<5' ? 'report.later' : 'report.soon')
  return [...(among === null ? [] : [words(`report.among.${among}`)]), words('report.when'), soon, words('report.now')]
}
