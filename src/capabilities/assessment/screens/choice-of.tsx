import { Select } from 'antd'

/** A labelled choice of one among a few, always with an answer. */
export function ChoiceOf<T extends string>({
  label,
  value,
  options,
  onChange,
  width = 180,
}: {
  readonly label: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T) => void
  readonly width?: number
}) {
  return (
    <label className="k-filter">
      {label}
      <Select<T>
        aria-label={label}
        style={{ width }}
        value={value}
        options={[...options]}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next)}
      />
    </label>
  )
}

/** The options of a table of words. */
export function optionsOf<T extends string>(words: Readonly<Record<T, string>>) {
  return (Object.entries(words) as [T, string][]).map(([value, label]) => ({ value, label }))
}
