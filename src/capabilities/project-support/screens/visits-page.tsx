import { useState } from 'react'
import { useDownload, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { exportVisits, listVisits, type Visit, VISIT_OUTCOMES, VisitFilter } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { useLeaderOptions } from './choices.tsx'
import { OutcomeMark, PromiseList } from './marks.tsx'
import './project-support.css'
import { VisitActions } from './visit-actions.tsx'
import { RecordVisitDialog } from './visit-dialogs.tsx'

const STATE = {
  from: '',
  to: '',
  visitorPostId: [] as readonly string[],
  outcome: [] as readonly string[],
}

type Words = (typeof projectSupportMessages)['zh-CN']

/** The log of visits to every project the reader may see. */
export default function VisitsPage() {
  const words = useMessages(projectSupportMessages)
  const isSample = useSession().sample
  const mayVisit = useMay('project_support.visit')
  const [isRecording, setRecording] = useState(false)
  const [state, patch, reset] = useUrlState(STATE)
  const filter = filterOf(state)
  const download = useDownload(exportVisits)
  return (
    <>
      <PageHeader
        title={words.visits.title}
        note={words.visits.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          <>
            {mayVisit ? (
              <button type="button" className="k-button k-button-primary" onClick={() => setRecording(true)}>
                {words.visits.record}
              </button>
            ) : null}
            <button
              type="button"
              className="k-button"
              disabled={download.isPending}
              onClick={() => download.mutate(filter)}
            >
              {words.visits.export}
            </button>
          </>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'days', key: 'from', toKey: 'to', label: words.visits.visitedOn },
          { kind: 'choices', key: 'visitorPostId', label: words.visits.visitor, options: useLeaderOptions('all') },
          {
            kind: 'choices',
            key: 'outcome',
            label: words.visits.outcome,
            options: VISIT_OUTCOMES.map((value) => ({ value, label: words.outcomes[value] })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="project_support.visits"
        label={words.visits.title}
        columns={columnsOf(words)}
        source={usePages(listVisits, filter)}
        rowKey={(row) => row.id}
        isFiltered={Object.keys(filter).length > 0}
        {...(Object.keys(filter).length > 0 ? {} : { empty: words.visits.empty })}
      />
      {isRecording ? <RecordVisitDialog onClose={() => setRecording(false)} /> : null}
    </>
  )
}

/** The filter of an address; what is no filter is left out. */
function filterOf(state: Record<string, unknown>): VisitFilter {
  const given = Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
  const parsed = VisitFilter.safeParse(given)
  return parsed.success ? parsed.data : {}
}

function columnsOf(words: Words): readonly Column<Visit>[] {
  return [
    {
      key: 'visitedOn',
      title: words.visits.visitedOn,
      width: 130,
      isPinned: true,
      cell: (row) => <DayText day={row.visitedOn} />,
    },
    {
      key: 'project',
      title: words.visits.project,
      width: 220,
      cell: (row) => <AppLink to={`/key-projects/${row.projectId}`}>{row.projectName}</AppLink>,
    },
    { key: 'visitor', title: words.visits.visitor, width: 120, cell: (row) => row.visitorTitle },
    { key: 'sentence', title: words.visits.sentence, width: 220, cell: (row) => row.sentence },
    { key: 'outcome', title: words.visits.outcome, width: 90, cell: (row) => <OutcomeMark outcome={row.outcome} /> },
    { key: 'problem', title: words.visits.problem, width: 180, cell: (row) => row.problem || words.visits.noProblem },
    { key: 'solution', title: words.visits.solution, width: 150, cell: (row) => row.solution || '—' },
    {
      key: 'promises',
      title: words.visits.promises,
      width: 240,
      cell: (row) => <PromiseList promises={row.promises} />,
    },
    { key: 'nextOn', title: words.visits.nextOn, width: 130, cell: (row) => <DayText day={row.nextOn} /> },
    { key: 'actions', title: words.actions, width: 110, cell: (row) => <VisitActions visit={row} /> },
  ]
}
