import { useOperation } from '../../../ui/api.ts'
import { ChoiceField } from '../../../ui/kit/fields.tsx'
import { listPosts, listUnits } from '../../organisation/contract.ts'

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

/** One unit open today. */
export function UnitField(entry: Entry) {
  const units = useOperation(listUnits, {}, { staleMs: 300_000 })
  return (
    <ChoiceField {...entry} options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.name }))} />
  )
}

/** One post of a unit. */
export function PostField({ unitId, ...entry }: Entry & { readonly unitId: string | null }) {
  const posts = useOperation(
    listPosts,
    { limit: 200, ...(unitId ? { unitId } : {}) },
    { staleMs: 300_000, enabled: unitId !== null },
  )
  return (
    <ChoiceField
      {...entry}
      options={(posts.data?.items ?? []).map((post) => ({
        value: post.id,
        label: `${post.title} · ${post.personName}`,
      }))}
    />
  )
}
