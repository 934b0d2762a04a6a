import { Input } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Locale } from '../../../kernel/language.ts'
import type { OutputOf } from '../../../kernel/operation.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { sourceOfRows, useUpload } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { useSecrecyQuestion } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { FileDrop } from '../../../ui/kit/file-drop.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { type ActualStatus, applyImport, type ImportCell, previewImport } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { optionsOf, usePeriodOptions } from './choices.tsx'
import { ImportMapping } from './import-mapping.tsx'
import { ImportProblems, saveProblems } from './import-problems.tsx'
import { thisYear, today } from './today.ts'
import { figureText, type Words } from './wording.ts'

type Preview = OutputOf<typeof previewImport>

/** A workbook of figures: read, shown, and entered as one act. */
export function ImportFigures() {
  const words = useMessages(targetsMessages)
  const { locale } = useLocale()
  const { imports } = words
  const [year] = useState(thisYear)
  const [file, setFile] = useState<File>()
  const [terms, setTerms] = useState({ period: '', status: 'preliminary' as ActualStatus, asOf: today(), reason: '' })
  const [mapping, setMapping] = useState<Readonly<Record<string, number>>>()
  const secrecy = useSecrecyQuestion()
  const preview = useUpload(previewImport)
  const apply = useUpload(applyImport, { onSuccess: () => preview.reset() })
  const periods = usePeriodOptions(year)
  const isReady = file !== undefined && terms.period !== '' && terms.reason.trim() !== ''
  const inputOf = (columns = mapping) => ({
    year: Number(terms.period.slice(0, 4)) || year,
    period: asPeriod(terms.period),
    status: terms.status,
    asOf: terms.asOf,
    releasedOn: terms.asOf,
    reason: terms.reason.trim(),
    holdsNoSecret: true as const,
    ...(columns ? { mapping: { ...columns } } : {}),
  })
  const show = async (): Promise<void> => {
    if (file && (await secrecy.ask())) preview.mutate({ input: inputOf(), file })
  }
  const remap = (key: string, column: number | undefined, shown: Preview): void => {
    const { [key]: _, ...others } = mapping ?? shown.mapping
    const next = column === undefined ? others : { ...others, [key]: column }
    setMapping(next)
    if (file) preview.mutate({ input: inputOf(next), file })
  }
  const shown = preview.data
  const labels = { ...words.columns, value: words.columns.actual, rank: words.columns.published }
  const changing = shown?.cells.filter((cell) => cell.outcome !== 'same').length ?? 0
  return (
    <>
      <section className="k-section k-stack">
        <FileDrop
          label={imports.file}
          limits={previewImport.fileIn ?? { types: ['xlsx'], maxBytes: 20_000_000 }}
          file={file}
          onFile={(next) => {
            setFile(next)
            setMapping(undefined)
            preview.reset()
            apply.reset()
          }}
        />
        <div className="k-toolbar">
          <label className="k-stack-label" style={{ minWidth: 160 }}>
            {imports.period}
            <ChoiceField
              options={periods}
              value={terms.period || null}
              onChange={(period) => setTerms({ ...terms, period: period ?? '' })}
            />
          </label>
          <label className="k-stack-label" style={{ minWidth: 110 }}>
            {words.entry.status}
            <ChoiceField
              options={optionsOf(words.statuses)}
              value={terms.status}
              onChange={(status) => setTerms({ ...terms, status: (status ?? 'preliminary') as ActualStatus })}
            />
          </label>
          <label className="k-stack-label">
            {words.entry.asOf}
            <DayField
              value={terms.asOf}
              onChange={(day) => setTerms({ ...terms, asOf: day ? asDay(day) : terms.asOf })}
            />
          </label>
          <label className="k-stack-label">
            {imports.reason}
            <Input
              value={terms.reason}
              maxLength={2000}
              onChange={(event) => setTerms({ ...terms, reason: event.target.value })}
            />
          </label>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={!isReady || preview.isPending}
            onClick={() => void show()}
          >
            {imports.preview}
          </button>
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={!shown || shown.problems.length > 0 || changing === 0 || apply.isPending}
            onClick={() => file && apply.mutate({ input: inputOf(), file })}
          >
            {imports.apply(changing)}
          </button>
          {shown && shown.problems.length > 0 && file ? (
            <button type="button" className="k-button" onClick={() => void saveProblems(inputOf(), file)}>
              {imports.problems}
            </button>
          ) : null}
        </div>
      </section>
      {secrecy.dialog}
      {preview.error ? <RefusalNote refusal={preview.error} /> : null}
      {apply.error ? <RefusalNote refusal={apply.error} /> : null}
      {apply.data ? <output>{imports.entered(apply.data.entered)}</output> : null}
      {shown ? (
        <>
          {shown.others > 0 ? <p>{words.goals.others(shown.others)}</p> : null}
          <ImportMapping
            shown={shown}
            fields={MAPPED.map((key) => ({ key, label: labels[key] }))}
            onChange={(key, column) => remap(key, column, shown)}
          />
          <ImportProblems problems={shown.problems} />
          <Section title={imports.preview} note={imports.skipped(shown.skipped)}>
            <DataTable
              id="targets.import"
              label={imports.preview}
              columns={cellColumns(words, locale)}
              source={sourceOfRows(shown.cells)}
              rowKey={(row) => `${row.row} ${row.indicatorId} ${row.unitId} ${row.period}`}
              empty={imports.none}
            />
          </Section>
        </>
      ) : null}
    </>
  )
}

/** The keys a person may give a column to. */
const MAPPED = ['indicator', 'unit', 'unitText', 'value', 'growth', 'rank', 'forecast'] as const

function cellColumns(words: Words, locale: Locale): readonly Column<ImportCell>[] {
  const { columns, imports } = words
  return [
    { key: 'row', title: imports.row, kind: 'number', cell: (row) => row.row },
    { key: 'indicator', title: columns.indicator, isPinned: true, cell: (row) => row.indicatorName },
    { key: 'unit', title: columns.unit, cell: (row) => row.unitName },
    { key: 'period', title: columns.period, cell: (row) => formatPeriod(row.period, locale) },
    { key: 'before', title: imports.before, kind: 'number', cell: (row) => figureText(row.before) },
    { key: 'value', title: columns.value, kind: 'number', cell: (row) => figureText(row.value) },
    { key: 'growth', title: columns.growth, kind: 'number', cell: (row) => row.growthPercent ?? '—' },
    {
      key: 'rank',
      title: columns.published,
      kind: 'center',
      cell: (row) => (row.rank !== null && row.rankOf !== null ? words.place(row.rank, row.rankOf) : '—'),
    },
    {
      key: 'outcome',
      title: columns.state,
      cell: (row) => <Mark tone={row.outcome === 'revision' ? 'warn' : 'calm'}>{imports.outcome[row.outcome]}</Mark>,
    },
  ]
}
