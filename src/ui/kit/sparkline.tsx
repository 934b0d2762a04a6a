/** A point of a sparkline; `null` where nothing was reported, which leaves a gap. */
export type SparkValue = number | null

/**
 * A small line of values over time with an optional dashed reference (the pace), for a cell of a table. `label` says in words what it
 * shows, since a reader may hear it only.
 */
export function Sparkline({
  values,
  reference = [],
  label,
  width = 96,
  height = 24,
}: {
  readonly values: readonly SparkValue[]
  readonly reference?: readonly SparkValue[]
  readonly label: string
  readonly width?: number
  readonly height?: number
}) {
  const known = [...values, ...reference].filter((each) => each !== null)
  if (!values.some((each) => each !== null)) return '—'
  const count = Math.max(values.length, reference.length)
  const [low, high] = [Math.min(0, ...known), Math.max(...known)]
  const x = (index: number): number => 2 + (index * (width - 4)) / Math.max(1, count - 1)
  const y = (value: number): number => height - 3 - ((value - low) * (height - 6)) / (high - low || 1)
  const last = values.findLastIndex((each) => each !== null)
  const lastValue = values[last] ?? 0
  return (
    <svg
      className="k-spark"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
    >
      <path d={linePath(reference, x, y)} className="k-spark-reference" />
      <path d={linePath(values, x, y)} className="k-spark-line" />
      <circle cx={x(last)} cy={y(lastValue)} r="2.500" className="k-spark-last" />
    </svg>
  )
}

/** The path of a line through the known values; each gap starts a new stroke. */
export function linePath(
  values: readonly SparkValue[],
  x: (index: number) => number,
  y: (value: number) => number,
): string {
  return values
    .map((value, index) => {
      if (value === null) return ''
      const isStart = index === 0 || (values[index - 1] ?? null) === null
      return `${isStart ? 'M' : 'L'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`
    })
    .join('')
}
