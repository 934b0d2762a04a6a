import { useState } from 'react'
import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { type ChartProject, showChart } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import { CHART_GROUPS, CHART_SCALES, type ChartGroup, type ChartScale } from '../rules/chart.ts'
import { ChartBoard } from './chart-board.tsx'
import { ChartLegend } from './chart-legend.tsx'
import { ChartText } from './chart-text.tsx'
import './schedules.css'
import './chart.css'

const STATE = {
  text: '',
  light: [] as readonly string[],
  group: 'none',
  scale: 'month',
  trouble: false,
  asText: false,
}

/** The wall chart (挂图作战): every plan in reach against time, with what is done, late and critical. */
export default function ChartPage() {
  const words = useMessages(schedulesMessages)
  const isSample = useSession().sample
  const chart = useOperation(showChart, {}, { keepPrevious: true })
  const [state, patch, reset] = useUrlState(STATE)
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set())
  const texts = words.chart
  const group = CHART_GROUPS.find((each) => each === state.group) ?? 'none'
  const scale = CHART_SCALES.find((each) => each === state.scale) ?? 'month'
  return (
    <div className="chart-page print-a3">
      <PageHeader
        title={texts.title}
        note={
          chart.data
            ? [counted(chart.data.items, texts), texts.withoutPlan(chart.data.withoutPlan)].filter(Boolean).join(' · ')
            : texts.note
        }
        marks={isSample ? <SampleMark /> : null}
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: texts.search },
          {
            kind: 'choice',
            key: 'group',
            label: texts.group,
            options: CHART_GROUPS.map((value: ChartGroup) => ({ value, label: texts.groups[value] })),
          },
          {
            kind: 'choice',
            key: 'scale',
            label: texts.scale,
            options: CHART_SCALES.map((value: ChartScale) => ({ value, label: texts.scales[value] })),
          },
          {
            kind: 'choices',
            key: 'light',
            label: texts.light,
            options: LIGHTS.map((value) => ({ value, label: texts.lights[value] })),
          },
          { kind: 'switch', key: 'trouble', label: texts.onlyTrouble },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={chart}>
        {({ items, today }) => {
          const rows = items.filter((row) => meets(row, state))
          if (rows.length === 0) return <Empty>{items.length === 0 ? texts.empty : texts.emptyFiltered}</Empty>
          const show = { rows, today, group, unfolded }
          const switchView = (
            <button type="button" className="k-button" onClick={() => patch({ asText: !state.asText })}>
              {state.asText ? texts.asChart : texts.asTable}
            </button>
          )
          return state.asText ? (
            <>
              <div className="k-toolbar">{switchView}</div>
              <ChartText {...show} />
            </>
          ) : (
            <>
              <ChartBoard {...show} scale={scale} onUnfold={setUnfolded} extra={switchView} />
              <ChartLegend />
            </>
          )
        }}
      </Answer>
    </div>
  )
}

const LIGHTS = ['red', 'yellow', 'green', 'none'] as const

function counted(rows: readonly ChartProject[], texts: (typeof schedulesMessages)['zh-CN']['chart']): string {
  return texts.count(
    rows.length,
    rows.reduce((sum, { bars }) => sum + bars.length, 0),
  )
}

function meets(
  row: ChartProject,
  { text, light, trouble }: { readonly text: string; readonly light: readonly string[]; readonly trouble: boolean },
): boolean {
  const wanted = text.trim().toLowerCase()
  return (
    (!wanted || `${row.name}\n${row.number}\n${row.unitName}\n${row.leader ?? ''}`.toLowerCase().includes(wanted)) &&
    (light.length === 0 || light.includes(row.light)) &&
    (!trouble || !row.feasible || row.bars.some(({ verdict }) => verdict === 'late' || verdict === 'will_be_late'))
  )
}
