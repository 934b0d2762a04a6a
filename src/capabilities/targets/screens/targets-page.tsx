import { useState } from 'react'
import { formatCumulativePeriod } from '../../../kernel/format.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { useDownload, usePages } from '../../../ui/api.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useGo, useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { exportTargets, listTargets, type TargetSort } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { optionsOf, useCampaignOptions, usePeriodOptions, useUnitOptions, useYearOptions } from './choices.tsx'
import { thisYear } from './today.ts'
import { targetColumns } from './target-columns.tsx'
import { TargetDialog } from './target-dialog.tsx'

const THIS_YEAR = thisYear()
const STATE = {
  year: String(THIS_YEAR),
  period: '',
  search: '',
  unitId: [],
  light: [],
  kind: [],
  state: [],
  campaignId: '',
  roots: false,
  withdrawn: false,
  sort: 'indicator',
  descending: false,
} as const

/** The year's targets with pace, light and place; filters in the address, columns to choose, print and export. */
export default function TargetsPage() {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const go = useGo()
  const [state, patch, reset] = useUrlState(STATE)
  const [isCreating, setCreating] = useState(false)
  const mayManage = useMay('targets.manage')
  const mayEnter = useMay('targets.enter_actual')
  const year = Number(state.year) || THIS_YEAR
  const years = useYearOptions(THIS_YEAR)
  const periods = usePeriodOptions(year)
  const units = useUnitOptions()
  const campaigns = useCampaignOptions()
  const download = useDownload(exportTargets)
  const narrowed = {
    year,
    ...(state.period ? { period: asPeriod(state.period) } : {}),
    ...(state.search ? { search: state.search } : {}),
    ...(state.unitId.length > 0 ? { unitId: [...state.unitId] } : {}),
    ...(state.light.length > 0 ? { light: [...state.light] as never } : {}),
    ...(state.campaignId ? { campaignId: state.campaignId } : {}),
  }
  const source = usePages(listTargets, {
    ...narrowed,
    ...(state.kind.length > 0 ? { kind: [...state.kind] as never } : {}),
    ...(state.state.length > 0 ? { state: [...state.state] as never } : {}),
    ...(state.roots ? { roots: true } : {}),
    withdrawn: state.withdrawn,
    sort: state.sort as TargetSort,
    descending: state.descending,
  })
  return (
    <>
      <PageHeader
        title={words.list.title}
        note={
          state.period ? words.list.note(formatCumulativePeriod(asPeriod(state.period), locale)) : words.list.latest
        }
        actions={
          <>
            {mayManage ? (
              <button type="button" className="k-button k-button-primary" onClick={() => setCreating(true)}>
                {words.list.create}
              </button>
            ) : null}
            {mayEnter || mayManage ? (
              <AppLink className="k-button" to="/actuals/import">
                {words.list.import}
              </AppLink>
            ) : null}
            <button
              type="button"
              className="k-button"
              disabled={download.isPending}
              onClick={() => download.mutate(narrowed)}
            >
              {words.list.export}
            </button>
          </>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'choice', key: 'year', label: words.list.year, options: years },
          { kind: 'choice', key: 'period', label: words.list.period, options: periods },
          { kind: 'search', key: 'search', label: words.list.search, hint: words.list.searchHint },
          { kind: 'choices', key: 'unitId', label: words.list.unit, options: units },
          { kind: 'choices', key: 'light', label: words.list.light, options: optionsOf(words.lights) },
          { kind: 'choice', key: 'campaignId', label: words.list.campaign, options: campaigns },
          { kind: 'choices', key: 'kind', label: words.list.kind, options: optionsOf(words.kinds) },
          { kind: 'choices', key: 'state', label: words.list.state, options: optionsOf(words.states) },
          { kind: 'switch', key: 'roots', label: words.list.roots },
          { kind: 'switch', key: 'withdrawn', label: words.list.withdrawn },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="targets.list"
        label={words.list.title}
        columns={targetColumns(words, locale)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/targets/${row.id}`}
        sorting={{ by: state.sort, descending: state.descending }}
        onSort={({ by, descending }) => patch({ sort: by, descending })}
        isFiltered={
          source.rows.length === 0 && (state.search !== '' || state.unitId.length > 0 || state.light.length > 0)
        }
        empty={words.list.empty}
        isA3
      />
      {isCreating ? (
        <TargetDialog year={year} onClose={() => setCreating(false)} onDone={({ id }) => go(`/targets/${id}`)} />
      ) : null}
    </>
  )
}
