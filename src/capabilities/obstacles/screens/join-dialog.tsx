import { Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { type ItemLine, joinItems, listItems } from '../contract.ts'
import { useItemWords } from './choices.tsx'

interface Typed {
  readonly systemicId?: string
  readonly title?: string
  readonly text?: string
  readonly reason?: string
}

/** Joins items of one cause into a systemic item: one that is there, or a new one that begins as the first of them. */
export function JoinDialog({
  items,
  onDone,
  onClose,
}: {
  readonly items: readonly ItemLine[]
  readonly onDone: () => void
  readonly onClose: () => void
}) {
  const words = useItemWords()
  const [isNew, setNew] = useState(true)
  const join = useCommand(joinItems, { onSuccess: onDone })
  const open = useOperation(listItems, { open: true, limit: 200 })
  const systemic = (open.data?.items ?? []).filter(({ isSystemic }) => isSystemic)
  const [first] = items
  const { similar, fields } = words
  return (
    <Modal
      open
      title={similar.join}
      footer={null}
      width={680}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="k-quiet">{similar.joinNote}</p>
      <ul className="ob-lines">
        {items.map((item) => (
          <li key={item.id}>
            {item.number} {item.title}
          </li>
        ))}
      </ul>
      <Radio.Group
        aria-label={similar.joinTo}
        value={isNew}
        onChange={(event) => setNew(event.target.value === true)}
        options={[
          { value: true, label: similar.joinNew },
          { value: false, label: similar.joinTo, disabled: systemic.length === 0 },
        ]}
      />
      <RecordForm<Typed>
        label={similar.join}
        initial={{ title: first?.title ?? '' }}
        refusal={join.error}
        isSending={join.isPending}
        submitLabel={words.actions.join}
        onCancel={onClose}
        onSubmit={({ systemicId, title = '', text = '', reason = '' }) =>
          join.mutate({
            systemicId: isNew ? null : (systemicId ?? null),
            body:
              isNew && first ? { title, text, class: first.class, severity: first.severity, kind: first.kind } : null,
            items: items.map(({ id, version }) => ({ id, expectedVersion: version })),
            reason,
          })
        }
      >
        {isNew ? (
          <>
            <Field name="title" label={similar.newTitle} isRequired isWide>
              <Input maxLength={120} />
            </Field>
            <Field name="text" label={similar.newText} isRequired isWide>
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} maxLength={4000} />
            </Field>
          </>
        ) : (
          <Field name="systemicId" label={similar.joinTo} isRequired isWide>
            <ChoiceField
              options={systemic.map(({ id, number, title }) => ({ value: id, label: `${number ?? ''} ${title}` }))}
            />
          </Field>
        )}
        <Field name="reason" label={fields.reason} isRequired isWide>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}
