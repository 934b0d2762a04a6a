import { type FormEvent, useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { ApiRefusal } from '../../../ui/request.ts'
import { useSessionState } from '../../../ui/session.tsx'
import { PasswordInput } from './password-input.tsx'

/** Changes one's own password: the old one, and the new one twice. */
export function PasswordForm({ onDone }: { readonly onDone?: () => void }) {
  const words = useMessages(uiMessages)
  const { changePassword } = useSessionState()
  const [currentPassword, setCurrent] = useState('')
  const [newPassword, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [sentences, setSentences] = useState<readonly string[]>([])
  const [isSending, setSending] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (newPassword !== again) {
      setSentences([words.password.different])
      return
    }
    setSending(true)
    setSentences([])
    try {
      await changePassword({ currentPassword, newPassword })
      onDone?.()
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      setSentences(error.problems.map((each) => each.message))
    } finally {
      setSending(false)
    }
  }
  return (
    <form className="door-form" onSubmit={(event) => void submit(event)}>
      {sentences.length > 0 ? (
        <div className="k-refusal" role="alert">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
      <PasswordInput
        label={words.password.current}
        name="current"
        value={currentPassword}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <PasswordInput
        label={words.password.next}
        name="next"
        value={newPassword}
        onChange={setNext}
        autoComplete="new-password"
      />
      <PasswordInput
        label={words.password.again}
        name="again"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <p className="k-quiet">{words.password.rule}</p>
      <button type="submit" className="k-button k-button-primary" disabled={isSending}>
        {words.password.submit}
      </button>
    </form>
  )
}
