import { compare, exact, sum, toExactText, ZERO } from '../../../kernel/exact.ts'
import type { FigureRef } from '../../../kernel/figures.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { FigureOrigin, Level, LevelBody, Method, SchemeBody, SchemeCriterion } from '../contract.ts'
import { methodProblems, usageWordIn } from './check.ts'
import { type Findings, findings, type Path, twice } from './finding.ts'
import { PERIODS_OF_LEVEL } from './level-scheme.ts'
import { figureKeysOf, measureKeys } from './method-figures.ts'

/** Why a figure of a ledger cannot be asked at a level, as `faultOfQuestion` of `platform/figures.ts` says it. */
export type LedgerFault = 'unknown' | 'not_of_subject' | 'not_for_period' | 'param_wanted' | 'param_unwanted'

type LedgerProblem = (params: { readonly name: string; readonly figure: string }, path: Path) => Problem
const LEDGER_PROBLEM = {
  unknown: (params, path) => problem('assessment.ledger_unknown', params, path),
  not_of_subject: (params, path) => problem('assessment.ledger_not_of_unit', params, path),
  not_for_period: (params, path) => problem('assessment.ledger_not_for_period', params, path),
  param_wanted: (params, path) => problem('assessment.ledger_param_wanted', params, path),
  param_unwanted: (params, path) => problem('assessment.ledger_param_unwanted', params, path),
} as const satisfies Record<LedgerFault, LedgerProblem>

/** What the proof of a criterion must know. */
export interface CriterionFacts {
  readonly units: ReadonlyMap<string, { readonly name: string }>
  readonly faultOfLedger: (ref: FigureRef, level: Level) => LedgerFault | undefined
}

interface Within {
  readonly body: SchemeBody
  readonly level: Level
  readonly rules: LevelBody
  readonly facts: CriterionFacts
  readonly path: Path
}

/** How many periods of a level lie in one period of a level above it. */
const INSIDE = { quarter: { month: 3 }, year: { month: 12, quarter: 4 } } as const

/** What is wrong with a criterion and what is told about it: its figures against its method, their origins, its signer, its seasons, its method. */
export function criterionFindings(criterion: SchemeCriterion, within: Within): Findings {
  const { path } = within
  return findings(
    [
      ...usageProblems(criterion, path),
      ...figureProblems(criterion, path),
      ...criterion.figures.flatMap(({ from, name }, at) =>
        originProblems(from, { ...within, own: criterion.key, name, path: [...path, 'figures', at, 'from'] }),
      ),
      ...signerProblems(criterion, within),
      ...seasonProblems(criterion, within),
      ...methodProblems(criterion.method, [...path, 'method']),
      ...baseProblems(criterion.method, path),
    ],
    [
      ...weightAdvice(criterion, path),
      ...targetAdvice(criterion, path),
      ...loneAdvice(criterion, within),
      ...signerAdvice(criterion, within),
    ],
  )
}

function usageProblems({ name, figures }: SchemeCriterion, path: Path): readonly Problem[] {
  const texts = [
    { name, path: [...path, 'name'] },
    ...figures.map((each, at) => ({ name: each.name, path: [...path, 'figures', at, 'name'] })),
  ]
  return texts.flatMap((each) => {
    const word = usageWordIn(each.name)
    return word ? [problem('assessment.usage_criterion', { name: each.name, word }, each.path)] : []
  })
}

function figureProblems({ figures, method }: SchemeCriterion, path: Path): readonly Problem[] {
  const read = new Set(figureKeysOf(method))
  const given = new Set(figures.map(({ key }) => key))
  return [
    ...twice(figures.map(({ key }, at) => ({ key, path: [...path, 'figures', at, 'key'] }))),
    ...[...read].flatMap((figure) =>
      given.has(figure) ? [] : [problem('assessment.figure_without_source', { figure }, [...path, 'figures'])],
    ),
    ...figures.flatMap(({ key, name }, at) =>
      read.has(key) ? [] : [problem('assessment.figure_unread', { figure: name }, [...path, 'figures', at])],
    ),
  ]
}

interface OriginWithin extends Within {
  readonly own: string
  readonly name: string
}

function originProblems(from: FigureOrigin, within: OriginWithin): readonly Problem[] {
  const { level, facts, name, path } = within
  switch (from.kind) {
    case 'ledger': {
      const fault = facts.faultOfLedger(from.figure, level)
      return fault ? [LEDGER_PROBLEM[fault]({ name, figure: from.figure }, [...path, 'figure'])] : []
    }
    case 'below':
      return belowProblems(from, within)
    case 'streak':
      return streakProblems(from, within)
    default:
      return []
  }
}

