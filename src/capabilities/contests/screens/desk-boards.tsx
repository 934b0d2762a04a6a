import { Modal, QRCode } from 'antd'
import { useState } from 'react'
import { useCommand, useOperation } from '../../../ui/api.ts'
import { Answer, RefusalNote } from '../../../ui/kit/states.tsx'
import { InstantText } from '../../../ui/kit/texts.tsx'
import { closeBoardLink, listBoardLinks, openBoardLink } from '../contract.ts'
import type { Contest } from './contest-frame.tsx'
import { useWords } from './words.ts'

/** The screens of the event: a link for the wall of the hall and its viewers, the clock of the stage by the same link, and the links opened before. */
export function BoardsPart({ contest, onClose }: { readonly contest: Contest; readonly onClose: () => void }) {
  const { desk: words } = useWords()
  const contestId = contest.id
  const links = useOperation(listBoardLinks, { contestId })
  const open = useCommand(openBoardLink)
  const close = useCommand(closeBoardLink)
  return (
    <Modal open title={words.open} footer={null} width={640} onCancel={onClose} destroyOnHidden>
      <div className="k-stack">
        {open.error ? <RefusalNote refusal={open.error} /> : null}
        {close.error ? <RefusalNote refusal={close.error} /> : null}
        {open.data ? (
          <Opened path={open.data.path} />
        ) : (
          <p>
            <button
              type="button"
              className="k-button k-button-primary"
              disabled={open.isPending}
              onClick={() => open.mutate({ contestId, label: words.linkLabel })}
            >
              {words.boardLink}
            </button>{' '}
            <span className="k-quiet">{words.boardOnce}</span>
          </p>
        )}
        <h3>{words.boardLinks}</h3>
        <Answer of={links}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="k-quiet">{words.noLinks}</p>
            ) : (
              <ul className="dk-links">
                {items.map((link) => (
                  <li key={link.id}>
                    {link.label} · <InstantText at={link.openedAt} />
                    {link.closedAt ? (
                      <span className="k-quiet"> · {words.closedLink}</span>
                    ) : (
                      <button
                        type="button"
                        className="k-button k-button-text"
                        onClick={() => close.mutate({ contestId, linkId: link.id })}
                      >
                        {words.closeLink}
                      </button>
                    )}
                  </li>
                ))}
              </ul>
            )
          }
        </Answer>
      </div>
    </Modal>
  )
}

function Opened({ path }: { readonly path: string }) {
  const { desk: words } = useWords()
  const [isCopied, setCopied] = useState(false)
  const address = `${location.origin}${path}`
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(address)
    setCopied(true)
  }
  return (
    <div className="dk-opened">
      <div aria-hidden="true">
        <QRCode type="svg" value={address} size={150} bordered={false} color="#000" bgColor="#fff" />
      </div>
      <div className="k-stack">
        <p>
          <a className="k-button k-button-primary" href={path} target="_blank" rel="noreferrer">
            {words.hall}
          </a>{' '}
          <a className="k-button" href={`${path}/stage`} target="_blank" rel="noreferrer">
            {words.stage}
          </a>{' '}
          {window.isSecureContext ? (
            <button type="button" className="k-button k-button-text" onClick={() => void copy()}>
              {isCopied ? words.copied : words.copy}
            </button>
          ) : null}
        </p>
        <p className="k-quiet">{words.hallNote}</p>
        <p className="k-quiet">{words.stageNote}</p>
        <code className="dk-digest">{address}</code>
      </div>
    </div>
  )
}
