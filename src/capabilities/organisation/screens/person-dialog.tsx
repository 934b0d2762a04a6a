import { Input } from 'antd'
import type { z } from 'zod'
import type { OperationSpec } from '../../../kernel/operation.ts'
import type { Role } from '../../../kernel/permissions.ts'
import { useOperation } from '../../../ui/api.ts'
import { CommandDialog } from '../../../ui/kit/command-dialog.tsx'
import { DayField } from '../../../ui/kit/fields.tsx'
import { Loading } from '../../../ui/kit/states.tsx'
import { Field } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import * as contract from '../contract.ts'
import { organisationMessages } from '../messages/index.ts'
import { filled } from './filled.ts'
import { RoleField, UnitField } from './choices.tsx'

/** What is about to be done about a person. */
export type PersonAct =
  | { readonly kind: 'create' }
  | { readonly kind: contract.Person['actions'][number]; readonly person: contract.Person }

interface Values {
  readonly name: string
  readonly account: string
  readonly phone?: string
  readonly unitId?: string
  readonly role?: Role
  readonly title?: string
  readonly fromOn?: string
  readonly toOn?: string
  readonly reason: string
}

/** The box of one act on a person. `onPassword` is told a one-time password to hand over. */
export function PersonDialog({
  act,
  onClose,
  onPassword,
}: {
  readonly act: PersonAct
  readonly onClose: () => void
  readonly onPassword: (handed: { readonly account: string; readonly password: string }) => void
}) {
  const words = useMessages(organisationMessages)
  const texts = words.people
  const reason = (
    <Field name="reason" label={words.common.reason} isRequired isWide>
      <Input.TextArea maxLength={500} autoSize />
    </Field>
  )
  if (act.kind === 'create')
    return (
      <CommandDialog<
        typeof contract.createPerson.input,
        typeof contract.createPerson.output,
        Values & { made?: string }
      >
        title={texts.create}
        spec={contract.createPerson}
        inputOf={(values) => {
          const { unitId, role, title, fromOn } = values
          const post = unitId && role && title && fromOn ? { post: { unitId, role, title, fromOn } } : {}
          return { name: values.name, account: values.account, ...filled({ phone: values.phone }), ...post }
        }}
        onDone={(made) => onPassword({ account: made.account, password: made.firstPassword })}
        onClose={onClose}
      >
        <PersonFields />
        <PostFields label={texts.withPost} isRequired={false} />
      </CommandDialog>
    )
  const { person } = act
  const of = { personId: person.id, expectedVersion: person.version }
  const box = { title: `${texts.actions[act.kind]} ${person.name}`, onClose }
  switch (act.kind) {
    case 'update':
      return <UpdateDialog {...box} personId={person.id} />
    case 'disable':
      return (
        <CommandDialog<typeof contract.disablePerson.input, typeof contract.disablePerson.output, Values>
          {...box}
          note={texts.disableHint}
          spec={contract.disablePerson}
          inputOf={(values) => ({ ...of, reason: values.reason })}
        >
          {reason}
        </CommandDialog>
      )
    case 'erase':
      return (
        <CommandDialog<typeof contract.erasePerson.input, typeof contract.erasePerson.output, Values>
          {...box}
          note={texts.eraseHint}
          spec={contract.erasePerson}
          inputOf={(values) => ({ ...of, reason: values.reason })}
        >
          {reason}
        </CommandDialog>
      )
    case 'reset_totp':
      return (
        <CommandDialog<typeof contract.resetTotp.input, typeof contract.resetTotp.output, Values>
          {...box}
          spec={contract.resetTotp}
          inputOf={(values) => ({ personId: person.id, reason: values.reason })}
        >
          {reason}
        </CommandDialog>
      )
    case 'appoint':
      return (
        <CommandDialog<typeof contract.appoint.input, typeof contract.appoint.output, Required<Values>>
          {...box}
          spec={contract.appoint}
          inputOf={({ unitId, role, title, fromOn, toOn }) => ({
            personId: person.id,
            unitId,
            role,
            title,
            fromOn,
            ...filled({ toOn }),
          })}
        >
          <PostFields isRequired />
        </CommandDialog>
      )
    case 'enable':
      return <PlainDialog {...box} spec={contract.enablePerson} input={of} />
    case 'unlock':
      return <PlainDialog {...box} spec={contract.unlockAccount} input={{ personId: person.id }} />
    case 'end_sessions':
      return <PlainDialog {...box} spec={contract.endPersonSessions} input={{ personId: person.id }} />
    case 'reset_password':
      return (
        <CommandDialog<typeof contract.resetPassword.input, typeof contract.resetPassword.output, Values>
          {...box}
          note={texts.firstPasswordHint}
          spec={contract.resetPassword}
          inputOf={() => ({ personId: person.id })}
          onDone={({ firstPassword }) => onPassword({ account: person.account, password: firstPassword })}
        >
          {null}
        </CommandDialog>
      )
    default:
      return act satisfies never
  }
}

function PersonFields() {
  const texts = useMessages(organisationMessages).people
  return (
    <>
      <Field name="name" label={texts.name} isRequired>
        <Input maxLength={100} autoComplete="off" />
      </Field>
      <Field name="account" label={texts.account} isRequired>
        <Input maxLength={50} autoComplete="off" />
      </Field>
      <Field name="phone" label={texts.phone}>
        <Input maxLength={20} autoComplete="off" />
      </Field>
    </>
  )
}

function PostFields({ label, isRequired }: { readonly label?: string; readonly isRequired: boolean }) {
  const texts = useMessages(organisationMessages).posts
  return (
    <>
      {label ? <p className="k-quiet k-form-wide">{label}</p> : null}
      <Field name="unitId" label={texts.unit} isRequired={isRequired}>
        <UnitField />
      </Field>
      <Field name="role" label={texts.role} isRequired={isRequired}>
        <RoleField />
      </Field>
      <Field name="title" label={texts.postTitle} isRequired={isRequired}>
        <Input maxLength={60} />
      </Field>
      <Field name="fromOn" label={texts.fromOn} isRequired={isRequired}>
        <DayField />
      </Field>
      {isRequired ? (
        <Field name="toOn" label={texts.toOn}>
          <DayField />
        </Field>
      ) : null}
    </>
  )
}

function UpdateDialog(box: { readonly title: string; readonly onClose: () => void; readonly personId: string }) {
  const { personId, ...rest } = box
  const record = useOperation(contract.showPerson, { personId }, { staleMs: 0 })
  if (!record.data) return <Loading />
  const { person } = record.data
  return (
    <CommandDialog<typeof contract.updatePerson.input, typeof contract.updatePerson.output, Values>
      {...rest}
      spec={contract.updatePerson}
      initial={{ name: person.name, account: person.account, ...filled({ phone: person.phone }) }}
      inputOf={(values) => ({
        personId,
        expectedVersion: person.version,
        name: values.name,
        account: values.account,
        phone: values.phone || null,
      })}
    >
      <PersonFields />
    </CommandDialog>
  )
}

function PlainDialog<I extends z.ZodObject, O extends z.ZodType>(box: {
  readonly title: string
  readonly onClose: () => void
  readonly spec: OperationSpec<I, O>
  readonly input: z.input<I>
}) {
  const { input, ...rest } = box
  return (
    <CommandDialog<I, O, object> {...rest} inputOf={() => input}>
      {null}
    </CommandDialog>
  )
}
