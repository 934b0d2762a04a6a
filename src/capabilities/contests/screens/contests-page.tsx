import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText, PeriodText } from '../../../ui/kit/texts.tsx'
import { useGo, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { CONTEST_STATES, type ContestLine, ContestKind, listContests } from '../contract.ts'
import { CreateDialog } from './head-dialogs.tsx'
import { Fingerprint, StateMark } from './marks.tsx'
import { type ContestWords, optionsOf, useWords } from './words.ts'
import './contests.css'

const STATE = { kind: '', state: [] as readonly string[], text: '' }

/** Contests, the latest day first. */
export default function ContestsPage() {
  const words = useWords()
  const go = useGo()
  const isSample = useSession().sample
  const mayManage = useMay('contests.manage')
  const [state, patch, reset] = useUrlState(STATE)
  const [isCreating, setCreating] = useState(false)
  const kind = ContestKind.safeParse(state.kind).data
  const states = CONTEST_STATES.filter((each) => state.state.includes(each))
  const text = state.text.trim()
  const source = usePages(listContests, {
    ...(kind ? { kind } : {}),
    ...(states.length > 0 ? { state: states } : {}),
    ...(text ? { text } : {}),
  })
  return (
    <>
      <PageHeader
        title={words.menu}
        note={words.note}
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
          { kind: 'choice', key: 'kind', label: words.filters.kind, options: optionsOf(words.kinds) },
          { kind: 'choices', key: 'state', label: words.filters.state, options: optionsOf(words.states) },
          { kind: 'search', key: 'text', label: words.filters.text },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="contests.list"
        label={words.menu}
        columns={columnsOf(words)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/contests/${row.id}`}
        isFiltered={Boolean(kind) || states.length > 0 || text !== ''}
        empty={words.empty}
      />
      {isCreating ? (
        <CreateDialog onClose={() => setCreating(false)} onDone={(id) => go(`/contests/${id}/rules`)} />
      ) : null}
    </>
  )
}

function columnsOf(words: ContestWords): readonly Column<ContestLine>[] {
  return [
    { key: 'name', title: words.columns.name, width: 280, isPinned: true, cell: (row) => row.name },
    { key: 'state', title: words.columns.state, width: 170, cell: (row) => <StateMark of={row} /> },
    { key: 'kind', title: words.columns.kind, width: 100, cell: (row) => words.kinds[row.kind] },
    { key: 'heldOn', title: words.columns.heldOn, width: 130, cell: (row) => <DayText day={row.heldOn} /> },
    { key: 'period', title: words.columns.period, width: 130, cell: (row) => <PeriodText period={row.period} /> },
    { key: 'entrants', title: words.columns.entrants, width: 90, kind: 'number', cell: (row) => row.entrants },
    { key: 'hash', title: words.columns.rulesHash, width: 190, cell: (row) => <Fingerprint of={row.rulesHash} /> },
  ]
}
