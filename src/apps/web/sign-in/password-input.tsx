import { useState } from 'react'
import { useMessages } from '../../../ui/language.tsx'
import { uiMessages } from '../../../ui/messages/index.ts'

/** A password field whose text can be shown. */
export function PasswordInput({
  label,
  name,
  value,
  onChange,
  autoComplete,
  autoFocus = false,
}: {
  readonly label: string
  readonly name: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly autoComplete: 'current-password' | 'new-password'
  readonly autoFocus?: boolean
}) {
  const words = useMessages(uiMessages)
  const [isShown, setShown] = useState(false)
  return (
    <label>
      {label}
      <span className="door-password">
        <input
          name={name}
          type={isShown ? 'text' : 'password'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={autoComplete}
          autoFocus={autoFocus}
          required
        />
        <button
          type="button"
          aria-pressed={isShown}
          aria-label={words.signIn.showPassword}
          onClick={() => setShown(!isShown)}
        >
          <span aria-hidden="true">{isShown ? '◉' : '◎'}</span>
        </button>
      </span>
    </label>
  )
}
