import { formatPeriod } from '../../../kernel/format.ts'
import { type Frequency, type Period, periodKind } from '../../../kernel/period.ts'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { writtenLocale } from '../../../kernel/language.ts'
import { listUnits } from '../../organisation/contract.ts'
import { type FigureQuestion, type ListQuestion, listQuestions } from '../contract.ts'
import { recentPeriods } from './today.ts'

interface Entry {
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}

/** The units of today as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** One unit of today. */
export function UnitField(entry: Entry) {
  return <ChoiceField {...entry} options={useUnitOptions()} />
}

/** One of the recent periods of a kind. */
export function PeriodField({ kind, value, ...entry }: Entry & { readonly kind: Frequency }) {
  const { locale } = useLocale()
  const recent = recentPeriods(kind)
  const isOther = value !== null && value !== undefined && !recent.some((each) => each === value)
  const periods = isOther && periodKind(value as Period) === kind ? [...recent, value as Period] : recent
  return (
    <ChoiceField
      {...entry}
      value={value ?? null}
      options={periods.map((each) => ({ value: each, label: formatPeriod(each, locale) }))}
    />
  )
}

/** What can be asked, with names in the language of the screen. */
export function useQuestions(): {
  readonly figures: readonly FigureQuestion[]
  readonly lists: readonly ListQuestion[]
  readonly nameOf: (of: { readonly names: FigureQuestion['names'] }) => string
} {
  const { locale } = useLocale()
  const asked = useOperation(listQuestions, {}, { staleMs: 300_000 })
  return {
    figures: asked.data?.figures ?? [],
    lists: asked.data?.lists ?? [],
    nameOf: ({ names }) => names[writtenLocale(locale)],
  }
}
