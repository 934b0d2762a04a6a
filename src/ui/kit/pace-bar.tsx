import { formatPercent } from '../../kernel/format.ts'
import type { Ratio } from '../../kernel/ratio.ts'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import type { LightColour } from './marks.tsx'

/**
 * Completion as a bar with the pace expected by now as a marker. Both are ratios (1 is the whole); above 1 the scale grows with it.
 * The figures are written beside it unless `isBare`.
 */
export function PaceBar({
  done,
  pace,
  colour = 'none',
  isBare = false,
}: {
  readonly done: number | null | undefined
  readonly pace?: number | null | undefined
  readonly colour?: LightColour
  readonly isBare?: boolean
}) {
  const words = useMessages(uiMessages)
  if (done === null || done === undefined) return '—'
  const scale = Math.max(1, done, pace ?? 0)
  const part = (ratio: number): string => `${(Math.min(Math.max(ratio, 0), scale) / scale) * 100}%`
  const doneText = formatPercent(done as Ratio, { places: 1 })
  const label =
    pace === null || pace === undefined
      ? words.pace.done(doneText)
      : words.pace.label(doneText, formatPercent(pace as Ratio, { places: 1 }))
  return (
    <span className="k-pace" role="img" aria-label={label} title={label}>
      <span className="k-pace-track">
        <span className={`k-pace-done k-pace-${colour}`} style={{ width: part(done) }} />
        {pace === null || pace === undefined ? null : <span className="k-pace-mark" style={{ left: part(pace) }} />}
      </span>
      {isBare ? null : <span className="k-pace-text">{doneText}</span>}
    </span>
  )
}
