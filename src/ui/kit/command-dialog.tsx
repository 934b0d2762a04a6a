import { Modal } from 'antd'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { OperationSpec } from '../../kernel/operation.ts'
import { useCommand } from '../api.ts'
import { RecordForm } from './record-form.tsx'

/**
 * A command in a box: fields as children, sent as `inputOf` makes it, closed when it is done. `note` stands above the fields; `onCancel` is for
 * where giving up is not the same as being done.
 */
export function CommandDialog<I extends z.ZodObject, O extends z.ZodType, V extends object>(props: {
  readonly title: string
  readonly note?: ReactNode
  readonly spec: OperationSpec<I, O>
  readonly initial?: Partial<V>
  readonly inputOf: (values: V) => z.input<I>
  readonly onDone?: (output: z.output<O>) => void
  readonly onClose: () => void
  readonly onCancel?: () => void
  readonly onValues?: (values: V) => void
  readonly submitLabel?: string
  readonly children: ReactNode
}) {
  const { title, note, spec, initial, inputOf, onDone, onClose, onCancel = onClose, onValues, submitLabel } = props
  const command = useCommand(spec, {
    onSuccess: (output) => {
      onDone?.(output)
      onClose()
    },
  })
  return (
    <Modal open title={title} footer={null} width={640} onCancel={onCancel} mask={{ closable: false }} destroyOnHidden>
      {note ? <p className="k-quiet k-dialog-note">{note}</p> : null}
      <RecordForm<V>
        label={title}
        {...(initial ? { initial } : {})}
        {...(onValues ? { onValues } : {})}
        {...(submitLabel ? { submitLabel } : {})}
        refusal={command.error}
        isSending={command.isPending}
        onCancel={onCancel}
        onSubmit={(values) => command.mutate(inputOf(values))}
      >
        {props.children}
      </RecordForm>
    </Modal>
  )
}
