import { DatePicker, Input, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { type ReactNode, useId, useState } from 'react'
import { useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import type { UrlValue } from '../url-state.ts'

/** An option of a choice. */
export interface Option {
  readonly value: string
  readonly label: string
}

/** One condition of a list. `days` needs two keys: the first and the last day. */
export type Filter =
  | { readonly kind: 'search'; readonly key: string; readonly label: string; readonly hint?: string }
  | {
      readonly kind: 'choice' | 'choices'
      readonly key: string
      readonly label: string
      readonly options: readonly Option[]
    }
  | { readonly kind: 'days'; readonly key: string; readonly toKey: string; readonly label: string }
  | { readonly kind: 'switch'; readonly key: string; readonly label: string }

/** Props of `FilterBar`: made for the state of `useUrlState`. `foldAfter` conditions are in sight at first. */
export interface FilterBarProps {
  readonly filters: readonly Filter[]
  readonly value: Readonly<Record<string, UrlValue>>
  readonly onChange: (change: Readonly<Record<string, UrlValue>>) => void
  readonly onReset: () => void
  readonly foldAfter?: number
  readonly extra?: ReactNode
}

/** The conditions of a list in one row; what does not fit waits behind "more". A search starts with Enter or when the box is left. */
export function FilterBar({ filters, value, onChange, onReset, foldAfter = 5, extra }: FilterBarProps) {
  const words = useMessages(uiMessages)
  const [isOpen, setOpen] = useState(false)
  const shown = isOpen ? filters : filters.slice(0, foldAfter)
  return (
    <form
      className="k-filters"
      role="search"
      aria-label={words.filters.title}
      onSubmit={(event) => event.preventDefault()}
    >
      {shown.map((filter) => (
        <FilterField key={filter.key} filter={filter} value={value} onChange={onChange} />
      ))}
      {filters.length > foldAfter ? (
        <button
          type="button"
          className="k-button k-button-text"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? words.filters.fewer : words.filters.more(filters.length - foldAfter)}
        </button>
      ) : null}
      <button type="button" className="k-button k-button-text" onClick={onReset}>
        {words.actions.reset}
      </button>
      {extra}
    </form>
  )
}

function FilterField({
  filter,
  value,
  onChange,
}: { readonly filter: Filter } & Pick<FilterBarProps, 'value' | 'onChange'>) {
  const id = useId()
  return (
    <div className={`k-filter k-filter-${filter.kind}`}>
      <label htmlFor={id}>{filter.label}</label>
      <Control id={id} filter={filter} value={value} onChange={onChange} />
    </div>
  )
}

function Control({
  id,
  filter,
  value,
  onChange,
}: { readonly id: string; readonly filter: Filter } & Pick<FilterBarProps, 'value' | 'onChange'>) {
  const words = useMessages(uiMessages)
  const current = value[filter.key]
  switch (filter.kind) {
    case 'search':
      return (
        <SearchBox
          id={id}
          hint={filter.hint}
          text={textOf(current)}
          onSearch={(text) => onChange({ [filter.key]: text })}
        />
      )
    case 'choice':
      return (
        <Select
          id={id}
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.filters.any}
          value={textOf(current) || undefined}
          options={[...filter.options]}
          popupMatchSelectWidth={false}
          onChange={(next?: string) => onChange({ [filter.key]: next ?? '' })}
        />
      )
    case 'choices':
      return (
        <Select
          id={id}
          mode="multiple"
          allowClear
          maxTagCount="responsive"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={words.filters.any}
          value={Array.isArray(current) ? [...current] : []}
          options={[...filter.options]}
          popupMatchSelectWidth={false}
          onChange={(next: string[]) => onChange({ [filter.key]: next })}
        />
      )
    case 'days': {
      const [from, to] = [textOf(current), textOf(value[filter.toKey])]
      return (
        <DatePicker.RangePicker
          id={{ start: id, end: `${id}-to` }}
          allowEmpty={[true, true]}
          placeholder={[words.filters.from, words.filters.to]}
          value={[from ? dayjs(from) : null, to ? dayjs(to) : null]}
          onChange={(_, texts) => onChange({ [filter.key]: texts?.[0] ?? '', [filter.toKey]: texts?.[1] ?? '' })}
        />
      )
    }
    case 'switch':
    default:
      return <Switch id={id} checked={current === true} onChange={(next) => onChange({ [filter.key]: next })} />
  }
}

function SearchBox({
  id,
  hint,
  text,
  onSearch,
}: {
  readonly id: string
  readonly hint: string | undefined
  readonly text: string
  readonly onSearch: (text: string) => void
}) {
  const [typed, setTyped] = useState({ of: text, text })
  const shown = typed.of === text ? typed.text : text
  const search = (next: string): void => {
    if (next.trim() !== text) onSearch(next.trim())
  }
  return (
    <Input
      id={id}
      type="search"
      allowClear
      placeholder={hint}
      value={shown}
      onChange={(event) => setTyped({ of: text, text: event.target.value })}
      onPressEnter={() => search(shown)}
      onBlur={() => search(shown)}
      onClear={() => search('')}
    />
  )
}

function textOf(value: UrlValue): string {
  return typeof value === 'string' ? value : ''
}
