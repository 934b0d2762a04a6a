import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import { EventKind, type EventLine, listEvents } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { optionsOf } from './choices.tsx'
import type { Words } from './project-columns.tsx'

/** Group signings, starts and completions, latest first. */
export default function EventsPage() {
  const words = useMessages(keyProjectsMessages)
  const [state, patch, reset] = useUrlState({ kind: '' })
  const kind = EventKind.safeParse(state.kind)
  const found = useOperation(listEvents, kind.success ? { kind: kind.data } : {})
  const mayKeep = useMay('key_projects.lists')
  const { events } = words
  return (
    <>
      <PageHeader
        title={events.title}
        note={events.note}
        actions={
          mayKeep ? (
            <AppLink className="k-button k-button-primary" to="/key-projects/events/new">
              {events.create}
            </AppLink>
          ) : null
        }
      />
      <FilterBar
        filters={[{ kind: 'choice', key: 'kind', label: events.kind, options: optionsOf(events.kinds) }]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="key-projects.events"
        label={events.title}
        columns={eventColumns(words)}
        source={sourceOf(found, ({ items }) => items)}
        rowKey={(row) => row.id}
        rowLink={(row) => `/key-projects/events/${row.id}`}
        isFiltered={kind.success}
        {...(kind.success ? {} : { empty: events.empty })}
      />
    </>
  )
}

function eventColumns({ events }: Words): readonly Column<EventLine>[] {
  return [
    { key: 'name', title: events.name, width: 260, isPinned: true, cell: (row) => row.name },
    { key: 'kind', title: events.kind, width: 100, cell: (row) => events.kinds[row.kind] },
    { key: 'heldOn', title: events.heldOn, width: 126, cell: (row) => <DayText day={row.heldOn} /> },
    { key: 'projects', title: events.projects, kind: 'number', cell: (row) => row.projects },
    {
      key: 'announced',
      title: events.announced,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.announced} />,
    },
    { key: 'average', title: events.average, kind: 'number', cell: (row) => <MoneyText yuan={row.average} /> },
    { key: 'counted', title: events.counted, kind: 'number', cell: (row) => row.counted },
    {
      key: 'countedAmount',
      title: events.countedAmount,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.countedAmount} />,
    },
    {
      key: 'real',
      title: events.realTitle,
      kind: 'number',
      cell: (row) => events.realCount(row.real, row.projects),
    },
    {
      key: 'state',
      title: events.about,
      cell: (row) =>
        row.cancelledReason === null ? row.place : <Mark tone="warn">{events.cancelled(row.cancelledReason)}</Mark>,
    },
  ]
}
