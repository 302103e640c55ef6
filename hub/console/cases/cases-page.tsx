import { useEffect, useState } from 'react'
import type { CaseSummary, Cases } from '#core/contract/cases.ts'
import { openSummary } from '#core/sealing/case-seal.ts'
import { BeginCase } from '#hub/console/cases/begin-case.tsx'
import { CasePage } from '#hub/console/cases/case-page.tsx'
import { stepWords } from '#hub/console/cases/step-words.ts'
import { NineStrip } from '#hub/console/dsl/nine-strip.tsx'
import type { TeamAtWork } from '#hub/console/dsl/team-at-work.ts'
import type { Asked } from '#hub/console/live/use-answer.ts'
import { AnswerView } from '#hub/console/ui/answer-view.tsx'
import { Chip } from '#hub/console/ui/chip.tsx'
import { Empty } from '#hub/console/ui/empty.tsx'
import { inert } from '#hub/console/ui/inert-text.tsx'
import { PageHead } from '#hub/console/ui/page-head.tsx'
import { goTo, href } from '#hub/console/use-route.ts'
import { dateField, dayWords } from '#hub/console/words/dates.ts'

type Case = Cases['cases'][number]

/** The list of cases, a new one, or one of them: by the address. */
export function CasesPage({ asked, team, chosen }: { asked: Asked<Cases>; team: TeamAtWork; chosen: string | null }) {
  const { reload } = asked
  // A case that was begun a moment ago is not in the list yet.
  useEffect(() => {
    if (chosen !== null && chosen !== 'new') reload()
  }, [chosen, reload])
  if (chosen === 'new')
    return (
      <>
        <PageHead title="A new case" line="For a concern that somebody brings. From a child’s note, begin at the note." />
        <NineStrip />
        <BeginCase
          team={team}
          from={null}
          onBegun={(caseId) => {
            asked.reload()
            goTo('cases', caseId)
          }}
        />
      </>
    )
  if (chosen !== null)
    return (
      <AnswerView asked={asked}>
        {({ cases }) => <CasePage key={chosen} caseId={chosen} sealed={cases.find((one) => one.id === chosen) ?? null} team={team} />}
      </AnswerView>
    )
  return (
    <>
      <PageHead title="Cases" line="What you do about a worry, step by step. It reminds; you decide. The hub cannot read a word of it.">
        <a className="btn go" href={href('cases', 'new')}>
          New case
        </a>
      </PageHead>
      <NineStrip />
      <AnswerView asked={asked}>{({ cases }) => <CaseList cases={cases} team={team} />}</AnswerView>
    </>
  )
}

function CaseList({ cases, team }: { cases: readonly Case[]; team: TeamAtWork }) {
  const summaries = useSummaries(cases, team.teamIdentity)
  const open = cases.filter((one) => one.state === 'open').sort(byUrgency)
  const closed = cases.filter((one) => one.state === 'closed')
  if (cases.length === 0)
    return (
      <section className="panel">
        <Empty>
          <p>
            <b>No cases.</b> A case begins from a child’s note, or from what a colleague tells you.
          </p>
          <p className="soft">
            The school’s own record (CPOMS, MyConcern or paper) stays the file. This helps you to think and to remember.
          </p>
        </Empty>
      </section>
    )
  return (
    <section className="panel grows">
      <ul aria-label="Open cases" className="case-list">
        {open.map((one) => (
          <CaseLine key={one.id} sealed={one} summary={summaries.get(one.id)} />
        ))}
      </ul>
      {open.length === 0 && <p className="soft">No case is open.</p>}
      {closed.length > 0 && (
        <details>
          <summary>Closed ({closed.length})</summary>
          <ul aria-label="Closed cases" className="case-list">
            {closed.map((one) => (
              <CaseLine key={one.id} sealed={one} summary={summaries.get(one.id)} />
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function CaseLine({ sealed, summary }: { sealed: Case; summary: CaseSummary | null | undefined }) {
  const today = dateField(Date.now())
  return (
    <li>
      <a className="case-line" href={href('cases', sealed.id)}>
        <b>
          {summary === undefined
            ? 'Opening…'
            : summary === null
              ? 'A case that does not open with your key: it is kept'
              : inert(summary.title)}
        </b>
        <span className="chips">
          {sealed.lane === 'now' && sealed.state === 'open' && <Chip mark="now">Danger</Chip>}
          {summary != null && <Chip mark={sealed.state === 'open' ? 'info' : 'ok'}>{stepWords[summary.step].title}</Chip>}
          {sealed.dueDay !== null && (
            <Chip mark={sealed.dueDay <= today ? 'now' : 'wait'}>
              {sealed.dueDay < today ? 'Overdue since' : 'Due'} {dayWords(Date.parse(`${sealed.dueDay}T12:00:00`))}
            </Chip>
          )}
          {sealed.filed && <Chip mark="ok">Filed</Chip>}
        </span>
      </a>
    </li>
  )
}

function byUrgency(a: Case, b: Case): number {
  return (
    Number(a.lane === 'soon') - Number(b.lane === 'soon') ||
    (a.dueDay ?? '9999').localeCompare(b.dueDay ?? '9999') ||
    b.day.localeCompare(a.day)
  )
}

/** The opened lines of the list; null for one that does not open. */
function useSummaries(cases: readonly Case[], teamIdentity: string): ReadonlyMap<string, CaseSummary | null> {
  const [summaries, setSummaries] = useState<ReadonlyMap<string, CaseSummary | null>>(new Map())
  useEffect(() => {
    let stopped = false
    const openAll = async () => {
      const opened = new Map<string, CaseSummary | null>()
      for (const one of cases) opened.set(one.id, await openSummary(one.summary, teamIdentity).catch(() => null))
      if (!stopped) setSummaries(opened)
    }
    void openAll()
    return () => {
      stopped = true
    }
  }, [cases, teamIdentity])
  return summaries
}
