import { useState } from 'react'
import { downloadOperation, sourceOfRows, useDownload, useUpload } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { explainOrganisation, exportOrganisation, type ImportFault, importOrganisation } from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'

/** Units, people and posts from one workbook: preview, faults row by row, import, one-time passwords. */
export default function ImportPage() {
  const words = useMessages(organisationMessages)
  const texts = words.import
  const [file, setFile] = useState<File>()
  const upload = useUpload(importOrganisation)
  const download = useDownload(exportOrganisation)
  const secrecy = useSecrecyQuestion()
  const { data } = upload
  const run = async (mode: 'preview' | 'save'): Promise<void> => {
    if (!file || (mode === 'preview' && !(await secrecy.ask()))) return
    upload.mutate({ input: { mode, holdsNoSecret: true }, file })
  }
  const choose = (next: File | undefined): void => {
    setFile(next)
    upload.reset()
  }
  const isReady = data !== undefined && !data.saved && data.faultCount === 0
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        actions={
          <>
            <button type="button" className="k-button" onClick={() => download.mutate({ empty: true })}>
              {texts.template}
            </button>
            <button type="button" className="k-button" onClick={() => download.mutate({})}>
              {texts.export}
            </button>
          </>
        }
      />
      {download.error ? <RefusalNote refusal={download.error} /> : null}
      <FileDrop
        label={texts.choose}
        limits={importOrganisation.fileIn ?? { types: ['xlsx'], maxBytes: 10_000_000 }}
        file={file}
        onFile={choose}
        isDisabled={upload.isPending}
      />
      <div className="k-toolbar">
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={!file || upload.isPending || data?.saved === true}
          onClick={() => void run('preview')}
        >
          {texts.preview}
        </button>
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={!isReady || upload.isPending}
          onClick={() => void run('save')}
        >
          {texts.save}
        </button>
        {file && data && data.faultCount > 0 ? (
          <button
            type="button"
            className="k-button"
            onClick={() => void downloadOperation(explainOrganisation, { holdsNoSecret: true }, { file })}
          >
            {texts.explain}
          </button>
        ) : null}
      </div>
      {secrecy.dialog}
      {upload.error ? <RefusalNote refusal={upload.error} /> : null}
      {data && data.faultCount === 0 ? (
        <output>
          {(data.saved ? texts.saved : texts.counts)(data.counts.units, data.counts.people, data.counts.posts)}
        </output>
      ) : null}
      {data && data.faultCount > 0 ? <Faults faults={data.faults} count={data.faultCount} /> : null}
      {data && data.firstPasswords.length > 0 ? <FirstPasswords rows={data.firstPasswords} /> : null}
    </>
  )
}

function Faults({ faults, count }: { readonly faults: readonly ImportFault[]; readonly count: number }) {
  const words = useMessages(organisationMessages)
  const texts = words.import
  const sentences: Readonly<Record<string, (params: ImportFault['params']) => string>> = words.problems
  const headings: Readonly<Record<string, unknown>> = words.sheets
  const columns: readonly Column<ImportFault>[] = [
    { key: 'sheet', title: texts.sheet, width: 80, cell: (row) => texts.sheets[row.sheet] },
    { key: 'row', title: texts.row, width: 60, kind: 'number', cell: (row) => row.row },
    {
      key: 'fault',
      title: texts.fault,
      cell: (row) => {
        const heading = row.field === null ? undefined : headings[row.field]
        const sentence = sentences[row.code]?.(row.params) ?? row.code
        return typeof heading === 'string' ? `${heading}: ${sentence}` : sentence
      },
    },
  ]
  return (
    <Section title={texts.faults(count)}>
      <DataTable
        id="organisation.faults"
        label={texts.faults(count)}
        columns={columns}
        source={sourceOfRows(faults)}
        rowKey={(row) => `${row.sheet}${row.row}${row.field}${row.code}`}
      />
    </Section>
  )
}

interface Handed {
  readonly name: string
  readonly account: string
  readonly firstPassword: string
}

function FirstPasswords({ rows }: { readonly rows: readonly Handed[] }) {
  const words = useMessages(organisationMessages)
  const texts = words.import
  const save = (): void => {
    const lines = [
      [words.people.name, words.people.account, words.people.firstPassword],
      ...rows.map((row) => [safe(row.name), row.account, row.firstPassword]),
    ]
    const text = lines.map((line) => line.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')).join('\r\n')
    const url = URL.createObjectURL(new Blob([`\uFEFF${text}`], { type: 'text/csv' }))
    const link = document.createElement('a')
    link.href = url
    link.download = `${words.people.firstPassword}.csv`
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 60_000)
  }
  return (
    <Section
      title={texts.passwords}
      actions={
        <button type="button" className="k-button k-button-primary" onClick={save}>
          {texts.download}
        </button>
      }
    >
      <DataTable
        id="organisation.passwords"
        label={texts.passwords}
        columns={handedColumns(words.people)}
        source={sourceOfRows(rows)}
        rowKey={(row) => row.account}
      />
    </Section>
  )
}

/** A text that no spreadsheet takes for a formula. */
function safe(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function handedColumns(texts: (typeof organisationMessages)['zh-CN']['people']): readonly Column<Handed>[] {
  return [
    { key: 'name', title: texts.name, cell: (row) => row.name },
    { key: 'account', title: texts.account, cell: (row) => row.account },
    {
      key: 'password',
      title: texts.firstPassword,
      cell: (row) => <code>{row.firstPassword}</code>,
    },
  ]
}
