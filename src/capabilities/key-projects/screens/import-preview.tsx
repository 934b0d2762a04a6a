import { Select } from 'antd'
import { columnLetters } from './column-letters.ts'
import { sourceOfRows } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { Section } from '../../../ui/kit/page.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import type { ImportFault, ImportPreview, ImportRow, LedgerField } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { useSponsorOptions, useUnitOptions } from './choices.tsx'
import { fieldText } from './field-text.ts'
import type { Words } from './project-columns.tsx'

type Texts = Words['import']

const TONES = { create: 'good', update: 'notice', same: 'calm', fault: 'bad' } as const

/** What was found in a ledger and what an import would do: faults first, then columns, rows, and what is left aside. */
export function ImportPreviewParts({
  seen,
  onColumn,
}: {
  readonly seen: ImportPreview
  readonly onColumn: (field: LedgerField, column: number | null) => void
}) {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const { create, update, same, fault } = seen.counts
  return (
    <>
      <p>
        <b>{texts.counts(create, update, same, fault)}</b>
      </p>
      {seen.faultCount > 0 ? <Faults title={texts.faults(seen.faultCount)} id="faults" faults={seen.faults} /> : null}
      <Mapping seen={seen} onColumn={onColumn} />
      <Rows rows={seen.rows} />
      {seen.notices.length > 0 ? (
        <Faults title={texts.notices(seen.notices.length)} id="notices" faults={seen.notices} />
      ) : null}
      {seen.skipped.length > 0 ? (
        <Section title={texts.skipped(seen.skipped.length)}>
          <ul>
            {seen.skipped.map(({ row, reason, text }) => (
              <li key={row}>
                {row} · {texts.skippedReasons[reason] ?? reason} · {text}
              </li>
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  )
}

function Faults({
  title,
  id,
  faults,
}: {
  readonly title: string
  readonly id: string
  readonly faults: readonly ImportFault[]
}) {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const columns: readonly Column<ImportFault>[] = [
    { key: 'row', title: texts.row, width: 56, kind: 'number', cell: (each) => each.row },
    {
      key: 'field',
      title: texts.field,
      width: 140,
      cell: (each) => (each.field === null ? '—' : words.headings[each.field]),
    },
    { key: 'fault', title: texts.fault, cell: (each) => words.faults[each.code]?.(each.params) ?? each.code },
  ]
  return (
    <Section title={title}>
      <DataTable
        id={`key-projects.${id}`}
        label={title}
        columns={columns}
        source={sourceOfRows(faults)}
        rowKey={(each) => `${each.row}${each.field}${each.code}`}
      />
    </Section>
  )
}

function Mapping({
  seen,
  onColumn,
}: {
  readonly seen: ImportPreview
  readonly onColumn: (field: LedgerField, column: number | null) => void
}) {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const found = [
    ...seen.mapping.map(({ field, column, heading, unit }) => ({ field, column, heading, unit })),
    ...seen.unmapped.map(({ column, heading }) => ({ field: undefined, column, heading, unit: null })),
  ].toSorted((one, other) => one.column - other.column)
  const options = [
    { value: '', label: texts.leaveOut },
    ...Object.entries(words.headings).map(([value, label]) => ({ value, label })),
  ]
  const choose = (before: LedgerField | undefined, column: number, next: string): void => {
    if (next !== '') onColumn(next as LedgerField, column)
    else if (before) onColumn(before, null)
  }
  return (
    <Section title={texts.mapping} note={`${texts.mappingNote} ${texts.unmappedNote}`}>
      <DataTable
        id="key-projects.mapping"
        label={texts.mapping}
        columns={mappingColumns(texts, options, choose)}
        source={sourceOfRows(found)}
        rowKey={(each) => String(each.column)}
      />
    </Section>
  )
}

function Rows({ rows }: { readonly rows: readonly ImportRow[] }) {
  const words = useMessages(keyProjectsMessages)
  const texts = words.import
  const { locale } = useLocale()
  const names = new Map([...useUnitOptions(), ...useSponsorOptions()].map(({ value, label }) => [value, label]))
  const textOf = (field: string, value: unknown) =>
    fieldText(field, value, { words, locale, nameOf: (id) => names.get(id) })
  return (
    <Section title={texts.rows}>
      <DataTable
        id="key-projects.import-rows"
        label={texts.rows}
        columns={rowColumns(words, textOf)}
        source={sourceOfRows(rows)}
        rowKey={(each) => String(each.row)}
      />
    </Section>
  )
}

interface MappingLine {
  readonly field: LedgerField | undefined
  readonly column: number
  readonly heading: string
  readonly unit: string | null
}

function mappingColumns(
  texts: Texts,
  options: readonly { readonly value: string; readonly label: string }[],
  choose: (before: LedgerField | undefined, column: number, next: string) => void,
): readonly Column<MappingLine>[] {
  return [
    { key: 'column', title: texts.field, width: 56, cell: (each) => columnLetters(each.column) },
    { key: 'heading', title: texts.heading, width: 220, cell: (each) => each.heading },
    {
      key: 'field',
      title: texts.meaning,
      width: 220,
      cell: (each) => (
        <Select
          size="small"
          style={{ width: 200 }}
          aria-label={`${texts.mapping}: ${each.heading}`}
          showSearch={{ optionFilterProp: 'label' }}
          value={each.field ?? ''}
          options={[...options]}
          onChange={(next: string) => choose(each.field, each.column, next)}
        />
      ),
    },
    { key: 'unit', title: texts.unit, cell: (each) => each.unit ?? '—' },
  ]
}

function rowColumns(words: Words, textOf: (field: string, value: unknown) => string): readonly Column<ImportRow>[] {
  const texts = words.import
  const labels: Readonly<Record<string, string>> = words.fields
  return [
    { key: 'row', title: texts.row, width: 56, kind: 'number', cell: (each) => each.row },
    {
      key: 'outcome',
      title: texts.outcome,
      width: 80,
      cell: (each) => <Mark tone={TONES[each.outcome]}>{texts.outcomes[each.outcome]}</Mark>,
    },
    { key: 'name', title: words.fields.name, width: 220, cell: (each) => each.name || '—' },
    { key: 'number', title: words.fields.number, width: 96, cell: (each) => each.number ?? '—' },
    {
      key: 'changes',
      title: texts.changes,
      cell: (each) =>
        [
          ...each.changes.map(
            ({ field, before, after }) =>
              `${labels[field] ?? field} ${textOf(field, before)} → ${textOf(field, after)}`,
          ),
          ...(each.months.length > 0 ? [texts.months(each.months.length)] : []),
        ].join('；') || '—',
    },
  ]
}
