import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useCommand } from '../../../ui/api.ts'
import { ConfirmWithReason } from '../../../ui/kit/dialogs.tsx'
import { RefusalNote } from '../../../ui/kit/states.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { type Bulletin, discardBulletin, publishBulletin } from '../contract.ts'
import { bulletinsMessages } from '../messages/index.ts'

interface DialogProps {
  readonly bulletin: Bulletin
  readonly onClose: () => void
}

/** Asks once more before a paper is frozen under one's name; a paper over the limit needs its reason. */
export function PublishDialog({ bulletin, onClose }: DialogProps) {
  const words = useMessages(bulletinsMessages).page
  const [longReason, setLongReason] = useState('')
  const publish = useCommand(publishBulletin, { onSuccess: onClose })
  const { characters, limit, isOver } = bulletin.length
  return (
    <Modal
      open
      title={words.publishTitle}
      okText={words.publish}
      confirmLoading={publish.isPending}
      onOk={() => publish.mutate({ bulletinId: bulletin.id, expectedVersion: bulletin.version, longReason })}
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        {publish.error ? <RefusalNote refusal={publish.error} /> : null}
        <p>{words.publishSure}</p>
        <p className="k-quiet">
          {words.length} {words.lengthOf(characters, limit)}
        </p>
        {isOver ? (
          <label className="k-stack-label">
            {words.longReason}
            <Input.TextArea
              value={longReason}
              maxLength={200}
              rows={2}
              onChange={(event) => setLongReason(event.target.value)}
            />
          </label>
        ) : null}
      </div>
    </Modal>
  )
}

/** Sets a draft aside with a reason. */
export function DiscardDialog({ bulletin, onClose }: DialogProps) {
  const words = useMessages(bulletinsMessages).page
  const discard = useCommand(discardBulletin, { onSuccess: onClose })
  return (
    <ConfirmWithReason
      isOpen
      title={words.discardTitle}
      isSending={discard.isPending}
      refusal={discard.error}
      onCancel={onClose}
      onConfirm={(reason) => discard.mutate({ bulletinId: bulletin.id, expectedVersion: bulletin.version, reason })}
    >
      <p>{words.discardNote}</p>
    </ConfirmWithReason>
  )
}
