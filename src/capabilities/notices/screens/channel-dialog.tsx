import { Checkbox, Form, Input, InputNumber, Modal, Select, Switch } from 'antd'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { Field, RecordForm } from '../../../ui/kit/record-form.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listUnits } from '../../organisation/contract.ts'
import {
  addChannel,
  type Channel,
  CHANNEL_KINDS,
  type ChannelBody,
  type ChannelKind,
  type ChannelSecret,
  changeChannel,
  type MailSettings,
  NOTICE_GROUPS,
} from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'

interface Written {
  readonly body: Omit<ChannelBody, 'digestAt' | 'mail'> & {
    readonly digestAt?: string | null
    readonly mail?: MailSettings | null
  }
  readonly secret?: ChannelSecret
}

const NEW_MAIL: MailSettings = { host: '', port: 465, security: 'tls', user: '', from: '', fromName: '冲锋号' }

/** Adds a way out, or changes one; secrets that are kept are never shown and stay where nothing is typed. */
export function ChannelDialog({
  channel,
  onClose,
  onMade,
}: {
  readonly channel?: Channel
  readonly onClose: () => void
  readonly onMade: (signing: string | null) => void
}) {
  const words = useMessages(noticesMessages)
  const [form] = Form.useForm<Written>()
  const kind: ChannelKind = Form.useWatch(['body', 'kind'], form) ?? channel?.kind ?? 'mail'
  const add = useCommand(addChannel, { onSuccess: ({ signing }) => onMade(signing) })
  const change = useCommand(changeChannel, { onSuccess: () => onMade(null) })
  const title = channel ? words.channels.edit : words.channels.add
  const submit = ({ body, secret }: Written): void => {
    // Fields the kind does not show are not handed in: they stay as they were.
    const whole: ChannelBody = {
      ...initialBody(channel),
      ...body,
      digestAt: body.digestAt ? body.digestAt : null,
      mail: kind === 'mail' ? { ...NEW_MAIL, ...body.mail } : null,
    }
    const given = Object.fromEntries(Object.entries(secret ?? {}).filter(([, value]) => value)) as ChannelSecret
    if (channel) change.mutate({ channelId: channel.id, expectedVersion: channel.version, body: whole, secret: given })
    else add.mutate({ body: whole, secret: given })
  }
  return (
    <Modal open title={title} footer={null} width={720} onCancel={onClose} mask={{ closable: false }} destroyOnHidden>
      <RecordForm<Written>
        label={title}
        form={form}
        initial={{ body: initialBody(channel) }}
        refusal={add.error ?? change.error}
        isSending={add.isPending || change.isPending}
        onCancel={onClose}
        onSubmit={submit}
      >
        <Field name={['body', 'kind']} label={words.channels.kind} isRequired>
          <ChoiceField
            disabled={channel !== undefined}
            options={CHANNEL_KINDS.map((value) => ({ value, label: words.channels.kinds[value] }))}
          />
        </Field>
        <Field name={['body', 'name']} label={words.channels.name} isRequired>
          <Input maxLength={100} />
        </Field>
        {kind === 'mail' ? <MailFields hasPassword={channel?.has.password ?? false} /> : null}
        {kind === 'mail' ? null : (
          <Field
            name={['secret', 'url']}
            label={words.channels.url}
            hint={channel?.has.url ? words.channels.kept : words.channels.urlHints[kind]}
            isRequired={!channel?.has.url}
            isWide
          >
            <Input maxLength={2000} autoComplete="off" />
          </Field>
        )}
        {kind === 'dingtalk' ? (
          <Field
            name={['secret', 'signing']}
            label={words.channels.signing}
            hint={channel?.has.signing ? words.channels.kept : undefined}
            isWide
          >
            <Input.Password maxLength={500} autoComplete="off" />
          </Field>
        ) : null}
        <Field name={['body', 'groups']} label={words.channels.groups} isWide>
          <Checkbox.Group options={NOTICE_GROUPS.map((value) => ({ value, label: words.groups[value] }))} />
        </Field>
        {kind === 'wecom' || kind === 'dingtalk' ? <RobotFields /> : null}
        <Field name={['body', 'isOn']} label={words.channels.on} valueProp="checked">
          <Switch aria-label={words.channels.on} />
        </Field>
      </RecordForm>
    </Modal>
  )
}

function initialBody(channel: Channel | undefined): Written['body'] {
  if (!channel)
    return {
      kind: 'mail',
      name: '',
      isOn: true,
      groups: [...NOTICE_GROUPS],
      unitIds: [],
      digestAt: null,
      quietFrom: '20:00',
      quietTo: '07:30',
      mail: NEW_MAIL,
    }
  const { kind, name, isOn, groups, unitIds, digestAt, quietFrom, quietTo, mail } = channel
  return { kind, name, isOn, groups, unitIds, digestAt, quietFrom, quietTo, mail }
}

function MailFields({ hasPassword }: { readonly hasPassword: boolean }) {
  const words = useMessages(noticesMessages)
  return (
    <>
      <Field name={['body', 'mail', 'host']} label={words.channels.mailHost} isRequired>
        <Input maxLength={200} />
      </Field>
      <Field name={['body', 'mail', 'port']} label={words.channels.port} isRequired>
        <InputNumber className="k-fill" min={1} max={65_535} precision={0} controls={false} />
      </Field>
      <Field name={['body', 'mail', 'security']} label={words.channels.security} isRequired>
        <ChoiceField
          options={(['tls', 'starttls', 'none'] as const).map((value) => ({
            value,
            label: words.channels.securities[value],
          }))}
        />
      </Field>
      <Field name={['body', 'mail', 'user']} label={words.channels.user}>
        <Input maxLength={200} autoComplete="off" />
      </Field>
      <Field
        name={['secret', 'password']}
        label={words.channels.password}
        hint={hasPassword ? words.channels.kept : undefined}
      >
        <Input.Password maxLength={500} autoComplete="new-password" />
      </Field>
      <Field name={['body', 'mail', 'from']} label={words.channels.from} isRequired>
        <Input type="email" maxLength={200} />
      </Field>
      <Field name={['body', 'mail', 'fromName']} label={words.channels.fromName}>
        <Input maxLength={100} />
      </Field>
    </>
  )
}

function RobotFields() {
  const words = useMessages(noticesMessages)
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (
    <>
      <Field name={['body', 'unitIds']} label={words.channels.unitIds} isWide>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))}
        />
      </Field>
      <Field name={['body', 'digestAt']} label={words.channels.digestAt}>
        <Input type="time" />
      </Field>
      <Field name={['body', 'quietFrom']} label={words.channels.quietFrom} isRequired>
        <Input type="time" />
      </Field>
      <Field name={['body', 'quietTo']} label={words.channels.quietTo} isRequired>
        <Input type="time" />
      </Field>
    </>
  )
}
