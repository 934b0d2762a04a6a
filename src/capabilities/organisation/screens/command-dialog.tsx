import { Modal } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { OperationSpec } from '../../../kernel/operation.ts'
import { useCommand } from '../../../ui/api.ts'
import { RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { organisationMessages } from '../messages/index.ts'

/** A command in a box: fields as children, sent as `inputOf` makes it, closed when it is done. */
export function CommandDialog<I extends z.ZodObject, O extends z.ZodType, V extends object>({
  title,
  note,
  spec,
  initial,
  inputOf,
  onDone,
  onClose,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly spec: OperationSpec<I, O>
  readonly initial?: Partial<V>
  readonly inputOf: (values: V) => z.input<I>
  readonly onDone?: (output: z.output<O>) => void
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const words = useMessages(organisationMessages)
  const command = useCommand(spec, {
    onSuccess: (output) => {
      onDone?.(output)
      onClose()
    },
  })
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      {note ? <p className="k-quiet">{note}</p> : null}
      <RecordForm<V>
        label={title}
        {...(initial ? { initial } : {})}
        refusal={command.error}
        isSending={command.isPending}
        submitLabel={words.common.save}
        onCancel={onClose}
        onSubmit={(values) => command.mutate(inputOf(values))}
      >
        {children}
      </RecordForm>
    </Modal>
  )
}

/** Leaves out what was not filled in: empty texts and nothings. */
export function filled<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], null | undefined> } {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== null && value !== undefined && value !== ''),
  ) as { [K in keyof T]?: Exclude<T[K], null | undefined> }
}
