import { useMemo } from 'react'
import { moneyUnitName } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import { useDownload, useOperation, usePages } from '../../../ui/api.ts'
import { ChartBox } from '../../../ui/kit/chart-box.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty, RefusalNote } from '../../../ui/kit/states.tsx'
import { MoneyText, PercentText, PeriodText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { exportStatisticalLedger, listRegionMoney, type MoneyLine, type MoneyView } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import { regionChart } from './money-chart.ts'
import type { Words } from './project-columns.tsx'
import { thisYear } from './today.ts'

const YEARS = [0, -1, -2, -3].map((offset) => String(thisYear() + offset))
const STATE = { year: String(thisYear()), view: 'all' } as const

/** Both ledgers of the region: their curves, their sums, and every project with its gap and its alarm. */
export default function MoneyPage() {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { money: said } = words
  const [state, patch, reset] = useUrlState(STATE)
  const year = Number(state.year) || thisYear()
  const view = (state.view || 'all') as MoneyView
  const sums = useOperation(listRegionMoney, { year, limit: 1 }, { keepPrevious: true })
  const source = usePages(listRegionMoney, { year, view })
  const download = useDownload(exportStatisticalLedger)
  return (
    <>
      <PageHeader
        title={said.regionTitle}
        note={said.note}
        actions={
          <button
            type="button"
            className="k-button"
            disabled={download.isPending}
            onClick={() => download.mutate({ year })}
          >
            {said.exportStatistics}
          </button>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'choice', key: 'year', label: said.year, options: YEARS.map((value) => ({ value, label: value })) },
          { kind: 'choice', key: 'view', label: said.view, options: optionsOf(said.views) },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={sums}>{({ totals, months }) => <Sums totals={totals} months={months} />}</Answer>
      <DataTable
        id="key-projects.money"
        label={said.regionTitle}
        columns={columnsOf(words, locale)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/key-projects/${row.id}`}
        empty={said.regionEmpty}
        isA3
      />
    </>
  )
}

type Region = NonNullable<
  ReturnType<typeof useOperation<typeof listRegionMoney.input, typeof listRegionMoney.output>>['data']
>

function Sums({ totals, months }: Pick<Region, 'totals' | 'months'>) {
  const words = useMessages(keyProjectsMessages)
  const { locale } = useLocale()
  const { money: said } = words
  const chart = useMemo(() => regionChart(months, said, locale), [months, said, locale])
  return (
    <Section title={said.regionChart} note={said.regionTotals(totals.projects, totals.registered, totals.alarms)}>
      <Facts
        items={[
          { label: said.yearPlan, value: <MoneyText yuan={totals.yearPlan} /> },
          { label: said.reported, value: <MoneyText yuan={totals.reported} /> },
          { label: said.statistical, value: <MoneyText yuan={totals.statistical} /> },
          { label: said.gap, value: <MoneyText yuan={totals.reported - totals.statistical} /> },
        ]}
      />
      {months.length === 0 ? (
        <Empty>{said.empty}</Empty>
      ) : (
        <ChartBox label={said.regionChart} option={chart.option} table={chart.table} height={220} />
      )}
    </Section>
  )
}

function columnsOf(words: Words, locale: Locale): readonly Column<MoneyLine>[] {
  const { money: said } = words
  const wan = (title: string) => `${title}${locale === 'en' ? ' ' : ''}(${moneyUnitName('wan', locale)})`
  const money = (key: 'yearPlan' | 'reported' | 'statistical' | 'gap'): Column<MoneyLine> => ({
    key,
    title: wan(said[key]),
    kind: 'number',
    cell: (row) => <MoneyText yuan={row[key]} unit="wan" />,
  })
  return [
    { key: 'name', title: said.project, width: 240, isPinned: true, cell: (row) => row.name },
    { key: 'number', title: words.fields.number, width: 96, cell: (row) => row.number },
    { key: 'unit', title: said.unit, width: 120, cell: (row) => row.unitName },
    {
      key: 'alarm',
      title: said.alarm,
      cell: (row) => (row.alarm === null ? '—' : <Mark tone="warn">{said.alarms[row.alarm]}</Mark>),
    },
    money('yearPlan'),
    money('reported'),
    {
      key: 'reportedAsOf',
      title: words.fields.investedAsOf,
      width: 110,
      cell: (row) => <PeriodText period={row.reportedAsOf} />,
    },
    money('statistical'),
    money('gap'),
    {
      key: 'registered',
      title: said.registered,
      cell: (row) => (
        <Mark tone={row.isRegistered ? 'good' : 'calm'}>
          {row.isRegistered ? words.list.registered : words.list.notRegistered}
        </Mark>
      ),
    },
    {
      key: 'share',
      title: said.share,
      kind: 'number',
      cell: (row) => <PercentText ratio={row.moneyShare} />,
    },
    {
      key: 'physical',
      title: said.physical,
      kind: 'number',
      cell: (row) => <PercentText ratio={row.physicalPercent === null ? null : row.physicalPercent / 100} />,
    },
  ]
}
