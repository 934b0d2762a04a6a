import { useState } from 'react'
import { useOperation, usePages } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { countItems, listItems } from '../contract.ts'
import { optionsOf, tierOptions, useItemWords, useUnitOptions } from './choices.tsx'
import { itemColumns } from './item-columns.tsx'
import { JoinDialog } from './join-dialog.tsx'
import { isNarrowedBy, LEDGER_STATE, LEDGER_VIEWS, ledgerFilter, viewOf } from './ledger-state.ts'
import { LedgerFiles } from './ledger-files.tsx'
import './obstacles.css'

const SORTS = ['due', 'reported', 'updated'] as const

/** The ledger of everything that must be settled, the next due first; one view is the ledger of what needs the level above. */
export default function LedgerPage() {
  const words = useItemWords()
  const { sample, posts } = useSession()
  const mayReport = useMay('items.report')
  const mayJoin = useMay('items.verify')
  const mayHandle = useMay('items.handle')
  const [state, patch, reset] = useUrlState(LEDGER_STATE)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [isJoining, setJoining] = useState(false)
  const view = viewOf(state)
  const filter = ledgerFilter(
    state,
    posts.map(({ unitId }) => unitId),
  )
  const sort = SORTS.find((each) => each === state.sort) ?? 'due'
  const source = usePages(listItems, { ...filter, sort })
  const counts = useOperation(countItems, filter, { keepPrevious: true })
  const units = useUnitOptions()
  const { ledger, columns } = words
  const isNarrowed = isNarrowedBy(filter) || (view !== 'open' && view !== 'all')
  return (
    <>
      <PageHeader
        title={ledger.title}
        note={counts.data ? ledger.counts(counts.data.total, counts.data.overdue) : ledger.note}
        marks={sample ? <SampleMark /> : null}
        actions={
          <>
            <LedgerFiles filter={filter} />
            {mayReport ? (
              <AppLink to="/obstacles/report" className="k-button k-button-primary">
                {ledger.report}
              </AppLink>
            ) : null}
          </>
        }
      />
      <nav className="ob-views no-print" aria-label={ledger.viewsLabel}>
        {LEDGER_VIEWS.filter((each) => each !== 'mine' || mayHandle).map((each) => (
          <button
            key={each}
            type="button"
            className="k-button"
            aria-pressed={each === view}
            onClick={() => patch({ view: each, state: [] })}
          >
            {ledger.views[each]}
          </button>
        ))}
      </nav>
      {view === 'level_above' ? <p className="k-quiet">{ledger.aboveNote}</p> : null}
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: ledger.search, hint: ledger.searchHint },
          { kind: 'choices', key: 'state', label: columns.state, options: optionsOf(words.states) },
          { kind: 'choices', key: 'class', label: columns.class, options: optionsOf(words.classes) },
          { kind: 'choices', key: 'tier', label: columns.tier, options: tierOptions(words) },
          { kind: 'choices', key: 'unitId', label: columns.unit, options: units },
          { kind: 'choices', key: 'kind', label: columns.kind, options: optionsOf(words.kinds) },
          { kind: 'choices', key: 'severity', label: columns.severity, options: optionsOf(words.severities) },
          { kind: 'choices', key: 'origin', label: columns.origin, options: optionsOf(words.origins) },
          { kind: 'choices', key: 'proposerUnitId', label: columns.proposer, options: units },
          { kind: 'days', key: 'dueFrom', toKey: 'dueTo', label: ledger.dueBetween },
          { kind: 'days', key: 'reportedFrom', toKey: 'reportedTo', label: ledger.reportedBetween },
          { kind: 'choice', key: 'sort', label: ledger.sort, options: optionsOf(ledger.sorts) },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="obstacles.ledger"
        label={ledger.title}
        columns={itemColumns(words)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/obstacles/${row.id}`}
        {...(mayJoin ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        {...(mayJoin && chosen.length > 0
          ? {
              actions: (
                <button type="button" className="k-button" onClick={() => setJoining(true)}>
                  {ledger.select(chosen.length)}
                </button>
              ),
            }
          : {})}
        isFiltered={isNarrowed}
        {...(isNarrowed ? {} : { empty: ledger.empty })}
        {...(counts.data ? { count: counts.data.total } : {})}
      />
      {isJoining ? (
        <JoinDialog
          items={source.rows.filter(({ id }) => chosen.includes(id))}
          onDone={() => {
            setChosen([])
            setJoining(false)
          }}
          onClose={() => setJoining(false)}
        />
      ) : null}
    </>
  )
}
