import { Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { asDay, dayOf, yearOf } from '../../../kernel/day.ts'
import { formatDay } from '../../../kernel/format.ts'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { FilterBar } from '../../../ui/kit/filter-bar.tsx'
import { Mark, SampleMark } from '../../../ui/kit/marks.tsx'
import { PageHeader, Section } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { useUrlState } from '../../../ui/navigation.tsx'
import { useSession } from '../../../ui/session.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { type AskKind, type KeptLimit, type LoadCell, type LoadRow, setLimit, showLoad } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import './notices.css'

type Words = (typeof noticesMessages)['zh-CN']

/** From which share of its limit on a load is marked as near it. */
const NEAR = 0.8

const thisYear = () => yearOf(dayOf(new Date()))
const STATE = { year: String(thisYear()) }

/** What each unit was asked for in a year against the yearly limits, and the limits with their sources. */
export default function LoadPage() {
  const words = useMessages(noticesMessages)
  const { locale } = useLocale()
  const isSample = useSession().sample
  const [state, patch, reset] = useUrlState(STATE)
  const year = Number(state.year) || thisYear()
  const load = useOperation(showLoad, { year }, { keepPrevious: true })
  const [edited, setEdited] = useState<Partial<KeptLimit>>()
  const kinds = load.data?.kinds ?? []
  const maySet = load.data?.maySet ?? false
  return (
    <>
      <PageHeader
        title={words.load.title}
        note={[words.load.note, load.data ? formatDay(asDay(load.data.asOf), locale) : ''].filter(Boolean).join(' · ')}
        marks={isSample ? <SampleMark /> : null}
        actions={
          maySet ? (
            <button type="button" className="k-button k-button-primary" onClick={() => setEdited({})}>
              {words.load.set}
            </button>
          ) : null
        }
      />
      <FilterBar
        filters={[
          {
            kind: 'choice',
            key: 'year',
            label: words.load.year,
            options: [thisYear(), thisYear() - 1, thisYear() - 2].map((each) => ({
              value: String(each),
              label: String(each),
            })),
          },
        ]}
        value={state}
        onChange={patch}
        onReset={reset}
      />
      <DataTable
        id="notices.load"
        label={words.load.title}
        columns={loadColumns(words, kinds)}
        source={sourceOf(load, ({ rows }) => rows)}
        rowKey={(row) => row.unitId}
        empty={words.load.empty}
      />
      <Section title={words.load.limits} note={words.load.limitsNote}>
        <DataTable
          id="notices.limits"
          label={words.load.limits}
          columns={useLimitColumns(maySet ? setEdited : undefined)}
          source={sourceOf(load, ({ limits }) => limits)}
          rowKey={(row) => row.id}
          empty={words.load.limitsEmpty}
        />
      </Section>
      {edited ? <LimitDialog year={year} limit={edited} kinds={kinds} onClose={() => setEdited(undefined)} /> : null}
    </>
  )
}

function loadColumns(words: Words, kinds: readonly AskKind[]): readonly Column<LoadRow>[] {
  return [
    { key: 'unit', title: words.load.unit, width: 200, isPinned: true, cell: (row) => row.unitName },
    ...kinds.map((kind, index) => ({
      key: kind,
      title: words.load.kinds[kind],
      kind: 'number' as const,
      width: 170,
      cell: (row: LoadRow) => <Cell cell={row.cells[index]} />,
    })),
    { key: 'asked', title: words.load.total, kind: 'number', width: 80, cell: (row) => row.asked },
  ]
}

function Cell({ cell }: { readonly cell: LoadCell | undefined }) {
  const words = useMessages(noticesMessages)
  if (!cell || (cell.asked === 0 && cell.limit === null)) return <>0</>
  const isNear = !cell.isOver && cell.share !== null && cell.share >= NEAR
  return (
    <span className="nt-cell" title={cell.source}>
      <span>
        {cell.isOver ? <Mark tone="bad">{words.load.over}</Mark> : null}
        {isNear ? <Mark tone="warn">{words.load.near}</Mark> : null} {cell.asked}
      </span>
      <small>
        {[words.load.held(cell.held), cell.limit === null ? words.load.noLimit : words.load.limit(cell.limit)].join(
          ' · ',
        )}
      </small>
    </span>
  )
}

function useLimitColumns(onChange: ((limit: KeptLimit) => void) | undefined): readonly Column<KeptLimit>[] {
  const words = useMessages(noticesMessages)
  return [
    {
      key: 'unit',
      title: words.load.unit,
      width: 200,
      isPinned: true,
      cell: (row) => row.unitName || words.load.everyUnit,
    },
    { key: 'kind', title: words.load.kind, width: 110, cell: (row) => words.load.kinds[row.kind] },
    { key: 'most', title: words.load.most, width: 100, kind: 'number', cell: (row) => row.limit },
    { key: 'source', title: words.load.source, width: 320, cell: (row) => row.source },
    ...(onChange
      ? [
          {
            key: 'actions',
            title: '',
            width: 90,
            cell: (row: KeptLimit) => (
              <button type="button" className="k-button k-button-text" onClick={() => onChange(row)}>
                {words.load.change}
              </button>
            ),
          },
        ]
      : []),
  ]
}

interface Written {
  readonly kind: AskKind
  readonly unitId?: string | null
  readonly limit: number
  readonly source: string
}

function LimitDialog({
  year,
  limit,
  kinds,
  onClose,
}: {
  readonly year: number
  readonly limit: Partial<KeptLimit>
  readonly kinds: readonly AskKind[]
  readonly onClose: () => void
}) {
  const words = useMessages(noticesMessages)
  const [form] = Form.useForm<Written>()
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const set = useCommand(setLimit, { onSuccess: onClose })
  const { kind, source } = limit
  const isThere = limit.id !== undefined
  return (
    <Modal open title={words.load.set} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Written>
        label={words.load.set}
        form={form}
        initial={{
          unitId: limit.unitId ?? null,
          ...(kind ? { kind } : {}),
          ...(limit.limit === undefined ? {} : { limit: limit.limit }),
          ...(source ? { source } : {}),
        }}
        refusal={set.error}
        isSending={set.isPending}
        onCancel={onClose}
        onSubmit={(written) => set.mutate({ ...written, year, unitId: written.unitId ?? null })}
        actions={
          isThere && kind && source ? (
            <button
              type="button"
              className="k-button"
              onClick={() => set.mutate({ year, kind, source, unitId: limit.unitId ?? null, limit: null })}
            >
              {words.load.takeAway}
            </button>
          ) : null
        }
      >
        <Field name="kind" label={words.load.kind} isRequired>
          <ChoiceField options={kinds.map((value) => ({ value, label: words.load.kinds[value] }))} disabled={isThere} />
        </Field>
        <Field name="unitId" label={words.load.unit} hint={words.load.everyUnit}>
          <ChoiceField
            options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
            disabled={isThere}
          />
        </Field>
        <Field name="limit" label={words.load.most} isRequired>
          <InputNumber className="k-fill" min={0} max={100_000} precision={0} controls={false} />
        </Field>
        <Field name="source" label={words.load.source} hint={words.load.sourceHint} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
