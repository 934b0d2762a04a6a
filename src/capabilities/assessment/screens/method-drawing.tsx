import { Input } from 'antd'
import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import type { Method } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { type Curve, curveOf, worthOf } from './method-curve.ts'

const [WIDTH, HEIGHT] = [460, 190]
const PAD = { left: 44, right: 14, top: 12, bottom: 30 }

/** What a method gives along the figures it looks at, drawn by the rule itself, and a box to try a figure in. */
export function MethodDrawing({
  name,
  method,
  points,
}: {
  readonly name: string
  readonly method: Method
  readonly points: string
}) {
  const words = useMessages(assessmentMessages).methods
  const [typed, setTyped] = useState('')
  const curve = curveOf(method, points)
  if (!curve) return null
  const worth = worthOf(method, points, typed.normalize('NFKC').trim())
  return (
    <figure className="as-curve">
      <figcaption>{curve.kind === 'places' ? words.drawnRank : words.drawn}</figcaption>
      <Drawing curve={curve} label={words.drawnLabel(name)} />
      {curve.kind === 'line' ? (
        <div className="as-row">
          <label className="k-filter">
            {words.tried}
            <Input
              inputMode="decimal"
              style={{ width: 110 }}
              suffix={curve.unit}
              value={typed}
              maxLength={20}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <output aria-live="polite">
            {worth === undefined ? null : words.triedGives(`${typed.normalize('NFKC').trim()}${curve.unit}`, worth)}
          </output>
        </div>
      ) : null}
    </figure>
  )
}

function Drawing({ curve, label }: { readonly curve: Curve; readonly label: string }) {
  const words = useMessages(assessmentMessages).methods
  const xs = curve.dots.map(({ x }) => x)
  const ys = curve.dots.map(({ y }) => y)
  const [low, high] = [Math.min(...xs), Math.max(...xs)]
  const [least, most] = [Math.min(0, ...ys), Math.max(...ys)]
  const x = (value: number): number => PAD.left + ((value - low) / (high - low || 1)) * (WIDTH - PAD.left - PAD.right)
  const y = (value: number): number =>
    HEIGHT - PAD.bottom - ((value - least) / (most - least || 1)) * (HEIGHT - PAD.top - PAD.bottom)
  const levels = [...new Set([least, ...curve.marks.map((mark) => yAt(curve, mark)), most])].filter(
    (level, at, all) => at === 0 || Math.abs(y(level) - y(all[at - 1] ?? 0)) > 13,
  )
  const ticks = spread(curve.kind === 'places' ? xs : [low, ...curve.marks, high], x)
  const said = ticks.map((tick) => `${plain(tick)}${curve.unit} → ${plain(yAt(curve, tick))}`).join('; ')
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}: ${said}`}>
      {levels.map((level) => (
        <g key={level}>
          <line className="as-curve-grid" x1={PAD.left} x2={WIDTH - PAD.right} y1={y(level)} y2={y(level)} />
          <text x={PAD.left - 6} y={y(level) + 4} textAnchor="end">
            {plain(level)}
          </text>
        </g>
      ))}
      {ticks.map((tick) => (
        <text key={tick} x={x(tick)} y={HEIGHT - 10} textAnchor="middle">
          {curve.kind === 'places' ? plain(tick) : `${plain(tick)}${curve.unit}`}
        </text>
      ))}
      {curve.kind === 'places' ? (
        curve.dots.map((dot) => (
          <rect
            key={dot.x}
            className="as-curve-bar"
            x={x(dot.x) - 9}
            width={18}
            y={y(dot.y)}
            height={Math.max(1, y(0) - y(dot.y))}
          >
            <title>{`${words.place(dot.x)}: ${words.points(plain(dot.y))}`}</title>
          </rect>
        ))
      ) : (
        <>
          <path
            className="as-curve-line"
            d={curve.dots
              .map((dot, at) => `${at === 0 ? 'M' : 'L'}${x(dot.x).toFixed(1)} ${y(dot.y).toFixed(1)}`)
              .join('')}
          />
          {curve.marks.map((mark) => (
            <circle key={mark} className="as-curve-mark" cx={x(mark)} cy={y(yAt(curve, mark))} r="3.500" />
          ))}
        </>
      )}
    </svg>
  )
}

function yAt(curve: Curve, x: number): number {
  return curve.dots.findLast((dot) => dot.x <= x + 1e-9)?.y ?? 0
}

/** Ticks far enough apart to be read. */
function spread(ticks: readonly number[], x: (value: number) => number): readonly number[] {
  const sorted = [...new Set(ticks)].toSorted((one, other) => one - other)
  return sorted.reduce<number[]>((kept, tick) => {
    const last = kept.at(-1)
    return last === undefined || x(tick) - x(last) > 34 ? [...kept, tick] : kept
  }, [])
}

function plain(value: number): string {
  return String(Number(value.toFixed(2)))
}
