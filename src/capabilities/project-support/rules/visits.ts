import { type Day, daysBetween } from '../../../kernel/day.ts'
import type { Outcome } from '../../../kernel/outcome.ts'
import { type Problem, problem } from '../../../kernel/problem.ts'
import type { VisitAction, VisitBody, VisitOutcome, VisitPromise } from '../contract.ts'
import { settled } from './settled.ts'

/** A visit is written down within a year; older ones belong to the papers of their time. */
const OLDEST_DAYS = 366

/** What an outcome says must be written: whether a problem was found, and whether it was solved there. */
const OUTCOMES = {
  smooth: { hasProblem: false, isSolved: false, isOpen: false },
  solved: { hasProblem: true, isSolved: true, isOpen: false },
  handed_over: { hasProblem: true, isSolved: false, isOpen: true },
  pending: { hasProblem: true, isSolved: false, isOpen: true },
} as const satisfies Record<VisitOutcome, { hasProblem: boolean; isSolved: boolean; isOpen: boolean }>

/** Whether the problem found on a visit is still open, by its outcome. */
export function isOpenOutcome(outcome: VisitOutcome): boolean {
  return OUTCOMES[outcome].isOpen
}

/**
 * A visit as it may be kept. Refuses `project_support.visit_in_future`, `visit_too_old`, `next_before_visit`, `one_sentence` (a line break
 * in a sentence), `problem_missing`, `problem_unsaid` (an outcome without problems beside one) and `solution_missing`.
 */
export function visitToKeep(body: VisitBody, today: Day): Outcome<VisitBody> {
  const { visitedOn, nextOn, outcome, problem: found, solution } = body
  const rule = OUTCOMES[outcome]
  const broken: readonly Problem[] = [
    ...(visitedOn > today ? [problem('project_support.visit_in_future', { day: visitedOn }, ['visitedOn'])] : []),
    ...(daysBetween(visitedOn, today) > OLDEST_DAYS
      ? [problem('project_support.visit_too_old', { day: visitedOn }, ['visitedOn'])]
      : []),
    ...(nextOn !== null && nextOn <= visitedOn
      ? [problem('project_support.next_before_visit', { day: nextOn }, ['nextOn'])]
      : []),
    ...(['sentence', 'problem', 'solution'] as const)
      .filter((field) => /[\r\n]/.test(body[field]))
      .map((field) => problem('project_support.one_sentence', {}, [field])),
    ...(rule.hasProblem && found === '' ? [problem('project_support.problem_missing', {}, ['problem'])] : []),
    ...(!rule.hasProblem && found !== '' ? [problem('project_support.problem_unsaid', {}, ['outcome'])] : []),
    ...(rule.isSolved && solution === '' ? [problem('project_support.solution_missing', {}, ['solution'])] : []),
  ]
  return settled(body, broken)
}

/** Promises of a visit, each with a last day not before it. Refuses `project_support.promise_before_visit` at each that is. */
export function promisesToKeep(promises: readonly VisitPromise[], visitedOn: Day): Outcome<readonly VisitPromise[]> {
  const broken = promises.flatMap(({ dueOn }, index) =>
    dueOn < visitedOn
      ? [problem('project_support.promise_before_visit', { day: dueOn }, ['promises', index, 'dueOn'])]
      : [],
  )
  return settled(promises, broken)
}

/** What may be done to a visit: whoever wrote it down, or whoever keeps the ledger, may change or withdraw it. */
export function visitActions(rights: { readonly isOwn: boolean; readonly mayManage: boolean }): readonly VisitAction[] {
  return rights.isOwn || rights.mayManage ? ['change', 'withdraw'] : []
}
