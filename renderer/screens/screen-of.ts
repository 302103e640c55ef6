import type { Screen, ScreenKind } from '#core/contract/view.ts'

/** What the screen of one kind is given. */
export interface Given<K extends ScreenKind> {
  readonly screen: Extract<Screen, { kind: K }>
}
