import { Input } from 'antd'
import { useState } from 'react'
import { asDay } from '../../../kernel/day.ts'
import { useCommand } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import {
  decideTarget,
  prepareTarget,
  PrepareAction,
  reviseTarget,
  type TargetAction,
  type TargetRow,
  type TargetVersion,
  DecideAction,
} from '../contract.ts'
import { targetsMessages } from '../messages/index.ts'
import { today } from './today.ts'
import { GoalFields, goalOf, type GoalValues, TargetDialog } from './target-dialog.tsx'

interface Props {
  readonly target: TargetRow
  readonly versions: readonly TargetVersion[]
  readonly action: TargetAction
  readonly onClose: () => void
}

/** The box of an action on a target: an edit, a decision of the approving body, a revision, or a move with its reason. */
export function ActionDialog({ target, versions, action, onClose }: Props) {
  const prepared = PrepareAction.safeParse(action)
  const decided = DecideAction.safeParse(action)
  if (prepared.success) return <PrepareBox target={target} action={prepared.data} onClose={onClose} />
  if (decided.success) return <DecideBox target={target} action={decided.data} onClose={onClose} />
  if (action === 'edit') return <TargetDialog year={target.year} target={target} onClose={onClose} />
  return <ReviseBox target={target} versions={versions} onClose={onClose} />
}

function PrepareBox({
  target,
  action,
  onClose,
}: {
  readonly target: TargetRow
  readonly action: PrepareAction
  readonly onClose: () => void
}) {
  const words = useMessages(targetsMessages)
  const go = useGo()
  const command = useCommand(prepareTarget, {
    onSuccess: () => (action === 'discard' ? go(`/targets?year=${target.year}`) : onClose()),
  })
  return (
    <ConfirmWithReason
      isOpen
      title={words.actions[action]}
      isDanger={action === 'withdraw' || action === 'discard'}
      isSending={command.isPending}
      refusal={command.error}
      onCancel={onClose}
      onConfirm={(reason) => command.mutate({ targetId: target.id, expectedVersion: target.version, action, reason })}
    />
  )
}

interface DecisionValues {
  readonly reason: string
  readonly approvingBody: string
  readonly effectiveOn: string
}

function DecideBox({
  target,
  action,
  onClose,
}: {
  readonly target: TargetRow
  readonly action: DecideAction
  readonly onClose: () => void
}) {
  const words = useMessages(targetsMessages)
  return (
    <CommandDialog
      title={words.actions[action]}
      spec={decideTarget}
      initial={{ effectiveOn: `${target.year}-01-01` }}
      inputOf={(values: DecisionValues) => ({
        targetId: target.id,
        expectedVersion: target.version,
        action,
        ...values,
        effectiveOn: asDay(values.effectiveOn),
      })}
      submitLabel={words.actions[action]}
      onClose={onClose}
    >
      <DecisionFields />
    </CommandDialog>
  )
}

function ReviseBox({
  target,
  versions,
  onClose,
}: {
  readonly target: TargetRow
  readonly versions: readonly TargetVersion[]
  readonly onClose: () => void
}) {
  const words = useMessages(targetsMessages)
  const [comparator, setComparator] = useState(target.goal.comparator)
  const [openedOn] = useState(today)
  type Values = DecisionValues & { readonly goal: GoalValues; readonly decidedOn: string }
  return (
    <CommandDialog
      title={words.form.revise}
      spec={reviseTarget}
      initial={{
        goal: target.goal,
        decidedOn: openedOn,
        effectiveOn: openedOn,
        approvingBody: versions.at(-1)?.approvingBody ?? '',
      }}
      inputOf={(values: Values) => ({
        targetId: target.id,
        expectedVersion: target.version,
        goal: goalOf(values.goal),
        reason: values.reason,
        approvingBody: values.approvingBody,
        decidedOn: asDay(values.decidedOn),
        effectiveOn: asDay(values.effectiveOn),
      })}
      onValues={(values: Values) => setComparator(values.goal.comparator ?? comparator)}
      submitLabel={words.actions.revise}
      onClose={onClose}
    >
      <GoalFields comparator={comparator} />
      <Field name="decidedOn" label={words.form.decidedOn} isRequired>
        <DayField />
      </Field>
      <DecisionFields />
    </CommandDialog>
  )
}

function DecisionFields() {
  const words = useMessages(targetsMessages)
  return (
    <>
      <Field name="approvingBody" label={words.form.approvingBody} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name="effectiveOn" label={words.form.effectiveOn} isRequired>
        <DayField />
      </Field>
      <Field name="reason" label={words.form.reason} isRequired isWide>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </>
  )
}
