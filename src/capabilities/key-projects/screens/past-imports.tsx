import { useState } from 'react'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { OutputOf } from '../../../kernel/operation.ts'
import { listImports, undoImport } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'

type PastImport = OutputOf<typeof listImports>['items'][number]

/** What was imported, each as one act that can be undone as one. */
export function PastImports() {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const imports = useOperation(listImports, {})
  const [undoing, setUndoing] = useState<PastImport>()
  const undo = useCommand(undoImport, { onSuccess: () => setUndoing(undefined) })
  return (
    <Section title={texts.past}>
      {undo.data ? <output>{texts.undone(undo.data.withdrawn, undo.data.restored)}</output> : null}
      <DataTable
        id="key-projects.imports"
        label={texts.past}
        columns={importColumns(texts, setUndoing)}
        source={sourceOf(imports, (answer) => answer.items)}
        rowKey={(row) => row.id}
        empty={texts.pastEmpty}
      />
      {undoing ? (
        <ConfirmWithReason
          isOpen
          title={`${texts.undo} · ${undoing.fileName}`}
          isDanger
          isSending={undo.isPending}
          refusal={undo.error}
          onCancel={() => setUndoing(undefined)}
          onConfirm={(reason) => undo.mutate({ importId: undoing.id, reason })}
        >
          <p>{texts.undoNote}</p>
        </ConfirmWithReason>
      ) : null}
    </Section>
  )
}

function importColumns(
  texts: (typeof keyProjectsMessages)['zh-CN']['import'],
  onUndo: (act: PastImport) => void,
): readonly Column<PastImport>[] {
  return [
    { key: 'at', title: texts.at, width: 150, cell: (row) => <InstantText at={row.at} /> },
    { key: 'file', title: texts.file, width: 200, cell: (row) => row.fileName },
    { key: 'by', title: texts.by, width: 120, cell: (row) => row.personName },
    { key: 'created', title: texts.outcomes.create, kind: 'number', cell: (row) => row.created },
    { key: 'updated', title: texts.outcomes.update, kind: 'number', cell: (row) => row.updated },
    {
      key: 'state',
      title: texts.state,
      cell: (row) =>
        row.undoneReason === null ? (
          <Mark tone="good">{texts.inForce}</Mark>
        ) : (
          <Mark tone="calm">{texts.withdrawnBy(row.undoneReason)}</Mark>
        ),
    },
    {
      key: 'undo',
      title: texts.undo,
      cell: (row) =>
        row.actions.includes('undo') ? (
          <button type="button" className="k-button k-button-text" onClick={() => onUndo(row)}>
            {texts.undo}
          </button>
        ) : (
          '—'
        ),
    },
  ]
}
