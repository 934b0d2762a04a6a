import type { OutputOf } from '../../../kernel/operation.ts'
import { dayOf } from '../../../kernel/day.ts'
import { asPeriod, periodOf, previousPeriod } from '../../../kernel/period.ts'
import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Empty } from '../../../ui/kit/states.tsx'
import { PercentText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { rankUnits } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { optionsOf, useIndicatorOptions, usePeriodOptions, useYearOptions } from './choices.tsx'
import { thisYear } from './today.ts'
import { placeText } from './target-columns.tsx'
import { figureText, numberOf, type Words } from './wording.ts'

const THIS_YEAR = thisYear()
const STATE = { year: String(THIS_YEAR), period: '', indicatorId: '', groupKey: '', by: 'completion' } as const

type RankLine = OutputOf<typeof rankUnits>['rows'][number]

/** Places of units by an indicator: rank within N, ties, and places gained since the period before. */
export default function RanksPage() {
  const words = useMessages(targetsMessages)
  const { ranks } = words
  const [state, patch, reset] = useUrlState(STATE)
  const year = Number(state.year) || THIS_YEAR
  const years = useYearOptions(THIS_YEAR)
  const periods = usePeriodOptions(year)
  const indicators = useIndicatorOptions()
  const by = (state.by || 'completion') as 'value' | 'completion' | 'growth'
  const indicatorId = state.indicatorId || (indicators[0]?.value ?? '')
  const period = state.period || lastPeriodOf(year)
  const asked = { indicatorId, period: asPeriod(period), by }
  const isAsked = { enabled: indicatorId !== '', keepPrevious: true }
  const answer = useOperation(rankUnits, { ...asked, ...(state.groupKey ? { groupKey: state.groupKey } : {}) }, isAsked)
  const everyone = useOperation(rankUnits, asked, isAsked)
  const groups = [...new Set((everyone.data?.rows ?? []).flatMap(({ groupKey }) => groupKey ?? []))]
  return (
    <>
      <PageHeader title={ranks.title} note={ranks.note} />
      <FilterBar
        filters={[
          { kind: 'choice', key: 'indicatorId', label: ranks.indicator, options: indicators },
          { kind: 'choice', key: 'year', label: words.list.year, options: years },
          { kind: 'choice', key: 'period', label: ranks.period, options: periods },
          {
            kind: 'choice',
            key: 'groupKey',
            label: words.list.group,
            options: groups.map((value) => ({ value, label: value })),
          },
          {
            kind: 'choice',
            key: 'by',
            label: ranks.by,
            options: optionsOf({ completion: ranks.byCompletion, value: ranks.byValue, growth: ranks.byGrowth }),
          },
        ]}
        value={{ ...state, indicatorId, period }}
        onChange={patch}
        onReset={reset}
      />
      {indicatorId ? (
        <DataTable
          id="targets.ranks"
          label={ranks.title}
          columns={columnsOf(words, by)}
          source={sourceOf(answer, ({ rows }) => rows)}
          rowKey={(row) => row.unitId}
        />
      ) : (
        <Empty>{ranks.empty}</Empty>
      )}
    </>
  )
}

/** The month before this one, or December of a year that is over. */
function lastPeriodOf(year: number): string {
  return year === THIS_YEAR ? previousPeriod(periodOf(dayOf(new Date()), 'month')) : `${year}-M12`
}

function columnsOf(words: Words, by: 'value' | 'completion' | 'growth'): readonly Column<RankLine>[] {
  return [
    { key: 'rank', title: words.columns.rank, kind: 'center', cell: (row) => placeText({ rank: row }, words) },
    { key: 'unit', title: words.columns.unit, isPinned: true, cell: (row) => row.unitName },
    { key: 'group', title: words.list.group, cell: (row) => row.groupKey ?? '—' },
    {
      key: 'value',
      title:
        by === 'completion' ? words.ranks.byCompletion : by === 'growth' ? words.ranks.byGrowth : words.ranks.byValue,
      kind: 'number',
      cell: (row) =>
        by === 'completion' ? <PercentText ratio={numberOf(row.value)} places={2} /> : figureText(row.value),
    },
  ]
}
