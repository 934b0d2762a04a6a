import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useDownload } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  correctDispatch,
  type Dispatch,
  DispatchKind,
  readOriginal,
  restoreDispatch,
  withdrawDispatch,
} from '../contract.ts'
import { dispatchesMessages } from '../messages/index.ts'

interface Corrected {
  readonly title: string
  readonly printedOn: string | null
  readonly year: number | null
  readonly docType: DispatchKind
}

/** What can be done with the dispatch itself: correct what was read about it, withdraw it, restore it. */
export function DispatchActions({ dispatch }: { readonly dispatch: Dispatch }) {
  const words = useMessages(dispatchesMessages)
  const [open, setOpen] = useState<'correct' | 'withdraw'>()
  const close = (): void => setOpen(undefined)
  const path = { dispatchId: dispatch.id, expectedVersion: dispatch.version }
  const correct = useCommand(correctDispatch, { onSuccess: close })
  const withdraw = useCommand(withdrawDispatch, { onSuccess: close })
  const restore = useCommand(restoreDispatch)
  const original = useDownload(readOriginal)
  const may = (action: Dispatch['actions'][number]) => dispatch.actions.includes(action)
  return (
    <>
      {dispatch.hasFile ? (
        <button
          type="button"
          className="k-button"
          disabled={original.isPending}
          title={dispatch.fileName ?? undefined}
          onClick={() => original.mutate({ dispatchId: dispatch.id })}
        >
          {words.original}
        </button>
      ) : null}
      {original.error ? <RefusalNote refusal={original.error} /> : null}
      {may('correct') ? (
        <button type="button" className="k-button" onClick={() => setOpen('correct')}>
          {words.correct}
        </button>
      ) : null}
      {may('withdraw') ? (
        <button type="button" className="k-button" onClick={() => setOpen('withdraw')}>
          {words.withdraw}
        </button>
      ) : null}
      {may('restore') ? (
        <button type="button" className="k-button" disabled={restore.isPending} onClick={() => restore.mutate(path)}>
          {words.restore}
        </button>
      ) : null}
      {restore.error ? <RefusalNote refusal={restore.error} /> : null}
      <ConfirmWithReason
        isOpen={open === 'withdraw'}
        title={words.withdraw}
        isSending={withdraw.isPending}
        refusal={withdraw.error}
        onCancel={close}
        onConfirm={(reason) => withdraw.mutate({ ...path, reason })}
      />
      {open === 'correct' ? (
        <Modal open title={words.correct} footer={null} onCancel={close} mask={{ closable: false }} destroyOnHidden>
          <RecordForm<Corrected>
            label={words.correct}
            initial={{
              title: dispatch.title,
              printedOn: dispatch.printedOn,
              year: dispatch.year,
              docType: dispatch.docType,
            }}
            refusal={correct.error}
            isSending={correct.isPending}
            onCancel={close}
            onSubmit={({ title, printedOn, year, docType }) =>
              correct.mutate({ ...path, title, docType, printedOn: printedOn ?? null, year: year ?? null })
            }
          >
            <Field name="title" label={words.correctFields.title} isRequired isWide>
              <Input maxLength={200} />
            </Field>
            <Field name="printedOn" label={words.correctFields.printedOn}>
              <DayField />
            </Field>
            <Field name="year" label={words.correctFields.year}>
              <NumberField />
            </Field>
            <Field name="docType" label={words.correctFields.docType} isRequired>
              <Select options={DispatchKind.options.map((value) => ({ value, label: words.kinds[value] }))} />
            </Field>
          </RecordForm>
        </Modal>
      ) : null}
    </>
  )
}
