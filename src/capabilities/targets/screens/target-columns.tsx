import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { LightTag, Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PaceBar } from '../../../ui/kit/pace-bar.tsx'
import { Sparkline } from '../../../ui/kit/sparkline.tsx'
import type { TargetRow } from '../contract.ts'
import { goalText } from '../rules/goal-words.ts'
import { figureText, lightSentence, numberOf, type Words } from './wording.ts'

/** The columns of a table of targets, in the order of the 指标调度表. */
export function targetColumns(words: Words, locale: Locale): readonly Column<TargetRow>[] {
  const { columns } = words
  return [
    {
      key: 'indicator',
      title: columns.indicator,
      canSort: true,
      isPinned: true,
      width: 150,
      cell: (row) => (
        <>
          {row.indicator.name} {row.isSample ? <SampleMark /> : null}
          {row.isUnreleased ? <Mark tone="notice">{words.page.unreleasedMark}</Mark> : null}
        </>
      ),
    },
    { key: 'unit', title: columns.unit, width: 90, cell: (row) => row.unitName },
    { key: 'goal', title: columns.goal, width: 110, cell: (row) => goalText(row.goal, row.indicator, words) },
    { key: 'owner', title: columns.owner, cell: (row) => row.ownerName },
    {
      key: 'light',
      title: columns.light,
      canSort: true,
      width: 70,
      cell: (row) => <LightTag colour={row.light.light} reason={lightSentence(row, words, locale)} />,
    },
    {
      key: 'actual',
      title: columns.actual,
      kind: 'number',
      cell: (row) => figureText(row.progress.actual),
    },
    {
      key: 'completion',
      title: columns.progress,
      canSort: true,
      width: 150,
      cell: (row) => (
        <PaceBar done={numberOf(row.progress.completion)} pace={numberOf(row.progress.pace)} colour={row.light.light} />
      ),
    },
    {
      key: 'gap',
      title: columns.gap,
      kind: 'number',
      canSort: true,
      cell: (row) => row.shown.gapPoints ?? '—',
    },
    {
      key: 'trend',
      title: columns.trend,
      cell: (row) => (
        <Sparkline
          values={row.trend.map((point) => numberOf(point.value))}
          reference={row.trend.map((point) => numberOf(point.due))}
          label={row.trend.map((point) => `${formatPeriod(point.period, locale)} ${figureText(point.value)}`).join(' ')}
        />
      ),
    },
    {
      key: 'growth',
      title: columns.growth,
      kind: 'number',
      cell: (row) => (row.actual?.growthPercent ? `${row.actual.growthPercent}%` : '—'),
    },
    { key: 'rank', title: columns.rank, kind: 'center', width: 96, cell: (row) => placeText(row, words) },
    {
      key: 'published',
      title: columns.published,
      kind: 'center',
      isHidden: true,
      cell: (row) => (row.actual?.rank && row.actual.rankOf ? words.place(row.actual.rank, row.actual.rankOf) : '—'),
    },
    {
      key: 'forecast',
      title: columns.forecast,
      kind: 'number',
      cell: (row) => row.actual?.yearForecast ?? figureText(row.progress.forecast, 2),
    },
    { key: 'remaining', title: columns.remaining, kind: 'number', cell: (row) => figureText(row.progress.remaining) },
    {
      key: 'period',
      title: columns.period,
      width: 90,
      cell: (row) => (row.progress.actual === null ? '—' : formatPeriod(row.progress.period, locale)),
    },
    { key: 'state', title: columns.state, isHidden: true, cell: (row) => words.states[row.state] },
    { key: 'kind', title: columns.kind, isHidden: true, cell: (row) => words.kinds[row.indicator.kind] },
    { key: 'campaign', title: columns.campaign, isHidden: true, cell: (row) => row.campaignName ?? '—' },
    { key: 'weight', title: columns.weight, kind: 'number', isHidden: true, cell: (row) => row.weight ?? '—' },
  ]
}

/** A place of N with the places gained. */
export function placeText({ rank }: Pick<TargetRow, 'rank'>, words: Words): string {
  if (rank === null) return '—'
  if (rank.rank === null) return rank.whyNot === null ? '—' : words.ranks.whyNot[rank.whyNot]
  const change = rank.change === null ? '' : ` ${words.placeChange(rank.change)}`
  return `${words.place(rank.rank, rank.of)}${change}`
}
