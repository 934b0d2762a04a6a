import { Modal } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { formatInstant } from '../../../kernel/format.ts'
import { closeFeed, openFeed, showFeed } from '../contract.ts'
import { schedulesMessages } from '../messages/index.ts'

/** One's own nodes in one's own calendar: a secret address that is shown once and can be ended. */
export function FeedDialog({ onClose }: { readonly onClose: () => void }) {
  const words = useMessages(schedulesMessages)
  const { locale } = useLocale()
  const feed = useOperation(showFeed, {})
  const open = useCommand(openFeed)
  const end = useCommand(closeFeed, { onSuccess: () => open.reset() })
  const [isCopied, setCopied] = useState(false)
  const texts = words.feed
  const address = open.data ? `${window.location.origin}${open.data.path}` : undefined
  const refusal = open.error ?? end.error
  const copy = async (): Promise<void> => {
    if (!address) return
    await navigator.clipboard.writeText(address)
    setCopied(true)
  }
  return (
    <Modal open title={texts.title} footer={null} width={640} onCancel={onClose} destroyOnHidden>
      <div className="k-stack">
        <p>{texts.note}</p>
        {refusal ? <RefusalNote refusal={refusal} /> : null}
        {address ? (
          <>
            <label className="k-stack-label">
              {texts.address}
              <input
                className="schedules-address"
                readOnly
                value={address}
                onFocus={(event) => event.target.select()}
              />
            </label>
            <p>
              <b>{texts.once}</b>
            </p>
            <div className="k-toolbar">
              {'clipboard' in navigator ? (
                <button type="button" className="k-button" onClick={() => void copy()}>
                  {isCopied ? texts.copied : texts.copy}
                </button>
              ) : null}
            </div>
          </>
        ) : (
          <Answer of={feed}>
            {({ openedAt }) => (
              <p className="k-quiet">
                {end.data?.isClosed
                  ? texts.closed
                  : openedAt
                    ? texts.opened(formatInstant(new Date(openedAt), locale))
                    : texts.none}
              </p>
            )}
          </Answer>
        )}
        <div className="k-toolbar">
          <button
            type="button"
            className="k-button k-button-primary"
            disabled={open.isPending}
            onClick={() => open.mutate({ language: locale })}
          >
            {feed.data?.openedAt ? texts.renew : texts.open}
          </button>
          {feed.data?.openedAt ? (
            <button type="button" className="k-button" disabled={end.isPending} onClick={() => end.mutate({})}>
              {texts.close}
            </button>
          ) : null}
        </div>
      </div>
    </Modal>
  )
}
