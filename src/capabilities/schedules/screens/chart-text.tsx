import { useLocale, useMessages } from '../../../ui/language.tsx'
import { AppLink } from '../../../ui/navigation.tsx'
import type { Day } from '../../../kernel/day.ts'
import type { ChartBar, ChartProject } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { type ChartGroup, sectionsOf } from '../rules/chart.ts'
import { headingOf } from './chart-words.ts'
import { VerdictMark } from './marks.tsx'
import { dayWriter } from './wording.ts'

/** The same as the chart in words: every project with its nodes, for readers of screens and for copying. */
export function ChartText({
  rows,
  group,
}: {
  readonly rows: readonly ChartProject[]
  readonly today: Day
  readonly group: ChartGroup
}) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const day = dayWriter(locale)
  const { table } = words.chart
  const actualOf = ({ startedOn, finishedOn }: ChartBar): string => {
    if (finishedOn) return startedOn ? `${day(startedOn)} – ${day(finishedOn)}` : day(finishedOn)
    return startedOn ? table.from(day(startedOn)) : '—'
  }
  return sectionsOf(rows, group).map((section) => (
    <section key={section.key} className="k-stack">
      {group === 'none' ? null : <h2>{headingOf(section.key, group, words.chart)}</h2>}
      {section.rows.map((row) => (
        <div key={row.projectId} className="k-table-scroll" role="region" aria-label={row.name} tabIndex={0}>
          <table className="k-table">
            <caption className="chart-caption">
              <AppLink to={`/key-projects/${row.projectId}/plan`}>{row.name}</AppLink> · {row.unitName}
              {row.leader ? ` · ${row.leader}` : ''} · {words.chart.lights[row.light]} ·{' '}
              {words.whole.marginDays(row.margin)}
            </caption>
            <thead>
              <tr>
                {[table.node, table.planned, table.actual, table.baseline, table.verdict, table.critical].map(
                  (title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {row.bars.map((bar) => (
                <tr key={bar.id}>
                  <th scope="row">{bar.name}</th>
                  <td>{bar.isMilestone ? day(bar.finishOn) : `${day(bar.startOn)} – ${day(bar.finishOn)}`}</td>
                  <td>{actualOf(bar)}</td>
                  <td>
                    {bar.baselineStart && bar.baselineFinish
                      ? `${day(bar.baselineStart)} – ${day(bar.baselineFinish)}`
                      : '—'}
                  </td>
                  <td>
                    <VerdictMark verdict={bar.verdict} />
                  </td>
                  <td>{bar.critical ? table.yes : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
    </section>
  ))
}
