import { usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import { useMay, useSession } from '../../../ui/session.tsx'
import { DispatchKind, type DispatchLine, listDispatches } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'
import type { Words } from './wording.ts'

const STATE = { text: '', docType: [] as readonly string[], undecided: false, withdrawn: false }

/** Every dispatch that was read, the newest first. */
export default function DispatchesPage() {
  const words = useMessages(dispatchesMessages)
  const isSample = useSession().sample
  const mayRead = useMay('dispatches.accept')
  const [state, patch, reset] = useUrlState(STATE)
  const kinds = state.docType.flatMap((each) => {
    const kind = DispatchKind.safeParse(each)
    return kind.success ? [kind.data] : []
  })
  const source = usePages(listDispatches, {
    ...(state.text ? { text: state.text } : {}),
    ...(kinds.length > 0 ? { docType: kinds } : {}),
    undecided: state.undecided,
    withdrawn: state.withdrawn,
  })
  const readNew = mayRead ? (
    <AppLink className="k-button k-button-primary" to="/dispatches/new">
      {words.readNew}
    </AppLink>
  ) : null
  return (
    <>
      <PageHeader
        title={words.title}
        note={words.listNote}
        marks={isSample ? <SampleMark /> : null}
        actions={readNew}
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'text', label: words.filters.text, hint: words.filters.textHint },
          {
            kind: 'choices',
            key: 'docType',
            label: words.filters.docType,
            options: DispatchKind.options.map((value) => ({ value, label: words.kinds[value] })),
          },
          { kind: 'switch', key: 'undecided', label: words.filters.undecided },
          { kind: 'switch', key: 'withdrawn', label: words.filters.withdrawn },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="dispatches.list"
        label={words.title}
        columns={columnsOf(words)}
        source={source}
        rowKey={(row) => row.id}
        rowLink={(row) => `/dispatches/${row.id}`}
        empty={words.listEmpty}
      />
    </>
  )
}

function columnsOf(words: Words): readonly Column<DispatchLine>[] {
  const { columns } = words
  return [
    {
      key: 'title',
      title: columns.title,
      isPinned: true,
      width: 260,
      cell: (row) => (
        <>
          {row.title} {row.isWithdrawn ? <Mark tone="warn">{words.withdrawnMark}</Mark> : null}
        </>
      ),
    },
    { key: 'docType', title: columns.docType, width: 110, cell: (row) => words.kinds[row.docType] },
    { key: 'place', title: columns.place, width: 110, cell: (row) => row.place ?? '—' },
    { key: 'printedOn', title: columns.printedOn, width: 120, cell: (row) => <DayText day={row.printedOn} /> },
    {
      key: 'rows',
      title: columns.rows,
      width: 170,
      kind: 'number',
      cell: ({ counts }) => (
        <>
          {counts.proposed > 0 ? <b>{counts.proposed}</b> : counts.proposed} / {counts.accepted} / {counts.rejected}
        </>
      ),
    },
    { key: 'createdBy', title: columns.createdBy, width: 110, cell: (row) => row.createdBy },
    { key: 'createdAt', title: columns.createdAt, width: 150, cell: (row) => <InstantText at={row.createdAt} /> },
  ]
}
