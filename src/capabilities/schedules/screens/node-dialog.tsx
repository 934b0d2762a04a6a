import { Form, Input, Modal, Select, Switch } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { DayField, NumberField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { newIdempotencyKey } from '../../../ui/request.ts'
import { changePlan, type PlannedNode, type WorkingPlan } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'
import type { Trial } from './plan-lines.ts'
import { optionsOf, PostField, UnitField } from './choices.tsx'
import { LinksField } from './links-field.tsx'
import { initialValues, type NodeValues, trialOf } from './node-values.ts'

/** A node's form: what it takes, what it comes after, who answers. It can be tried out, kept at once, or the node removed. */
export function NodeDialog({
  projectId,
  plan,
  node,
  onTry,
  onClose,
}: {
  readonly projectId: string
  readonly plan: WorkingPlan
  readonly node: PlannedNode | null
  readonly onTry: (trial: Trial) => void
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const [newId] = useState(() => `n${newIdempotencyKey().slice(0, 10)}`)
  const [form] = Form.useForm<NodeValues>()
  const unitId = Form.useWatch('unitId', form)
  const isPermit = Form.useWatch('isPermit', form)
  const change = useCommand(changePlan, { onSuccess: onClose })
  const texts = words.edit
  const title = node ? texts.title(node.name) : texts.addTitle
  const trial = (values: NodeValues): Trial =>
    trialOf({ ...form.getFieldsValue(true), ...values }, plan, node?.id ?? newId)
  const save = ({ changes, charges }: Trial): void => {
    if (changes.length === 0 && charges.length === 0) return onClose()
    change.mutate({ projectId, expectedVersion: plan.version, changes: [...changes], charges: [...charges] })
  }
  const tryOut = async (): Promise<void> => {
    const tried = trial(await form.validateFields())
    // A charge moves no date: there is nothing to try out.
    if (tried.changes.length > 0) onTry(tried)
    else save(tried)
  }
  const others = plan.nodes.filter(({ id }) => id !== node?.id).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <Modal open title={title} footer={null} width={780} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <p className="k-quiet schedules-lead">{texts.tryHint}</p>
      <RecordForm<NodeValues>
        form={form}
        label={title}
        initial={initialValues(plan, node)}
        refusal={change.error}
        isSending={change.isPending}
        onCancel={onClose}
        onSubmit={(values) => save(trial(values))}
        actions={
          <>
            <button type="button" className="k-button" onClick={() => void tryOut().catch(() => undefined)}>
              {words.actions.tryOut}
            </button>
            {node ? (
              <button
                type="button"
                className="k-button k-button-text"
                onClick={() => onTry({ changes: [{ kind: 'remove_node', nodeId: node.id }], charges: [] })}
              >
                {words.actions.remove}
              </button>
            ) : null}
          </>
        }
      >
        <Field name="name" label={texts.name} isRequired isWide>
          <Input maxLength={200} />
        </Field>
        <Field name="days" label={texts.days} isRequired>
          <NumberField />
        </Field>
        <Field name="dayKind" label={texts.dayKind}>
          <Select options={optionsOf(words.dayKinds)} />
        </Field>
        <Field name="calendar" label={texts.calendar}>
          <Select options={optionsOf(words.calendars)} />
        </Field>
        <Field name="minDays" label={texts.minDays}>
          <NumberField />
        </Field>
        <Field name="notBefore" label={texts.notBefore}>
          <DayField />
        </Field>
        <Field name="notAfter" label={texts.notAfter}>
          <DayField />
        </Field>
        <LinksField nodes={others} />
        {node ? null : (
          <Field name="before" label={texts.before} isWide>
            <Select mode="multiple" options={others} showSearch={{ optionFilterProp: 'label' }} />
          </Field>
        )}
        <Field name="unitId" label={texts.unit}>
          <UnitField />
        </Field>
        <Field name="postId" label={texts.post}>
          <PostField unitId={unitId ?? null} />
        </Field>
        <Field name="note" label={texts.note} isWide>
          <Input maxLength={500} />
        </Field>
        <Field name="isPermit" label={texts.isPermit} valueProp="checked" isWide>
          <Switch />
        </Field>
        {isPermit ? (
          <>
            <Field name="permitKind" label={texts.permitKind} isRequired>
              <Input maxLength={100} />
            </Field>
            <Field name="ceilingDays" label={texts.ceiling} isRequired>
              <NumberField />
            </Field>
            <Field name="ceilingKind" label={texts.ceilingKind}>
              <Select options={optionsOf(words.dayKinds)} />
            </Field>
            <Field name="basis" label={texts.basis}>
              <Input maxLength={300} />
            </Field>
            <Field name="deferrable" label={texts.deferrable} valueProp="checked" isWide>
              <Switch />
            </Field>
          </>
        ) : null}
      </RecordForm>
    </Modal>
  )
}
