import { useMessages } from '../../../ui/language.tsx'
import { schedulesMessages } from '../messages/index.ts'
import { flagPaths } from '../rules/chart-paths.ts'

/** What the signs of the wall chart mean. */
export function ChartLegend() {
  const { legend, today } = useMessages(schedulesMessages).chart
  const signs = [
    [<rect key="p" className="chart-plan" x="1" y="5" width="26" height="9" />, legend.plan],
    [<rect key="a" className="chart-actual" x="1" y="7" width="26" height="5" />, legend.actual],
    [<rect key="b" className="chart-ghost" x="1" y="8" width="26" height="4" />, legend.baseline],
    [<path key="m" className="chart-milestone" d="M14 3 20 9.500 14 16 8 9.500z" />, legend.milestone],
    [<rect key="c" className="chart-plan-critical" x="1" y="5" width="26" height="9" />, legend.critical],
    [<LegendFlag key="d" kind="done" />, legend.done],
    [<LegendFlag key="l" kind="late" />, legend.late],
    [<rect key="t" className="chart-tried" x="1" y="5" width="26" height="9" rx="2" />, legend.tried],
    [<path key="n" className="chart-today-sign" d="M14 1V18" />, today],
  ] as const
  return (
    <ul className="chart-legend" aria-label={legend.title}>
      {signs.map(([sign, word]) => (
        <li key={word}>
          <svg width="28" height="19" aria-hidden="true">
            {sign}
          </svg>
          {word}
        </li>
      ))}
    </ul>
  )
}

function LegendFlag({ kind }: { readonly kind: 'done' | 'late' }) {
  return flagPaths(kind, 10, 16).map(({ layer, d }) => <path key={layer} className={`chart-${layer}`} d={d} />)
}
