import { Input, Modal } from 'antd'
import { useState } from 'react'
import { sourceOf, useCommand, useOperation } from '../../../ui/api.ts'
import type { Column } from '../../../ui/kit/columns.ts'
import { DataTable } from '../../../ui/kit/data-table.tsx'
import { Mark } from '../../../ui/kit/marks.tsx'
import { PageHeader } from '../../../ui/kit/page.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { formatInstant } from '../../../kernel/format.ts'
import { type Channel, type ChannelAction, listChannels, removeChannel, renewSecret, testChannel } from '../contract.ts'
import { noticesMessages } from '../messages/index.ts'
import { ChannelDialog } from './channel-dialog.tsx'
import { DeliveryLog } from './delivery-log.tsx'
import './notices.css'
import { reasonText } from './reason-text.ts'
import { SecretDialog } from './secret-dialog.tsx'

type Open =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' | 'test' | 'remove'; readonly channel: Channel }
  | { readonly kind: 'secret'; readonly signing: string; readonly isNew: boolean }

/** The ways out of the product with what waits and failed on each, and the log of what was sent. */
export default function ChannelsPage() {
  const words = useMessages(noticesMessages)
  const channels = useOperation(listChannels, {}, { keepPrevious: true })
  const [open, setOpen] = useState<Open>()
  const renew = useCommand(renewSecret, {
    onSuccess: ({ signing }) => setOpen({ kind: 'secret', signing, isNew: false }),
  })
  const act = (action: ChannelAction, channel: Channel): void => {
    if (action === 'new_secret') renew.mutate({ channelId: channel.id, expectedVersion: channel.version })
    else setOpen({ kind: action, channel })
  }
  const close = () => setOpen(undefined)
  return (
    <>
      <PageHeader
        title={words.channels.title}
        note={words.channels.note}
        actions={
          <button type="button" className="k-button k-button-primary" onClick={() => setOpen({ kind: 'add' })}>
            {words.channels.add}
          </button>
        }
      />
      {renew.error ? <RefusalNote refusal={renew.error} /> : null}
      <DataTable
        id="notices.channels"
        label={words.channels.title}
        columns={useColumns(act)}
        source={sourceOf(channels, ({ items }) => items)}
        rowKey={(row) => row.id}
        empty={words.channels.empty}
      />
      <DeliveryLog channels={channels.data?.items ?? []} />
      {open?.kind === 'add' ? (
        <ChannelDialog
          onClose={close}
          onMade={(signing) => setOpen(signing === null ? undefined : { kind: 'secret', signing, isNew: true })}
        />
      ) : null}
      {open?.kind === 'change' ? <ChannelDialog channel={open.channel} onClose={close} onMade={close} /> : null}
      {open?.kind === 'test' ? <TestDialog channel={open.channel} onClose={close} /> : null}
      {open?.kind === 'remove' ? <RemoveDialog channel={open.channel} onClose={close} /> : null}
      {open?.kind === 'secret' ? <SecretDialog signing={open.signing} isNew={open.isNew} onClose={close} /> : null}
    </>
  )
}

function useColumns(onAct: (action: ChannelAction, channel: Channel) => void): readonly Column<Channel>[] {
  const words = useMessages(noticesMessages)
  const { locale } = useLocale()
  return [
    { key: 'name', title: words.channels.name, width: 130, isPinned: true, cell: (row) => row.name },
    {
      key: 'actions',
      title: '',
      width: 230,
      cell: (row) => (
        <span className="nt-actions">
          {row.actions.map((action) => (
            <button key={action} type="button" className="k-button k-button-text" onClick={() => onAct(action, row)}>
              {words.channels.actions[action]}
            </button>
          ))}
        </span>
      ),
    },
    { key: 'kind', title: words.channels.kind, width: 120, cell: (row) => words.channels.kinds[row.kind] },
    {
      key: 'state',
      title: words.channels.state,
      width: 64,
      cell: (row) => (
        <Mark tone={row.isOn ? 'notice' : 'calm'}>{row.isOn ? words.channels.on : words.channels.off}</Mark>
      ),
    },
    { key: 'host', title: words.channels.host, width: 140, cell: (row) => row.host },
    { key: 'waiting', title: words.channels.waiting, width: 56, kind: 'number', cell: (row) => row.waiting },
    {
      key: 'dead',
      title: words.channels.dead,
      width: 56,
      kind: 'number',
      cell: (row) => (row.dead === 0 ? 0 : <Mark tone="bad">{String(row.dead)}</Mark>),
    },
    {
      key: 'lastSent',
      title: words.channels.lastSent,
      width: 120,
      cell: (row) => (row.lastSentAt ? <InstantText at={row.lastSentAt} /> : words.channels.never),
    },
    {
      key: 'lastError',
      title: words.channels.lastError,
      width: 180,
      cell: (row) => (
        <>
          {row.lastError === '' ? '—' : reasonText(row.lastError, words.errors)}
          {row.restsUntil ? (
            <div className="k-quiet">{words.channels.rests(formatInstant(new Date(row.restsUntil), locale))}</div>
          ) : null}
        </>
      ),
    },
  ]
}

function TestDialog({ channel, onClose }: { readonly channel: Channel; readonly onClose: () => void }) {
  const words = useMessages(noticesMessages)
  const [to, setTo] = useState(channel.mail?.from ?? '')
  const test = useCommand(testChannel)
  const isMail = channel.kind === 'mail'
  return (
    <Modal
      open
      title={words.channels.testTitle(channel.name)}
      okText={words.channels.actions.test}
      okButtonProps={{ disabled: test.isSuccess }}
      confirmLoading={test.isPending}
      onOk={() => test.mutate({ channelId: channel.id, ...(isMail ? { to: to.trim() } : {}) })}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="k-stack">
        {test.error ? <RefusalNote refusal={test.error} /> : null}
        {isMail ? (
          <label className="k-stack-label">
            {words.channels.testTo}
            <Input type="email" value={to} onChange={(event) => setTo(event.target.value)} autoFocus />
          </label>
        ) : null}
        {test.isSuccess ? <output>{words.channels.testSent}</output> : null}
      </div>
    </Modal>
  )
}

function RemoveDialog({ channel, onClose }: { readonly channel: Channel; readonly onClose: () => void }) {
  const words = useMessages(noticesMessages)
  const remove = useCommand(removeChannel, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.channels.actions.remove}
      okText={words.channels.actions.remove}
      okButtonProps={{ danger: true }}
      confirmLoading={remove.isPending}
      onOk={() => remove.mutate({ channelId: channel.id, expectedVersion: channel.version })}
      onCancel={onClose}
      destroyOnHidden
    >
      {remove.error ? <RefusalNote refusal={remove.error} /> : null}
      <p>{words.channels.removeAsk(channel.name, channel.waiting)}</p>
    </Modal>
  )
}
