import { Checkbox, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { useMay } from '../../../ui/session.tsx'
import { discardView, listViews, type ProjectView, saveView, type ViewFilter } from '../contract.ts'
import { keyProjectsMessages } from '../messages/index.ts'

/** Saved views: one to open, the present conditions and columns to save, one's own to discard. */
export function ViewsBar({
  opened,
  filter,
  columnsShown,
  onOpen,
}: {
  readonly opened: ProjectView | undefined
  readonly filter: ViewFilter
  readonly columnsShown: () => readonly string[]
  readonly onOpen: (view: ProjectView | undefined) => void
}) {
  const words = useMessages(keyProjectsMessages)
  const views = useOperation(listViews, {})
  const [isSaving, setSaving] = useState(false)
  const discard = useCommand(discardView, { onSuccess: () => onOpen(undefined) })
  const items = views.data?.items ?? []
  const labelOf = (view: ProjectView) => (view.isMine ? view.name : `${view.name}（${words.views.byOthers}）`)
  return (
    <div className="k-toolbar no-print">
      <Select
        aria-label={words.views.open}
        style={{ minWidth: 180 }}
        allowClear
        placeholder={items.length > 0 ? words.views.open : words.views.none}
        value={opened?.id}
        options={items.map((view) => ({ value: view.id, label: labelOf(view) }))}
        onChange={(id?: string) => onOpen(items.find((view) => view.id === id))}
      />
      <button type="button" className="k-button k-button-text" onClick={() => setSaving(true)}>
        {words.views.save}
      </button>
      {opened?.isMine ? (
        <button
          type="button"
          className="k-button k-button-text"
          disabled={discard.isPending}
          onClick={() => discard.mutate({ viewId: opened.id })}
        >
          {words.views.discard}
        </button>
      ) : null}
      {isSaving ? (
        <SaveView
          name={opened?.isMine ? opened.name : ''}
          filter={filter}
          columns={columnsShown()}
          onClose={() => setSaving(false)}
        />
      ) : null}
    </div>
  )
}

function SaveView({
  name: known,
  filter,
  columns,
  onClose,
}: {
  readonly name: string
  readonly filter: ViewFilter
  readonly columns: readonly string[]
  readonly onClose: () => void
}) {
  const words = useMessages(keyProjectsMessages)
  const [name, setName] = useState(known)
  const [isShared, setShared] = useState(false)
  const mayShare = useMay('key_projects.manage')
  const save = useCommand(saveView, { onSuccess: onClose })
  return (
    <Modal
      open
      title={words.views.save}
      onCancel={onClose}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: name.trim() === '' }}
      onOk={() => save.mutate({ name: name.trim(), filter, columns: [...columns], isShared })}
    >
      <div className="k-stack">
        {save.error ? <RefusalNote refusal={save.error} /> : null}
        <label className="k-stack-label">
          {words.views.name}
          <Input value={name} maxLength={50} autoFocus onChange={(event) => setName(event.target.value)} />
        </label>
        {mayShare ? (
          <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>
            {words.views.shared}
          </Checkbox>
        ) : null}
      </div>
    </Modal>
  )
}
