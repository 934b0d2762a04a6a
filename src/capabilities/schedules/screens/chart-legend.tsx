import { useMessages } from '../../../ui/language.tsx'
import { schedulesMessages } from '../messages/index.ts'
import { Flag } from './chart-bars.tsx'

/** What the signs of the wall chart mean. */
export function ChartLegend() {
  const { legend, today } = useMessages(schedulesMessages).chart
  const signs = [
    [<rect key="p" className="chart-plan" x="1" y="5" width="26" height="9" rx="2" />, legend.plan],
    [<rect key="a" className="chart-actual" x="1" y="7" width="26" height="5" rx="1" />, legend.actual],
    [<rect key="b" className="chart-ghost" x="1" y="8" width="26" height="4" />, legend.baseline],
    [<path key="m" className="chart-milestone" d="M14 3 20 9.500 14 16 8 9.500z" />, legend.milestone],
    [<rect key="c" className="chart-plan chart-critical" x="1" y="5" width="26" height="9" rx="2" />, legend.critical],
    [<Flag key="d" kind="done" x={10} y={16} />, legend.done],
    [<Flag key="l" kind="late" x={10} y={16} />, legend.late],
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
