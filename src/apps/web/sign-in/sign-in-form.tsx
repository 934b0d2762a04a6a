import { type FormEvent, useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'
import { ApiRefusal } from '../../../ui/request.ts'
import { useSessionState, useSignInMeans } from '../../../ui/session.tsx'
import { PasswordInput } from './password-input.tsx'
import { asksForTotp } from './totp-asked.ts'

/** Account and password; the one-time code is asked for once the server says that this account has one. */
export function SignInForm({ account: known = '' }: { readonly account?: string }) {
  const words = useMessages(uiMessages)
  const { signIn } = useSessionState()
  const means = useSignInMeans()
  const [account, setAccount] = useState(known)
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState('')
  const [needsTotp, setNeedsTotp] = useState(false)
  const [refusal, setRefusal] = useState<ApiRefusal>()
  const [isSending, setSending] = useState(false)
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    setSending(true)
    setRefusal(undefined)
    try {
      await signIn({ account: account.trim(), password, ...(totp ? { totp: totp.trim() } : {}) })
    } catch (error) {
      if (!(error instanceof ApiRefusal)) throw error
      const firstAsk = !needsTotp && asksForTotp(error)
      if (firstAsk) setNeedsTotp(true)
      else setRefusal(error)
    } finally {
      setSending(false)
    }
  }
  return (
    <form className="door-form" onSubmit={(event) => void submit(event)}>
      {refusal ? (
        <div className="k-refusal" role="alert">
          {refusal.problems.map((each) => (
            <p key={each.code}>{each.message}</p>
          ))}
        </div>
      ) : null}
      <label>
        {words.signIn.account}
        <input
          name="account"
          value={account}
          onChange={(event) => setAccount(event.target.value)}
          placeholder={words.signIn.accountHint}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus={known === ''}
          required
        />
      </label>
      <PasswordInput
        label={words.signIn.password}
        name="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        autoFocus={known !== ''}
      />
      {needsTotp ? (
        <label>
          {words.signIn.totp}
          <input
            name="totp"
            value={totp}
            onChange={(event) => setTotp(event.target.value)}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={8}
            autoFocus
            required
          />
          <small>{words.signIn.totpHint}</small>
        </label>
      ) : null}
      <button type="submit" className="k-button k-button-primary" disabled={isSending}>
        {words.signIn.submit}
      </button>
      {means?.oidc ? (
        <a className="k-button" href="/api/session/oidc">
          {words.signIn.oidc(means.oidc.label)}
        </a>
      ) : null}
      <p className="k-quiet">{words.signIn.forgotten}</p>
    </form>
  )
}
