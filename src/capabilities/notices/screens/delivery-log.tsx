import { formatInstant } from '../../../kernel/format.ts'
import { writtenLocale } from '../../../kernel/language.ts'
import { useCommand, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { type Channel, type Delivery, DeliveryState, listDeliveries, sendAgain } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import { reasonText } from './reason-text.ts'

const STATE = { state: '', channelId: '' }
const TONES = { waiting: 'calm', sending: 'calm', sent: 'notice', dead: 'bad', dropped: 'calm' } as const

/** What was sent over which way, what waits and what failed for good, with a way to try that again. */
export function DeliveryLog({ channels }: { readonly channels: readonly Channel[] }) {
  const words = useMessages(noticesMessages)
  const [state, patch, reset] = useUrlState(STATE)
  const again = useCommand(sendAgain)
  const source = usePages(listDeliveries, {
    ...(state.state === '' ? {} : { state: state.state as DeliveryState }),
    ...(state.channelId === '' ? {} : { channelId: state.channelId }),
    limit: 50,
  })
  const columns = useColumns((row) => again.mutate({ deliveryIds: [row.id] }))
  return (
    <Section title={words.deliveries.title}>
      <FilterBar
        filters={[
          {
            kind: 'choice',
            key: 'state',
            label: words.deliveries.stateFilter,
            options: DeliveryState.options.map((value) => ({ value, label: words.deliveries.states[value] })),
          },
          {
            kind: 'choice',
            key: 'channelId',
            label: words.deliveries.channel,
            options: channels.map(({ id, name }) => ({ value: id, label: name })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      {again.error ? <RefusalNote refusal={again.error} /> : null}
      <DataTable
        id="notices.deliveries"
        label={words.deliveries.title}
        columns={columns}
        source={source}
        rowKey={(row) => row.id}
        empty={words.deliveries.empty}
        isFiltered={state.state !== '' || state.channelId !== ''}
        actions={
          state.channelId === '' ? undefined : (
            <button
              type="button"
              className="k-button"
              disabled={again.isPending}
              onClick={() => again.mutate({ channelId: state.channelId })}
            >
              {words.deliveries.againAll}
            </button>
          )
        }
      />
    </Section>
  )
}

function useColumns(onAgain: (row: Delivery) => void): readonly Column<Delivery>[] {
  const words = useMessages(noticesMessages)
  const { locale } = useLocale()
  return [
    {
      key: 'state',
      title: words.deliveries.state,
      width: 110,
      isPinned: true,
      cell: (row) => (
        <>
          <Mark tone={TONES[row.state]}>{words.deliveries.states[row.state]}</Mark>
          {row.state === 'waiting' ? (
            <div className="k-quiet">{words.deliveries.next(formatInstant(new Date(row.notBefore), locale))}</div>
          ) : null}
        </>
      ),
    },
    {
      key: 'actions',
      title: '',
      width: 90,
      cell: (row) =>
        row.actions.includes('send_again') ? (
          <button type="button" className="k-button k-button-text" onClick={() => onAgain(row)}>
            {words.deliveries.again}
          </button>
        ) : null,
    },
    {
      key: 'what',
      title: words.deliveries.what,
      width: 260,
      cell: (row) => [row.words[writtenLocale(locale)], row.title].filter(Boolean).join(' · '),
    },
    { key: 'group', title: words.inbox.group, width: 100, isHidden: true, cell: (row) => words.groups[row.group] },
    { key: 'channel', title: words.deliveries.channel, width: 120, cell: (row) => row.channelName },
    { key: 'to', title: words.deliveries.to, width: 130, cell: (row) => row.recipient || '—' },
    { key: 'attempts', title: words.deliveries.attempts, width: 60, kind: 'number', cell: (row) => row.attempts },
    {
      key: 'error',
      title: words.deliveries.error,
      width: 170,
      cell: (row) => (row.lastError === '' ? '—' : reasonText(row.lastError, words.errors)),
    },
    {
      key: 'at',
      title: words.deliveries.at,
      width: 150,
      isHidden: true,
      cell: (row) => <InstantText at={row.createdAt} />,
    },
    { key: 'sentAt', title: words.deliveries.sentAt, width: 120, cell: (row) => <InstantText at={row.sentAt} /> },
  ]
}
