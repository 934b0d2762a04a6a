import { fail, ok, type Outcome } from '../../../kernel/outcome.ts'
import { problem } from '../../../kernel/problem.ts'
import type { FigureOrigin, ObjectionState } from '../contract.ts'

/** Who has to answer an objection: the source unit of a figure, or the assessment office. */
export type Answerer = { readonly kind: 'unit'; readonly unitId: string } | { readonly kind: 'office' }

/**
 * Who answers an objection. A line of points is the office's. A figure is its source unit's, who alone may correct it; where that is the objecting
 * unit itself the office answers, so that nobody upholds his own objection. A figure that is the result of another round or of a contest has no
 * answer here: refuses `assessment.objection_result`.
 */
export function answererOf(objection: {
  readonly unitId: string
  readonly about:
    | { readonly kind: 'entry' }
    | { readonly kind: 'figure'; readonly origin: FigureOrigin['kind']; readonly sourceUnitId: string | null }
}): Outcome<Answerer> {
  const { about, unitId } = objection
  if (about.kind === 'entry') return ok({ kind: 'office' })
  if (about.origin === 'below' || about.origin === 'contest') return fail(problem('assessment.objection_result'))
  if (about.sourceUnitId === null || about.sourceUnitId === unitId) return ok({ kind: 'office' })
  return ok({ kind: 'unit', unitId: about.sourceUnitId })
}

/**
 * What keeps an objection from being answered so: it is answered or taken back already, or it is upheld without the right value where one is
 * needed. A value that is `null` says that there is no figure, which may be what is right; `isGiven` tells it from one nobody wrote.
 */
export function answerProblems(answer: {
  readonly state: ObjectionState
  readonly decision: 'upheld' | 'rejected'
  readonly isAboutFigure: boolean
  readonly isGiven: boolean
}) {
  if (answer.state !== 'open') return [problem('assessment.objection_not_open')]
  return answer.decision === 'upheld' && answer.isAboutFigure && !answer.isGiven
    ? [problem('assessment.corrected_value_wanted', {}, ['value'])]
    : []
}
