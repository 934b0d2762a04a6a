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
          <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" aria-hidden="true">
            <path d="M1.500 9C4 4.500 14 4.500 16.500 9 14 13.500 4 13.500 1.500 9z" />
            <circle cx="9" cy="9" r="2.300" />
            {isShown ? null : <path d="M3 15L15 3" />}
          </svg>
        </button>
      </span>
    </label>
  )
}
