import { LEVELS, type LevelBody, type SchemeBody } from '../contract.ts'

/** The ids of every unit a body speaks of: assessed, exempt and signing ones, each once. */
export function unitIdsOf(body: SchemeBody): readonly string[] {
  const signers = LEVELS.flatMap((level) => body.levels[level]?.criteria ?? []).flatMap(
    ({ sourceUnitId }) => sourceUnitId ?? [],
  )
  return [
    ...new Set([
      ...body.groups.flatMap(({ unitIds }) => unitIds),
      ...body.exempt.map(({ unitId }) => unitId),
      ...signers,
    ]),
  ]
}

/**
 * A body with its units found again in another year or another county: `find` answers the unit that stands there for one of the body. Those it
 * does not find are left out (of groups and exemptions) or taken away (as signers) and told.
 */
export function withUnits(
  body: SchemeBody,
  find: (id: string) => string | undefined,
): { readonly body: SchemeBody; readonly leftOut: readonly string[] } {
  const known = (id: string) => find(id) ?? []
  const moved = (level: LevelBody | null) =>
    level && {
      ...level,
      criteria: level.criteria.map((criterion) => ({
        ...criterion,
        sourceUnitId: criterion.sourceUnitId === null ? null : (find(criterion.sourceUnitId) ?? null),
      })),
    }
  return {
    body: {
      groups: body.groups.map((group) => ({ ...group, unitIds: group.unitIds.flatMap(known) })),
      exempt: body.exempt.flatMap(({ unitId, reason }) => {
        const found = find(unitId)
        return found === undefined ? [] : [{ unitId: found, reason }]
      }),
      levels: {
        month: moved(body.levels.month),
        quarter: moved(body.levels.quarter),
        year: moved(body.levels.year),
      },
    },
    leftOut: unitIdsOf(body).filter((id) => find(id) === undefined),
  }
}
