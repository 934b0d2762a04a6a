import type { SentOf } from '../../../kernel/operation.ts'
import { downloadOperation, sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { explainImport, type RowProblem } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import type { Words } from './wording.ts'

/** What is wrong with a workbook, row by row. */
export function ImportProblems({ problems }: { readonly problems: readonly RowProblem[] }) {
  const words = useMessages(targetsMessages)
  if (problems.length === 0) return null
  return (
    <Section title={words.imports.errorsSheet}>
      <DataTable
        id="targets.import-problems"
        label={words.imports.errorsSheet}
        columns={problemColumns(words)}
        source={sourceOfRows(problems)}
        rowKey={(row) => JSON.stringify(row)}
      />
    </Section>
  )
}

/** Saves the rows that are wrong as a workbook. */
export function saveProblems(input: SentOf<typeof explainImport>, file: File): Promise<string> {
  return downloadOperation(explainImport, input, { file })
}

function problemColumns(words: Words): readonly Column<RowProblem>[] {
  const sentences: Readonly<Record<string, (params: Readonly<Record<string, string | number>>) => string>> =
    words.problems
  return [
    { key: 'row', title: words.imports.rowNumber, kind: 'number', cell: (row) => row.path?.[0] ?? '—' },
    {
      key: 'problem',
      title: words.imports.errors,
      cell: (row) => row.message ?? sentences[row.code]?.(row.params ?? {}) ?? row.code,
    },
  ]
}
