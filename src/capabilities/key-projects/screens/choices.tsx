import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { asPeriod, periodsOfYear } from '../../../kernel/period.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import { useLocale } from '../../../ui/language.tsx'
import { listPosts, listUnits } from '../../organisation/contract.ts'

/** What a field of a form is handed by it. */
interface Entry {
  readonly value?: string | null
  readonly onChange?: (value: string | null) => void
  readonly id?: string
  readonly 'aria-label'?: string
}

/** The options of a set of words by key. */
export function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** Units open today, as options; task forces alone where asked. */
export function useUnitOptions(kind?: 'task_force') {
  const units = useOperation(listUnits, kind ? { kind } : {}, { staleMs: 60_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** Posts of leaders who can sponsor a project, as options. */
export function useSponsorOptions() {
  const sponsors = useOperation(listPosts, { role: 'sponsoring_leader', limit: 200 }, { staleMs: 60_000 })
  const chiefs = useOperation(listPosts, { role: 'chief_leader', limit: 200 }, { staleMs: 60_000 })
  return [...(chiefs.data?.items ?? []), ...(sponsors.data?.items ?? [])].map((post) => ({
    value: post.id,
    label: `${post.title} · ${post.personName}`,
  }))
}

/** One unit of today. */
export function UnitField({ kind, ...entry }: Entry & { readonly kind?: 'task_force' }) {
  return <ChoiceField {...entry} options={useUnitOptions(kind)} />
}

/** One leader's post. */
export function SponsorField(entry: Entry) {
  return <ChoiceField {...entry} options={useSponsorOptions()} />
}

/** The end of a month of this year or the last. */
export function MonthField({ year, ...entry }: Entry & { readonly year: number }) {
  const { locale } = useLocale()
  const periods = [year, year - 1].flatMap((each) => periodsOfYear(each, 'month').toReversed())
  const options = periods.map((period) => ({ value: period as string, label: formatPeriod(period, locale) }))
  const known = options.some((option) => option.value === entry.value)
  const kept = entry.value && !known ? [{ value: entry.value, label: formatPeriod(asPeriod(entry.value), locale) }] : []
  return <ChoiceField {...entry} options={[...kept, ...options]} />
}
