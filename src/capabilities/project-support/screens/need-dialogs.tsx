import { Form, Input, InputNumber, Modal } from 'antd'
import { yearOf } from '../../../kernel/day.ts'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  askAgain,
  askFactor,
  enterMovement,
  type Factor,
  type FactorEntry,
  type FactorNeed,
  FACTORS,
  type Movement,
  restoreNeed,
  reverseEntry,
  withdrawNeed,
} from '../contract.ts'
import { projectSupportMessages } from '../messages/index.ts'
import { AmountField, AmountText } from './amounts.tsx'
import { LeaderField, UnitField } from './choices.tsx'
import { today } from './today.ts'

interface Asked {
  readonly factor: Factor
  readonly year: number
  readonly amount: number
  readonly unitId: string
  readonly neededOn?: string | null
  readonly note?: string
}

/** Asks for a factor for a project. */
export function AskDialog({ projectId, onClose }: { readonly projectId: string; readonly onClose: () => void }) {
  const words = useMessages(projectSupportMessages)
  const [form] = Form.useForm<Asked>()
  const factor = Form.useWatch('factor', form)
  const ask = useCommand(askFactor, { onSuccess: onClose })
  return (
    <Modal open title={words.needs.ask} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Asked>
        label={words.needs.ask}
        form={form}
        initial={{ year: yearOf(today()) }}
        refusal={ask.error}
        isSending={ask.isPending}
        onCancel={onClose}
        onSubmit={(written) =>
          ask.mutate({ ...written, projectId, neededOn: written.neededOn ?? null, note: written.note ?? '' })
        }
      >
        <Field name="factor" label={words.needs.factor} isRequired>
          <ChoiceField options={FACTORS.map((value) => ({ value, label: words.factors[value] }))} />
        </Field>
        <Field name="amount" label={words.needs.amount} isRequired>
          <AmountField factor={factor} />
        </Field>
        <Field name="unitId" label={words.needs.unit} isRequired>
          <UnitField />
        </Field>
        <Field name="neededOn" label={words.needs.neededOn}>
          <DayField />
        </Field>
        <Field name="year" label={words.needs.year} isRequired>
          <InputNumber className="k-fill" min={2000} max={2100} precision={0} controls={false} />
        </Field>
        <Field name="note" label={words.needs.noteField} isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

interface DialogProps {
  readonly need: FactorNeed
  readonly onClose: () => void
}

/** Asks for another amount or day. */
export function AskAgainDialog({ need, onClose }: DialogProps) {
  const words = useMessages(projectSupportMessages).needs
  const ask = useCommand(askAgain, { onSuccess: onClose })
  return (
    <Modal open title={words.askAgain} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<{ amount: number; neededOn?: string | null; basis: string }>
        label={words.askAgain}
        initial={{ amount: need.asked, neededOn: need.neededOn }}
        refusal={ask.error}
        isSending={ask.isPending}
        onCancel={onClose}
        onSubmit={({ amount, neededOn, basis }) =>
          ask.mutate({ needId: need.id, expectedVersion: need.version, amount, neededOn: neededOn ?? null, basis })
        }
      >
        <Field name="amount" label={words.amount} isRequired>
          <AmountField factor={need.factor} />
        </Field>
        <Field name="neededOn" label={words.neededOn}>
          <DayField />
        </Field>
        <Field name="basis" label={words.basis} hint={words.basisHint} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** What somebody fills in to let a balance go below nothing; both or neither. */
interface Approved {
  readonly approval?: { readonly postId?: string; readonly document?: string }
}

const approvalOf = ({ approval }: Approved) =>
  approval?.postId ? { postId: approval.postId, document: approval.document ?? '' } : null

/** The named approval of an overdraft. */
export function ApprovalFields() {
  const words = useMessages(projectSupportMessages).needs
  return (
    <fieldset className="k-form-wide ps-promises">
      <legend>{words.approval}</legend>
      <p className="k-quiet">{words.approvalNote}</p>
      <div className="k-form">
        <Field name={['approval', 'postId']} label={words.approvedBy}>
          <LeaderField which="chiefs" />
        </Field>
        <Field name={['approval', 'document']} label={words.document}>
          <Input maxLength={200} />
        </Field>
      </div>
    </fieldset>
  )
}

interface Moved extends Approved {
  readonly amount: number
  readonly onDay: string
  readonly basis?: string
  readonly lender?: string
  readonly dueOn?: string | null
}

/** What is left to do of a movement: what it begins with. */
function begin(need: FactorNeed, kind: Movement): number | undefined {
  const covered = need.allocated + need.borrowed
  const left: Partial<Record<Movement, number>> = {
    verified: need.verified ?? need.asked,
    allocated: need.uncovered,
    borrowed: need.uncovered,
    delivered: covered - need.delivered,
    repaid: need.borrowed,
  }
  return left[kind]
}

/** Takes from the region's supply, so that it may need an approval. */
const TAKES: readonly Movement[] = ['allocated', 'repaid']

/** One movement of a need's ledger. */
export function MovementDialog({ need, kind, onClose }: DialogProps & { readonly kind: Movement }) {
  const words = useMessages(projectSupportMessages)
  const enter = useCommand(enterMovement, { onSuccess: onClose })
  const title = `${words.needActions[kind]} · ${words.factors[need.factor]}`
  const amount = begin(need, kind)
  return (
    <Modal open title={title} footer={null} width={640} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <p className="k-quiet">{words.kindHints[kind]}</p>
      <p>
        {need.projectName} · {words.needs.asked} <AmountText factor={need.factor} amount={need.asked} /> ·{' '}
        {words.needs.verified} <AmountText factor={need.factor} amount={need.verified} /> · {words.needs.uncovered}{' '}
        <AmountText factor={need.factor} amount={need.uncovered} />
      </p>
      <RecordForm<Moved>
        label={title}
        initial={{ onDay: today(), ...(amount === undefined ? {} : { amount }) }}
        refusal={enter.error}
        isSending={enter.isPending}
        submitLabel={words.needActions[kind]}
        onCancel={onClose}
        onSubmit={(written) =>
          enter.mutate({
            needId: need.id,
            expectedVersion: need.version,
            kind,
            amount: written.amount,
            onDay: written.onDay,
            basis: written.basis ?? '',
            lender: written.lender ?? '',
            dueOn: written.dueOn ?? null,
            approval: approvalOf(written),
          })
        }
      >
        <Field name="amount" label={words.needs.amount} isRequired>
          <AmountField factor={need.factor} />
        </Field>
        <Field name="onDay" label={words.needs.onDay} isRequired>
          <DayField />
        </Field>
        <Field
          name="basis"
          label={words.needs.basis}
          hint={words.needs.basisHint}
          isRequired={kind !== 'verified'}
          isWide
        >
          <Input maxLength={500} />
        </Field>
        {kind === 'borrowed' ? (
          <Field name="lender" label={words.needs.lender} isRequired>
            <Input maxLength={100} />
          </Field>
        ) : null}
        {kind === 'borrowed' ? (
          <Field name="dueOn" label={words.needs.dueOn} isRequired>
            <DayField />
          </Field>
        ) : null}
        {TAKES.includes(kind) ? <ApprovalFields /> : null}
      </RecordForm>
    </Modal>
  )
}

/** Strikes out a line of a ledger. */
export function ReverseDialog({ need, entry, onClose }: DialogProps & { readonly entry: FactorEntry }) {
  const words = useMessages(projectSupportMessages)
  const reverse = useCommand(reverseEntry, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.needs.reverse}
      isDanger
      isSending={reverse.isPending}
      refusal={reverse.error}
      onCancel={onClose}
      onConfirm={(reason) =>
        reverse.mutate({ needId: need.id, entryId: entry.id, expectedVersion: need.version, reason })
      }
    >
      <p>
        {words.kinds[entry.kind]} <AmountText factor={need.factor} amount={entry.amount} /> · {entry.basis}
      </p>
    </ConfirmWithReason>
  )
}

/** Withdraws a need with the reason. */
export function WithdrawNeedDialog({ need, onClose }: DialogProps) {
  const words = useMessages(projectSupportMessages)
  const withdraw = useCommand(withdrawNeed, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.needs.withdraw}
      isDanger
      isSending={withdraw.isPending}
      refusal={withdraw.error}
      onCancel={onClose}
      onConfirm={(reason) => withdraw.mutate({ needId: need.id, expectedVersion: need.version, reason })}
    />
  )
}

/** Restores a withdrawn need, at once. */
export function useRestoreNeed() {
  const restore = useCommand(restoreNeed)
  return {
    error: restore.error,
    restore: (need: FactorNeed): void => restore.mutate({ needId: need.id, expectedVersion: need.version }),
  }
}
