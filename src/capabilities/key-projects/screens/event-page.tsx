import { useState } from 'react'
import { sourceOfRows, useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Facts, PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { DayText, MoneyText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, usePathFields } from '../../../ui/navigation.tsx'
import { cancelEvent, type EventCount, type EventEntry, type EventKind, showEvent } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import type { Words } from './project-columns.tsx'

const TONES = {
  first: 'good',
  increment: 'good',
  new_investor: 'good',
  investor_left: 'warn',
  counted_before: 'warn',
  inside_scope: 'calm',
  cancelled: 'calm',
} as const satisfies Record<EventCount, string>

/** One group event: its batch, how each project counts, and whether it has really come that far. */
export default function EventPage() {
  const words = useMessages(keyProjectsMessages)
  const { eventId } = usePathFields('eventId')
  const shown = useOperation(showEvent, { eventId })
  const [isAsking, setAsking] = useState(false)
  const cancel = useCommand(cancelEvent, { onSuccess: () => setAsking(false) })
  const { events } = words
  return (
    <Answer of={shown}>
      {(event) => (
        <>
          <PageHeader
            back={<AppLink to="/key-projects/events">{events.back}</AppLink>}
            title={event.name}
            note={[event.heldOn, event.place, event.note].filter(Boolean).join(' · ')}
            marks={<Mark tone="notice">{events.kinds[event.kind]}</Mark>}
            actions={
              event.mayEdit ? (
                <>
                  <AppLink className="k-button k-button-primary" to={`/key-projects/events/${event.id}/edit`}>
                    {events.edit}
                  </AppLink>
                  <button type="button" className="k-button" onClick={() => setAsking(true)}>
                    {events.cancel}
                  </button>
                </>
              ) : null
            }
          />
          {event.cancelledReason === null ? null : (
            <p className="k-refusal" role="note">
              {events.cancelled(event.cancelledReason)}
            </p>
          )}
          <Section title={events.batch} note={event.kind === 'start' ? events.ceremonyNote : undefined}>
            <Facts
              items={[
                { label: events.projects, value: event.projects },
                { label: events.announced, value: <MoneyText yuan={event.announced} /> },
                { label: events.average, value: <MoneyText yuan={event.average} /> },
                { label: events.counted, value: event.counted },
                { label: events.countedAmount, value: <MoneyText yuan={event.countedAmount} /> },
                { label: events.real[event.kind], value: events.realCount(event.real, event.projects) },
              ]}
            />
          </Section>
          <DataTable<EventEntry>
            id="key-projects.event"
            label={event.name}
            columns={entryColumns(event.kind, words)}
            source={sourceOfRows(event.entries)}
            rowKey={(row) => row.projectId}
            rowLink={(row) => `/key-projects/${row.projectId}`}
            isA3
          />
          <ConfirmWithReason
            isOpen={isAsking}
            title={events.cancel}
            isDanger
            isSending={cancel.isPending}
            refusal={cancel.error}
            onCancel={() => setAsking(false)}
            onConfirm={(reason) => cancel.mutate({ eventId: event.id, expectedVersion: event.version, reason })}
          >
            <p>{events.cancelNote}</p>
          </ConfirmWithReason>
        </>
      )}
    </Answer>
  )
}

function entryColumns(kind: EventKind, words: Words): readonly Column<EventEntry>[] {
  const { events } = words
  return [
    {
      key: 'name',
      title: words.fields.name,
      width: 260,
      isPinned: true,
      cell: (row) => `${row.number} ${row.name}`,
    },
    {
      key: 'amount',
      title: events.amount,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.amount} />,
    },
    {
      key: 'count',
      title: events.count,
      width: 220,
      cell: (row) => (
        <>
          <Mark tone={TONES[row.count]}>{events.counts[row.count]}</Mark>
          {row.before ? (
            <>
              {' '}
              <AppLink to={`/key-projects/events/${row.before.id}`}>
                {events.before(row.before.name, row.before.heldOn)}
              </AppLink>
            </>
          ) : null}
          {row.ceremonies > 1 ? <Mark tone="warn">{events.ceremonies(row.ceremonies)}</Mark> : null}
        </>
      ),
    },
    {
      key: 'countedAmount',
      title: events.countedAmount,
      kind: 'number',
      cell: (row) => <MoneyText yuan={row.countedAmount} />,
    },
    { key: 'stage', title: events.stage, cell: (row) => words.stages[row.stage] },
    {
      key: 'real',
      title: events.realTitle,
      width: 200,
      cell: (row) => (
        <>
          <Mark tone={row.isReal ? 'good' : 'bad'}>{row.isReal ? events.real[kind] : events.notReal[kind]}</Mark>{' '}
          {row.realOn === null ? null : <DayText day={row.realOn} />}
        </>
      ),
    },
  ]
}
