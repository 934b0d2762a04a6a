import { Input, Select } from 'antd'
import { asSquareMetres, parseArea, toMu } from '../../../kernel/area.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField, DayField, MoneyField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import { listProjects, STAGES } from '../../key-projects/contract.ts'
import { listUnits } from '../../organisation/contract.ts'
import { listIndicators } from '../../targets/contract.ts'
import { FigureStatus, ReadComparator, type RowValues } from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'

interface MendFormProps {
  readonly label: string
  readonly initial: RowValues
  readonly refusal: ApiRefusal | null
  readonly isSending: boolean
  readonly onSubmit: (values: RowValues) => void
  readonly onCancel: () => void
}

type Written = Readonly<Record<string, unknown>>

const orNull = (value: unknown) => (value === undefined || value === '' ? null : value)

/** The values of a row in a form, by its kind. Land is written in 亩; what is left empty is nothing. */
export function MendForm({ label, initial: given, refusal, isSending, onSubmit, onCancel }: MendFormProps) {
  const initial = given.kind === 'target' ? { sourceUnitId: null, ...given } : given
  const { kind } = initial
  const submit = (written: Written): void => {
    const values = Object.fromEntries(
      Object.keys(initial).map((name) => [name, name === 'kind' ? kind : orNull(written[name])]),
    )
    const mu = Number(values['area'] ?? 0)
    const area = mu > 0 ? parseArea(mu, 'mu') : undefined
    onSubmit({ ...values, ...(kind === 'project' ? { area: area?.ok ? area.value : null } : {}) } as RowValues)
  }
  const shown =
    initial.kind === 'project' && initial.area !== null
      ? { ...initial, area: Math.round(toMu(asSquareMetres(initial.area)) * 100) / 100 }
      : initial
  return (
    <RecordForm<Written>
      label={label}
      initial={shown}
      refusal={refusal}
      isSending={isSending}
      onCancel={onCancel}
      onSubmit={submit}
    >
      {kind === 'target' ? <FigureFields /> : kind === 'project' ? <ProjectFields /> : <CommitmentFields />}
    </RecordForm>
  )
}

interface Entry {
  readonly id?: string
  readonly disabled?: boolean
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}

/** One unit of today. */
export function UnitField({ hint, ...entry }: Entry & { readonly hint?: string }) {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const options = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
  return <ChoiceField {...entry} options={options} {...(hint ? { hint, 'aria-label': hint } : {})} />
}

function IndicatorField({ hint, ...entry }: Entry & { readonly hint: string }) {
  const indicators = useOperation(listIndicators, { limit: 200 }, { staleMs: 60_000 })
  const options = (indicators.data?.items ?? []).map((each) => ({
    value: each.id,
    label: `${each.name} (${each.unitText})`,
  }))
  return <ChoiceField {...entry} options={options} hint={hint} />
}

function ProjectField({ hint, ...entry }: Entry & { readonly hint: string }) {
  const projects = useOperation(listProjects, { limit: 200, sort: 'name' }, { staleMs: 60_000 })
  const options = (projects.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))
  return <ChoiceField {...entry} options={options} hint={hint} />
}

function FigureFields() {
  const words = useMessages(dispatchesMessages)
  const { values } = words
  return (
    <>
      <Field name="indicator" label={values.indicator} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="indicatorId" label={values.indicatorId}>
        <IndicatorField hint={values.newIndicator} />
      </Field>
      <Field name="comparator" label={values.comparator} isRequired>
        <Select
          options={ReadComparator.options.map((value) => ({ value, label: words.comparators[value] || value }))}
        />
      </Field>
      <Field name="value" label={values.value}>
        <Input inputMode="decimal" maxLength={30} />
      </Field>
      <Field name="value2" label={values.value2}>
        <Input inputMode="decimal" maxLength={30} />
      </Field>
      <Field name="unit" label={values.unit}>
        <Input maxLength={20} />
      </Field>
      <Field name="from" label={values.from}>
        <Input inputMode="decimal" maxLength={30} />
      </Field>
      <Field name="status" label={values.status} isRequired>
        <Select options={FigureStatus.options.map((value) => ({ value, label: words.statuses[value] }))} />
      </Field>
      <Field name="period" label={values.period} hint={values.periodHint}>
        <Input maxLength={12} />
      </Field>
      <Field name="unitId" label={values.unitId}>
        <UnitField />
      </Field>
      <Field name="owner" label={values.owner}>
        <Input maxLength={200} />
      </Field>
      <Field name="sourceUnitId" label={values.sourceUnitId}>
        <UnitField />
      </Field>
    </>
  )
}

function ProjectFields() {
  const words = useMessages(dispatchesMessages)
  const { values } = words
  return (
    <>
      <Field name="name" label={values.name} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="projectId" label={values.projectId}>
        <ProjectField hint={values.newProject} />
      </Field>
      <Field name="investment" label={values.investment}>
        <MoneyField unit="yi" />
      </Field>
      <Field name="area" label={values.area}>
        <NumberField unit={words.areaUnit} />
      </Field>
      <Field name="stage" label={values.stage}>
        <ChoiceField options={STAGES.map((value) => ({ value, label: words.stages[value] ?? value }))} />
      </Field>
      <Field name="enterprise" label={values.enterprise}>
        <Input maxLength={200} />
      </Field>
      <Field name="place" label={values.place}>
        <Input maxLength={200} />
      </Field>
      <Field name="unitId" label={values.unitId}>
        <UnitField />
      </Field>
    </>
  )
}

function CommitmentFields() {
  const { values } = useMessages(dispatchesMessages)
  return (
    <>
      <Field name="action" label={values.action} isRequired isWide>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field name="owner" label={values.owner}>
        <Input maxLength={200} />
      </Field>
      <Field name="unitId" label={values.unitId}>
        <UnitField />
      </Field>
      <Field name="dueOn" label={values.dueOn}>
        <DayField />
      </Field>
    </>
  )
}
