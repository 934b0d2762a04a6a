import { useState } from 'react'
import { useOperation, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { countPromises, listPromises, PROMISE_STATES, PromiseFilter, type PromiseLine } from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { CreatePromiseDialog } from './promise-dialogs.tsx'
import { PromiseMarks } from './promise-marks.tsx'

const STATE = {
  text: '',
  state: [] as readonly string[],
  unitId: [] as readonly string[],
  dueFrom: '',
  dueTo: '',
  overdue: false,
}

type Words = (typeof obstaclesMessages)['zh-CN']['promises']

/** The ledger of promises: the next due first. */
export default function PromisesPage() {
  const words = useMessages(obstaclesMessages).promises
  const go = useGo()
  const isSample = useSession().sample
  const mayManage = useMay('promises.manage')
  const [isCreating, setCreating] = useState(false)
  const [state, patch, reset] = useUrlState(STATE)
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const filter = filterOf(state)
  const counts = useOperation(countPromises, filter)
  return (
    <>
      <PageHeader
        title={words.title}
        note={counts.data ? words.counts(counts.data.total, counts.data.overdue) : words.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setCreating(true)}>
              {words.create}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: words.search, hint: words.searchHint },
          {
            kind: 'choices',
            key: 'state',
            label: words.state,
            options: PROMISE_STATES.map((value) => ({ value, label: words.states[value] })),
          },
          {
            kind: 'choices',
            key: 'unitId',
            label: words.unit,
            options: (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name })),
          },
          { kind: 'days', key: 'dueFrom', toKey: 'dueTo', label: words.dueOn },
          { kind: 'switch', key: 'overdue', label: words.onlyOverdue },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="obstacles.promises"
        label={words.title}
        columns={columnsOf(words)}
        source={usePages(listPromises, filter)}
        rowKey={(row) => row.id}
        rowLink={(row) => `/promises/${row.id}`}
        {...(counts.data ? { count: counts.data.total } : {})}
        empty={words.empty}
      />
      {isCreating ? (
        <CreatePromiseDialog onClose={() => setCreating(false)} onDone={(id) => go(`/promises/${id}`)} />
      ) : null}
    </>
  )
}

/** The filter of an address; what is no filter is left out. */
function filterOf(state: typeof STATE | Record<string, unknown>): PromiseFilter {
  const given = Object.fromEntries(
    Object.entries(state).filter(([, value]) => value !== '' && !(Array.isArray(value) && value.length === 0)),
  )
  const parsed = PromiseFilter.safeParse(given)
  return parsed.success ? parsed.data : PromiseFilter.parse({})
}

function columnsOf(words: Words): readonly Column<PromiseLine>[] {
  return [
    { key: 'action', title: words.action, width: 320, isPinned: true, cell: (row) => row.action },
    {
      key: 'owner',
      title: words.unit,
      width: 150,
      cell: (row) => <span title={row.ownerText}>{row.unitName ?? (row.ownerText || words.noUnit)}</span>,
    },
    {
      key: 'dueOn',
      title: words.dueOn,
      width: 120,
      cell: (row) => (row.dueOn === null ? words.noDay : <DayText day={row.dueOn} />),
    },
    { key: 'state', title: words.state, width: 190, cell: (row) => <PromiseMarks of={row} /> },
    { key: 'keptOn', title: words.keptOn, width: 120, cell: (row) => <DayText day={row.keptOn} /> },
    {
      key: 'source',
      title: words.source,
      width: 200,
      cell: ({ source }) =>
        source === null ? (
          words.byHand
        ) : (
          <AppLink to={`/dispatches/${source.dispatchId}?row=${source.rowId}`}>{source.title}</AppLink>
        ),
    },
  ]
}
