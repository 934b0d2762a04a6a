import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { figureSeen } from '../rules/round-sight.ts'
import { type FigureRow, insertFigures, standing } from '../store/round-figures.ts'
import { insertSignature } from '../store/round-signatures.ts'
import { countStreaks } from './round-collect.ts'
import {
  isSourceOf,
  type ReadCriterion,
  readHeldRound,
  readRound,
  type ReadRound,
  requireAct,
  ROUND,
} from './round-read.ts'
import { unitsSeen } from './round-view.ts'
import { tellSignatureBroken } from './tellings.ts'

/** What goes into a round: figures entered and corrected by their source units, and signed. */
export const roundFiguresOperations = [
  implement(contract.listRoundFigures, async (ctx, { roundId, criterion, unitId, history }) => {
    const round = await readRound(ctx, roundId)
    const isShown = figuresSeen(ctx, round)
    const current = new Set(round.figures.map(({ id }) => id))
    return {
      items: (history ? round.lines : round.figures)
        .filter((each) => isShown(each))
        .filter((each) => criterion === undefined || each.criterion === criterion)
        .filter((each) => unitId === undefined || each.unit_id === unitId)
        .map((each) => figureLine(round, each, current.has(each.id))),
    }
  }),

  implement(contract.enterFigures, async (ctx, { roundId, criterion: key, values }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'enter')
    const criterion = getOwnCriterion(ctx, round, key)
    const there = new Map(round.figures.map((each) => [`${each.unit_id} ${each.criterion} ${each.figure}`, each]))
    const given = new Map(values.map((each) => [`${each.unitId} ${each.figure}`, each]))
    const rows = [...given.values()].flatMap(({ unitId, figure, value, evidence }) => {
      const asked = criterion.asked.find((each) => each.unitId === unitId && each.figure.key === figure)
      if (!asked) return refuse('rule_broken', problem('assessment.figure_not_asked', { figure }, ['values']))
      if (asked.figure.from.kind !== 'unit')
        return refuse(
          'rule_broken',
          problem('assessment.figure_not_entered', { figure: asked.figure.name }, ['values']),
        )
      const before = there.get(`${unitId} ${key} ${figure}`)
      if (before && before.value === value && before.evidence === evidence) return []
      return [
        {
          ...authorship(ctx, round, criterion),
          unit_id: unitId,
          figure,
          value,
          kind: 'entered' as const,
          evidence,
          reason: null,
          objection_id: null,
          replaces: before?.id ?? null,
        },
      ]
    })
    await insertFigures(ctx, rows)
    await countStreaks(ctx, round)
    ctx.announce('assessment.figures_entered', {
      subject: { kind: ROUND, id: roundId },
      data: { criterion: key, entered: rows.length },
    })
    return { id: roundId, version: round.row.version, entered: rows.length }
  }),

  implement(contract.signCriterion, async (ctx, { roundId, criterion: key, digest }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'sign')
    const criterion = getOwnCriterion(ctx, round, key)
    if (criterion.missing.length > 0)
      refuse('rule_broken', problem('assessment.figures_missing', { count: criterion.missing.length }))
    if (criterion.digest !== digest) refuse('conflict', problem('assessment.figures_changed'))
    await insertSignature(ctx, {
      region_code: ctx.scope.region,
      id: newId(ctx.now),
      round_id: roundId,
      criterion: key,
      unit_id: criterion.body.sourceUnitId ?? '',
      digest,
      signed_by: ctx.actor.personId,
      signed_by_name: ctx.actor.name,
      signed_at: ctx.now,
    })
    ctx.announce('assessment.criterion_signed', {
      subject: { kind: ROUND, id: roundId },
      data: { criterion: key, digest },
    })
    return { id: roundId, version: round.row.version, signedAt: ctx.now.toISOString() }
  }),

  implement(contract.correctFigure, async (ctx, { roundId, lineId, value, reason, evidence }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'correct')
    const line = round.lines.find(({ id }) => id === lineId) ?? refuse('not_found', problem('record.not_found'))
    const criterion = getOwnCriterion(ctx, round, line.criterion)
    const id = await correctLine(ctx, round, criterion, { line, value, reason, evidence, objectionId: null })
    return { id: roundId, version: round.row.version, lineId: id }
  }),
]

