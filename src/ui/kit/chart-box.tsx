import type { EChartsCoreOption } from 'echarts/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useMessages } from '../language.tsx'
import { useIsWall } from '../layout/wall.tsx'
import { uiMessages } from '../messages/index.ts'
import { dressed } from './chart-base.ts'
import { Loading } from './states.tsx'

/** The same figures as a table: headings, and rows whose first cell names the row. */
export interface ChartTable {
  readonly headings: readonly string[]
  readonly rows: readonly (readonly ReactNode[])[]
}

/**
 * Props of `ChartBox`. `option` is an echarts option of bars, lines, pies or scattered points (with legend, tooltip, mark lines); fonts,
 * colours and grid are the house's unless it says otherwise. Keep `option` the same object between renders.
 */
export interface ChartBoxProps {
  readonly label: string
  readonly option: EChartsCoreOption
  readonly table: ChartTable
  readonly height?: number | string
  readonly onClick?: (point: {
    readonly name: string
    readonly seriesName?: string
    readonly dataIndex: number
  }) => void
}

/** A chart with its table one press away; echarts is fetched when the first chart is drawn. On a wall the press is left out. */
export function ChartBox({ label, option, table, height = 260, onClick }: ChartBoxProps) {
  const words = useMessages(uiMessages)
  const isWall = useIsWall()
  const [asTable, setAsTable] = useState(false)
  const [hasFailed, setFailed] = useState(false)
  const showsTable = asTable || hasFailed
  return (
    <figure className="k-chart">
      {isWall ? null : (
        <figcaption className="no-print">
          <button
            type="button"
            className="k-button k-button-text"
            aria-pressed={showsTable}
            onClick={() => setAsTable(!asTable)}
          >
            {showsTable ? words.chart.asChart : words.chart.asTable}
          </button>
        </figcaption>
      )}
      {hasFailed ? <p role="alert">{words.chart.failed}</p> : null}
      {showsTable ? (
        <FigureTable label={label} table={table} />
      ) : (
        <Drawing label={label} option={option} height={height} onClick={onClick} onFail={() => setFailed(true)} />
      )}
    </figure>
  )
}

type DrawingProps = Pick<ChartBoxProps, 'label' | 'option' | 'onClick'> & {
  readonly height: number | string
  readonly onFail: () => void
}

function Drawing({ label, option, height, onClick, onFail }: DrawingProps) {
  const words = useMessages(uiMessages)
  const isWall = useIsWall()
  const box = useRef<HTMLDivElement>(null)
  const [charts, setCharts] = useState<typeof import('./charts.ts')>()
  const latest = useRef({ onClick, onFail })
  useEffect(() => {
    latest.current = { onClick, onFail }
  })
  useEffect(() => {
    import('./charts.ts').then(setCharts, () => latest.current.onFail())
  }, [])
  useEffect(() => {
    const element = box.current
    if (!charts || !element) return undefined
    const chart = charts.init(element, undefined, { renderer: 'svg' })
    chart.setOption(dressed(option, isWall, getComputedStyle(element).fontFamily))
    chart.on('click', (point) =>
      latest.current.onClick?.({
        name: point.name,
        dataIndex: point.dataIndex,
        ...(point.seriesName ? { seriesName: point.seriesName } : {}),
      }),
    )
    const watch = new ResizeObserver(() => chart.resize())
    watch.observe(element)
    return () => {
      watch.disconnect()
      chart.dispose()
    }
  }, [charts, option, isWall])
  return (
    <div ref={box} role="img" aria-label={label} style={{ height }}>
      {charts ? null : <Loading label={words.chart.loading} />}
    </div>
  )
}

function FigureTable({ label, table }: { readonly label: string; readonly table: ChartTable }) {
  return (
    <div className="k-table-scroll" role="region" aria-label={label} tabIndex={0}>
      <table className="k-table">
        <thead>
          <tr>
            {table.headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={table.headings[column]} className={typeof cell === 'number' ? 'k-number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
