import { add, compare, exact, toExactText, ZERO } from '../../../kernel/exact.ts'
import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import {
  LEVELS,
  type Level,
  type LevelBody,
  type SchemeBody,
  type SchemeFinding,
  type SchemeProof,
} from '../contract.ts'
import { PERIODS_OF_LEVEL, pointsAt } from './level-scheme.ts'
import { levelOutcomeFindings } from './outcome-proof.ts'
import { type CriterionFacts, criterionFindings } from './criterion-proof.ts'
import { numberLineOf } from './number-line.ts'
import { findings, type Findings, type Path, twice } from './finding.ts'

/** What a proof must know beside the body: the units open today, and which figures of ledgers can be asked at a level. */
export interface ProofFacts extends CriterionFacts {
  /** Units open today by id, with their name and kind. */
  readonly units: ReadonlyMap<string, { readonly name: string; readonly kind: string }>
}

const HUNDRED = exact(100)

/** Kinds of units that are assessed all or none: who answers for a territory cannot be left out in silence. Of departments some may be chosen, which is told. */
const TERRITORIES: ReadonlySet<string> = new Set(['township', 'park'])

/**
 * 覆盖证明 of a body: every unit of an assessed kind is in one group or exempt with a reason, every criterion's figures are those its method reads and each has
 * a source that can be answered, every number of a line is worth something once, nothing counts the use of a system. Points of a period that
 * do not add up to 100 are told and not refused. Pure: called while a scheme is written, when it is saved and before it is frozen.
 */
export function schemeProof(body: SchemeBody, facts: ProofFacts): SchemeProof {
  const grouped = groupFindings(body, facts)
  const levels = LEVELS.flatMap((level) => {
    const rules = body.levels[level]
    return rules ? [{ level, rules, path: ['levels', level] as const }] : []
  })
  const all: readonly Findings[] = [
    grouped.findings,
    ...(levels.length === 0 ? [findings([problem('assessment.no_level', {}, ['levels'])])] : []),
    ...levels.flatMap(({ level, rules, path }) => levelFindings(body, level, rules, facts, path)),
  ]
  return {
    problems: all.flatMap(({ problems }) => problems.map(told)),
    advice: all.flatMap(({ advice }) => advice.map(told)),
    groups: grouped.proof,
    levels: levels.map(({ level, rules }) => ({ level, points: pointsOfPeriods(level, rules), lines: linesOf(rules) })),
  }
}

function told({ code, params, path }: Problem): SchemeFinding {
  return { code, params: { ...params }, path: [...(path ?? [])] }
}

function groupFindings({ groups, exempt }: SchemeBody, { units }: ProofFacts) {
  const placed = groups.flatMap(({ unitIds }, group) =>
    unitIds.map((id, at) => ({ key: id, path: ['groups', group, 'unitIds', at] as Path })),
  )
  const spared = exempt.map(({ unitId }, at) => ({ key: unitId, path: ['exempt', at, 'unitId'] as Path }))
  const nameOf = (id: string) => units.get(id)?.name ?? id
  const kinds = new Set(placed.flatMap(({ key }) => units.get(key)?.kind ?? []))
  const counted = new Set([...placed, ...spared].map(({ key }) => key))
  const outside = [...units].flatMap(([unitId, { name, kind }]) =>
    kinds.has(kind) && !counted.has(unitId) ? [{ unitId, name, kind }] : [],
  )
  const missed = outside.map(({ name, kind }) => ({
    isTerritory: TERRITORIES.has(kind),
    found: problem('assessment.unit_outside', { unit: name }, ['groups']),
  }))
  const problems = [
    ...(groups.length === 0 ? [problem('assessment.no_group', {}, ['groups'])] : []),
    ...twice(groups.map(({ key }, at) => ({ key, path: ['groups', at, 'key'] }))),
    ...twice(groups.map(({ name }, at) => ({ key: name, path: ['groups', at, 'name'] }))),
    ...groups.flatMap(({ name, unitIds }, at) =>
      unitIds.length === 0 ? [problem('assessment.group_empty', { name }, ['groups', at, 'unitIds'])] : [],
    ),
    ...again([...placed, ...spared]).map(({ key, path }) =>
      problem('assessment.unit_twice', { unit: nameOf(key) }, path),
    ),
    ...placed.flatMap(({ key, path }) => (units.has(key) ? [] : [problem('assessment.unit_closed', {}, path)])),
    ...missed.flatMap(({ isTerritory, found }) => (isTerritory ? [found] : [])),
  ]
  return {
    proof: {
      unitCount: new Set(placed.map(({ key }) => key)).size,
      outside: outside.map(({ unitId, name }) => ({ unitId, name })),
    },
    findings: findings(
      problems,
      missed.flatMap(({ isTerritory, found }) => (isTerritory ? [] : [found])),
    ),
  }
}

function again<E extends { readonly key: string }>(entries: readonly E[]): readonly E[] {
  const seen = new Set<string>()
  return entries.filter(({ key }) => {
    const isAgain = seen.has(key)
    seen.add(key)
    return isAgain
  })
}

function levelFindings(
  body: SchemeBody,
  level: Level,
  rules: LevelBody,
  facts: ProofFacts,
  path: Path,
): readonly Findings[] {
  const { criteria } = rules
  const keys = [
    ...(criteria.length === 0 ? [problem('assessment.no_criterion', {}, [...path, 'criteria'])] : []),
    ...twice(criteria.map(({ key }, at) => ({ key, path: [...path, 'criteria', at, 'key'] }))),
    ...twice(criteria.map(({ name }, at) => ({ key: name, path: [...path, 'criteria', at, 'name'] }))),
  ]
  return [
    findings(keys, pointsAdvice(level, rules, path)),
    ...criteria.map((criterion, at) =>
      criterionFindings(criterion, { body, level, rules, facts, path: [...path, 'criteria', at] }),
    ),
    levelOutcomeFindings(body, rules, path),
  ]
}

/** Points of each period of the level's year; one line where no season changes them. */
function pointsOfPeriods(level: Level, { criteria }: LevelBody) {
  const isSeasonal = criteria.some(({ seasons }) => seasons.length > 0)
  const count = isSeasonal ? PERIODS_OF_LEVEL[level] : 1
  return Array.from({ length: count }, (_, index) => ({
    at: index + 1,
    points: toExactText(
      criteria.map((each) => exact(pointsAt(each, index + 1))).reduce((so, points) => add(so, points), ZERO),
    ),
  }))
}

function pointsAdvice(level: Level, rules: LevelBody, path: Path): readonly Problem[] {
  return pointsOfPeriods(level, rules).flatMap(({ at, points }) =>
    compare(exact(points), HUNDRED) === 0 || rules.criteria.length === 0
      ? []
      : [problem('assessment.points_sum', { level, at, points }, [...path, 'criteria'])],
  )
}

function linesOf({ criteria }: LevelBody) {
  return criteria.flatMap(({ key, method, points }) => {
    const pieces = numberLineOf(method, points)
    return pieces ? [{ criterion: key, pieces: [...pieces] }] : []
  })
}
