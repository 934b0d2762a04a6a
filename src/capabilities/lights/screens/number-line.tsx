import { LightShape } from '../../../ui/kit/marks.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { Dimension, Interval } from '../contract.ts'
import { lightsMessages } from '../messages/index.ts'
import { isWhole, spanText } from '../rules/interval.ts'
import { isCoveredOnce, proveCoverage } from '../rules/coverage.ts'
import { drawLine } from './number-line.ts'
import './lights.css'

const [WIDTH, PAD, BAR, AXIS] = [900, 24, 34, 66]

/** The intervals of a dimension on a number line: a bar with shape and word for each light, open and closed ends, holes and overlaps. */
export function NumberLine({ dimension }: { readonly dimension: Pick<Dimension, 'key' | 'base' | 'intervals'> }) {
  const words = useMessages(lightsMessages)
  const { key, base, intervals } = dimension
  const proof = proveCoverage(base, intervals)
  const { ticks, place } = drawLine([...intervals, ...proof.holes, ...proof.overlaps.map((each) => each.span)])
  const x = (at: number): number => PAD + at * (WIDTH - 2 * PAD)
  const faults = [
    ...proof.holes.map((span) => ({ span, word: words.hole })),
    ...proof.overlaps.map(({ span }) => ({ span, word: words.overlap })),
  ]
  const height = isCoveredOnce(proof) ? 90 : 114
  return (
    <div className="lights-line-box" role="region" aria-label={words.numberLine(key)} tabIndex={0}>
      <svg
        className="lights-line"
        viewBox={`0 0 ${WIDTH} ${height}`}
        role="img"
        aria-label={`${words.numberLine(key)}: ${intervals.map((each) => `${spanText(each)} ${words.lights[each.light]}`).join('; ')}`}
      >
        {intervals.map((interval) => (
          <Bar key={`${spanText(interval)}${interval.light}`} interval={interval} drawn={place(interval)} x={x} />
        ))}
        <line className="lights-axis" x1={x(0)} x2={x(1)} y1={AXIS} y2={AXIS} />
        <text x={x(0)} y={AXIS + 18} textAnchor="start">
          −∞
        </text>
        <text x={x(1)} y={AXIS + 18} textAnchor="end">
          +∞
        </text>
        {ticks.map(({ text, at }) => (
          <g key={text}>
            <line className="lights-axis" x1={x(at)} x2={x(at)} y1={AXIS - 4} y2={AXIS + 4} />
            <text x={x(at)} y={AXIS + 18} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        {faults.map(({ span, word }) => {
          const drawn = place(span)
          return (
            <g key={`${word}${spanText(span)}`}>
              <rect
                className="lights-gap"
                x={x(drawn.from)}
                y={4}
                width={x(drawn.to) - x(drawn.from)}
                height={AXIS - 2}
              />
              <text className="lights-gap-word" x={(x(drawn.from) + x(drawn.to)) / 2} y={AXIS + 40} textAnchor="middle">
                {`${word} ${spanText(span)}`}
              </text>
            </g>
          )
        })}
        {isWhole(base) ? (
          <text x={x(1)} y={10} textAnchor="end">
            {words.whole}
          </text>
        ) : null}
      </svg>
    </div>
  )
}

function Bar({
  interval,
  drawn,
  x,
}: {
  readonly interval: Interval
  readonly drawn: ReturnType<ReturnType<typeof drawLine>['place']>
  readonly x: (at: number) => number
}) {
  const words = useMessages(lightsMessages)
  const [left, right] = [x(drawn.from), x(drawn.to)]
  const isRoomy = right - left > 70
  return (
    <g>
      <title>{`${spanText(interval)} ${words.lights[interval.light]}`}</title>
      <rect className={`lights-bar-${interval.light}`} x={left} y={14} width={right - left} height={BAR} rx="2" />
      <g transform={`translate(${(left + right) / 2 - (isRoomy ? 24 : 6)} 25)`}>
        <LightShape colour={interval.light} />
      </g>
      {isRoomy ? (
        <text x={(left + right) / 2 - 6} y={36}>
          {words.lights[interval.light]}
        </text>
      ) : null}
      {drawn.start ? <End at={left} kind={drawn.start} /> : null}
      {drawn.end ? <End at={right} kind={drawn.end} /> : null}
    </g>
  )
}

function End({ at, kind }: { readonly at: number; readonly kind: 'open' | 'closed' }) {
  return (
    <circle
      className="lights-end"
      cx={at}
      cy={14 + BAR}
      r="4"
      style={{ fill: kind === 'closed' ? 'var(--ink-2)' : 'var(--paper)' }}
    />
  )
}
