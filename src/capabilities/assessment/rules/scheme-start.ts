import { SchemeBody } from '../contract.ts'
import template from '../data/county-scheme.json' with { type: 'json' }

/** What marks the invented units of the template. */
const MARK = '示例'

/** A unit a scheme may begin with. */
export interface StartUnit {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly groupName: string | null
}

/**
 * The template with the units of a county in it: towns and parks by the groups they are listed in, each of them once; the source units of the
 * template where exactly one unit's name ends like theirs, else left open for a person to choose.
 */
export function templateBody(units: readonly StartUnit[]): SchemeBody {
  const assessed = units.filter(({ kind }) => kind === 'township' || kind === 'park')
  const names = [...new Set(assessed.map(groupOf))]
  const sourceOf = (name: string | null) => {
    const ending = name?.replace(MARK, '')
    const found = ending ? units.filter((unit) => unit.name.endsWith(ending)) : []
    return found.length === 1 ? (found[0]?.id ?? null) : null
  }
  const levels = Object.fromEntries(
    Object.entries(template.body.levels).map(([level, rules]) => [
      level,
      {
        ...rules,
        criteria: rules.criteria.map((criterion) => ({ ...criterion, sourceUnitId: sourceOf(criterion.sourceUnitId) })),
      },
    ]),
  )
  return SchemeBody.parse({
    groups: names.map((name, at) => ({
      key: `g${at + 1}`,
      name,
      unitIds: assessed.filter((unit) => groupOf(unit) === name).map(({ id }) => id),
    })),
    levels,
  })
}

function groupOf({ groupName, kind }: StartUnit): string {
  const [towns, parks] = [template.body.groups[0]?.name ?? '', template.body.groups.at(-1)?.name ?? '']
  return groupName ?? (kind === 'park' ? parks : towns)
}
