import { useMessages } from '../../../ui/language.tsx'
import type { ReplayedRound } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'

type Unit = ReplayedRound['groups'][number]['units'][number]

const [WIDTH, ROW, TOP, SIDE] = [520, 26, 30, 190]

/** Places before and after as two columns joined by lines: who climbs, who falls, who stays; totals stand beside the places. */
export function SlopeChart({
  label,
  before,
  after,
  units,
  isComparable,
}: {
  readonly label: string
  readonly before: string
  readonly after: string
  readonly units: readonly Unit[]
  readonly isComparable: boolean
}) {
  const { stability } = useMessages(assessmentMessages).screens
  const left = placed(units, (unit) => unit.rankBefore)
  const right = placed(units, (unit) => unit.rankAfter)
  const height = TOP + units.length * ROW + 6
  const y = (at: number): number => TOP + at * ROW + ROW / 2
  const said = units
    .map((unit) => stability.shift(unit.name, stability.place(unit.rankBefore), stability.place(unit.rankAfter)))
    .join('; ')
  return (
    <svg viewBox={`0 0 ${WIDTH} ${height}`} role="img" aria-label={`${label}: ${said}`} className="as-slope-drawing">
      <text className="as-slope-head" x={SIDE} y={16} textAnchor="end">
        {before}
      </text>
      <text className="as-slope-head" x={WIDTH - SIDE} y={16}>
        {after}
      </text>
      {isComparable
        ? units.map((unit) => {
            const [from, to] = [left.indexOf(unit), right.indexOf(unit)]
            return (
              <line
                key={unit.unitId}
                className={lineClass(unit)}
                x1={SIDE + 8}
                x2={WIDTH - SIDE - 8}
                y1={y(from)}
                y2={y(to)}
              />
            )
          })
        : null}
      {left.map((unit, at) => (
        <text key={unit.unitId} x={SIDE} y={y(at) + 4} textAnchor="end">
          {`${unit.name}  ${unit.totalBefore}  ${unit.rankBefore ?? '—'}`}
        </text>
      ))}
      {right.map((unit, at) => (
        <text key={unit.unitId} x={WIDTH - SIDE} y={y(at) + 4} className={isComparable ? lineClass(unit) : undefined}>
          {`${unit.rankAfter ?? '—'}  ${unit.name}  ${unit.totalAfter}${isComparable ? moveText(unit) : ''}`}
        </text>
      ))}
    </svg>
  )
}

function placed(units: readonly Unit[], rankOf: (unit: Unit) => number | null): readonly Unit[] {
  return units.toSorted((one, other) => (rankOf(one) ?? 999) - (rankOf(other) ?? 999))
}

function lineClass({ rankBefore, rankAfter }: Unit): string {
  if (rankBefore === null || rankAfter === null || rankBefore === rankAfter) return 'as-slope-same'
  return rankAfter < rankBefore ? 'as-slope-up' : 'as-slope-down'
}

function moveText({ rankBefore, rankAfter }: Unit): string {
  if (rankBefore === null || rankAfter === null || rankBefore === rankAfter) return ''
  return rankAfter < rankBefore ? ` ▲${rankBefore - rankAfter}` : ` ▼${rankAfter - rankBefore}`
}
