import { Modal } from 'antd'
import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { noticesMessages } from '../messages/index.ts'
import './notices.css'

/** The signing secret of a webhook, shown this once. */
export function SecretDialog({
  signing,
  isNew,
  onClose,
}: {
  readonly signing: string
  readonly isNew: boolean
  readonly onClose: () => void
}) {
  const words = useMessages(noticesMessages)
  const [isCopied, setCopied] = useState(false)
  return (
    <Modal
      open
      title={words.channels.secretTitle}
      footer={
        <div className="k-toolbar">
          <button
            type="button"
            className="k-button k-button-primary"
            onClick={() => void navigator.clipboard.writeText(signing).then(() => setCopied(true))}
          >
            {isCopied ? words.channels.copied : words.channels.copy}
          </button>
        </div>
      }
      onCancel={onClose}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <div className="k-stack">
        <p>{words.channels.secretNote}</p>
        <code className="nt-secret">{signing}</code>
        {isNew ? null : <p>{words.channels.secretOverlap}</p>}
      </div>
    </Modal>
  )
}
