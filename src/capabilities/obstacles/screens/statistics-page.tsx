import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useMemo } from 'react'
import { yearOf } from '../../../kernel/day.ts'
import { sourceOfRows, useOperation } from '../../../ui/api.ts'
import { ChartBox } from '../../../ui/kit/chart-box.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { InstantText, PercentText } from '../../../ui/kit/texts.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { type ItemFigures, type Rate, showItemStatistics, StatisticsGroup } from '../contract.ts'
import { type ItemWords, optionsOf, useItemWords, useUnitOptions } from './choices.tsx'
import './obstacles.css'
import { today } from './today.ts'

const STATE = {
  from: `${yearOf(today())}-01-01`,
  to: today() as string,
  by: 'unit',
  class: [] as readonly string[],
  kind: [] as readonly string[],
  unitId: [] as readonly string[],
}

interface Row {
  readonly key: string
  readonly name: string
  readonly figures: ItemFigures
}

const TOTAL = '*'

/** How well the loop closes: rates with both parts and what was left out, days, returns; by unit, class, tier, age or kind. */
export default function StatisticsPage() {
  const words = useItemWords()
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const by = StatisticsGroup.catch('unit').parse(state.by)
  const units = useUnitOptions()
  const answer = useOperation(showItemStatistics, inputOf(state, by), { keepPrevious: true })
  const { statistics, columns } = words
  return (
    <>
      <PageHeader title={statistics.title} note={statistics.note} marks={isSample ? <SampleMark /> : null} />
      <FilterBar
        filters={[
          { kind: 'choice', key: 'by', label: statistics.by, options: optionsOf(statistics.groups) },
          { kind: 'choices', key: 'class', label: columns.class, options: optionsOf(words.classes) },
          { kind: 'choices', key: 'kind', label: columns.kind, options: optionsOf(words.kinds) },
          { kind: 'choices', key: 'unitId', label: columns.unit, options: units },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
        extra={
          <div className="k-filter k-filter-days">
            <label htmlFor="ob-from">{statistics.from}</label>
            <DatePicker.RangePicker
              id={{ start: 'ob-from', end: 'ob-to' }}
              allowClear={false}
              value={[dayjs(state.from), dayjs(state.to)]}
              onChange={(_, texts) => patch({ from: texts?.[0] ?? STATE.from, to: texts?.[1] ?? STATE.to })}
            />
          </div>
        }
      />
      <Answer of={answer}>
        {({ total, rows, asOf }) =>
          total.reported === 0 && total.assigned === 0 ? (
            <Empty>{statistics.empty}</Empty>
          ) : (
            <>
              <Tiles total={total} />
              <Section title={statistics.chart} note={<InstantText at={asOf} />}>
                <Rates rows={rows} words={words} by={by} />
              </Section>
              <DataTable
                id="obstacles.statistics"
                label={statistics.title}
                columns={columnsOf(words, by)}
                source={sourceOfRows(rows)}
                rowKey={(row) => row.key}
                totals={totalsOf(words, by, total)}
              />
              <ul className="k-quiet">
                <li>{statistics.dueFirst}</li>
                <li>{statistics.closingHow}</li>
                <li>{statistics.falseHow}</li>
                <li>{statistics.daysHow}</li>
              </ul>
            </>
          )
        }
      </Answer>
    </>
  )
}

function inputOf(state: Readonly<Record<keyof typeof STATE, unknown>>, by: StatisticsGroup) {
  const { from, to, ...lists } = state
  const given = Object.fromEntries(
    Object.entries(lists).filter(([key, value]) => key !== 'by' && Array.isArray(value) && value.length > 0),
  )
  const parsed = showItemStatistics.input.safeParse({ from, to, ...given, by })
  return parsed.success ? parsed.data : showItemStatistics.input.parse({ from: STATE.from, to: STATE.to, by })
}

function Tiles({ total }: { readonly total: ItemFigures }) {
  const { statistics } = useItemWords()
  const { figures } = statistics
  return (
    <dl className="ob-tiles">
      {(['onTime', 'closing', 'falseClosing'] as const).map((key) => (
        <div key={key} className="ob-tile">
          <dt>{figures[key]}</dt>
          <dd>
            <RateText rate={total[key]} />
          </dd>
        </div>
      ))}
      {(['medianDays', 'ninetiethDays'] as const).map((key) => (
        <div key={key} className="ob-tile">
          <dt>{figures[key]}</dt>
          <dd>{total[key] ?? '—'}</dd>
        </div>
      ))}
      {(['open', 'overdue', 'returns', 'reopenings'] as const).map((key) => (
        <div key={key} className="ob-tile">
          <dt>{figures[key]}</dt>
          <dd>{total[key]}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A rate with its parts; what was left out of it stands below. */
function RateText({ rate }: { readonly rate: Rate }) {
  const { statistics } = useItemWords()
  const left = rate.exclusions.map(({ reason, count }) => `${statistics.exclusions[reason]} ${count}`).join('、')
  return (
    <>
      <PercentText ratio={rate.value} />{' '}
      <small className="ob-parts">
        {statistics.part(rate.numerator, rate.denominator)}
        <span>{left ? statistics.excluded(left) : statistics.nothingExcluded}</span>
      </small>
    </>
  )
}

function nameOf({ key, name }: Pick<Row, 'key' | 'name'>, by: StatisticsGroup, words: ItemWords): string {
  const { statistics } = words
  if (key === TOTAL) return statistics.total
  const names: Readonly<Record<StatisticsGroup, Readonly<Record<string, string>>>> = {
    unit: {},
    class: words.classes,
    tier: Object.fromEntries(words.tierNames.map((each, tier) => [String(tier), each])),
    age: statistics.ages,
    kind: words.kinds,
  }
  return name || names[by][key] || statistics.none
}

/** Where the rows behind a group's figures are. */
function pathOf(key: string, by: StatisticsGroup): string | undefined {
  const conditions = { unit: 'unitId', class: 'class', tier: 'tier', kind: 'kind', age: undefined }[by]
  return conditions && key !== TOTAL && key !== '' && key !== 'none'
    ? `/obstacles?view=all&${conditions}=${encodeURIComponent(key)}`
    : undefined
}

function columnsOf(words: ItemWords, by: StatisticsGroup): readonly Column<Row>[] {
  const { statistics } = words
  const { figures } = statistics
  const count = (key: 'reported' | 'assigned' | 'open' | 'overdue' | 'closed'): Column<Row> => ({
    key,
    title: figures[key],
    kind: 'number',
    cell: (row) => row.figures[key],
  })
  const rate = (key: 'onTime' | 'closing' | 'falseClosing'): Column<Row> => ({
    key,
    title: figures[key],
    width: 120,
    cell: (row) => <RateText rate={row.figures[key]} />,
  })
  const more = (key: 'returns' | 'extensions' | 'escalations' | 'reopenings' | 'notSatisfied'): Column<Row> => ({
    key,
    title: figures[key],
    kind: 'number',
    cell: (row) => row.figures[key],
  })
  const days = (key: 'medianDays' | 'ninetiethDays'): Column<Row> => ({
    key,
    title: figures[key],
    kind: 'number',
    cell: (row) => row.figures[key] ?? '—',
  })
  return [
    {
      key: 'name',
      title: statistics.groupNames[by],
      width: 150,
      isPinned: true,
      cell: (row) => {
        const path = pathOf(row.key, by)
        const name = nameOf(row, by, words)
        return path ? <AppLink to={path}>{name}</AppLink> : name
      },
    },
    count('reported'),
    count('assigned'),
    count('open'),
    count('overdue'),
    count('closed'),
    rate('onTime'),
    rate('closing'),
    rate('falseClosing'),
    days('medianDays'),
    days('ninetiethDays'),
    more('returns'),
    more('extensions'),
    more('escalations'),
    more('reopenings'),
    more('notSatisfied'),
  ]
}

/** The sums under the table, cell by cell. */
function totalsOf(words: ItemWords, by: StatisticsGroup, figures: ItemFigures): Readonly<Record<string, ReactNode>> {
  const row = { key: TOTAL, name: '', figures }
  return Object.fromEntries(columnsOf(words, by).map(({ key, cell }) => [key, cell(row)]))
}

function Rates({
  rows,
  words,
  by,
}: {
  readonly rows: readonly Row[]
  readonly words: ItemWords
  readonly by: StatisticsGroup
}) {
  const { statistics } = words
  const shown = useMemo(() => rows.filter(({ figures }) => figures.assigned > 0).slice(0, 15), [rows])
  const option = useMemo<EChartsCoreOption>(() => {
    const percent = (rate: Rate) => (rate.value === null ? null : Math.round(rate.value * 1000) / 10)
    return {
      xAxis: {
        type: 'category',
        data: shown.map((row) => nameOf(row, by, words)),
        axisLabel: { rotate: shown.length > 6 ? 30 : 0 },
      },
      yAxis: { type: 'value', max: 100, axisLabel: { formatter: '{value}%' } },
      series: (['onTime', 'closing', 'falseClosing'] as const).map((key) => ({
        type: 'bar',
        barMaxWidth: 32,
        name: words.statistics.figures[key],
        data: shown.map((row) => percent(row.figures[key])),
      })),
    }
  }, [shown, words, by])
  const partsOf = ({ numerator, denominator, value }: Rate) =>
    value === null ? '—' : `${Math.round(value * 1000) / 10}% (${statistics.part(numerator, denominator)})`
  return (
    <ChartBox
      label={statistics.chart}
      option={option}
      table={{
        headings: [
          statistics.groupNames[by],
          statistics.figures.onTime,
          statistics.figures.closing,
          statistics.figures.falseClosing,
        ],
        rows: shown.map((row) => [
          nameOf(row, by, words),
          partsOf(row.figures.onTime),
          partsOf(row.figures.closing),
          partsOf(row.figures.falseClosing),
        ]),
      }}
    />
  )
}
