import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Day } from '../../../kernel/day.ts'
import { useMessages } from '../../../ui/language.tsx'
import type { ChartProject, PlanChange } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import {
  axisOf,
  blocksOf,
  type ChartGroup,
  type ChartScale,
  type ChartSection,
  sectionsOf,
  type TimeAxis,
  visibleRows,
  xOf,
} from '../rules/chart.ts'
import { AxisGrid, AxisHead, HEAD_HEIGHT } from './chart-axis.tsx'
import { measureRow } from './chart-measures.ts'
import { ChartName } from './chart-names.tsx'
import { ChartRow, type TriedDays } from './chart-row.tsx'
import { ChartTrial, useChartTrial } from './chart-trial.tsx'
import { headingOf } from './chart-words.ts'

const SECTION_HEIGHT = 30
/** Width of the names at the left in pixels, on a desk and on a phone. */
const NAMES = { desk: 280, phone: 140, below: 640 } as const
/** Width the time of a printed A3 sheet has, in pixels, beside the names. */
const PRINTED = 1180
/** Lines of the chart that come into the page and leave it together; on paper each stands alone, so that none is cut by the edge of a sheet. */
const BLOCK = 8
/** Scrolling is looked at in steps of so many pixels: between them the browser moves what is drawn, and nothing is reckoned. */
const STEP = 160
const ZOOM = { least: 0.5, most: 4, step: 1.25 } as const

type Line =
  | { readonly kind: 'section'; readonly key: string; readonly heading: string; readonly height: number }
  | { readonly kind: 'row'; readonly key: string; readonly row: ChartProject; readonly height: number }

/** The drawn chart: names at the left, time above, both stay in sight; only the rows in sight are drawn, on paper all of them. */
export function ChartBoard({
  rows,
  today,
  group,
  scale,
  unfolded,
  onUnfold,
  extra,
}: {
  readonly rows: readonly ChartProject[]
  readonly today: Day
  readonly group: ChartGroup
  readonly scale: ChartScale
  readonly unfolded: ReadonlySet<string>
  readonly onUnfold: (next: ReadonlySet<string>) => void
  readonly extra: ReactNode
}) {
  const texts = useMessages(schedulesMessages).chart
  const box = useRef<HTMLDivElement>(null)
  const [zoom, setZoom] = useState(1)
  const [isPrinting, setPrinting] = useState(false)
  const view = useView(box)
  const names = view.width < NAMES.below ? NAMES.phone : NAMES.desk
  const trial = useChartTrial()
  const axis = useMemo(() => {
    const standard = axisOf(rows, today, scale, 1)
    return axisOf(rows, today, scale, isPrinting ? PRINTED / standard.width : zoom)
  }, [rows, today, scale, zoom, isPrinting])
  const lines = useMemo(() => linesOf(sectionsOf(rows, group), group, unfolded), [rows, group, unfolded])
  const blocks = useMemo(() => blocksOf(lines, isPrinting ? 1 : BLOCK), [lines, isPrinting])
  const heights = useMemo(() => blocks.map((block) => block.reduce((sum, { height }) => sum + height, 0)), [blocks])
  const shown = isPrinting
    ? { first: 0, end: blocks.length, above: 0, below: 0 }
    : visibleRows(heights, view.top - HEAD_HEIGHT, view.height, 1)
  const toToday = useCallback(() => {
    const frame = box.current
    if (frame) frame.scrollLeft = Math.max(0, xOf(axis, today) - (frame.clientWidth - names) / 3)
  }, [axis, today, names])
  useLayoutEffect(toToday, [toToday])
  usePrinting(setPrinting)
  const toggle = useCallback(
    (projectId: string) => {
      const next = new Set(unfolded)
      if (!next.delete(projectId)) next.add(projectId)
      onUnfold(next)
    },
    [unfolded, onUnfold],
  )
  const { tryOut } = trial
  const onTry = useCallback((projectId: string, change: PlanChange) => tryOut(projectId, change), [tryOut])
  const zoomBy = (factor: number): void => setZoom(Math.min(ZOOM.most, Math.max(ZOOM.least, zoom * factor)))
  return (
    <>
      <div className="k-toolbar">
        <button type="button" className="k-button" onClick={() => zoomBy(ZOOM.step)} disabled={zoom >= ZOOM.most}>
          {texts.zoomIn}
        </button>
        <button type="button" className="k-button" onClick={() => zoomBy(1 / ZOOM.step)} disabled={zoom <= ZOOM.least}>
          {texts.zoomOut}
        </button>
        <button type="button" className="k-button" onClick={toToday}>
          {texts.toToday}
        </button>
        <button
          type="button"
          className="k-button"
          onClick={() => onUnfold(unfolded.size > 0 ? new Set() : new Set(rows.map(({ projectId }) => projectId)))}
        >
          {unfolded.size > 0 ? texts.foldAll : texts.unfoldAll}
        </button>
        <button
          type="button"
          className="k-button"
          onClick={() => {
            flushSync(() => setPrinting(true))
            window.print()
          }}
        >
          {texts.print}
        </button>
        {extra}
        <span className="k-quiet chart-hint">{texts.dragHint}</span>
      </div>
      <ChartTrial trial={trial} />
      <div
        ref={box}
        className="chart-box"
        role="region"
        aria-label={texts.region}
        tabIndex={0}
        onKeyDown={(event) => {
          if (event.target !== event.currentTarget) return
          if (event.key === '+' || event.key === '=') zoomBy(ZOOM.step)
          if (event.key === '-') zoomBy(1 / ZOOM.step)
        }}
      >
        <div className="chart-sheet" style={{ width: names + axis.width, ['--names' as string]: `${names}px` }}>
          <AxisGrid axis={axis} today={today} left={names} />
          <table className="chart-table">
            <thead>
              <tr>
                <th scope="col" className="chart-corner">
                  {texts.project}
                </th>
                <th scope="col">
                  <AxisHead axis={axis} today={today} />
                </th>
              </tr>
            </thead>
            <tbody>
              <Spacer height={shown.above} />
              {blocks.slice(shown.first, shown.end).map((block) => (
                <Block
                  key={block[0]?.key}
                  lines={block}
                  group={group}
                  axis={axis}
                  today={today}
                  unfolded={unfolded}
                  triedOn={block.some(({ key }) => key === trial.projectId) ? trial.projectId : undefined}
                  tried={trial.days}
                  onToggle={toggle}
                  onTry={onTry}
                />
              ))}
              <Spacer height={shown.below} />
            </tbody>
          </table>
        </div>
      </div>
    </>
  )
}

