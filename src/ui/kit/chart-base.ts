import type { EChartsCoreOption } from 'echarts/core'

/** Colours of series on paper: told apart by lightness too, none of them a light's red, yellow or green. */
const SERIES_ON_PAPER = ['#1a4f8b', '#c2661a', '#5b7083', '#7a4b94', '#0e7c86', '#8c6d1f'] as const

/** The same for a dark wall. */
const SERIES_ON_WALL = ['#6fb1f2', '#ffb36b', '#b4c3d1', '#c9a2e3', '#5fd0da', '#e3c66f'] as const

/**
 * An echarts option dressed as the house: fonts, text colours, series colours, a tight grid, no movement. What the option says itself
 * wins; axes get their colours only where the option has axes. `fontFamily` must be a real font: echarts measures its texts with it.
 */
export function dressed(option: EChartsCoreOption, isWall: boolean, fontFamily = 'sans-serif'): EChartsCoreOption {
  const text = isWall ? '#c3ccd6' : '#46525f'
  const line = isWall ? '#33414f' : '#d9dee4'
  const size = isWall ? 18 : 12
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisLabel: { color: text, fontSize: size },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: text, fontSize: size },
  }
  return {
    animation: false,
    color: [...(isWall ? SERIES_ON_WALL : SERIES_ON_PAPER)],
    textStyle: { fontFamily, fontSize: size, color: text },
    legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, itemGap: 20, textStyle: { color: text, fontSize: size } },
    tooltip: isWall ? { show: false } : { trigger: 'axis', confine: true },
    ...option,
    ...('xAxis' in option
      ? { grid: { ...GRID, ...asObject(option['grid']) }, xAxis: onAxes(option['xAxis'], axis) }
      : {}),
    ...('yAxis' in option ? { yAxis: onAxes(option['yAxis'], axis) } : {}),
  }
}

const GRID = { left: 8, right: 16, top: 32, bottom: 8, outerBoundsMode: 'same' } as const

function onAxes(axes: unknown, style: object): unknown {
  return Array.isArray(axes) ? axes.map((each) => ({ ...style, ...asObject(each) })) : { ...style, ...asObject(axes) }
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
