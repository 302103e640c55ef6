import { useCallback, useEffect, useState } from 'react'
import { readClocks } from '#core/cases/clocks.ts'
import { tellStory } from '#core/cases/story.ts'
import type { CaseEntries, CaseEntry, CaseMove, Cases, Outcome } from '#core/contract/cases.ts'
import { openEntry, openSummary } from '#core/sealing/case-seal.ts'
import { api } from '#hub/console/api.ts'
import { Clocks } from '#hub/console/cases/clocks.tsx'
import { saveEntry } from '#hub/console/cases/save-entry.ts'
import { SidePaths } from '#hub/console/cases/side-paths.tsx'
import { StepForm } from '#hub/console/cases/step-form.tsx'
import { StoryView } from '#hub/console/cases/story-view.tsx'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import { CloseNote } from '#hub/console/dsl/note-forms.tsx'
import { newEntry, type TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import { useAnswer } from '#hub/console/live/use-answer.ts'
import { useDoing } from '#hub/console/live/use-doing.ts'
import { casePaper } from '#hub/console/records/case-paper.ts'
import { CaseExport } from '#hub/console/records/export-form.tsx'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { FaultNote } from '#hub/console/ui/fault-note.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { href } from '#hub/console/use-route.ts'
import { count } from '#hub/console/words/count.ts'

/** One case. Its story is asked for once, since each reading is recorded; it is opened in this browser. */
export function CasePage({ caseId, sealed, team }: { caseId: string; sealed: Cases['cases'][number] | null; team: TeamAtWork }) {
  const asked = useAnswer(() => api.caseEntries(caseId), caseId, [])
  const summary = sealed?.summary ?? ''
  const [title, setTitle] = useState('A case')
  useEffect(() => {
    openSummary(summary, team.teamIdentity).then(
      (opened) => setTitle(inert(opened.title)),
      () => undefined,
    )
  }, [summary, team.teamIdentity])
  return (
    <>
      <PageHead title={title} line="Your notes to yourselves. They are sealed; what was written is never changed, only added to.">
        <a className="btn plain" href={href('cases')}>
          All cases
        </a>
      </PageHead>
      <NineStrip />
      <AnswerView asked={asked}>
        {(answer) => <OpenedCase caseId={caseId} title={title} answer={answer} team={team} put={asked.put} reload={asked.reload} />}
      </AnswerView>
    </>
  )
}

function OpenedCase({
  caseId,
  title,
  answer,
  team,
  put,
  reload,
}: {
  caseId: string
  title: string
  answer: CaseEntries
  team: TeamAtWork
  put: (answer: CaseEntries) => void
  reload: () => void
}) {
  const { entries, lost } = useEntries(answer, team.teamIdentity)
  const { busy, fault, run } = useDoing()
  const [closing, setClosing] = useState(false)
  const story = tellStory(entries ?? [])
  const add = useCallback(
    async (more: Partial<CaseEntry>, move: CaseMove = 'none'): Promise<boolean> =>
      run('Sealing…', async () => {
        const entry = newEntry(team, more)
        put(await saveEntry(team, { caseId, revision: answer.revision, title, entries: entries ?? [] }, entry, move))
      }),
    [run, team, put, caseId, answer.revision, title, entries],
  )
  if (entries === null)
    return (
      <p className="waiting" role="status">
        Opening…
      </p>
    )
  const isOpen = answer.state === 'open'
  return (
    <>
      <FaultNote fault={fault} again={fault?.code === 'HG_CHANGED_MEANWHILE' ? reload : undefined} />
      {lost > 0 && <p className="note-wait">{count(lost, 'line')} of this case do not open with your key. They are kept.</p>}
      <Clocks clocks={readClocks(story, team.calendar)} calendar={team.calendar} />
      {isOpen ? (
        <StepForm calendar={team.calendar} key={`${story.step} ${answer.revision}`} step={story.step} busy={busy} onSave={add} />
      ) : (
        <div className="row">
          <p>This case is closed.</p>
          <button
            type="button"
            className="btn plain"
            disabled={busy !== null}
            onClick={() => void add({ about: 'closed', choice: 'reopened' }, 'reopen')}
          >
            {busy ?? 'Open it again'}
          </button>
        </div>
      )}
      <SidePaths key={`side ${answer.revision}`} busy={busy} onSave={add} />
      <StoryView lines={story.lines} busy={busy} onAmend={add} />
      <CaseExport caseId={caseId} paperOf={(facts) => casePaper(title, story.lines, team.me, facts)} />
      {isOpen && (
        <div className="row">
          <button type="button" className="btn plain" aria-expanded={closing} onClick={() => setClosing(!closing)}>
            Close this case
          </button>
          {answer.filed && <span className="soft">It stands in the school’s own file.</span>}
        </div>
      )}
      {isOpen && closing && <CloseNote busy={busy} onClose={(outcome, reason, reference) => void close(outcome, reason, reference)} />}
    </>
  )

  /** Child protection takes two entries, one after the other: where it is filed, then the closing on the revision that this gave. */
  function close(outcome: Outcome, reason: string, reference: string): Promise<boolean> {
    return run('Closing…', async () => {
      let at = { caseId, revision: answer.revision, title, entries: entries ?? [] }
      if (outcome === 'child-protection') {
        const filing = newEntry(team, { reference, decision: 'Filed in the school’s own record.' })
        const between = await saveEntry(team, at, filing, 'file')
        put(between)
        at = { ...at, revision: between.revision, entries: [...at.entries, filing] }
      }
      const entry = newEntry(team, { about: 'closed', outcome, reason })
      put(await saveEntry(team, at, entry, outcome === 'child-protection' ? 'close-as-child-protection' : 'close'))
    })
  }
}

/** Opens a story's entries; null while it does. `lost`: how many do not open. */
function useEntries(answer: CaseEntries, teamIdentity: string): { entries: readonly CaseEntry[] | null; lost: number } {
  const [opened, setOpened] = useState<{ of: CaseEntries; entries: readonly (CaseEntry | null)[] } | null>(null)
  useEffect(() => {
    let stopped = false
    void Promise.all(answer.entries.map(({ body }) => openEntry(body, teamIdentity).catch(() => null))).then((entries) => {
      if (!stopped) setOpened({ of: answer, entries })
    })
    return () => {
      stopped = true
    }
  }, [answer, teamIdentity])
  if (opened === null) return { entries: null, lost: 0 }
  const entries = opened.entries.filter((entry) => entry !== null)
  return { entries, lost: opened.entries.length - entries.length }
}
