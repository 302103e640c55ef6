import { useCallback, useRef, useState } from 'react'
import type { z } from 'zod'
import type { ClassDesk } from '#core/contract/hub-api.ts'
import type { ClassDraft } from '#core/contract/list.ts'
import { type ApiFault, api, faultOf } from '#hub/console/api.ts'
import { type Asked, useAnswer } from '#hub/console/live/use-answer.ts'

export type DeskAnswer = z.infer<typeof ClassDesk>

/** One change of a class's draft, made again on a newer draft when somebody else was quicker. */
export interface Edit {
  /** What it does, for "Undo" and for a conflict: `Add “Snail diary”`. */
  readonly words: string
  readonly apply: (draft: ClassDraft) => ClassDraft
  /** The draft that the teacher saw when beginning to write. */
  readonly begunOn?: ClassDraft
  /** Would it run over what somebody else did since? */
  readonly clashes?: (draft: ClassDraft) => boolean
  /** Runs once it is saved, be it at once or after a conflict was settled. */
  readonly done?: () => void
}

export interface Conflict {
  readonly mine: Edit
  /** The draft that the change was begun on. */
  readonly before: ClassDraft
  readonly theirs: DeskAnswer
}

export interface ClassDraftState {
  readonly asked: Asked<DeskAnswer>
  readonly busy: string | null
  readonly fault: ApiFault | null
  readonly conflict: Conflict | null
  /** What "Undo" would take back; null when there is nothing, or somebody else has changed the class since. */
  readonly undoable: string | null
  readonly change: (edit: Edit) => Promise<void>
  readonly undo: () => Promise<void>
  readonly publish: () => Promise<boolean>
  /** Puts my change on top of theirs. */
  readonly keepMine: () => Promise<void>
  readonly takeTheirs: () => void
}

interface Step {
  readonly words: string
  readonly before: ClassDraft
  /** The revision that this step made; a higher one by somebody else ends the history. */
  readonly revision: number
}

/** One class's draft: each change is saved at once, can be taken back, and meets other people's changes kindly. */
export function useClassDraft(classId: string): ClassDraftState {
  const asked = useAnswer(() => api.desk(classId), classId, ['class-changed'])
  const [busy, setBusy] = useState<string | null>(null)
  const [fault, setFault] = useState<ApiFault | null>(null)
  const [conflict, setConflict] = useState<Conflict | null>(null)
  const [steps, setSteps] = useState<readonly Step[]>([])
  const working = useRef(false)
  const desk = asked.answer.kind === 'there' ? asked.answer.value : null
  const last = steps.at(-1)
  const undoable = desk !== null && last !== undefined && last.revision === desk.revision ? last.words : null

  const alone = useCallback(async <T>(words: string, otherwise: T, act: () => Promise<T>): Promise<T> => {
    if (working.current) return otherwise
    working.current = true
    setBusy(words)
    setFault(null)
    try {
      return await act()
    } catch (thrown) {
      setFault(faultOf(thrown))
      return otherwise
    } finally {
      working.current = false
      setBusy(null)
    }
  }, [])

  const save = async (edit: Edit, on: DeskAnswer): Promise<void> => {
    try {
      const saved = await api.saveDraft(classId, { revision: on.revision, draft: edit.apply(on.draft) })
      setSteps((before) => [
        ...(before.at(-1)?.revision === on.revision ? before : []),
        { words: edit.words, before: on.draft, revision: saved.revision },
      ])
      asked.put(saved)
      setConflict(null)
      edit.done?.()
    } catch (thrown) {
      if (faultOf(thrown).code !== 'HG_CHANGED_MEANWHILE') throw thrown
      const theirs = await api.desk(classId)
      asked.put(theirs)
      setConflict({ mine: edit, before: on.draft, theirs })
    }
  }

  return {
    asked,
    busy,
    fault,
    conflict,
    undoable,
    change: (edit) =>
      alone('Saving…', undefined, async () => {
        if (desk === null) return
        if (edit.clashes?.(desk.draft)) setConflict({ mine: edit, before: edit.begunOn ?? desk.draft, theirs: desk })
        else await save(edit, desk)
      }),
    undo: () =>
      alone('Taking it back…', undefined, async () => {
        if (desk === null || last === undefined || undoable === null) return
        const saved = await api.saveDraft(classId, { revision: desk.revision, draft: last.before })
        setSteps((before) => {
          const kept = before.slice(0, -1)
          const top = kept.at(-1)
          return top === undefined ? kept : [...kept.slice(0, -1), { ...top, revision: saved.revision }]
        })
        asked.put(saved)
      }),
    publish: () =>
      alone('Publishing…', false, async () => {
        if (desk === null) return false
        asked.put(await api.publish(classId, desk.revision))
        return true
      }),
    keepMine: () =>
      alone('Saving…', undefined, async () => {
        if (conflict !== null && desk !== null) await save(conflict.mine, desk)
      }),
    takeTheirs: () => setConflict(null),
  }
}
