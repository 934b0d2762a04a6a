import { Form, Input, Modal } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField, DayField } from '../../../ui/kit/fields.tsx'
import { Facts } from '../../../ui/kit/page.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { Answer } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import {
  type AssignedRole,
  ASSIGNED_ROLES,
  assignPerson,
  type Assignment,
  dateAssignment,
  readProjectContact,
} from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'
import { ROLE_RULES } from '../rules/people.ts'
import { SponsorField, UnitField } from './choices.tsx'
import { today } from './today.ts'

interface Assigned {
  readonly role: AssignedRole
  readonly postId?: string | null
  readonly unitId?: string | null
  readonly personName?: string
  readonly phone?: string
  readonly fromOn: string
}

/** Assigns somebody in a role that is given by hand; only what holds the role is asked for. */
export function AssignDialog({ projectId, onClose }: { readonly projectId: string; readonly onClose: () => void }) {
  const words = useMessages(keyProjectsMessages).people
  const [form] = Form.useForm<Assigned>()
  const role = Form.useWatch('role', form)
  const holder = role === undefined ? undefined : ROLE_RULES[role].holder
  const assign = useCommand(assignPerson, { onSuccess: onClose })
  return (
    <Modal open title={words.assign} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Assigned>
        label={words.assign}
        form={form}
        initial={{ fromOn: today() }}
        refusal={assign.error}
        isSending={assign.isPending}
        onCancel={onClose}
        onSubmit={(written) => assign.mutate({ ...written, projectId })}
      >
        <Field name="role" label={words.role} isRequired>
          <ChoiceField options={ASSIGNED_ROLES.map((value) => ({ value, label: words.roles[value] }))} />
        </Field>
        <Field name="fromOn" label={words.fromOn} isRequired>
          <DayField />
        </Field>
        {holder === 'post' ? (
          <Field name="postId" label={words.post} isRequired isWide>
            <SponsorField />
          </Field>
        ) : null}
        {holder === 'person' ? (
          <Field name="personName" label={words.personName} isRequired>
            <Input maxLength={50} />
          </Field>
        ) : null}
        {holder === 'person' ? (
          <Field name="phone" label={words.phone} hint={words.personal}>
            <Input maxLength={40} inputMode="tel" />
          </Field>
        ) : null}
        {holder === 'unit' || holder === 'person' ? (
          <Field name="unitId" label={words.unit} isRequired={holder === 'unit'} isWide>
            <UnitField />
          </Field>
        ) : null}
      </RecordForm>
    </Modal>
  )
}

interface DialogProps {
  readonly assignment: Assignment
  readonly projectId: string
  readonly onClose: () => void
}

/** Sets the days of an assignment: ends it, or corrects them. */
export function DaysDialog({ assignment, projectId, onClose }: DialogProps) {
  const words = useMessages(keyProjectsMessages).people
  const date = useCommand(dateAssignment, { onSuccess: onClose })
  const title = `${words.dateTitle} · ${words.roles[assignment.role]}`
  return (
    <Modal open title={title} footer={null} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<{ fromOn?: string | null; toOn?: string | null; reason: string }>
        label={title}
        initial={{ fromOn: assignment.fromOn, toOn: assignment.toOn }}
        refusal={date.error}
        isSending={date.isPending}
        onCancel={onClose}
        onSubmit={({ fromOn, toOn, reason }) =>
          date.mutate({
            projectId,
            assignmentId: assignment.id ?? '',
            expectedVersion: assignment.version,
            fromOn: fromOn ?? null,
            toOn: toOn ?? null,
            reason,
          })
        }
      >
        <Field name="fromOn" label={words.fromOn}>
          <DayField />
        </Field>
        <Field name="toOn" label={words.toOn} hint={words.dateNote}>
          <DayField />
        </Field>
        <Field name="reason" label={words.reason} isRequired isWide>
          <Input maxLength={500} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

/** Shows one contact whole. Opening it is the reading that is written down; the answer is not kept for a second look. */
export function ContactDialog({ assignment, projectId, onClose }: DialogProps) {
  const words = useMessages(keyProjectsMessages).people
  const input = { projectId, ...(assignment.id ? { assignmentId: assignment.id } : {}) }
  const contact = useOperation(readProjectContact, input, { staleMs: 0 })
  return (
    <Modal open title={words.readTitle(words.roles[assignment.role])} footer={null} onCancel={onClose} destroyOnHidden>
      <Answer of={contact}>
        {({ name, phone }) => (
          <>
            <Facts
              items={[
                { label: words.personName, value: name },
                { label: words.phone, value: phone ? <a href={`tel:${phone}`}>{phone}</a> : words.none },
              ]}
            />
            <p className="k-quiet">{words.readNote}</p>
          </>
        )}
      </Answer>
    </Modal>
  )
}
