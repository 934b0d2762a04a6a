import { Input } from 'antd'
import { DecimalText } from '../../../kernel/exact.ts'

/** A decimal as it is typed: full-width digits are read, what is no number stays and is marked. Blank is `null`. */
export function DecimalField({
  label,
  value,
  onChange,
  hint,
  unit,
  width = 112,
}: {
  readonly label: string
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly hint?: string | undefined
  readonly unit?: string | undefined
  readonly width?: number
}) {
  const isWrong = value !== null && !DecimalText.safeParse(value).success
  return (
    <label className="k-filter">
      {label}
      <Input
        inputMode="decimal"
        style={{ width }}
        value={value ?? ''}
        placeholder={hint}
        suffix={unit}
        maxLength={32}
        status={isWrong ? 'error' : ''}
        aria-invalid={isWrong}
        onChange={(event) => {
          const text = event.target.value.normalize('NFKC').trim()
          onChange(text === '' ? null : text)
        }}
      />
    </label>
  )
}
