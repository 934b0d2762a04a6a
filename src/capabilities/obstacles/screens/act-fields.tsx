import { Checkbox, Input, Radio } from 'antd'
import { ChoiceField, DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import type { Assignment, Item, ItemClass, ItemLine, Rating } from '../contract.ts'
import { defaultsOf } from '../rules/ladder.ts'
import { LeaderField, optionsOf, TierField, UnitField, UnitsField, useItemWords } from './choices.tsx'
import { FilesField } from './files-field.tsx'
import { HeldOfUnit } from './held-note.tsx'

/** What the boxes of acts ask for; each act asks for some of it. */
export interface Typed {
  readonly text: string
  readonly reason: string
  readonly progress: string
  readonly lawBasis: string
  readonly proposedUnitId: string | null
  readonly approvedBy: string
  readonly fileIds: readonly string[]
  readonly days: number | null
  readonly granted: boolean
  readonly rating: Rating
  readonly cause: 'policy' | 'superior_level' | 'force_majeure'
  readonly reviewOn: string
  readonly body: string
  readonly ask: string
  readonly dueOn: string | null
  readonly leadUnitId: string
  readonly class: Item['class']
  readonly severity: Item['severity']
  readonly assignment: Assignment
}

/** The name of a field an act may ask for. `measures`, `answer` and `decision` are texts under names of their own. */
export type ActField =
  | Exclude<keyof Typed, 'assignment'>
  | 'optionalText'
  | 'measures'
  | 'answer'
  | 'decision'
  | 'moreDays'
  | 'note'

const LONG = { minRows: 3, maxRows: 8 } as const

/** One field of the box of an act. */
export function ActFieldRow({ field, item }: { readonly field: ActField; readonly item: ItemLine | Item }) {
  const words = useItemWords()
  const { fields } = words
  const standard = 'closingStandard' in item ? item.closingStandard : ''
  const proof = 'closingProof' in item && item.closingProof ? words.proofs[item.closingProof] : ''
  switch (field) {
    case 'reason':
      return (
        <Field name="reason" label={fields.reason} isRequired isWide>
          <Input.TextArea autoSize={LONG} maxLength={500} />
        </Field>
      )
    case 'text':
    case 'optionalText':
    case 'measures':
    case 'answer':
    case 'decision':
    case 'note':
      return (
        <Field
          name="text"
          label={textLabel(field, fields)}
          isRequired={field !== 'optionalText'}
          isWide
          {...(field === 'answer' && standard ? { hint: fields.answerHint(standard, proof) } : {})}
        >
          <Input.TextArea autoSize={LONG} maxLength={field === 'optionalText' ? 1000 : 4000} />
        </Field>
      )
    case 'progress':
      return (
        <Field name="progress" label={fields.progress} isRequired isWide>
          <Input.TextArea autoSize={LONG} maxLength={4000} />
        </Field>
      )
    case 'lawBasis':
      return (
        <Field name="lawBasis" label={fields.lawBasis} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      )
    case 'proposedUnitId':
      return (
        <Field name="proposedUnitId" label={fields.proposedUnit}>
          <UnitField />
        </Field>
      )
    case 'leadUnitId':
      return (
        <Field name="leadUnitId" label={fields.leadUnit} isRequired>
          <UnitField />
        </Field>
      )
    case 'approvedBy':
      return (
        <Field name="approvedBy" label={fields.approvedBy} isRequired>
          <Input maxLength={100} />
        </Field>
      )
    case 'fileIds':
      return (
        <Field name="fileIds" label={fields.files} isWide>
          <FilesField itemId={item.id} />
        </Field>
      )
    case 'days':
      return (
        <Field name="days" label={fields.grantedDays}>
          <NumberField unit={fields.days} />
        </Field>
      )
    case 'moreDays':
      return (
        <Field name="days" label={fields.moreDays} isRequired>
          <NumberField unit={fields.days} />
        </Field>
      )
    case 'granted':
      return (
        <Field name="granted" label={fields.granted} isRequired isWide>
          <Radio.Group
            options={[
              { value: true, label: fields.yes },
              { value: false, label: fields.no },
            ]}
          />
        </Field>
      )
    case 'rating':
      return (
        <Field name="rating" label={fields.rating} isRequired isWide>
          <Radio.Group options={optionsOf(words.ratings)} />
        </Field>
      )
    case 'cause':
      return (
        <Field name="cause" label={fields.cause} isRequired>
          <ChoiceField options={optionsOf(words.causes)} />
        </Field>
      )
    case 'reviewOn':
      return (
        <Field name="reviewOn" label={fields.reviewOn} isRequired>
          <DayField />
        </Field>
      )
    case 'dueOn':
      return (
        <Field name="dueOn" label={fields.dueOn}>
          <DayField />
        </Field>
      )
    case 'body':
      return (
        <Field name="body" label={fields.body} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      )
    case 'ask':
      return (
        <Field name="ask" label={fields.ask} isRequired isWide>
          <Input.TextArea autoSize={LONG} maxLength={4000} />
        </Field>
      )
    case 'class':
      return (
        <Field name="class" label={fields.class} isRequired>
          <ChoiceField options={optionsOf(words.classes)} />
        </Field>
      )
    case 'severity':
    default:
      return (
        <Field name="severity" label={fields.severity} isRequired>
          <ChoiceField options={optionsOf(words.severities)} />
        </Field>
      )
  }
}

function textLabel(field: ActField, fields: ReturnType<typeof useItemWords>['fields']): string {
  if (field === 'measures') return fields.measures
  if (field === 'answer') return fields.answer
  if (field === 'decision') return fields.decision
  return field === 'note' ? fields.progress : fields.text
}

/** What an assignment settles: who, by when, and what counts as settled. */
export function AssignmentFields() {
  const words = useItemWords()
  const { fields } = words
  return (
    <>
      <Field name={['assignment', 'leadUnitId']} label={fields.leadUnit} isRequired>
        <UnitField />
      </Field>
      <HeldOfUnit />
      <Field name={['assignment', 'assistantUnitIds']} label={fields.assistants}>
        <UnitsField />
      </Field>
      <Field
        name={['assignment', 'closingStandard']}
        label={fields.closingStandard}
        hint={fields.closingStandardHint}
        isRequired
        isWide
      >
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={1000} />
      </Field>
      <Field name={['assignment', 'closingProof']} label={fields.closingProof} isRequired>
        <ChoiceField options={optionsOf(words.proofs)} />
      </Field>
      <Field name={['assignment', 'tier']} label={fields.tier} isRequired>
        <TierField />
      </Field>
      <Field name={['assignment', 'days']} label={fields.days} hint={fields.daysHint}>
        <NumberField unit={fields.days} />
      </Field>
      <Field name={['assignment', 'leaderPostId']} label={fields.leader}>
        <LeaderField />
      </Field>
      <Field name={['assignment', 'statutoryDueOn']} label={fields.statutoryDueOn}>
        <DayField />
      </Field>
      <Field name={['assignment', 'isHard']} label=" " valueProp="checked">
        <Checkbox>{fields.isHard}</Checkbox>
      </Field>
      <Field name={['assignment', 'text']} label={fields.text} isWide>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
      </Field>
    </>
  )
}

/** What an assignment starts with: the unit its reporter suggested, and what its class is given first; several of different classes begin at the lead unit. */
export function firstAssignment(suggestedUnitId: string | null, itemClass: ItemClass | undefined): Partial<Assignment> {
  const given = itemClass && defaultsOf(itemClass)
  return {
    ...(suggestedUnitId ? { leadUnitId: suggestedUnitId } : {}),
    ...(given ? { closingProof: given.proof } : {}),
    assistantUnitIds: [],
    tier: given?.firstTier ?? 2,
    isHard: given?.isHard ?? false,
    text: '',
  }
}

/** An assignment as it is sent: what was left empty in words the contract knows. */
export function sentAssignment(typed: Partial<Assignment>): Assignment {
  return {
    leadUnitId: typed.leadUnitId ?? '',
    assistantUnitIds: typed.assistantUnitIds ?? [],
    leaderPostId: typed.leaderPostId ?? null,
    tier: typed.tier ?? 2,
    days: typed.days ?? null,
    isHard: typed.isHard ?? false,
    statutoryDueOn: typed.statutoryDueOn ?? null,
    closingStandard: typed.closingStandard ?? '',
    closingProof: typed.closingProof ?? 'statement',
    text: typed.text ?? '',
  }
}
