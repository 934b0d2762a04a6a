import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { setUpMessages } from './messages/index.ts'
import { type OpenedRegion, SetUpForm } from './set-up-form.tsx'

/** The first page of an empty installation: opens the region, then shows the one-time password until it has been noted. */
export default function SetUp() {
  const words = useMessages(setUpMessages)
  const client = useQueryClient()
  const [opened, setOpened] = useState<OpenedRegion>()
  const [isCopied, setCopied] = useState(false)
  if (!opened) return <SetUpForm onOpened={setOpened} />
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(opened.firstPassword)
    setCopied(true)
  }
  return (
    <div className="door-form" role="status">
      <h2>{words.doneTitle}</h2>
      <p>{words.done(opened.regionName)}</p>
      <p>
        {words.account}: <b>{opened.account}</b>
      </p>
      <p>
        {words.firstPassword}: <code className="set-up-password">{opened.firstPassword}</code>
      </p>
      {/* The clipboard is closed to pages that did not come by HTTPS or from this machine. */}
      {window.isSecureContext ? (
        <button type="button" className="k-button" onClick={() => void copy()}>
          {isCopied ? words.copied : words.copy}
        </button>
      ) : null}
      <button
        type="button"
        className="k-button k-button-primary"
        onClick={() => void client.invalidateQueries({ queryKey: ['session.means'] })}
      >
        {words.toSignIn}
      </button>
    </div>
  )
}
