import { Form, type FormInstance, Input } from 'antd'
import type { ReactNode } from 'react'
import { ChoiceField, DayField, MoneyField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { ApiRefusal } from '../../../ui/request.ts'
import type { ProjectBody, StageEntry } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { MonthField, optionsOf, SponsorField, UnitField } from './choices.tsx'
import { CodesField, MembershipsField, MonthlyField, MuField } from './form-fields.tsx'
import { wholeBody } from './project-body.ts'
import { thisYear } from './today.ts'

/** What the form holds: the body, what a later stage rests on where the project is new, the reason of a change where it is not. */
export type TypedProject = ProjectBody & { readonly entry?: Partial<StageEntry>; readonly reason?: string }

/**
 * The form of a project: everything a person writes about it. What was typed stays whatever the server answers. The stage is chosen
 * once, when the project is entered; later it moves by its own rules.
 */
export function ProjectForm({
  label,
  initial,
  form,
  refusal,
  isSending,
  isNew = false,
  onSubmit,
  onCancel,
}: {
  readonly label: string
  readonly initial: Partial<ProjectBody>
  readonly form: FormInstance<TypedProject>
  readonly isNew?: boolean
  readonly refusal: ApiRefusal | null
  readonly isSending: boolean
  readonly onSubmit: (body: ProjectBody, more: Pick<TypedProject, 'entry' | 'reason'>) => void
  readonly onCancel: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const { fields, record } = words
  const planYear = Form.useWatch('planYear', form)
  const yearPlan = Form.useWatch('yearPlan', form)
  const stage = Form.useWatch('stage', form)
  const money = (name: MoneyName) => (
    <Field name={name} label={fields[name]}>
      <MoneyField />
    </Field>
  )
  const day = (name: DayName) => (
    <Field name={name} label={fields[name]}>
      <DayField />
    </Field>
  )
  const line = (name: LineName, isRequired = false) => (
    <Field name={name} label={fields[name]} isRequired={isRequired}>
      <Input maxLength={200} />
    </Field>
  )
  const text = (name: 'scope' | 'physicalProgress' | 'openProblems' | 'nextSteps' | 'note', maxLength: number) => (
    <Field name={name} label={fields[name]} isWide>
      <Input.TextArea autoSize={{ minRows: 2, maxRows: 10 }} maxLength={maxLength} />
    </Field>
  )
  const choice = (name: ChoiceName, options: Readonly<Record<string, string>>, isRequired = false) => (
    <Field name={name} label={fields[name]} isRequired={isRequired}>
      <ChoiceField options={optionsOf(options)} />
    </Field>
  )
  return (
    <RecordForm<TypedProject>
      label={label}
      form={form}
      initial={initial}
      refusal={refusal}
      isSending={isSending}
      onSubmit={({ entry, reason, ...values }) =>
        onSubmit(wholeBody(initial, values), { ...(entry ? { entry } : {}), ...(reason ? { reason } : {}) })
      }
      onCancel={onCancel}
    >
      <Part>{record.identity}</Part>
      {line('name', true)}
      {line('shortName')}
      {isNew ? choice('stage', words.stages, true) : null}
      {isNew && stage !== undefined && stage !== 'reserve' ? (
        <>
          <Field name={['entry', 'reason']} label={words.life.entryReason} hint={words.life.entryHint}>
            <Input maxLength={500} />
          </Field>
          <Field name={['entry', 'on']} label={words.life.entryOn}>
            <DayField />
          </Field>
        </>
      ) : null}
      <Field name="projectCodes" label={fields.projectCodes} hint={words.form.codeHint}>
        <CodesField />
      </Field>
      {choice('category', words.categories)}
      {choice('nature', words.natures)}
      {choice('investorType', words.investors)}
      {choice('establishment', words.establishments)}
      {line('chain')}
      {line('industryCode')}
      {line('enterprise')}
      {line('creditCode')}
      <Field name="memberships" label={fields.memberships} isWide>
        <MembershipsField />
      </Field>
      {isNew ? null : (
        <Field name="reason" label={words.lists.adjustReason} hint={words.lists.adjustHint} isWide>
          <Input maxLength={500} />
        </Field>
      )}
      <Part>{record.people}</Part>
      <Field name="unitId" label={fields.unitId} isRequired>
        <UnitField />
      </Field>
      <Field name="leadUnitId" label={fields.leadUnitId}>
        <UnitField />
      </Field>
      <Field name="sponsorPostId" label={fields.sponsorPostId}>
        <SponsorField />
      </Field>
      <Field name="taskForceId" label={fields.taskForceId}>
        <UnitField kind="task_force" />
      </Field>
      {line('responsiblePerson')}
      {line('responsiblePhone')}
      <Part>{record.money}</Part>
      {money('totalInvestment')}
      {money('investedBeforeYear')}
      <Field name="planYear" label={fields.planYear}>
        <NumberField />
      </Field>
      {money('yearPlan')}
      {money('investedThisYear')}
      <Field name="investedAsOf" label={fields.investedAsOf} hint={words.form.asOfHint}>
        <MonthField year={planYear ?? thisYear()} />
      </Field>
      <Field name="monthlyPlan" label={fields.monthlyPlan} isWide>
        <MonthlyField yearPlan={yearPlan} />
      </Field>
      {money('signedAmount')}
      {money('fundsInPlace')}
      {money('bondAmount')}
      {money('bondSpent')}
      <Part>{record.plan}</Part>
      {day('plannedStartOn')}
      {day('startedOn')}
      {day('plannedCompletionOn')}
      {day('completedOn')}
      {day('plannedProductionOn')}
      {day('producedOn')}
      {text('physicalProgress', 2000)}
      {text('openProblems', 2000)}
      {text('nextSteps', 2000)}
      <Part>{record.content}</Part>
      {text('scope', 4000)}
      {line('place')}
      <Field name="land" label={fields.land}>
        <MuField />
      </Field>
      <Field name="floorArea" label={fields.floorArea}>
        <NumberField unit={words.form.squareMetres} />
      </Field>
      <Field name="longitude" label={fields.longitude}>
        <NumberField />
      </Field>
      <Field name="latitude" label={fields.latitude}>
        <NumberField />
      </Field>
      {line('capacity')}
      {money('expectedOutput')}
      {money('expectedTax')}
      <Field name="jobs" label={fields.jobs}>
        <NumberField unit={words.form.people} />
      </Field>
      {text('note', 2000)}
    </RecordForm>
  )
}

type MoneyName =
  | 'totalInvestment'
  | 'investedBeforeYear'
  | 'yearPlan'
  | 'investedThisYear'
  | 'signedAmount'
  | 'fundsInPlace'
  | 'bondAmount'
  | 'bondSpent'
  | 'expectedOutput'
  | 'expectedTax'
type DayName =
  | 'plannedStartOn'
  | 'startedOn'
  | 'plannedCompletionOn'
  | 'completedOn'
  | 'plannedProductionOn'
  | 'producedOn'
type LineName =
  | 'name'
  | 'shortName'
  | 'chain'
  | 'industryCode'
  | 'enterprise'
  | 'creditCode'
  | 'place'
  | 'capacity'
  | 'responsiblePerson'
  | 'responsiblePhone'
type ChoiceName = 'stage' | 'category' | 'nature' | 'investorType' | 'establishment'

function Part({ children }: { readonly children: ReactNode }) {
  return <h2 className="k-form-wide k-section-title">{children}</h2>
}
