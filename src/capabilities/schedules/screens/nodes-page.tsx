import { useState } from 'react'
import { yearOf } from '../../../kernel/day.ts'
import { useDownload, useOperation, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { exportSheet, listNodes, NODE_VERDICTS, NodeFilter, type NodeLine } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { FeedDialog } from './feed-dialog.tsx'
import { VerdictMark } from './marks.tsx'
import type { Words } from './wording.ts'
import './schedules.css'

const STATE = {
  text: '',
  verdict: [] as readonly string[],
  unitId: [] as readonly string[],
  dueFrom: '',
  dueTo: '',
  critical: false,
  withFinished: false,
}

/** The nodes of every project in reach, the ones owed first ahead. */
export default function NodesPage() {
  const words = useMessages(schedulesMessages)
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const [isFeedOpen, setFeedOpen] = useState(false)
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const sheet = useDownload(exportSheet)
  const filter = filterOf(state)
  const counted = useOperation(listNodes, { ...filter, limit: 1 })
  const texts = words.list
  return (
    <>
      <PageHeader
        title={texts.title}
        note={
          counted.data
            ? texts.counts(counted.data.counts.late, counted.data.counts.will_be_late, counted.data.counts.due)
            : texts.note
        }
        marks={isSample ? <SampleMark /> : null}
        actions={
          <>
            <button type="button" className="k-button" onClick={() => setFeedOpen(true)}>
              {texts.subscribe}
            </button>
            {counted.data ? (
              <ExportButton
                year={yearOf(counted.data.today)}
                isBusy={sheet.isPending}
                onExport={(year) => sheet.mutate({ year })}
              />
            ) : null}
          </>
        }
      />
      {sheet.error ? <RefusalNote refusal={sheet.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: texts.search },
          {
            kind: 'choices',
            key: 'verdict',
            label: texts.verdict,
            options: NODE_VERDICTS.map((value) => ({ value, label: words.verdicts[value] })),
          },
          {
            kind: 'choices',
            key: 'unitId',
            label: texts.unit,
            options: (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
          },
          { kind: 'days', key: 'dueFrom', toKey: 'dueTo', label: texts.dueOn },
          { kind: 'switch', key: 'critical', label: texts.onlyCritical },
          { kind: 'switch', key: 'withFinished', label: texts.withFinished },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
        foldAfter={6}
      />
      <DataTable
        id="schedules.nodes"
        label={texts.title}
        note={texts.note}
        columns={columnsOf(words)}
        source={usePages(listNodes, filter)}
        rowKey={(row) => `${row.projectId} ${row.nodeId}`}
        rowLink={(row) => `/key-projects/${row.projectId}/plan`}
        {...(counted.data ? { count: counted.data.total } : {})}
        empty={texts.empty}
        isA3
      />
      {isFeedOpen ? <FeedDialog onClose={() => setFeedOpen(false)} /> : null}
    </>
  )
}

function ExportButton({
  year,
  isBusy,
  onExport,
}: {
  readonly year: number
  readonly isBusy: boolean
  readonly onExport: (year: number) => void
}) {
  const words = useMessages(schedulesMessages)
  return (
    <button type="button" className="k-button" disabled={isBusy} onClick={() => onExport(year)}>
      {words.list.exportYear(year)}
    </button>
  )
}

/** The filter of an address; what is no filter is left out. */
function filterOf(state: Readonly<Record<string, unknown>>): NodeFilter {
  const given = Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
  const parsed = NodeFilter.safeParse(given)
  return parsed.success ? parsed.data : NodeFilter.parse({})
}

function columnsOf(words: Words): readonly Column<NodeLine>[] {
  const { columns } = words
  return [
    { key: 'name', title: columns.name, width: 200, isPinned: true, cell: (row) => row.name },
    {
      key: 'project',
      title: columns.project,
      width: 240,
      cell: (row) => <AppLink to={`/key-projects/${row.projectId}`}>{row.projectName}</AppLink>,
    },
    {
      key: 'verdict',
      title: columns.verdict,
      width: 150,
      cell: (row) => (
        <span className="schedules-verdict">
          <VerdictMark verdict={row.verdict} />
          {row.daysLate > 0 ? (
            <span className="k-quiet">
              {row.verdict === 'done_late' ? words.table.moved(row.daysLate) : words.table.daysLate(row.daysLate)}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'dueOn',
      title: columns.dueOn,
      width: 170,
      cell: (row) => (
        <>
          <DayText day={row.dueOn} />{' '}
          <span className="k-quiet">{row.startedOn === null ? columns.start : columns.finish}</span>
        </>
      ),
    },
    {
      key: 'unit',
      title: columns.unit,
      width: 150,
      cell: (row) => [row.unitName, row.postTitle].filter(Boolean).join(' · ') || words.none,
    },
    {
      key: 'critical',
      title: columns.critical,
      width: 70,
      cell: (row) => (row.critical ? <Mark tone="warn">{words.table.critical}</Mark> : ''),
    },
    { key: 'totalFloat', title: columns.totalFloat, kind: 'number', width: 80, cell: (row) => row.totalFloat },
    { key: 'slip', title: columns.slipReason, width: 200, cell: (row) => row.slipReason || words.none },
  ]
}
