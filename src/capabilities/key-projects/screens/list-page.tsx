import { formatMoney } from '../../../kernel/format.ts'
import { asYuan } from '../../../kernel/yuan.ts'
import { useDownload, useOperation, usePages } from '../../../ui/api.ts'
import { shownColumns } from '../../../ui/kit/column-chooser.tsx'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { MoneyText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { countProjects, exportProjects, listProjects, listViews } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf, useSponsorOptions, useUnitOptions } from './choices.tsx'
import { filterOf, isNarrowed, LIST_STATE, orderOf, stateOfView } from './list-state.ts'
import { projectColumns } from './project-columns.tsx'
import { thisYear } from './today.ts'
import { ViewsBar } from './views-bar.tsx'

const YEARS = [1, 0, -1, -2, -3].map((offset) => String(thisYear() + offset))

/** The library: conditions in the address, sorting, search by Chinese and pinyin, saved views, totals, print and export. */
export default function ListPage() {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const [state, patch, reset] = useUrlState(LIST_STATE)
  const mayManage = useMay('key_projects.manage')
  const units = useUnitOptions()
  const sponsors = useSponsorOptions()
  const filter = filterOf(state)
  const order = orderOf(state)
  const source = usePages(listProjects, { ...filter, ...order })
  const counted = useOperation(countProjects, filter, { keepPrevious: true })
  const download = useDownload(exportProjects)
  const views = useOperation(listViews, {})
  const opened = views.data?.items.find((view) => view.id === state.view)
  const plain = projectColumns(words, locale)
  const columns = opened && opened.columns.length > 0 ? plain.map((each) => shownBy(each, opened.columns)) : plain
  const tableId = opened ? `key-projects.view.${opened.id}` : 'key-projects.list'
  const sums = counted.data
  const { list } = words
  return (
    <>
      <PageHeader
        title={list.title}
        note={
          sums
            ? words.list.totals(
                sums.total,
                money(sums.totalInvestment),
                money(sums.yearPlan),
                money(sums.investedThisYear),
              )
            : undefined
        }
        actions={
          <>
            {mayManage ? (
              <AppLink className="k-button k-button-primary" to="/key-projects/new">
                {list.create}
              </AppLink>
            ) : null}
            {mayManage ? (
              <AppLink className="k-button" to="/key-projects/import">
                {list.import}
              </AppLink>
            ) : null}
            <button
              type="button"
              className="k-button"
              disabled={download.isPending}
              onClick={() => download.mutate({ ...filter, ...order })}
            >
              {list.export}
            </button>
          </>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: list.search, hint: list.searchHint },
          { kind: 'choices', key: 'stage', label: words.fields.stage, options: optionsOf(words.stages) },
          { kind: 'choices', key: 'light', label: words.fields.light, options: optionsOf(words.lights) },
          { kind: 'choices', key: 'level', label: words.fields.level, options: optionsOf(words.levels) },
          { kind: 'choices', key: 'unitId', label: words.fields.unitId, options: units },
          { kind: 'choices', key: 'listClass', label: words.fields.listClass, options: optionsOf(words.classes) },
          {
            kind: 'choice',
            key: 'year',
            label: list.year,
            options: YEARS.map((year) => ({ value: year, label: year })),
          },
          { kind: 'choices', key: 'category', label: words.fields.category, options: optionsOf(words.categories) },
          { kind: 'choices', key: 'sponsorPostId', label: words.fields.sponsorPostId, options: sponsors },
          { kind: 'search', key: 'minYi', label: list.minInvestment },
          { kind: 'search', key: 'maxYi', label: list.maxInvestment },
          { kind: 'switch', key: 'withdrawn', label: list.withdrawn },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
        foldAfter={5}
      />
      <ViewsBar
        opened={opened}
        filter={{ ...filter, ...order }}
        columnsShown={() => shownColumns(tableId, columns)}
        onOpen={(view) => patch(view ? stateOfView(view.id, view.filter) : { ...LIST_STATE })}
      />
      <DataTable
        key={tableId}
        id={tableId}
        label={list.title}
        columns={columns}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/key-projects/${row.id}`}
        sorting={{ by: state.sort, descending: state.descending }}
        onSort={({ by, descending }) => patch({ sort: by, descending })}
        isFiltered={isNarrowed(state)}
        {...(isNarrowed(state) ? {} : { empty: list.empty })}
        {...(sums ? { count: sums.total } : {})}
        {...(sums && source.rows.length > 0
          ? {
              totals: {
                name: list.total,
                totalInvestment: <MoneyText yuan={sums.totalInvestment} unit="wan" />,
                yearPlan: <MoneyText yuan={sums.yearPlan} unit="wan" />,
                investedThisYear: <MoneyText yuan={sums.investedThisYear} unit="wan" />,
              },
            }
          : {})}
        isA3
      />
    </>
  )

  function money(yuan: number): string {
    return formatMoney(asYuan(yuan), locale)
  }
}

function shownBy<C extends { readonly key: string }>(column: C, shown: readonly string[]): C {
  return { ...column, isHidden: !shown.includes(column.key) }
}
