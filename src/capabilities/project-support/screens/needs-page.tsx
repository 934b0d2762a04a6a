import { yearOf } from '../../../kernel/day.ts'
import { usePages } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { FACTORS, listNeeds, NEED_STATES, NeedFilter } from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { needColumns } from './need-columns.tsx'
import { ledgerBelow } from './need-ledger.tsx'
import './project-support.css'
import { today } from './today.ts'

const STATE = { factor: [] as readonly string[], state: [] as readonly string[], year: '' }

/** What every project needs, the one needed first first. */
export default function NeedsPage() {
  const words = useMessages(projectSupportMessages)
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const filter = filterOf(state)
  const isFiltered = Object.keys(filter).length > 0
  const year = yearOf(today())
  return (
    <>
      <PageHeader
        title={words.needs.title}
        note={words.needs.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          <AppLink to="/factor-balance" className="k-button">
            {words.balance.title}
          </AppLink>
        }
      />
      <FilterBar
        filters={[
          {
            kind: 'choices',
            key: 'factor',
            label: words.needs.factor,
            options: FACTORS.map((value) => ({ value, label: words.factors[value] })),
          },
          {
            kind: 'choices',
            key: 'state',
            label: words.needs.state,
            options: NEED_STATES.map((value) => ({ value, label: words.states[value] })),
          },
          {
            kind: 'choice',
            key: 'year',
            label: words.needs.year,
            options: [year + 1, year, year - 1].map((each) => ({ value: String(each), label: String(each) })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="project_support.needs"
        label={words.needs.title}
        columns={needColumns(words, false)}
        source={usePages(listNeeds, filter)}
        rowKey={(row) => row.id}
        expand={ledgerBelow}
        isFiltered={isFiltered}
        {...(isFiltered ? {} : { empty: words.needs.empty })}
      />
    </>
  )
}

/** The filter of an address; what is no filter is left out. */
function filterOf({ year, ...state }: { readonly year: string } & Record<string, unknown>): NeedFilter {
  const given = Object.entries(state).filter(([, value]) => !(Array.isArray(value) && value.length === 0))
  const parsed = NeedFilter.safeParse({ ...Object.fromEntries(given), ...(year ? { year: Number(year) } : {}) })
  return parsed.success ? parsed.data : {}
}