function belowProblems(from: Extract<FigureOrigin, { kind: 'below' }>, { body, level, name, path }: OriginWithin) {
  const inside = level === 'month' ? undefined : (INSIDE[level] as Partial<Record<Level, number>>)[from.level]
  if (inside === undefined) return [problem('assessment.below_not_lower', { name, level, below: from.level }, path)]
  if (!body.levels[from.level]) return [problem('assessment.below_absent', { name, below: from.level }, path)]
  return from.at !== 'mean' && from.at > inside
    ? [problem('assessment.below_outside', { name, at: from.at, inside }, [...path, 'at'])]
    : []
}

function streakProblems(from: Extract<FigureOrigin, { kind: 'streak' }>, { rules, own, name, path }: OriginWithin) {
  const other = rules.criteria.find(({ key }) => key === from.criterion)
  if (!other || other.key === own) return [problem('assessment.streak_criterion', { name }, [...path, 'criterion'])]
  return measureKeys(from.measure).flatMap((key) => {
    const figure = other.figures.find((each) => each.key === key)
    if (!figure) return [problem('assessment.streak_figure', { name, figure: key }, [...path, 'measure'])]
    return figure.from.kind === 'streak' ? [problem('assessment.streak_of_streak', { name }, [...path, 'measure'])] : []
  })
}

/** Numbers that were signed where they come from need no signature here: totals of a level below, results of contests, counts of them. */
const SIGNED_ELSEWHERE: readonly FigureOrigin['kind'][] = ['below', 'contest', 'streak']

function signerProblems({ sourceUnitId, figures, name }: SchemeCriterion, { facts, path }: Within): readonly Problem[] {
  if (sourceUnitId !== null)
    return facts.units.has(sourceUnitId)
      ? []
      : [problem('assessment.source_closed', { name }, [...path, 'sourceUnitId'])]
  const isSigned = figures.every(({ from }) => SIGNED_ELSEWHERE.includes(from.kind))
  return isSigned ? [] : [problem('assessment.source_missing', { name }, [...path, 'sourceUnitId'])]
}

function seasonProblems({ seasons, points, name }: SchemeCriterion, { level, path }: Within): readonly Problem[] {
  const count = PERIODS_OF_LEVEL[level]
  const isNothing = compare(exact(points), ZERO) === 0
  return [
    ...(isNothing ? [problem('assessment.points_nothing', { name }, [...path, 'points'])] : []),
    ...twice(seasons.map(({ at }, index) => ({ key: `${at}`, path: [...path, 'seasons', index, 'at'] }))),
    ...seasons.flatMap(({ at }, index) =>
      at > count || level === 'year'
        ? [problem('assessment.season_outside', { at, count }, [...path, 'seasons', index, 'at'])]
        : [],
    ),
  ]
}

function baseProblems(method: Method, path: Path): readonly Problem[] {
  if (method.kind !== 'steps') return []
  const { base, least, most } = method
  const isLow = least !== null && compare(exact(base), exact(least)) < 0
  const isHigh = most !== null && compare(exact(base), exact(most)) > 0
  return isLow || isHigh ? [problem('assessment.base_outside', { base }, [...path, 'method', 'base'])] : []
}

/** Shares that do not make a whole are told: a criterion can then not give its points, or more than them. */
function weightAdvice({ method, name }: SchemeCriterion, path: Path): readonly Problem[] {
  const shares =
    method.kind === 'weighted'
      ? method.parts.map(({ share }) => exact(share))
      : method.kind === 'proportional'
        ? method.terms.map(({ share }) => exact(share))
        : []
  const whole = sum(shares)
  return shares.length === 0 || compare(whole, exact(1)) === 0
    ? []
    : [problem('assessment.shares_sum', { name, sum: toExactText(whole) }, [...path, 'method'])]
}

/** A share of a target that may be zero, with nothing said of that case, is told: the unit would stand as if its figure were missing. */
function targetAdvice({ method, name }: SchemeCriterion, path: Path): readonly Problem[] {
  const isOpen = 'measure' in method && method.measure.kind === 'percent' && method.withoutTarget === undefined
  return isOpen ? [problem('assessment.without_target', { name }, [...path, 'method', 'withoutTarget'])] : []
}

/** A unit alone in its group cannot be compared: without a way of its own it has full points, which is told. */
function loneAdvice({ method, name }: SchemeCriterion, { body, path }: Within): readonly Problem[] {
  if (!('alone' in method) || method.alone !== null) return []
  return body.groups.flatMap(({ name: group, unitIds }) =>
    unitIds.length === 1 ? [problem('assessment.alone_in_group', { name, group }, [...path, 'method', 'alone'])] : [],
  )
}

/** A unit that signs numbers it is assessed by is told: who is measured should not hold the measure. */
function signerAdvice({ sourceUnitId, name }: SchemeCriterion, { body, facts, path }: Within): readonly Problem[] {
  if (sourceUnitId === null || !body.groups.some(({ unitIds }) => unitIds.includes(sourceUnitId))) return []
  const unit = facts.units.get(sourceUnitId)?.name ?? ''
  return [problem('assessment.source_is_assessed', { name, unit }, [...path, 'sourceUnitId'])]
}
