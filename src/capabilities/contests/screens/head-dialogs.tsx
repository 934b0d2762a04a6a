import { Input, Modal } from 'antd'
import { asDay } from '../../../kernel/day.ts'
import { periodOf } from '../../../kernel/period.ts'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useGo } from '../../../ui/navigation.tsx'
import { cancelContest, type ContestHead, copyContest, createContest } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { optionsOf, today, useWords } from './words.ts'

/** Makes a contest with the usual rules of its kind. */
export function CreateDialog({
  onDone,
  onClose,
}: {
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}) {
  const words = useWords()
  const create = useCommand(createContest, { onSuccess: ({ id }) => onDone(id) })
  const day = asDay(today())
  return (
    <Modal open title={words.create} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <p className="k-quiet">{words.createNote}</p>
      <RecordForm<ContestHead>
        label={words.create}
        initial={{ kind: 'arena', heldOn: day, period: periodOf(day, 'quarter') }}
        refusal={create.error}
        isSending={create.isPending}
        onCancel={onClose}
        onSubmit={(head) => create.mutate({ head: { ...head, place: head.place ?? '' } })}
      >
        <HeadFields />
      </RecordForm>
    </Modal>
  )
}

/** The fields of what a contest says of itself. */
function HeadFields() {
  const words = useWords()
  const names = words.fields_
  return (
    <>
      <Field name="name" label={names.name} isRequired isWide>
        <Input maxLength={100} />
      </Field>
      <Field name="kind" label={names.kind} isRequired>
        <ChoiceField options={optionsOf(words.kinds)} />
      </Field>
      <Field name="heldOn" label={names.heldOn} isRequired>
        <DayField />
      </Field>
      <Field name="period" label={names.period} hint={names.periodHint} isRequired>
        <Input maxLength={20} />
      </Field>
      <Field name="place" label={names.place}>
        <Input maxLength={200} />
      </Field>
    </>
  )
}

/** Copies a contest into a new draft or a rehearsal. */
export function CopyDialog({
  contest,
  asRehearsal,
  onClose,
}: {
  readonly contest: Contest
  readonly asRehearsal: boolean
  readonly onClose: () => void
}) {
  const words = useWords()
  const go = useGo()
  const copy = useCommand(copyContest, {
    onSuccess: ({ id }) => {
      onClose()
      go(`/contests/${id}`)
    },
  })
  const title = asRehearsal ? words.actions.rehearse : words.actions.copy
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <p className="k-quiet">{asRehearsal ? words.rehearsalNote : words.copyNote}</p>
      <RecordForm<{ name: string }>
        label={title}
        initial={{ name: asRehearsal ? `${contest.name} · ${words.rehearsal}` : contest.name }}
        refusal={copy.error}
        isSending={copy.isPending}
        submitLabel={title}
        onCancel={onClose}
        onSubmit={({ name }) => copy.mutate({ contestId: contest.id, name, asRehearsal })}
      >
        <Field name="name" label={words.copyName} isRequired isWide>
          <Input maxLength={100} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** Cancels a contest that is not counted yet. */
export function CancelDialog({ contest, onClose }: { readonly contest: Contest; readonly onClose: () => void }) {
  const words = useWords()
  const cancel = useCommand(cancelContest, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      isDanger
      title={words.actions.cancel}
      isSending={cancel.isPending}
      refusal={cancel.error}
      onCancel={onClose}
      onConfirm={(reason) => cancel.mutate({ contestId: contest.id, expectedVersion: contest.version, reason })}
    >
      <p>{words.cancelSure}</p>
    </ConfirmWithReason>
  )
}
