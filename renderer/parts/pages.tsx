import type { ReactNode } from 'react'
import { changeDraft, useDraft } from '../store.ts'
import { useWords } from '../words.ts'
import { Sign } from './picture.tsx'
import { Press } from './press.tsx'

/** The part of a long row of things that is on show, and whether there is more on either side. */
export function pageOf<T>(things: readonly T[], perPage: number, page: number) {
  const pages = Math.max(1, Math.ceil(things.length / perPage))
  const now = Math.min(page, pages - 1)
  return { things: things.slice(now * perPage, (now + 1) * perPage), from: now * perPage, now, hasMore: now < pages - 1, pages }
}

interface PagesProps {
  readonly now: number
  readonly hasMore: boolean
  readonly pages: number
  readonly more: string
  readonly children: ReactNode
}

/** Things on pages, turned with one big leaf on each side: never a scroll. */
export function Pages({ now, hasMore, pages, more, children }: PagesProps) {
  const page = useDraft().page
  const words = useWords()
  if (pages === 1) return <div className="paged">{children}</div>
  return (
    <div className="paged turning">
      {children}
      <div className="leaves">
        <Leaf label={more} mark="more" isThere={hasMore} act={() => changeDraft({ page: Math.min(page, pages - 1) + 1 })} sign="forward" />
        <Leaf label={words('back')} mark="fewer" isThere={now > 0} act={() => changeDraft({ page: now - 1 })} sign="backward" />
      </div>
    </div>
  )
}

interface LeafProps {
  readonly label: string
  readonly mark: string
  readonly isThere: boolean
  readonly act: () => void
  readonly sign: 'forward' | 'backward'
}
function Leaf({ label, mark, isThere, act, sign }: LeafProps) {
  if (!isThere) return <span className="leaf-gap" />
  return (
    <Press className={`btn leaf ${sign}`} mark={mark} act={act}>
      <Sign name="forward" />
      <span>{label}</span>
    </Press>
  )
}
