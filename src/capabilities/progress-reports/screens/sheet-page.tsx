import { useState } from 'react'
import { type Locale, writtenLocale } from '../../../kernel/language.ts'
import { downloadOperation, sourceOfRows, useDownload, useUpload } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { ApiRefusal } from '../../../ui/request.ts'
import { AppLink, useUrlState } from '../../../ui/navigation.tsx'
import {
  DeskFilter,
  exportReportSheet,
  exportSheetFaults,
  previewReportSheet,
  type SheetFault,
  type SheetPreview,
  type SheetRow,
  sendReportSheet,
} from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { owedPeriods } from '../rules/periods.ts'
import { PeriodChoice } from './choices.tsx'
import { fieldText } from './report-text.tsx'
import { today, type Words } from './wording.tsx'
import './progress-reports.css'

const STATE = { period: '' }

/** Many projects by one Excel file: a prefilled sheet out, the same sheet back, looked at row by row, sent as one act. */
export default function SheetPage() {
  const words = useMessages(progressReportsMessages)
  const texts = words.sheetPage
  const [state, patch] = useUrlState(STATE)
  const period = DeskFilter.shape.period.safeParse(state.period).data ?? owedPeriods(today())[0] ?? '2026-M01'
  const [file, setFile] = useState<File>()
  const [isCleared, setCleared] = useState(false)
  const download = useDownload(exportReportSheet)
  const preview = useUpload(previewReportSheet)
  const send = useUpload(sendReportSheet)
  const secrecy = useSecrecyQuestion()
  const seen = preview.data
  const { locale } = useLocale()
  const [faultsRefusal, setFaultsRefusal] = useState<ApiRefusal>()
  const input = { period, holdsNoSecret: true } as const
  const look = async (): Promise<void> => {
    if (!file || (!isCleared && !(await secrecy.ask()))) return
    setCleared(true)
    send.reset()
    preview.mutate({ input, file })
  }
  const giveBack = async (): Promise<void> => {
    if (!file) return
    setFaultsRefusal(undefined)
    try {
      await downloadOperation(exportSheetFaults, { ...input, locale: writtenLocale(locale) }, { file })
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setFaultsRefusal(error)
    }
  }
  const choose = (next: File | undefined): void => {
    setFile(next)
    setCleared(false)
    preview.reset()
    send.reset()
  }
  const isReady = seen !== undefined && seen.counts.fault === 0 && seen.counts.send > 0 && !send.data
  return (
    <>
      <PageHeader
        title={texts.title}
        note={texts.note}
        back={<AppLink to="/progress-reports/own">{words.own.title}</AppLink>}
        actions={
          <PeriodChoice
            period={period}
            onChange={(next) => {
              patch({ period: next })
              choose(undefined)
            }}
          />
        }
      />
      <Section title={texts.step1}>
        <button
          type="button"
          className="k-button k-button-primary"
          disabled={download.isPending}
          onClick={() => download.mutate({ period })}
        >
          {texts.download}
        </button>
        {download.error ? <RefusalNote refusal={download.error} /> : null}
      </Section>
      <Section title={texts.step2}>
        <div className="k-stack">
          <FileDrop
            label={texts.choose}
            limits={previewReportSheet.fileIn ?? { types: ['xlsx'], maxBytes: 20_000_000 }}
            file={file}
            onFile={choose}
            isDisabled={preview.isPending || send.isPending}
          />
          <div className="k-toolbar">
            <button
              type="button"
              className={isReady ? 'k-button' : 'k-button k-button-primary'}
              disabled={!file || preview.isPending || send.isPending}
              onClick={() => void look()}
            >
              {texts.preview}
            </button>
            {isReady ? (
              <button
                type="button"
                className="k-button k-button-primary"
                disabled={send.isPending}
                onClick={() => file && send.mutate({ input, file })}
              >
                {texts.send(seen.counts.send)}
              </button>
            ) : null}
          </div>
          {secrecy.dialog}
          {preview.error ? <RefusalNote refusal={preview.error} /> : null}
          {send.error ? <RefusalNote refusal={send.error} /> : null}
          {send.data ? <output>{texts.sent(send.data.sent, send.data.same)}</output> : null}
          {seen && seen.counts.fault > 0 ? (
            <div className="k-toolbar">
              <button type="button" className="k-button" onClick={() => void giveBack()}>
                {texts.faultsFile}
              </button>
            </div>
          ) : null}
          {faultsRefusal ? <RefusalNote refusal={faultsRefusal} /> : null}
          {seen && !send.data ? <Preview seen={seen} /> : null}
        </div>
      </Section>
    </>
  )
}

function Preview({ seen }: { readonly seen: SheetPreview }) {
  const { locale } = useLocale()
  const words = useMessages(progressReportsMessages)
  const texts = words.sheetPage
  const { send, same, empty, fault } = seen.counts
  return (
    <>
      <p>
        <b>{texts.counts(send, same, empty, fault)}</b> {send === 0 && fault === 0 ? texts.nothing : null}
      </p>
      {seen.faults.length > 0 ? (
        <Section title={texts.faults}>
          <DataTable
            id="progress-reports.sheet-faults"
            label={texts.faults}
            columns={faultColumns(words)}
            source={sourceOfRows(seen.faults)}
            rowKey={(each) => `${each.row}${each.field}${each.code}`}
          />
        </Section>
      ) : null}
      <Section title={texts.rows}>
        <DataTable
          id="progress-reports.sheet-rows"
          label={texts.rows}
          columns={rowColumns(words, locale)}
          source={sourceOfRows(seen.rows)}
          rowKey={(each) => String(each.row)}
        />
      </Section>
    </>
  )
}

function sentenceOf(words: Words, { code, params }: SheetFault): string {
  const say = words.problems[code as keyof Words['problems']] ?? words.cellFaults[code]
  return say?.(params) ?? code
}

function faultColumns(words: Words): readonly Column<SheetFault>[] {
  const texts = words.sheetPage
  return [
    { key: 'row', title: texts.row, width: 56, kind: 'number', cell: (each) => each.row },
    {
      key: 'field',
      title: texts.column,
      width: 150,
      cell: (each) => (each.field === null ? '—' : words.columns[each.field]),
    },
    { key: 'fault', title: texts.fault, cell: (each) => sentenceOf(words, each) },
  ]
}

const TONES = { send: 'good', same: 'calm', empty: 'calm', fault: 'bad' } as const

function rowColumns(words: Words, locale: Locale): readonly Column<SheetRow>[] {
  const texts = words.sheetPage
  return [
    { key: 'row', title: texts.row, width: 56, kind: 'number', cell: (each) => each.row },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 80,
      cell: (each) => <Mark tone={TONES[each.outcome]}>{texts.outcomes[each.outcome]}</Mark>,
    },
    { key: 'project', title: texts.project, width: 240, cell: (each) => `${each.number} ${each.name}` },
    {
      key: 'changes',
      title: texts.changes,
      cell: (each) =>
        each.changes.length === 0
          ? '—'
          : each.changes
              .map(
                ({ field, before, after }) =>
                  `${words.columns[field]} ${fieldText(words, locale, field, before)} → ${fieldText(words, locale, field, after)}`,
              )
              .join('；'),
    },
  ]
}
