import { type Day, dayOf } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { formatPeriod } from '../../../kernel/format.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { isCheckOpen } from '../rules/round-clock.ts'
import { listRoundsInStates } from '../store/rounds.ts'
import { mayAnswer } from './objections.ts'
import { actionsOn, isSourceOf, ownUnits, readRounds, type ReadRound } from './round-read.ts'

const MOST_READ = 20

/**
 * What the acting person owes to rounds under way: source units figures and signatures, assessed units a look at their figures while they may check,
 * whoever answers an objection its answer by its day, the office the next step, who publishes the publication.
 */
export async function listRoundDuties(ctx: OperationContext, until: Day): Promise<readonly Duty[]> {
  const rows = await listRoundsInStates(ctx, ['open', 'checking', 'correcting', 'settled'], MOST_READ)
  const rounds = await readRounds(ctx, rows)
  return rounds
    .flatMap((round) => [...toSign(ctx, round), ...toCheck(ctx, round), ...toAnswer(ctx, round), ...toMove(ctx, round)])
    .filter(({ dueOn }) => dueOn === null || dueOn <= until)
}

function toSign(ctx: OperationContext, round: ReadRound): readonly Duty[] {
  if (round.row.state === 'settled') return []
  const owing = round.criteria.filter(
    (each) => (each.standing === 'owed' || each.standing === 'broken') && isSourceOf(ctx, each),
  )
  const missing = owing.reduce((sum, each) => sum + each.missing.length, 0)
  return owing.length === 0
    ? []
    : [
        dutyOf(round, missing > 0 ? 'to_enter' : 'to_sign', {
          count: owing.length,
          path: `/assessment/figures?round=${round.row.id}`,
          values: { missing },
        }),
      ]
}

function toCheck(ctx: OperationContext, round: ReadRound): readonly Duty[] {
  const { state, check_due_on: dueOn, id } = round.row
  if (state !== 'checking' || !isCheckOpen(dueOn, dayOf(ctx.now))) return []
  const done = new Set(round.checks.map((each) => each.unit_id))
  const waiting = ownUnits(ctx, round).filter((unit) => !done.has(unit))
  return waiting.length === 0
    ? []
    : [
        dutyOf(round, 'to_check', {
          count: waiting.length,
          dueOn: dueOn as Day,
          path: `/assessment/rounds/${id}`,
          unitName: waiting.length === 1 ? (round.names.get(waiting[0] ?? '') ?? null) : null,
        }),
      ]
}

function toAnswer(ctx: OperationContext, round: ReadRound): readonly Duty[] {
  return round.objections
    .filter((each) => each.state === 'open' && mayAnswer(ctx, each))
    .map((each) => ({
      ...dutyOf(round, 'to_answer', {
        count: 1,
        dueOn: each.due_on as Day,
        path: `/assessment/objections?objection=${each.id}`,
        unitName: round.names.get(each.unit_id) ?? null,
      }),
      key: `assessment.to_answer:${each.id}`,
    }))
}

/** The step that is possible now and nobody but the office or the publisher can take. */
function toMove(ctx: OperationContext, round: ReadRound): readonly Duty[] {
  const actions = actionsOn(ctx, round)
  const path = `/assessment/rounds/${round.row.id}` as const
  if (actions.includes('start_checking')) return [dutyOf(round, 'to_start_checking', { count: 1, path })]
  if (actions.includes('settle')) return [dutyOf(round, 'to_settle', { count: 1, path })]
  return actions.includes('publish') ? [dutyOf(round, 'to_publish', { count: 1, path })] : []
}

function dutyOf(
  round: ReadRound,
  what: 'to_enter' | 'to_sign' | 'to_check' | 'to_answer' | 'to_start_checking' | 'to_settle' | 'to_publish',
  more: Pick<Duty, 'count' | 'path'> & Partial<Pick<Duty, 'dueOn' | 'unitName' | 'values'>>,
): Duty {
  return {
    key: `assessment.${what}:${round.row.id}`,
    kind: `assessment.${what}`,
    title: `${round.schemeName} · ${formatPeriod(round.period, 'zh-CN')}`,
    unitName: null,
    dueOn: null,
    values: {},
    ...more,
  }
}
