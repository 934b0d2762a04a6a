import { DatePicker, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { asYuan, type MoneyUnit, parseYuan, yuanIn } from '../../kernel/yuan.ts'
import { moneyUnitName } from '../../kernel/format.ts'
import { useLocale, useMessages } from '../language.tsx'
import { uiMessages } from '../messages/index.ts'
import type { Option } from './filter-bar.tsx'

interface Entry<T> {
  readonly id?: string
  readonly value?: T | null
  readonly onChange?: (value: T | null) => void
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}

/** A calendar day, given and taken as `YYYY-MM-DD`. */
export function DayField({ value, onChange, ...rest }: Entry<string>) {
  const words = useMessages(uiMessages)
  return (
    <DatePicker
      {...rest}
      className="k-fill"
      placeholder={words.form.chooseDay}
      format="YYYY-MM-DD"
      value={value ? dayjs(value) : null}
      onChange={(_, text) => onChange?.((Array.isArray(text) ? text[0] : text) || null)}
    />
  )
}

/** Money, given and taken in whole yuan, typed in the unit shown (万元 unless told). */
export function MoneyField({ value, onChange, unit = 'wan', ...rest }: Entry<number> & { readonly unit?: MoneyUnit }) {
  const { locale } = useLocale()
  const take = (text: string | null): void => {
    if (text === null || text === '') return onChange?.(null)
    const amount = parseYuan(text, unit, 'half_up')
    if (amount.ok) onChange?.(amount.value)
  }
  return (
    <InputNumber<string>
      {...rest}
      className="k-fill"
      stringMode
      controls={false}
      suffix={moneyUnitName(unit, locale)}
      value={value === null || value === undefined ? null : yuanIn(asYuan(value), unit)}
      onChange={take}
    />
  )
}

/** A number with its unit beside it. */
export function NumberField({ value, onChange, unit, ...rest }: Entry<number> & { readonly unit?: string }) {
  return (
    <InputNumber<number>
      {...rest}
      className="k-fill"
      controls={false}
      suffix={unit}
      value={value ?? null}
      onChange={(next) => onChange?.(next)}
    />
  )
}

/** One of many, found by typing part of its name. */
export function ChoiceField({
  value,
  onChange,
  options,
  hint,
  ...rest
}: Entry<string> & { readonly options: readonly Option[]; readonly hint?: string }) {
  return (
    <Select<string>
      {...rest}
      className="k-fill"
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={hint}
      value={value ?? undefined}
      options={[...options]}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  )
}
