import { Segmented } from 'antd'
import { useState } from 'react'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useMay } from '../../../ui/session.tsx'
import { listImports, undoGoals, undoImport } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { ImportFigures } from './import-figures-part.tsx'
import { ImportGoals } from './import-goals-part.tsx'
import type { Words } from './wording.ts'

/** A county's own workbook: goals and indicators for the offices, figures for source units; read, shown, taken in and taken back as one act. */
export default function ImportsPage() {
  const words = useMessages(targetsMessages)
  const { goals, imports } = words
  const mayGoals = useMay('targets.manage')
  const mayFigures = useMay('targets.enter_actual')
  const [chosen, setChosen] = useState<'goals' | 'figures'>()
  const holds = chosen ?? (mayGoals ? 'goals' : 'figures')
  return (
    <>
      <PageHeader
        title={holds === 'goals' ? goals.title : imports.title}
        note={holds === 'goals' ? goals.note : imports.note}
      />
      {mayGoals && mayFigures ? (
        <div className="k-toolbar">
          <Segmented
            aria-label={goals.holds}
            value={holds}
            onChange={(next) => setChosen(next)}
            options={[
              { value: 'goals' as const, label: goals.goals },
              { value: 'figures' as const, label: goals.figures },
            ]}
          />
        </div>
      ) : null}
      {holds === 'goals' ? <ImportGoals /> : mayFigures ? <ImportFigures /> : null}
      <LastImports />
    </>
  )
}

type ImportLine = OutputOf<typeof listImports>['items'][number]

function LastImports() {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const answer = useOperation(listImports, {})
  const [undone, setUndone] = useState<ImportLine>()
  const close = () => setUndone(undefined)
  const figures = useCommand(undoImport, { onSuccess: close })
  const goals = useCommand(undoGoals, { onSuccess: close })
  const command = undone?.holds === 'goals' ? goals : figures
  return (
    <Section title={words.imports.last}>
      <DataTable
        id="targets.imports"
        label={words.imports.last}
        columns={importColumns(words, locale, setUndone)}
        source={sourceOf(answer, ({ items }) => items)}
        rowKey={(row) => row.id}
      />
      {undone ? (
        <ConfirmWithReason
          isOpen
          isDanger
          title={`${words.imports.undo} ${undone.fileName}`}
          isSending={command.isPending}
          refusal={command.error}
          onCancel={close}
          onConfirm={(reason) => command.mutate({ importId: undone.id, expectedVersion: undone.version, reason })}
        />
      ) : null}
    </Section>
  )
}

function importColumns(words: Words, locale: Locale, onUndo: (row: ImportLine) => void): readonly Column<ImportLine>[] {
  const { columns, imports } = words
  return [
    { key: 'at', title: imports.at, cell: (row) => <InstantText at={row.at} /> },
    { key: 'file', title: imports.fileName, cell: (row) => row.fileName },
    { key: 'holds', title: words.goals.holds, cell: (row) => words.goals[row.holds] },
    { key: 'period', title: columns.period, cell: (row) => formatPeriod(row.period, locale) },
    { key: 'entered', title: imports.count, cell: (row) => imports.entered(row.entered) },
    { key: 'by', title: columns.by, cell: (row) => row.by },
    {
      key: 'undo',
      title: imports.undo,
      cell: (row) =>
        row.actions.includes('undo') ? (
          <button type="button" className="k-button k-button-text" onClick={() => onUndo(row)}>
            {imports.undo}
          </button>
        ) : (
          row.undoneAt && <Mark>{imports.undone}</Mark>
        ),
    },
  ]
}
