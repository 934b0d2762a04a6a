import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useLocale } from '../../../ui/language.tsx'
import { formatCumulativePeriod } from '../../../kernel/format.ts'
import { asPeriod, periodsOfYear } from '../../../kernel/period.ts'
import { listUnits } from '../../organisation/contract.ts'
import { listCampaigns, listCurves, listIndicators, listYears } from '../contract.ts'

/** What a field of a form is handed by it. */
interface Entry {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly id?: string
  readonly 'aria-label'?: string
}

/** Units open today, as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {}, { staleMs: 60_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** Indicators, as options. */
export function useIndicatorOptions() {
  const indicators = useOperation(listIndicators, { limit: 200 }, { staleMs: 60_000 })
  return (indicators.data?.items ?? []).map((each) => ({ value: each.id, label: `${each.name}（${each.unitText}）` }))
}

/** Campaigns, as options. */
export function useCampaignOptions() {
  const campaigns = useOperation(listCampaigns, {}, { staleMs: 60_000 })
  return (campaigns.data?.items ?? []).map((each) => ({ value: each.id, label: each.name }))
}

/** Years with targets, this one among them, the latest first. */
export function useYearOptions(thisYear: number) {
  const years = useOperation(listYears, {}, { staleMs: 60_000 })
  const known = (years.data?.items ?? []).map((each) => each.year)
  return [...new Set([thisYear, ...known])]
    .toSorted((one, other) => other - one)
    .map((year) => ({ value: String(year), label: String(year) }))
}

/** Ends of months of a year, as options. */
export function usePeriodOptions(year: number) {
  const { locale } = useLocale()
  return [...periodsOfYear(year, 'month'), asPeriod(String(year))].map((period) => ({
    value: period as string,
    label: formatCumulativePeriod(period, locale),
  }))
}

/** The options of a set of words by key. */
export function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** One unit of today. */
export function UnitField(entry: Entry) {
  return <ChoiceField {...entry} options={useUnitOptions()} />
}

/** One indicator. */
export function IndicatorField(entry: Entry) {
  return <ChoiceField {...entry} options={useIndicatorOptions()} />
}

/** One campaign. */
export function CampaignField(entry: Entry) {
  return <ChoiceField {...entry} options={useCampaignOptions()} />
}

/** One pace curve. */
export function CurveField(entry: Entry) {
  const curves = useOperation(listCurves, {}, { staleMs: 60_000 })
  return (
    <ChoiceField
      {...entry}
      options={(curves.data?.items ?? []).map((each) => ({ value: each.code, label: each.name }))}
    />
  )
}
