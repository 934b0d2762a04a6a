import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { DecimalText } from '../../../kernel/exact.ts'
import type { ContestBody } from '../contract.ts'
import { percentOf, plain, ratioOf } from './words.ts'

/** What every part of the editor is given: the rules as typed, and the way to change them; without it they can only be read. */
export interface BodyProps {
  readonly body: ContestBody
  readonly isLocked: boolean
  readonly onChange: (body: ContestBody) => void
}

interface FieldProps<T> {
  readonly label: string
  readonly value: T
  readonly isLocked: boolean
  readonly onChange: (value: T) => void
  readonly width?: number
}

/** A text. */
export function TextIn({
  label,
  value,
  isLocked,
  onChange,
  width = 180,
  hint,
}: FieldProps<string> & { readonly hint?: string }) {
  return (
    <label className="ct-field" style={{ width }}>
      <span>{label}</span>
      <Input
        value={value}
        disabled={isLocked}
        maxLength={500}
        placeholder={hint}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  )
}

/** A decimal as text, as it is typed; what is no number stays and is marked. `isPercent` shows a ratio in percent. */
export function DecimalIn({
  label,
  value,
  isLocked,
  onChange,
  width = 96,
  isPercent = false,
  unit,
}: FieldProps<string> & { readonly isPercent?: boolean; readonly unit?: string }) {
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? (isPercent ? percentOf(value) : plain(value))
  const isWrong = !DecimalText.safeParse(shown).success
  return (
    <label className="ct-field" style={{ width }}>
      <span>{label}</span>
      <Input
        inputMode="decimal"
        value={shown}
        disabled={isLocked}
        maxLength={20}
        suffix={isPercent ? '%' : unit}
        status={isWrong ? 'error' : ''}
        aria-invalid={isWrong}
        onChange={(event) => {
          const text = event.target.value.normalize('NFKC').trim()
          setTyped(text)
          onChange(isPercent ? ratioOf(text) : text)
        }}
        onBlur={() => setTyped(undefined)}
      />
    </label>
  )
}

/** A whole number; blank is `null` where `isOptional`. */
export function WholeIn({
  label,
  value,
  isLocked,
  onChange,
  width = 96,
  min = 0,
  max = 86_400,
  hint,
}: FieldProps<number | null> & { readonly min?: number; readonly max?: number; readonly hint?: string }) {
  return (
    <label className="ct-field" style={{ width }}>
      <span>{label}</span>
      <InputNumber<number>
        className="k-fill"
        value={value}
        disabled={isLocked}
        min={min}
        max={max}
        precision={0}
        placeholder={hint}
        onChange={(next) => onChange(next)}
      />
    </label>
  )
}

/** One of a few. */
export function ChoiceIn<T extends string>({
  label,
  value,
  isLocked,
  onChange,
  options,
  width = 180,
}: FieldProps<T> & { readonly options: readonly { readonly value: T; readonly label: string }[] }) {
  return (
    <div className="ct-field" style={{ width }}>
      <span>{label}</span>
      <Select<T>
        aria-label={label}
        value={value}
        disabled={isLocked}
        options={[...options]}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(next)}
      />
    </div>
  )
}

/** Yes or no. */
export function CheckIn({ label, value, isLocked, onChange }: FieldProps<boolean>) {
  return (
    <label className="ct-check">
      <input type="checkbox" checked={value} disabled={isLocked} onChange={(event) => onChange(event.target.checked)} />
      {label}
    </label>
  )
}

/** Takes a row away. */
export function RemoveButton({
  label,
  isLocked,
  onClick,
}: {
  readonly label: string
  readonly isLocked: boolean
  readonly onClick: () => void
}) {
  if (isLocked) return null
  return (
    <button type="button" className="k-button k-button-text" aria-label={label} onClick={onClick}>
      ×
    </button>
  )
}

/** Adds a row. */
export function AddButton({
  label,
  isLocked,
  onClick,
}: {
  readonly label: string
  readonly isLocked: boolean
  readonly onClick: () => void
}) {
  if (isLocked) return null
  return (
    <button type="button" className="k-button" onClick={onClick}>
      + {label}
    </button>
  )
}

/** A list with one entry changed. */
export function replaced<T>(list: readonly T[], index: number, patch: Partial<T>): T[] {
  return list.map((each, at) => (at === index ? { ...each, ...patch } : each))
}

/** A list without one entry. */
export function without<T>(list: readonly T[], index: number): T[] {
  return list.filter((_, at) => at !== index)
}

/** A key that no entry of a list has yet, such as `e7`. */
export function newKey(prefix: string, taken: readonly { readonly key: string }[]): string {
  const keys = new Set(taken.map(({ key }) => key))
  let number = taken.length + 1
  while (keys.has(`${prefix}${number}`)) number += 1
  return `${prefix}${number}`
}
