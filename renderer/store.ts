import { create } from 'zustand'
import type { StoryCode } from '#core/contract/picture-story.ts'
import type { Lane, ReportCategory } from '#core/contract/report.ts'
import type { KioskView, ScreenKind } from '#core/contract/view.ts'

/** Half-made choices of the screen that is on show. They live in memory only and go when the screen goes. */
export interface Draft {
  readonly pebbles: readonly string[]
  readonly wasWrong: boolean
  /** Agreement: which page of promises. Walls and shelves: which page of pictures. */
  readonly page: number
  readonly search: string
  readonly beat: 'stop' | 'think'
  readonly step: 'pictures' | 'danger' | 'last' | 'sending' | 'failed' | 'paused' | 'answer' | 'story' | 'practise' | 'making' | 'no-box'
  readonly category: ReportCategory | null
  readonly words: string
  /** Null until the child has chosen: then the category's own answer counts. */
  readonly showPage: boolean | null
  readonly danger: boolean
  readonly lane: Lane
  readonly calm: boolean
  /** The stories that would open an answer; `more`: another pair may be asked for; `again`: they were not told right yet. */
  readonly stories: { readonly code: StoryCode; readonly more: boolean; readonly again: boolean } | null
}
const emptyDraft: Draft = {
  pebbles: [],
  wasWrong: false,
  page: 0,
  search: '',
  beat: 'stop',
  step: 'pictures',
  category: null,
  words: '',
  showPage: null,
  danger: false,
  lane: 'soon',
  calm: false,
  stories: null,
}

interface RendererState {
  readonly view: KioskView | null
  /** The kind of screen before this one: "the page is hidden" is said only when there was one. */
  readonly before: ScreenKind | null
  readonly draft: Draft
}

export const useRenderer = create<RendererState>(() => ({ view: null, before: null, draft: emptyDraft }))

/** What the draft belongs to: another screen, child or link starts an empty one. */
function owner(view: KioskView | null): string {
  if (view === null) return ''
  const { screen } = view
  switch (screen.kind) {
    case 'secret':
      return `secret ${screen.pupil.id}`
    case 'pupils':
      return `pupils ${screen.class.id}`
    case 'personal':
      return `personal ${screen.tile.id} ${screen.what.join(' ')}`
    case 'think':
      return `think ${screen.tile.id} ${screen.prompt}`
    default:
      return screen.kind
  }
}

/** Takes a view from the kiosk; a late one is dropped. */
export function takeView(view: KioskView): void {
  useRenderer.setState((state) => {
    if (state.view !== null && view.serial < state.view.serial) return state
    const isSame = owner(state.view) === owner(view)
    return { view, before: isSame ? state.before : (state.view?.screen.kind ?? null), draft: isSame ? state.draft : emptyDraft }
  })
}

export function changeDraft(change: Partial<Draft>): void {
  useRenderer.setState((state) => ({ draft: { ...state.draft, ...change } }))
}

/** Forgets the half-made choices, and leaves the view. */
export function forgetDraft(): void {
  useRenderer.setState({ draft: emptyDraft })
}

export const useDraft = (): Draft => useRenderer((state) => state.draft)