/**
 * Replaces a line of a figure by a correction and says so: the old line stays in print. Refuses `assessment.line_replaced` where it is not the last,
 * and `assessment.same_value`.
 */
export async function correctLine(
  ctx: OperationContext,
  round: ReadRound,
  criterion: ReadCriterion,
  correction: {
    readonly line: FigureRow
    readonly value: string | null
    readonly reason: string
    readonly evidence: string
    readonly objectionId: string | null
  },
): Promise<string> {
  const { line, value, reason, evidence, objectionId } = correction
  if (!standing(round.lines).some(({ id }) => id === line.id)) refuse('conflict', problem('assessment.line_replaced'))
  if (line.value === value) refuse('rule_broken', problem('assessment.same_value', {}, ['value']))
  const row = {
    ...authorship(ctx, round, criterion),
    unit_id: line.unit_id,
    figure: line.figure,
    value,
    kind: 'correction' as const,
    evidence,
    reason,
    objection_id: objectionId,
    replaces: line.id,
  }
  await insertFigures(ctx, [row])
  await countStreaks(ctx, round)
  ctx.announce('assessment.figure_corrected', {
    subject: { kind: ROUND, id: round.row.id },
    before: { value: line.value },
    after: { value },
    data: { unitId: line.unit_id, criterion: line.criterion, figure: line.figure, reason },
  })
  if (criterion.standing === 'good') await tellSignatureBroken(ctx, round, row.id, criterion.body.sourceUnitId)
  return row.id
}

/** Which lines of a round the reader may see: of the units he sees, of the criteria he signs, and all once they are published. */
export function figuresSeen(ctx: OperationContext, round: ReadRound): (line: FigureRow) => boolean {
  if (round.row.state === 'published') return () => true
  const seen = {
    units: unitsSeen(ctx, round),
    signed: new Set(round.criteria.filter((each) => isSourceOf(ctx, each)).map(({ body }) => body.key)),
  }
  return (line) => figureSeen({ unitId: line.unit_id, criterion: line.criterion }, seen)
}

/** A line as pages show it. */
export function figureLine(round: ReadRound, row: FigureRow, isCurrent: boolean): contract.FigureLine {
  return {
    id: row.id,
    unitId: row.unit_id,
    unitName: round.names.get(row.unit_id) ?? '',
    criterion: row.criterion,
    figure: row.figure,
    value: row.value,
    kind: row.kind,
    source: row.source,
    evidence: row.evidence,
    reason: row.reason,
    authorName: row.author_name,
    at: row.created_at.toISOString(),
    replaces: row.replaces,
    isCurrent,
    objectionId: row.objection_id,
  }
}

function getOwnCriterion(ctx: OperationContext, round: ReadRound, key: string): ReadCriterion {
  const criterion = round.criteria.find(({ body }) => body.key === key)
  if (!criterion)
    return refuse('rule_broken', problem('assessment.unknown_criterion', { criterion: key }, ['criterion']))
  return isSourceOf(ctx, criterion)
    ? criterion
    : refuse('forbidden', problem('assessment.not_source_unit', { name: criterion.body.name }))
}

function authorship(ctx: OperationContext, round: ReadRound, { body }: ReadCriterion) {
  return {
    region_code: ctx.scope.region,
    id: newId(ctx.now),
    round_id: round.row.id,
    criterion: body.key,
    source: null,
    author_id: ctx.actor.personId,
    author_name: ctx.actor.name,
    author_unit_id: body.sourceUnitId,
    created_at: ctx.now,
  }
}
