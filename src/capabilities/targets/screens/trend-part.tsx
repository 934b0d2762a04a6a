import { useMemo } from 'react'
import { exact } from '../../../kernel/exact.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { type Period, periodsOfYear } from '../../../kernel/period.ts'
import { toNumber } from '../../../kernel/exact.ts'
import { ChartBox } from '../../../ui/kit/chart-box.tsx'
import { LightTag } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { PaceCurve, TargetRow } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { expectedShare } from '../rules/pace.ts'
import { figureText, numberOf } from './wording.ts'

/** The year as a curve: what was reached beside what was due, with its table and the light of every period. */
export function TrendPart({ target, curve }: { readonly target: TargetRow; readonly curve: PaceCurve }) {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const { page, columns } = words
  const rows = useMemo(() => pointsOf(target, curve), [target, curve])
  const isShare = target.progress.method !== 'compared'
  const option = useMemo(
    () => ({
      tooltip: { trigger: 'axis' },
      legend: { top: 0 },
      xAxis: { type: 'category', data: rows.map((row) => formatPeriod(row.period, locale)) },
      yAxis: { type: 'value', name: isShare ? '%' : target.indicator.unitText },
      series: [
        {
          name: isShare ? columns.pace : page.due,
          type: 'line',
          lineStyle: { type: 'dashed' },
          symbol: 'none',
          data: rows.map((row) => row.due),
        },
        {
          name: isShare ? columns.completion : page.reached,
          type: 'line',
          connectNulls: true,
          data: rows.map((row) => row.reached),
        },
      ],
    }),
    [rows, isShare, columns, page, locale, target.indicator.unitText],
  )
  return (
    <Section title={page.curve} note={curve.name}>
      <ChartBox
        label={page.curve}
        option={option}
        table={{
          headings: [
            page.month,
            isShare ? columns.pace : page.due,
            isShare ? columns.completion : page.reached,
            columns.actual,
            columns.light,
          ],
          rows: rows.map((row) => [
            formatPeriod(row.period, locale),
            row.due === null ? '—' : row.due.toFixed(2),
            row.reached === null ? '—' : row.reached.toFixed(2),
            figureText(row.point?.value ?? null),
            row.point ? (
              <LightTag
                key={row.period}
                colour={row.point.light}
                {...(row.point.madeUpFrom ? { reason: page.made } : {})}
              />
            ) : (
              '—'
            ),
          ]),
        }}
      />
    </Section>
  )
}

interface Row {
  readonly period: Period
  readonly due: number | null
  readonly reached: number | null
  readonly point: TargetRow['trend'][number] | undefined
}

function pointsOf(target: TargetRow, curve: PaceCurve): readonly Row[] {
  const { indicator, year, trend } = target
  const isShare = target.progress.method !== 'compared'
  const isFine = indicator.frequency === 'week' || indicator.frequency === 'day'
  const periods = isFine
    ? trend.map((point) => point.period)
    : periodsOfYear(year, indicator.frequency, indicator.firstMonths === 'combined' ? 'combined' : 'separate')
  return periods.map((period) => {
    const point = trend.find((each) => each.period === period)
    const share = expectedShare(curve, period)
    const due = isShare ? (share.ok ? toNumber(share.value) * 100 : null) : numberOf(target.progress.plan)
    const reached = isShare ? scaled(point?.completion ?? null) : numberOf(point?.value ?? null)
    return { period, due, reached, point }
  })
}

function scaled(text: string | null): number | null {
  return text === null ? null : toNumber(exact(text)) * 100
}
