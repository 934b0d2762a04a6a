import { useState } from 'react'
import { sourceOf, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { listSchemes, type SchemeSummary } from '../contract.ts'
import { assessmentMessages } from '../messages/index.ts'
import { CreateSchemeDialog, ImportSchemeDialog } from './scheme-dialogs.tsx'
import type { Words } from './wording.ts'
import './assessment.css'

/** Schemes of every year, each with the version in force and its seal, and the draft that is written. */
export default function SchemesPage() {
  const words = useMessages(assessmentMessages)
  const own = words.schemes
  const go = useGo()
  const [asked, setAsked] = useState<'create' | 'import'>()
  const found = useOperation(listSchemes, {})
  const actions = found.data?.actions ?? []
  const opened = (id: string): void => go(`/assessment/schemes/${id}/draft`)
  return (
    <>
      <PageHeader
        title={words.screens.menu.schemes}
        note={own.note}
        actions={
          <>
            {actions.includes('import') ? (
              <button type="button" className="k-button" onClick={() => setAsked('import')}>
                {own.import}
              </button>
            ) : null}
            {actions.includes('create') ? (
              <button type="button" className="k-button k-button-primary" onClick={() => setAsked('create')}>
                {own.create}
              </button>
            ) : null}
          </>
        }
      />
      <DataTable<SchemeSummary>
        id="assessment.schemes"
        label={words.screens.menu.schemes}
        columns={columnsOf(words)}
        source={sourceOf(found, ({ items }) => items)}
        rowKey={(row) => row.id}
        rowLink={(row) => `/assessment/schemes/${row.id}`}
        empty={own.empty}
      />
      {asked === 'create' ? (
        <CreateSchemeDialog schemes={found.data?.items ?? []} onClose={() => setAsked(undefined)} onDone={opened} />
      ) : null}
      {asked === 'import' ? <ImportSchemeDialog onClose={() => setAsked(undefined)} onDone={opened} /> : null}
    </>
  )
}

function columnsOf(words: Words): readonly Column<SchemeSummary>[] {
  const own = words.schemes
  return [
    { key: 'name', title: own.name, width: 240, isPinned: true, cell: (row) => row.name },
    { key: 'year', title: words.screens.choose.year, kind: 'center', cell: (row) => row.year },
    {
      key: 'levels',
      title: words.screens.choose.level,
      width: 130,
      cell: (row) => row.levels.map((level) => words.screens.levels[level]).join('、') || '—',
    },
    { key: 'groups', title: own.groups, kind: 'number', cell: (row) => row.groupCount },
    { key: 'units', title: own.unitCount, kind: 'number', cell: (row) => row.unitCount },
    {
      key: 'frozen',
      title: own.inForce,
      width: 220,
      cell: (row) =>
        row.frozen === null ? (
          <span className="k-quiet">{own.notFrozen}</span>
        ) : (
          <>
            {own.version(row.frozen)} <code>{row.hash ? words.screens.digest(row.hash) : ''}</code>
          </>
        ),
    },
    {
      key: 'draft',
      title: own.draft,
      cell: (row) => (row.draft === null ? '—' : <Mark tone="notice">{own.version(row.draft)}</Mark>),
    },
    { key: 'basis', title: own.basis, width: 200, cell: (row) => row.basis || '—' },
  ]
}
