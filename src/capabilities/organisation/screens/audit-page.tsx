import type { OperationNames } from '../../../kernel/language.ts'
import { useDownload, usePages } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { FilterBar, type Option } from '../../../ui/kit/filter-bar.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useOperationNames } from '../../../ui/operation-names.ts'
import { type AuditEntry, exportAuditTrail, listAudit } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { filled } from './filled.ts'

const STATE = { actor: '', operation: '', subjectId: '', outcome: '', fromOn: '', toOn: '' } as const

type Texts = (typeof organisationMessages)['zh-CN']['audit']

/** The audit trail: who did what when, by conditions, with all that was sent and changed; and how anybody can check it. */
export default function AuditPage() {
  const texts = useMessages(organisationMessages).audit
  const [state, patch, reset] = useUrlState(STATE)
  const { outcome, ...rest } = filled(state)
  const entries = usePages(listAudit, { ...rest, ...(outcome ? { outcome: outcome as AuditEntry['outcome'] } : {}) })
  const download = useDownload(exportAuditTrail)
  const names = useOperationNames()
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        actions={
          <button type="button" className="k-button" disabled={download.isPending} onClick={() => download.mutate({})}>
            {texts.export}
          </button>
        }
      />
      <p className="k-quiet">{texts.verify}</p>
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FilterBar
        filters={[
          { kind: 'search', key: 'actor', label: texts.actor, hint: texts.actorHint },
          { kind: 'choice', key: 'operation', label: texts.operation, options: optionsOf(names) },
          { kind: 'days', key: 'fromOn', toKey: 'toOn', label: texts.days },
          {
            kind: 'choice',
            key: 'outcome',
            label: texts.outcome,
            options: (['done', 'refused'] as const).map((value) => ({ value, label: texts.outcomes[value] })),
          },
          { kind: 'search', key: 'subjectId', label: texts.subject },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="organisation.audit"
        label={texts.title}
        columns={columnsOf(texts, names)}
        source={entries}
        rowKey={(row) => row.id}
        expand={detailWith(texts)}
        empty={texts.empty}
        isFiltered={Object.values(state).some(Boolean)}
      />
    </>
  )
}

/** How an opened row is drawn. */
function detailWith(texts: Texts) {
  return (entry: AuditEntry) => <Detail entry={entry} texts={texts} />
}

function Detail({ entry, texts }: { readonly entry: AuditEntry; readonly texts: Texts }) {
  const parts = [
    [texts.refusal, entry.refusal],
    [texts.changes, entry.changes],
    [texts.input, entry.input],
  ] as const
  return (
    <div className="k-stack">
      <p className="k-quiet">
        {texts.operationId} <code>{entry.operation}</code> · {texts.requestId} <code>{entry.requestId}</code>
      </p>
      {parts.map(([title, value]) =>
        isEmpty(value) ? null : (
          <section key={title} aria-label={title}>
            <b>{title}</b>
            <pre>{JSON.stringify(value, null, 2)}</pre>
          </section>
        ),
      )}
    </div>
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0)
}

/** Every operation by its name, in the order of the language's names. */
function optionsOf(names: OperationNames): readonly Option[] {
  return Object.entries(names)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label, 'zh-CN'))
}

function columnsOf(texts: Texts, names: OperationNames): readonly Column<AuditEntry>[] {
  return [
    { key: 'at', title: texts.at, isPinned: true, width: 170, cell: (row) => timeOf(row.at) },
    {
      key: 'actor',
      title: texts.actor,
      width: 160,
      cell: (row) => (row.onBehalfOf ? `${row.actorName} ${texts.onBehalfOf(row.onBehalfOf)}` : row.actorName),
    },
    { key: 'operation', title: texts.operation, width: 240, cell: (row) => names[row.operation] ?? row.operation },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 90,
      cell: (row) => <Mark tone={row.outcome === 'done' ? 'good' : 'notice'}>{texts.outcomes[row.outcome]}</Mark>,
    },
    { key: 'position', title: texts.position, kind: 'number', width: 110, cell: (row) => row.position ?? texts.young },
  ]
}

/** Date and time of Asia/Shanghai, to the second, wherever the reader's computer is. */
function timeOf(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${local.slice(0, 10)} ${local.slice(11, 19)}`
}
