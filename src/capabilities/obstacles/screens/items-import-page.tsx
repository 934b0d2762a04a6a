import { useState } from 'react'
import { downloadOperation, sourceOfRows, useCommand, useOperation, useUpload } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ConfirmWithReason, useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { DayText, InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { writtenLocale } from '../../../kernel/language.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { AppLink } from '../../../ui/navigation.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { useMay, useSession } from '../../../ui/session.tsx'
import {
  exportItemsFaults,
  importItems,
  type ItemsFault,
  type ItemsPreview,
  type ItemsRow,
  listItemsImports,
  previewItemsImport,
  undoItemsImport,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { useUnitOptions } from './choices.tsx'

type Words = (typeof obstaclesMessages)['zh-CN']
type PastImport = OutputOf<typeof listItemsImports>['items'][number]

/** A county's own ledger of problems into the loop: looked at row by row, imported as one act, undone as one. */
export default function ItemsImportPage() {
  const words = useMessages(obstaclesMessages)
  const texts = words.exchange
  const { locale } = useLocale()
  const { posts } = useSession()
  const maySeeAll = useMay('items.verify')
  const units = useUnitOptions()
  const own = posts.map((post) => ({ value: post.unitId, label: post.unitName }))
  const options = maySeeAll ? [...own, ...units.filter(({ value }) => own.every((each) => each.value !== value))] : own
  const [unitId, setUnitId] = useState<string | null>(own[0]?.value ?? null)
  const [file, setFile] = useState<File>()
  const [isCleared, setCleared] = useState(false)
  const preview = useUpload(previewItemsImport)
  const send = useUpload(importItems)
  const [faultsRefusal, setFaultsRefusal] = useState<ApiRefusal>()
  const secrecy = useSecrecyQuestion()
  const seen = preview.data
  const reset = (): void => {
    setCleared(false)
    preview.reset()
    send.reset()
  }
  const input = unitId === null ? undefined : ({ unitId, holdsNoSecret: true } as const)
  const look = async (): Promise<void> => {
    if (!file || !input || (!isCleared && !(await secrecy.ask()))) return
    setCleared(true)
    send.reset()
    preview.mutate({ input, file })
  }
  const giveFaults = async (chosen: File): Promise<void> => {
    setFaultsRefusal(undefined)
    if (!input) return
    try {
      await downloadOperation(exportItemsFaults, { ...input, locale: writtenLocale(locale) }, { file: chosen })
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setFaultsRefusal(error)
    }
  }
  const isReady = seen !== undefined && seen.counts.fault === 0 && seen.counts.report > 0 && !send.data
  const isBusy = preview.isPending || send.isPending
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        back={<AppLink to="/obstacles">{words.items.ledger.title}</AppLink>}
      />
      <div className="k-stack">
        <label className="k-stack-label">
          {texts.unit}
          <ChoiceField
            value={unitId}
            options={options}
            onChange={(next) => {
              setUnitId(next)
              reset()
            }}
          />
        </label>
        <FileDrop
          label={texts.file}
          limits={previewItemsImport.fileIn ?? { types: ['xlsx'], maxBytes: 20_000_000 }}
          file={file}
          onFile={(next) => {
            setFile(next)
            reset()
          }}
          isDisabled={isBusy}
        />
        <div className="k-toolbar">
          <button
            type="button"
            className={isReady ? 'k-button' : 'k-button k-button-primary'}
            disabled={!file || !input || isBusy}
            onClick={() => void look()}
          >
            {texts.preview}
          </button>
          {isReady && input ? (
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={isBusy}
              onClick={() => file && send.mutate({ input, file })}
            >
              {texts.doImport(seen.counts.report)}
            </button>
          ) : null}
          {seen && seen.counts.fault > 0 && file && input ? (
            <button type="button" className="k-button" onClick={() => void giveFaults(file)}>
              {texts.faultsFile}
            </button>
          ) : null}
        </div>
        {secrecy.dialog}
        {[preview.error, send.error, faultsRefusal].map((refusal) =>
          refusal ? <RefusalNote key={refusal.message} refusal={refusal} /> : null,
        )}
        {send.data ? <output>{texts.done(send.data.reported)}</output> : null}
      </div>
      {seen && !send.data ? <Preview seen={seen} words={words} /> : null}
      <Past words={words} />
    </>
  )
}

function Preview({ seen, words }: { readonly seen: ItemsPreview; readonly words: Words }) {
  const texts = words.exchange
  const { rows, report, known, closed, fault } = seen.counts
  return (
    <>
      <p>
        <b>{texts.counts(rows, report, known, closed, fault)}</b>
      </p>
      {seen.unmapped.length > 0 ? <p className="k-quiet">{texts.unmapped(seen.unmapped.join('、'))}</p> : null}
      {seen.faults.length > 0 ? (
        <Section title={texts.faults}>
          <DataTable
            id="obstacles.import-faults"
            label={texts.faultsList}
            columns={faultColumns(words)}
            source={sourceOfRows(seen.faults)}
            rowKey={(each) => `${each.row}${each.field}${each.code}`}
          />
        </Section>
      ) : null}
      <DataTable
        id="obstacles.import-rows"
        label={texts.rowsList}
        columns={rowColumns(words)}
        source={sourceOfRows(seen.rows)}
        rowKey={(each) => String(each.row)}
      />
    </>
  )
}

function Past({ words }: { readonly words: Words }) {
  const texts = words.exchange
  const past = useOperation(listItemsImports, {})
  const [undoing, setUndoing] = useState<string>()
  const undo = useCommand(undoItemsImport, { onSuccess: () => setUndoing(undefined) })
  return (
    <Section title={texts.past}>
      <DataTable
        id="obstacles.past-imports"
        label={texts.pastList}
        columns={pastColumns(words, setUndoing)}
        source={sourceOfRows(past.data?.items ?? [])}
        rowKey={(row) => row.id}
        empty={texts.noPast}
      />
      <ConfirmWithReason
        isOpen={undoing !== undefined}
        title={texts.undo}
        isSending={undo.isPending}
        refusal={undo.error}
        onCancel={() => setUndoing(undefined)}
        onConfirm={(reason) => undoing !== undefined && undo.mutate({ importId: undoing, reason })}
      />
    </Section>
  )
}

const TONES = { report: 'good', known: 'calm', closed: 'calm', fault: 'bad' } as const

function faultColumns(words: Words): readonly Column<ItemsFault>[] {
  const texts = words.exchange
  return [
    { key: 'row', title: texts.row, width: 60, kind: 'number', cell: (each) => each.row },
    {
      key: 'field',
      title: texts.field,
      width: 130,
      cell: (each) => (each.field === null ? '—' : words.sheets.headings[each.field]),
    },
    {
      key: 'problem',
      title: texts.problem,
      cell: (each) => words.faults[each.code]?.(each.params) ?? each.code,
    },
  ]
}

function rowColumns(words: Words): readonly Column<ItemsRow>[] {
  const texts = words.exchange
  const { columns } = words.items
  return [
    { key: 'row', title: texts.row, width: 60, kind: 'number', cell: (each) => each.row },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 130,
      cell: (each) => <Mark tone={TONES[each.outcome]}>{texts.outcomes[each.outcome] ?? each.outcome}</Mark>,
    },
    { key: 'title', title: columns.title, width: 320, cell: (each) => each.title },
    { key: 'class', title: columns.class, width: 110, cell: (each) => words.items.classes[each.class] },
    { key: 'unit', title: columns.unit, width: 140, cell: (each) => each.unitName || '—' },
    { key: 'neededOn', title: columns.due, width: 120, cell: (each) => <DayText day={each.neededOn} /> },
    { key: 'known', title: columns.number, width: 130, cell: (each) => each.knownNumber ?? '—' },
  ]
}

function pastColumns(words: Words, undo: (importId: string) => void): readonly Column<PastImport>[] {
  const texts = words.exchange
  return [
    { key: 'fileName', title: texts.fileName, width: 220, isPinned: true, cell: (row) => row.fileName },
    { key: 'at', title: texts.when, width: 160, cell: (row) => <InstantText at={row.at} /> },
    { key: 'who', title: texts.who, width: 120, cell: (row) => row.personName },
    { key: 'reported', title: texts.reported, width: 70, kind: 'number', cell: (row) => row.reported },
    {
      key: 'undo',
      title: texts.undo,
      width: 160,
      cell: (row) =>
        row.actions.includes('undo') ? (
          <button type="button" className="k-button k-button-text" onClick={() => undo(row.id)}>
            {texts.undo}
            <span className="k-hidden">: {row.fileName}</span>
          </button>
        ) : (
          <span className="k-quiet">
            {texts.undone} {row.undoneReason}
          </span>
        ),
    },
  ]
}
