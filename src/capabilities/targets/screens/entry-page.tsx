import { useOperation } from '../../../ui/api.ts'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { showGrid } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { optionsOf, useIndicatorOptions, useUnitOptions, useYearOptions } from './choices.tsx'
import { thisYear } from './today.ts'
import { EntryGrid } from './entry-grid.tsx'
import type { Measured } from './entry-state.ts'

const THIS_YEAR = thisYear()
const STATE = { year: String(THIS_YEAR), measure: 'value', indicatorId: '', sourceUnitId: '', all: false } as const

/** The month grid: every figure a source unit owes, entered by keyboard or pasted from Excel. */
export default function EntryPage() {
  const words = useMessages(targetsMessages)
  const { entry } = words
  const [state, patch, reset] = useUrlState(STATE)
  const year = Number(state.year) || THIS_YEAR
  const years = useYearOptions(THIS_YEAR)
  const indicators = useIndicatorOptions()
  const units = useUnitOptions()
  const grid = useOperation(showGrid, {
    year,
    onlyMine: !state.all,
    ...(state.indicatorId ? { indicatorId: state.indicatorId } : {}),
    ...(state.sourceUnitId ? { sourceUnitId: state.sourceUnitId } : {}),
  })
  const measures = { value: entry.value, growthPercent: entry.growth, yearForecast: entry.forecast }
  return (
    <>
      <PageHeader title={entry.title} note={entry.note} />
      <FilterBar
        filters={[
          { kind: 'choice', key: 'year', label: words.list.year, options: years },
          { kind: 'choice', key: 'measure', label: entry.measure, options: optionsOf(measures) },
          { kind: 'choice', key: 'indicatorId', label: entry.indicator, options: indicators },
          { kind: 'choice', key: 'sourceUnitId', label: entry.source, options: units },
          { kind: 'switch', key: 'all', label: entry.all },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={grid}>
        {(shown) =>
          shown.cells.length === 0 ? (
            <Empty>{entry.empty}</Empty>
          ) : (
            <EntryGrid
              key={`${year} ${state.measure}`}
              grid={shown}
              measure={(state.measure || 'value') as Measured}
              onSaved={() => void grid.refetch()}
            />
          )
        }
      </Answer>
    </>
  )
}
