import type { Looks, TileLook } from '#core/contract/look.ts'
import { type ApiFault, api } from '#hub/console/api.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'

export interface LooksState {
  readonly of: (tileId: string) => TileLook | undefined
  /** Kiosks that could be asked now; null while that is not known. */
  readonly inReach: number | null
  readonly busy: string | null
  readonly fault: ApiFault | null
  readonly ask: (tileIds: readonly string[]) => void
}

/** What kiosks found out about the tiles of a class. */
export function useLooks(classId: string): LooksState {
  const asked = useAnswer<Looks>(() => api.looks(classId), `looks ${classId}`, ['looks-changed', 'class-changed'])
  const { busy, fault, run } = useDoing()
  const looks = asked.answer.kind === 'there' ? asked.answer.value : null
  return {
    of: (tileId) => looks?.looks.find((one) => one.tileId === tileId),
    inReach: looks?.inReach ?? null,
    busy,
    fault,
    ask: (tileIds) => void run('Asking…', async () => asked.put(await api.askLooks(classId, tileIds))),
  }
}
