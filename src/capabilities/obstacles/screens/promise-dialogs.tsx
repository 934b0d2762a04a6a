import { Input, Modal } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listUnits } from '../../organisation/contract.ts'
import {
  breakPromise,
  createPromise,
  keepPromise,
  type PromiseAction,
  type PromiseBody,
  type Promised,
  reopenPromise,
  updatePromise,
  withdrawPromise,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'

interface Entry {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
}

function UnitField(entry: Entry) {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  const options = (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
  return <ChoiceField {...entry} options={options} />
}

type Written = PromiseBody & { readonly reason?: string }

function BodyFields() {
  const words = useMessages(obstaclesMessages).promises
  return (
    <>
      <Field name="action" label={words.action} isRequired isWide>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field name="ownerText" label={words.owner}>
        <Input maxLength={200} />
      </Field>
      <Field name="unitId" label={words.unit}>
        <UnitField />
      </Field>
      <Field name="dueOn" label={words.dueOn}>
        <DayField />
      </Field>
      <Field name="madeOn" label={words.madeOn}>
        <DayField />
      </Field>
    </>
  )
}

const bodyOf = (written: Written): PromiseBody => ({
  action: written.action,
  ownerText: written.ownerText ?? '',
  unitId: written.unitId ?? null,
  dueOn: written.dueOn ?? null,
  madeOn: written.madeOn ?? null,
})

/** Enters a promise by hand. */
export function CreatePromiseDialog({
  onDone,
  onClose,
}: {
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}) {
  const words = useMessages(obstaclesMessages).promises
  const create = useCommand(createPromise, { onSuccess: ({ id }) => onDone(id) })
  return (
    <Modal open title={words.create} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Written>
        label={words.create}
        refusal={create.error}
        isSending={create.isPending}
        onCancel={onClose}
        onSubmit={(written) => create.mutate(bodyOf(written))}
      >
        <BodyFields />
      </RecordForm>
    </Modal>
  )
}

interface DialogProps {
  readonly promise: Promised
  readonly onClose: () => void
}

/** Changes the wording, unit or day of an open promise, with the reason. */
function EditDialog({ promise, onClose }: DialogProps) {
  const words = useMessages(obstaclesMessages).promises
  const update = useCommand(updatePromise, { onSuccess: onClose })
  const { action, ownerText, unitId, dueOn, madeOn } = promise
  return (
    <Modal open title={words.actions.edit} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Written>
        label={words.actions.edit}
        initial={{ action, ownerText, unitId, dueOn, madeOn }}
        refusal={update.error}
        isSending={update.isPending}
        onCancel={onClose}
        onSubmit={({ reason = '', ...written }) =>
          update.mutate({ promiseId: promise.id, expectedVersion: promise.version, body: bodyOf(written), reason })
        }
      >
        <BodyFields />
        <Field name="reason" label={words.whyEdit} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

interface Kept {
  readonly keptOn: PromiseBody['dueOn']
  readonly evidence: string
}

/** Marks a promise kept, on its day and with its evidence. */
function KeepDialog({ promise, onClose }: DialogProps) {
  const words = useMessages(obstaclesMessages).promises
  const keep = useCommand(keepPromise, { onSuccess: onClose })
  return (
    <Modal open title={words.actions.keep} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Kept>
        label={words.actions.keep}
        refusal={keep.error}
        isSending={keep.isPending}
        onCancel={onClose}
        onSubmit={({ keptOn, evidence }) =>
          keep.mutate({
            promiseId: promise.id,
            expectedVersion: promise.version,
            keptOn: keptOn ?? '',
            evidence,
          })
        }
      >
        <Field name="keptOn" label={words.keptOn} isRequired>
          <DayField />
        </Field>
        <Field name="evidence" label={words.evidence} hint={words.evidenceHint} isRequired isWide>
          <Input.TextArea rows={3} maxLength={2000} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

const WITH_REASON = { break: breakPromise, reopen: reopenPromise, withdraw: withdrawPromise } as const

function ReasonDialog({ promise, action, onClose }: DialogProps & { readonly action: keyof typeof WITH_REASON }) {
  const words = useMessages(obstaclesMessages).promises
  const command = useCommand(WITH_REASON[action], { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.actions[action]}
      isSending={command.isPending}
      refusal={command.error}
      onCancel={onClose}
      onConfirm={(reason) => command.mutate({ promiseId: promise.id, expectedVersion: promise.version, reason })}
    />
  )
}

/** The box of one action on a promise; nothing for actions that need none. */
export function PromiseDialog({ action, ...props }: DialogProps & { readonly action: PromiseAction | undefined }) {
  switch (action) {
    case 'edit':
      return <EditDialog {...props} />
    case 'keep':
      return <KeepDialog {...props} />
    case 'break':
    case 'reopen':
    case 'withdraw':
      return <ReasonDialog {...props} action={action} />
    default:
      return null
  }
}
