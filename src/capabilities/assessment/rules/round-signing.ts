import type { Problem } from '../../../kernel/problem.ts'
import { problem } from '../../../kernel/problem.ts'
import { canonicalJson } from './canonical.ts'
import type { AskedFigure, StandingFigure } from './round-comparison.ts'

/**
 * What a source unit puts its name to: every line of a criterion in a round as it stands, by unit and figure. Any line that is replaced later makes
 * another text, so that its digest tells that the signature no longer holds.
 */
export function signedText(roundId: string, criterion: string, figures: readonly StandingFigure[]): string {
  const lines = figures
    .filter((each) => each.criterion === criterion)
    .map(({ unitId, figure, value, id }) => [unitId, figure, value, id])
    .toSorted((one, other) => (`${one[0]} ${one[1]}` < `${other[0]} ${other[1]}` ? -1 : 1))
  return canonicalJson({ round: roundId, criterion, lines })
}

/** The figures a round asks for and nobody has said anything of, not even that there are none. */
export function missingFigures(
  asked: readonly AskedFigure[],
  standing: readonly StandingFigure[],
): readonly AskedFigure[] {
  const there = new Set(standing.map(({ unitId, criterion, figure }) => `${unitId} ${criterion} ${figure}`))
  return asked.filter(({ unitId, criterion, figure }) => !there.has(`${unitId} ${criterion} ${figure.key}`))
}

/** A criterion as it stands before a round is settled. `none`: no signature is owed. */
export interface CriterionStanding {
  readonly name: string
  readonly unitName: string
  readonly signature: 'none' | 'owed' | 'broken' | 'good'
}

/** What a round knows about being settled. */
export interface SettlingFacts {
  readonly criteria: readonly CriterionStanding[]
  readonly openObjections: number
  /** The window is over, or every assessed unit has said that its figures are right. */
  readonly isChecked: boolean
  readonly checkDueOn: string | null
  readonly unconfirmed: number
}

/** Signatures that are owed or broken, one problem each. */
export function signatureProblems(criteria: readonly CriterionStanding[]): readonly Problem[] {
  return criteria.flatMap(({ name, unitName, signature }) => {
    if (signature === 'owed') return [problem('assessment.criterion_unsigned', { name, unit: unitName })]
    return signature === 'broken' ? [problem('assessment.signature_broken', { name, unit: unitName })] : []
  })
}

/**
 * What keeps a round from being settled, all of it: signatures that are owed or broken, objections without an answer, assessed units that still may
 * check. Nothing may be waived: a ranking nobody signed for or that somebody still contradicts is none.
 */
export function settlingProblems(facts: SettlingFacts): readonly Problem[] {
  return [
    ...signatureProblems(facts.criteria),
    ...(facts.openObjections > 0 ? [problem('assessment.objections_open', { count: facts.openObjections })] : []),
    ...(facts.isChecked
      ? []
      : [problem('assessment.check_running', { day: facts.checkDueOn ?? '', waiting: facts.unconfirmed })]),
  ]
}
