import { Input, Modal } from 'antd'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import type { PlanChange, WorkingPlan } from '../contract.ts'
import { asDay } from '../../../kernel/day.ts'
import { schedulesMessages } from '../messages/index.ts'
import type { Trial } from './plan-lines.ts'

interface Values {
  readonly openOn: string
  readonly startOn: string | null
  readonly winterFrom?: string
  readonly winterThrough?: string
}

/** The days everything hangs on; a change is tried out first, so that one sees what moves before it is kept. */
export function FrameDialog({
  plan,
  onTry,
  onClose,
}: {
  readonly plan: WorkingPlan
  readonly onTry: (trial: Trial) => void
  readonly onClose: () => void
}) {
  const words = useMessages(schedulesMessages)
  const texts = words.frame
  const { frame } = plan
  const take = (values: Values): void => {
    const changes = changesOf(values, plan)
    if (changes.length > 0) onTry({ changes, charges: [] })
    else onClose()
  }
  return (
    <Modal
      open
      title={texts.title}
      footer={null}
      width={620}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p className="k-quiet schedules-lead">{words.edit.tryHint}</p>
      <RecordForm<Values>
        label={texts.title}
        initial={{
          ...(frame.openOn ? { openOn: frame.openOn } : {}),
          startOn: frame.startOn,
          winterFrom: frame.winterStop?.from ?? '',
          winterThrough: frame.winterStop?.through ?? '',
        }}
        submitLabel={words.actions.tryOut}
        onCancel={onClose}
        onSubmit={take}
      >
        <Field name="openOn" label={texts.openOn} isRequired>
          <DayField />
        </Field>
        <Field name="startOn" label={texts.startOn}>
          <DayField />
        </Field>
        <Field name="winterFrom" label={texts.winterFrom} hint={texts.winterHint}>
          <Input placeholder="11-15" maxLength={5} />
        </Field>
        <Field name="winterThrough" label={texts.winterThrough}>
          <Input placeholder="03-15" maxLength={5} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

function changesOf({ openOn, startOn, winterFrom, winterThrough }: Values, { frame }: WorkingPlan): PlanChange[] {
  const winterStop = winterFrom && winterThrough ? { from: winterFrom, through: winterThrough } : null
  return [
    ...(openOn === frame.openOn ? [] : [{ kind: 'set_open_on' as const, on: asDay(openOn) }]),
    ...((startOn ?? null) === frame.startOn
      ? []
      : [{ kind: 'set_start_on' as const, on: startOn ? asDay(startOn) : null }]),
    ...(winterStop?.from === frame.winterStop?.from && winterStop?.through === frame.winterStop?.through
      ? []
      : [{ kind: 'set_winter_stop' as const, winterStop }]),
  ]
}
