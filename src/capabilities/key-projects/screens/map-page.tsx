import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { LightTag, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer, Empty } from '../../../ui/kit/states.tsx'
import { MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { LIST_LEVELS, mapProjects, type MapPoint, MOST_ON_MAP, ProjectFilter, STAGES } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf, useSponsorOptions, useUnitOptions } from './choices.tsx'
import { MapDrawing } from './map-drawing.tsx'

const STATE = {
  light: [] as readonly string[],
  stage: [] as readonly string[],
  level: [] as readonly string[],
  unitId: [] as readonly string[],
  sponsorPostId: [] as readonly string[],
}

type Words = (typeof keyProjectsMessages)['zh-CN']

/** Where the projects lie: a drawing and a table of the same. */
export default function MapPage() {
  const words = useMessages(keyProjectsMessages)
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const found = useOperation(mapProjects, filterOf(state), { keepPrevious: true })
  return (
    <>
      <PageHeader
        title={words.map.title}
        note={words.map.note}
        marks={isSample ? <SampleMark /> : null}
        actions={
          <AppLink to="/key-projects" className="k-button">
            {words.list.title}
          </AppLink>
        }
      />
      <FilterBar
        filters={[
          { kind: 'choices', key: 'light', label: words.fields.light, options: optionsOf(words.lights) },
          {
            kind: 'choices',
            key: 'stage',
            label: words.fields.stage,
            options: STAGES.map((value) => ({ value, label: words.stages[value] })),
          },
          {
            kind: 'choices',
            key: 'level',
            label: words.fields.level,
            options: LIST_LEVELS.map((value) => ({ value, label: words.levels[value] })),
          },
          { kind: 'choices', key: 'unitId', label: words.fields.unitId, options: useUnitOptions() },
          { kind: 'choices', key: 'sponsorPostId', label: words.fields.sponsorPostId, options: useSponsorOptions() },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <Answer of={found}>
        {({ items, unlocated, isCut }) => (
          <>
            <p className="k-quiet">
              {[
                words.map.count(items.length),
                unlocated > 0 ? words.map.unlocated(unlocated) : '',
                isCut ? words.map.cut(MOST_ON_MAP) : '',
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
            {items.length === 0 ? <Empty>{words.map.empty}</Empty> : <MapDrawing points={items} />}
          </>
        )}
      </Answer>
      <Section title={words.map.table}>
        <DataTable
          id="key_projects.map"
          label={words.map.table}
          columns={columnsOf(words)}
          source={sourceOf(found, ({ items }) => items)}
          rowKey={(row) => row.id}
          rowLink={(row) => `/key-projects/${row.id}`}
        />
      </Section>
    </>
  )
}

/** The filter of an address; what is no filter is left out. */
function filterOf(state: Record<string, unknown>): Partial<ProjectFilter> {
  const given = Object.entries(state).filter(([, value]) => Array.isArray(value) && value.length > 0)
  const parsed = ProjectFilter.partial().safeParse(Object.fromEntries(given))
  return parsed.success ? parsed.data : {}
}

function columnsOf(words: Words): readonly Column<MapPoint>[] {
  return [
    { key: 'name', title: words.fields.name, width: 260, isPinned: true, cell: (row) => row.name },
    { key: 'number', title: words.fields.number, width: 110, cell: (row) => row.number },
    { key: 'light', title: words.fields.light, width: 80, cell: (row) => <LightTag colour={row.light} /> },
    { key: 'stage', title: words.fields.stage, width: 90, cell: (row) => words.stages[row.stage] },
    { key: 'unit', title: words.fields.unitId, width: 130, cell: (row) => row.unitName },
    { key: 'place', title: words.fields.place, width: 130, cell: (row) => row.place || '—' },
    {
      key: 'coordinates',
      title: words.map.coordinates,
      width: 150,
      cell: (row) => `${row.longitude.toFixed(4)}, ${row.latitude.toFixed(4)}`,
    },
    {
      key: 'totalInvestment',
      title: words.fields.totalInvestment,
      kind: 'number',
      width: 110,
      cell: (row) => <MoneyText yuan={row.totalInvestment} />,
    },
  ]
}
