import { type Problem, problem } from '../../../kernel/problem.ts'
import type { ContestBody, TallyResult } from '../contract.ts'

/** A published contest as a part of another's result reads it. */
export interface SourceContest {
  readonly body: ContestBody
  readonly result: TallyResult
}

/**
 * Rules with the parts that come from other contests written in: the published score of the entrant of the same unit, or of the same name where
 * it has no unit. Tells `contests.source_not_published` and `contests.source_without` for what is missing there.
 */
export function bodyWithSources(
  body: ContestBody,
  sources: ReadonlyMap<string, SourceContest>,
): { readonly body: ContestBody; readonly problems: readonly Problem[] } {
  const problems: Problem[] = []
  const given = new Map(body.entrants.map(({ key, given: own }) => [key, { ...own }]))
  for (const [at, { key, name, source }] of body.parts.entries()) {
    if (source.kind !== 'contest') continue
    const other = sources.get(source.contestId)
    if (!other) {
      problems.push(problem('contests.source_not_published', { name }, ['parts', at]))
      continue
    }
    for (const entrant of body.entrants) {
      const score = scoreIn(other, entrant)
      const own = given.get(entrant.key)
      if (score === null)
        problems.push(problem('contests.source_without', { name: entrant.name, part: name }, ['parts', at]))
      else if (own) own[key] = score
    }
  }
  const entrants = body.entrants.map((entrant) => ({ ...entrant, given: given.get(entrant.key) ?? entrant.given }))
  return { body: { ...body, entrants }, problems }
}

function scoreIn({ body, result }: SourceContest, wanted: ContestBody['entrants'][number]): string | null {
  const same = body.entrants.find(({ unitId, name }) =>
    wanted.unitId === null ? name === wanted.name : unitId === wanted.unitId,
  )
  const places = result.groups.flatMap((group) => group.places)
  return places.find(({ entrantKey }) => entrantKey === same?.key)?.score ?? null
}