interface BlockProps {
  readonly lines: readonly Line[]
  readonly group: ChartGroup
  readonly axis: TimeAxis
  readonly today: Day
  readonly unfolded: ReadonlySet<string>
  readonly triedOn: string | undefined
  readonly tried: TriedDays | undefined
  readonly onToggle: (projectId: string) => void
  readonly onTry: (projectId: string, change: PlanChange) => void
}

/** A few lines together: one cell of names that stays at the left, one of bars. */
const Block = memo(function Block({
  lines,
  group,
  axis,
  today,
  unfolded,
  triedOn,
  tried,
  onToggle,
  onTry,
}: BlockProps) {
  const texts = useMessages(schedulesMessages).chart
  return (
    <tr className="chart-block">
      <td className="chart-names">
        {lines.map((line) =>
          line.kind === 'section' ? (
            <h2 key={line.key} className="chart-section" style={{ height: line.height }}>
              {headingOf(line.heading, group, texts)}
            </h2>
          ) : (
            <div
              key={line.key}
              className={unfolded.has(line.key) ? 'chart-line-name chart-unfolded' : 'chart-line-name'}
              style={{ height: line.height }}
            >
              <ChartName row={line.row} isUnfolded={unfolded.has(line.key)} onToggle={onToggle} onTry={onTry} />
            </div>
          ),
        )}
      </td>
      <td>
        {lines.map((line) => (
          <div
            key={line.key}
            className={BARS[line.kind === 'row' && unfolded.has(line.key) ? 'unfolded' : line.kind]}
            style={{ height: line.height }}
          >
            {line.kind === 'row' ? (
              <ChartRow
                row={line.row}
                axis={axis}
                today={today}
                isUnfolded={unfolded.has(line.key)}
                tried={triedOn === line.key ? tried : undefined}
                onTry={onTry}
              />
            ) : null}
          </div>
        ))}
      </td>
    </tr>
  )
})

const BARS = {
  section: 'chart-section',
  row: 'chart-line-bars',
  unfolded: 'chart-line-bars chart-unfolded',
} as const

function Spacer({ height }: { readonly height: number }) {
  return height > 0 ? (
    <tr aria-hidden="true">
      <td colSpan={2} style={{ height, padding: 0 }} />
    </tr>
  ) : null
}

function linesOf(sections: readonly ChartSection[], group: ChartGroup, unfolded: ReadonlySet<string>): readonly Line[] {
  return sections.flatMap(({ key, rows }): Line[] => [
    ...(group === 'none'
      ? []
      : [{ kind: 'section' as const, key: `heading ${key}`, heading: key, height: SECTION_HEIGHT }]),
    ...rows.map((row) => ({
      kind: 'row' as const,
      key: row.projectId,
      row,
      height: measureRow(row, unfolded.has(row.projectId)).height,
    })),
  ])
}

/** The part of the box in sight, told when it has moved by a step. */
function useView(box: { readonly current: HTMLDivElement | null }): {
  readonly top: number
  readonly height: number
  readonly width: number
} {
  const [view, setView] = useState({ top: 0, height: 900, width: 1000 })
  useLayoutEffect(() => {
    const frame = box.current
    if (!frame) return undefined
    let asked = 0
    const look = (): void => {
      asked = 0
      const now = {
        top: Math.floor(frame.scrollTop / STEP) * STEP,
        height: frame.clientHeight + STEP,
        width: frame.clientWidth,
      }
      setView((before) =>
        before.top === now.top && before.height === now.height && before.width === now.width ? before : now,
      )
    }
    const ask = (): void => {
      if (asked === 0) asked = requestAnimationFrame(look)
    }
    look()
    const watcher = new ResizeObserver(ask)
    watcher.observe(frame)
    frame.addEventListener('scroll', ask, { passive: true })
    return () => {
      watcher.disconnect()
      frame.removeEventListener('scroll', ask)
      cancelAnimationFrame(asked)
    }
  }, [box])
  return view
}

/** Every row and the whole time are drawn before the browser prints, however printing was asked for. */
function usePrinting(setPrinting: (is: boolean) => void): void {
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true))
    const end = (): void => setPrinting(false)
    window.addEventListener('beforeprint', begin)
    window.addEventListener('afterprint', end)
    return () => {
      window.removeEventListener('beforeprint', begin)
      window.removeEventListener('afterprint', end)
    }
  }, [setPrinting])
}
