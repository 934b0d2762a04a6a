import { Select } from 'antd'
import { formatPeriod } from '../../../kernel/format.ts'
import type { Period } from '../../../kernel/period.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField, NumberField } from '../../../ui/kit/fields.tsx'
import { useLocale, useMessages } from '../../../ui/language.tsx'
import { listUnits } from '../../organisation/contract.ts'
import { REPORT_KINDS, type ReportKind } from '../contract.ts'
import { progressReportsMessages } from '../messages/index.ts'
import { periodsToChoose } from '../rules/periods.ts'
import { kindOf, today } from './wording.tsx'

interface Entry<T> {
  readonly id?: string
  readonly value?: T | null
  readonly onChange?: (value: T | null) => void
}

/** A share of the works: shown in percent, kept from 0 to 1. */
export function ShareField({ value, onChange, ...rest }: Entry<number>) {
  const words = useMessages(progressReportsMessages)
  return (
    <NumberField
      {...rest}
      unit={words.percent}
      value={value === null || value === undefined ? null : Math.round(value * 1000) / 10}
      onChange={(percent) => onChange?.(percent === null ? null : Math.round(percent * 10) / 1000)}
    />
  )
}

/** Units open today, as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** One unit of today. */
export function UnitField(entry: Entry<string>) {
  return <ChoiceField {...entry} options={useUnitOptions()} />
}

const COUNTS = { month: 18, week: 26 } as const

/** Chooses a month or a week that can be reported. */
export function PeriodChoice({
  period,
  onChange,
}: {
  readonly period: string
  readonly onChange: (period: string) => void
}) {
  const words = useMessages(progressReportsMessages)
  const { locale } = useLocale()
  const kind = kindOf(period)
  const periods = periodsToChoose(kind, today(), COUNTS[kind])
  const options = [...new Set([...periods, period as Period])].map((each) => ({
    value: each as string,
    label: formatPeriod(each, locale),
  }))
  return (
    <div className="k-toolbar">
      <Select<ReportKind>
        aria-label={words.desk.kind}
        value={kind}
        options={REPORT_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        popupMatchSelectWidth={false}
        onChange={(next) => onChange(periodsToChoose(next, today(), 1)[0] ?? period)}
      />
      <Select
        aria-label={words.desk.period}
        value={period}
        options={options}
        popupMatchSelectWidth={false}
        onChange={(next: string) => onChange(next)}
      />
    </div>
  )
}
