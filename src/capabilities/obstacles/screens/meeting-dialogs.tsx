import { Input, Modal } from 'antd'
import { useCommand } from '../../../ui/api.ts'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  addAgendaLine,
  changeMeeting,
  collectAgenda,
  type Meeting,
  type MeetingBody,
  planMeeting,
} from '../contract.ts'
import { obstaclesMessages } from '../messages/index.ts'
import { LeaderField, UnitField } from './choices.tsx'
import { today } from './today.ts'

function MeetingFields() {
  const words = useMessages(obstaclesMessages).meetings
  return (
    <>
      <Field name="title" label={words.name} hint={words.nameHint} isRequired isWide>
        <Input maxLength={200} />
      </Field>
      <Field name="heldOn" label={words.heldOn} isRequired>
        <DayField />
      </Field>
      <Field name="startsAt" label={words.startsAt} hint={words.startsAtHint}>
        <Input maxLength={5} inputMode="numeric" />
      </Field>
      <Field name="place" label={words.place}>
        <Input maxLength={200} />
      </Field>
      <Field name="chairPostId" label={words.chair}>
        <LeaderField />
      </Field>
      <Field name="present" label={words.present} isWide>
        <Input.TextArea rows={2} maxLength={2000} />
      </Field>
      <Field name="absent" label={words.absent} isWide>
        <Input.TextArea rows={1} maxLength={2000} />
      </Field>
    </>
  )
}

const bodyOf = (written: MeetingBody): MeetingBody => ({
  title: written.title,
  heldOn: written.heldOn,
  startsAt: written.startsAt || null,
  place: written.place ?? '',
  chairPostId: written.chairPostId ?? null,
  present: written.present ?? '',
  absent: written.absent ?? '',
})

/** Plans a meeting and draws its agenda at once. */
export function PlanMeetingDialog({
  onDone,
  onClose,
}: {
  readonly onDone: (id: string) => void
  readonly onClose: () => void
}) {
  const words = useMessages(obstaclesMessages).meetings
  const collect = useCommand(collectAgenda)
  const plan = useCommand(planMeeting, {
    onSuccess: ({ id, version }) =>
      collect.mutate({ meetingId: id, expectedVersion: version }, { onSettled: () => onDone(id) }),
  })
  return (
    <Modal open title={words.plan} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<MeetingBody>
        label={words.plan}
        initial={{ heldOn: today() }}
        refusal={plan.error}
        isSending={plan.isPending || collect.isPending}
        onCancel={onClose}
        onSubmit={(written) => plan.mutate(bodyOf(written))}
      >
        <MeetingFields />
      </RecordForm>
    </Modal>
  )
}

/** Changes day, place, chair or attendance. */
export function EditMeetingDialog({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const words = useMessages(obstaclesMessages).meetings
  const change = useCommand(changeMeeting, { onSuccess: onClose })
  return (
    <Modal open title={words.edit} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<MeetingBody>
        label={words.edit}
        initial={bodyOf(meeting)}
        refusal={change.error}
        isSending={change.isPending}
        onCancel={onClose}
        onSubmit={(written) =>
          change.mutate({ meetingId: meeting.id, expectedVersion: meeting.version, body: bodyOf(written) })
        }
      >
        <MeetingFields />
      </RecordForm>
    </Modal>
  )
}

interface OwnMatter {
  readonly title: string
  readonly unitId?: string | null
}

/** Puts a matter on the agenda by hand. */
export function OwnMatterDialog({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const words = useMessages(obstaclesMessages).meetings
  const add = useCommand(addAgendaLine, { onSuccess: onClose })
  return (
    <Modal open title={words.addOwn} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<OwnMatter>
        label={words.addOwn}
        refusal={add.error}
        isSending={add.isPending}
        onCancel={onClose}
        onSubmit={({ title, unitId }) =>
          add.mutate({ meetingId: meeting.id, expectedVersion: meeting.version, title, unitId: unitId ?? null })
        }
      >
        <Field name="title" label={words.ownTitle} isRequired isWide>
          <Input maxLength={200} />
        </Field>
        <Field name="unitId" label={words.unit}>
          <UnitField />
        </Field>
      </RecordForm>
    </Modal>
  )
}
