import { Input } from 'antd'
import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { ChoiceField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { type Comparator, createTarget, type Goal, type TargetRow, updateTarget } from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { CampaignField, CurveField, IndicatorField, optionsOf, UnitField } from './choices.tsx'
import { decimalOf } from './wording.ts'

/** What the form holds of a goal: figures as typed. */
export interface GoalValues {
  readonly comparator?: Comparator
  readonly value?: string | null
  readonly upper?: string | null
  readonly base?: string | null
  readonly baseYear?: number | null
  readonly changeIn?: Goal['changeIn']
  readonly reference?: string | null
  readonly stretch?: string | null
}

interface Values {
  readonly indicatorId: string
  readonly unitId: string
  readonly year: number
  readonly goal: GoalValues
  readonly owner: { readonly unitId?: string | null }
  readonly campaignId?: string | null
  readonly curveCode?: string
  readonly groupKey?: string | null
  readonly weight?: string | null
}

/** Drafts a target, or changes one that is not approved yet. */
export function TargetDialog({
  year,
  target,
  onClose,
  onDone,
}: {
  readonly year: number
  readonly target?: TargetRow
  readonly onClose: () => void
  readonly onDone?: (changed: { readonly id: string }) => void
}) {
  const words = useMessages(targetsMessages)
  const initial: Partial<Values> = target
    ? { ...target, owner: { unitId: target.owner?.unitId ?? null } }
    : emptyFor(year)
  const [comparator, setComparator] = useState(initial.goal?.comparator)
  const fields = (
    <>
      <Field name="indicatorId" label={words.fields.indicatorId} isRequired>
        <IndicatorField />
      </Field>
      <Field name="unitId" label={words.fields.unitId} isRequired>
        <UnitField />
      </Field>
      <Field name="year" label={words.fields.year} isRequired>
        <NumberField />
      </Field>
      <Field name={['owner', 'unitId']} label={words.fields.owner}>
        <UnitField />
      </Field>
      <GoalFields comparator={comparator} />
      <Field name="campaignId" label={words.fields.campaignId}>
        <CampaignField />
      </Field>
      <Field name="curveCode" label={words.fields.curveCode} isRequired>
        <CurveField />
      </Field>
      <Field name="groupKey" label={words.list.group}>
        <Input maxLength={60} />
      </Field>
      <Field name="weight" label={words.fields.weight}>
        <Input inputMode="decimal" />
      </Field>
    </>
  )
  const shared = {
    initial,
    onClose,
    onValues: (values: Values) => setComparator(values.goal.comparator),
    ...(onDone ? { onDone } : {}),
  }
  if (!target)
    return (
      <CommandDialog title={words.form.create} spec={createTarget} inputOf={bodyOf} {...shared}>
        {fields}
      </CommandDialog>
    )
  return (
    <CommandDialog
      title={words.form.edit}
      spec={updateTarget}
      inputOf={(values: Values) => ({
        targetId: target.id,
        expectedVersion: target.version,
        body: { ...bodyOf(values), parentId: target.parentId, assessingUnitId: target.assessingUnitId },
      })}
      {...shared}
    >
      {fields}
    </CommandDialog>
  )
}

/** The fields of a goal; those its requirement does not ask for stay away. */
export function GoalFields({ comparator }: { readonly comparator: Comparator | undefined }) {
  const words = useMessages(targetsMessages)
  const { form } = words
  const isRelative = comparator === 'increase_by' || comparator === 'reduce_by'
  const needsBase = isRelative || comparator === 'n_fold' || comparator === 'increase_to' || comparator === 'reduce_to'
  return (
    <>
      <Field name={['goal', 'comparator']} label={form.comparator} isRequired>
        <ChoiceField options={optionsOf(words.comparators)} />
      </Field>
      <Field name={['goal', 'value']} label={form.value}>
        <Input inputMode="decimal" />
      </Field>
      <Field name={['goal', 'upper']} label={form.upper}>
        <Input inputMode="decimal" />
      </Field>
      {needsBase ? (
        <>
          <Field name={['goal', 'base']} label={form.base}>
            <Input inputMode="decimal" />
          </Field>
          <Field name={['goal', 'baseYear']} label={form.baseYear}>
            <NumberField />
          </Field>
        </>
      ) : null}
      {isRelative ? (
        <Field name={['goal', 'changeIn']} label={form.changeIn}>
          <ChoiceField options={optionsOf({ percent: form.percent, amount: form.amount })} />
        </Field>
      ) : null}
      {comparator === 'above_reference' ? (
        <Field name={['goal', 'reference']} label={form.reference}>
          <Input maxLength={100} />
        </Field>
      ) : null}
      <Field name={['goal', 'stretch']} label={form.stretch}>
        <Input inputMode="decimal" />
      </Field>
    </>
  )
}

/** The goal of what was typed; what was left empty is null. */
export function goalOf(values: GoalValues): Goal {
  return {
    comparator: values.comparator ?? '>=',
    value: decimalOf(values.value),
    upper: decimalOf(values.upper),
    base: decimalOf(values.base),
    baseYear: values.baseYear ?? null,
    changeIn: values.changeIn ?? 'percent',
    tolerancePercent: null,
    reference: decimalOf(values.reference),
    stretch: decimalOf(values.stretch),
  }
}

function bodyOf(values: Values) {
  const ownerId = values.owner.unitId
  return {
    indicatorId: values.indicatorId,
    unitId: values.unitId,
    year: values.year,
    goal: goalOf(values.goal),
    owner: ownerId ? { unitId: ownerId } : null,
    campaignId: values.campaignId ?? null,
    curveCode: values.curveCode ?? 'linear',
    groupKey: decimalOf(values.groupKey),
    weight: decimalOf(values.weight),
  }
}

function emptyFor(year: number): Partial<Values> {
  return { year, curveCode: 'linear', goal: { comparator: '>=', changeIn: 'percent' } }
}
