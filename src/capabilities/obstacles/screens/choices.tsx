import { Select } from 'antd'
import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { useMessages } from '../../../ui/language.tsx'
import { listPosts, listUnits } from '../../organisation/contract.ts'
import { obstaclesMessages } from '../messages/index.ts'

/** Words of items in one language. */
export type ItemWords = (typeof obstaclesMessages)['zh-CN']['items']

/** The words of items in the language of the screen. */
export function useItemWords(): ItemWords {
  return useMessages(obstaclesMessages).items
}

interface Entry<T> {
  readonly id?: string
  readonly value?: T | null
  readonly onChange?: (value: T | null) => void
  readonly 'aria-label'?: string
}

/** Values as options, in the order of their words. */
export function optionsOf(words: Readonly<Record<string, string>>) {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** Tiers of the ladder as options. */
export function tierOptions(words: ItemWords) {
  return words.tierNames.map((label, tier) => ({ value: String(tier), label }))
}

/** The units of today as options. */
export function useUnitOptions() {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))
}

/** One unit of today. */
export function UnitField(entry: Entry<string>) {
  return <ChoiceField {...entry} options={useUnitOptions()} />
}

/** Several units of today. */
export function UnitsField({ value, onChange, ...rest }: Entry<readonly string[]>) {
  return (
    <Select
      {...rest}
      mode="multiple"
      className="k-fill"
      showSearch={{ optionFilterProp: 'label' }}
      value={[...(value ?? [])]}
      options={useUnitOptions()}
      onChange={(next: string[]) => onChange?.(next)}
    />
  )
}

/** One leader's post. */
export function LeaderField(entry: Entry<string>) {
  const chiefs = useOperation(listPosts, { role: 'chief_leader', limit: 200 }, { staleMs: 60_000 })
  const sponsors = useOperation(listPosts, { role: 'sponsoring_leader', limit: 200 }, { staleMs: 60_000 })
  const posts = [...(chiefs.data?.items ?? []), ...(sponsors.data?.items ?? [])]
  return (
    <ChoiceField
      {...entry}
      options={posts.map((post) => ({ value: post.id, label: `${post.title} · ${post.personName}` }))}
    />
  )
}

/** One tier of the ladder, kept as a number. */
export function TierField({ value, onChange, ...rest }: Entry<number>) {
  const words = useItemWords()
  return (
    <ChoiceField
      {...rest}
      value={value === null || value === undefined ? null : String(value)}
      options={tierOptions(words)}
      onChange={(next) => onChange?.(next === null ? null : Number(next))}
    />
  )
}
