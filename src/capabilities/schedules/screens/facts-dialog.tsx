import { Input, Modal } from 'antd'
import { useCommand } from '../../../ui/api.ts'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type PlannedNode, recordFacts } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

interface Values {
  readonly startedOn: string | null
  readonly finishedOn: string | null
  readonly remainingDays: number | null
  readonly slipReason?: string
}

/** What really happened to a node: days and reasons, never a percentage. */
export function FactsDialog({
  projectId,
  node,
  onClose,
}: {
  readonly projectId: string
  readonly node: PlannedNode
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const record = useCommand(recordFacts, { onSuccess: onClose })
  const texts = words.record
  const title = texts.title(node.name)
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <p className="k-quiet schedules-lead">{texts.hint}</p>
      <RecordForm<Values>
        label={title}
        initial={{ ...node.facts, slipReason: node.slipReason }}
        refusal={record.error}
        isSending={record.isPending}
        onCancel={onClose}
        onSubmit={({ startedOn, finishedOn, remainingDays, slipReason }) =>
          record.mutate({
            projectId,
            nodeId: node.id,
            expectedVersion: node.version,
            startedOn: startedOn ?? null,
            finishedOn: finishedOn ?? null,
            remainingDays: remainingDays ?? null,
            slipReason: slipReason ?? '',
          })
        }
      >
        <Field name="startedOn" label={texts.startedOn}>
          <DayField />
        </Field>
        <Field name="finishedOn" label={texts.finishedOn}>
          <DayField />
        </Field>
        <Field name="remainingDays" label={texts.remainingDays}>
          <NumberField unit={words.dayKinds[node.dayKind]} />
        </Field>
        <Field name="slipReason" label={texts.slipReason} isWide>
          <Input.TextArea rows={2} maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
