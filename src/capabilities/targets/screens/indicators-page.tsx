import { Input, Switch } from 'antd'
import { useState } from 'react'
import { usePages } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useMay } from '../../../ui/session.tsx'
import {
  createIndicator,
  type IndicatorBody,
  type IndicatorKind,
  type IndicatorRow,
  listIndicators,
  updateIndicator,
} from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { optionsOf, UnitField } from './choices.tsx'
import type { Words } from './wording.ts'

const STATE = { search: '', kind: '' } as const
const NEW = {
  kind: 'work',
  direction: 'higher',
  measure: 'level',
  statistical: false,
  frequency: 'month',
  firstMonths: 'separate',
  cumulative: true,
  overTime: 'sum',
  overUnits: 'sum',
  note: '',
} as const satisfies Partial<IndicatorBody>

/** What is counted, by whom, how often and how it adds up. */
export default function IndicatorsPage() {
  const words = useMessages(targetsMessages)
  const [state, patch, reset] = useUrlState(STATE)
  const [edited, setEdited] = useState<IndicatorRow | 'new'>()
  const mayManage = useMay('targets.manage')
  const source = usePages(listIndicators, {
    ...(state.search ? { search: state.search } : {}),
    ...(state.kind ? { kind: state.kind as IndicatorKind } : {}),
  })
  return (
    <>
      <PageHeader
        title={words.indicators.title}
        actions={
          mayManage ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setEdited('new')}>
              {words.indicators.create}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          { kind: 'search', key: 'search', label: words.indicators.search, hint: words.list.searchHint },
          { kind: 'choice', key: 'kind', label: words.list.kind, options: optionsOf(words.kinds) },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="targets.indicators"
        label={words.indicators.title}
        columns={columnsOf(words, mayManage ? setEdited : undefined)}
        source={source}
        rowKey={(row) => row.id}
        empty={words.indicators.empty}
        isFiltered={state.search !== '' || state.kind !== ''}
      />
      {edited ? (
        <IndicatorDialog {...(edited === 'new' ? {} : { indicator: edited })} onClose={() => setEdited(undefined)} />
      ) : null}
    </>
  )
}

function columnsOf(words: Words, onEdit?: (row: IndicatorRow) => void): readonly Column<IndicatorRow>[] {
  const { columns } = words
  return [
    { key: 'code', title: columns.code, cell: (row) => row.code },
    {
      key: 'name',
      title: columns.indicator,
      isPinned: true,
      cell: (row) =>
        onEdit ? (
          <button type="button" className="k-button k-button-text" onClick={() => onEdit(row)}>
            {row.name}
          </button>
        ) : (
          row.name
        ),
    },
    { key: 'unitText', title: columns.unitText, cell: (row) => row.unitText },
    { key: 'kind', title: columns.kind, cell: (row) => words.kinds[row.kind] },
    { key: 'measure', title: words.entry.measure, cell: (row) => words.measures[row.measure] },
    { key: 'direction', title: words.fields.direction, cell: (row) => words.directions[row.direction] },
    {
      key: 'source',
      title: columns.source,
      cell: (row) => `${row.sourceUnitName}${row.statistical ? ` · ${words.indicators.statistical}` : ''}`,
    },
    { key: 'frequency', title: columns.frequency, cell: (row) => words.frequencies[row.frequency] },
    {
      key: 'overTime',
      title: words.fields.overTime,
      cell: (row) => (row.cumulative ? words.indicators.cumulative : words.overTime[row.overTime]),
    },
    { key: 'overUnits', title: words.fields.overUnits, cell: (row) => words.overUnits[row.overUnits] },
    { key: 'note', title: words.indicators.note, isHidden: true, cell: (row) => row.note },
  ]
}

function IndicatorDialog({ indicator, onClose }: { readonly indicator?: IndicatorRow; readonly onClose: () => void }) {
  const words = useMessages(targetsMessages)
  const choices = [
    ['kind', words.columns.kind, words.kinds],
    ['measure', words.entry.measure, words.measures],
    ['direction', words.fields.direction, words.directions],
    ['frequency', words.columns.frequency, words.frequencies],
    ['firstMonths', words.fields.firstMonths, words.firstMonths],
    ['overTime', words.fields.overTime, words.overTime],
    ['overUnits', words.fields.overUnits, words.overUnits],
  ] as const
  const fields = (
    <>
      <Field name="code" label={words.fields.code} isRequired>
        <Input maxLength={60} />
      </Field>
      <Field name="name" label={words.columns.indicator} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="unitText" label={words.columns.unitText} isRequired>
        <Input maxLength={20} />
      </Field>
      <Field name="sourceUnitId" label={words.fields.sourceUnitId} isRequired>
        <UnitField />
      </Field>
      {choices.map(([name, label, options]) => (
        <Field key={name} name={name} label={label} isRequired>
          <ChoiceField options={optionsOf(options)} />
        </Field>
      ))}
      <Field name="statistical" label={words.indicators.statistical} valueProp="checked">
        <Switch />
      </Field>
      <Field name="cumulative" label={words.indicators.cumulative} valueProp="checked">
        <Switch />
      </Field>
      <Field name="note" label={words.indicators.note} isWide>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </>
  )
  if (!indicator)
    return (
      <CommandDialog
        title={words.indicators.create}
        spec={createIndicator}
        initial={NEW}
        inputOf={(values: IndicatorBody) => ({ ...values, derivation: null })}
        onClose={onClose}
      >
        {fields}
      </CommandDialog>
    )
  return (
    <CommandDialog
      title={words.indicators.edit}
      spec={updateIndicator}
      initial={indicator}
      inputOf={(values: IndicatorBody) => ({
        indicatorId: indicator.id,
        expectedVersion: indicator.version,
        body: { ...values, derivation: indicator.derivation },
      })}
      onClose={onClose}
    >
      {fields}
    </CommandDialog>
  )
}
