import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import { answererOf, answerProblems } from '../rules/objections.ts'
import { answerDueOn, workdaysLeft } from '../rules/round-clock.ts'
import * as store from '../store/objections.ts'
import { keepCheck } from '../store/round-signatures.ts'
import { listRoundsById } from '../store/rounds.ts'
import { correctLine } from './round-figures.ts'
import { besideLines, takeBack } from './round-lines.ts'
import { actsFor, ownUnits, readHeldRound, type ReadRound, readRounds, requireAct, ROUND } from './round-read.ts'
import { unitsSeen } from './round-view.ts'
import { tellAnswerer, tellObjector } from './tellings.ts'

/** What assessed units do with a round: say that their figures are right, object, take an objection back; and the answers. */
export const objectionsOperations = [
  implement(contract.confirmFigures, async (ctx, { roundId, unitId }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'confirm')
    requireOwnUnit(ctx, round, unitId)
    if (round.checks.some((each) => each.unit_id === unitId)) return { id: roundId, version: round.row.version }
    await keepCheck(ctx, {
      region_code: ctx.scope.region,
      round_id: roundId,
      unit_id: unitId,
      checked_by: ctx.actor.personId,
      checked_by_name: ctx.actor.name,
      checked_at: ctx.now,
    })
    ctx.announce('assessment.figures_confirmed', { subject: { kind: ROUND, id: roundId }, data: { unitId } })
    return { id: roundId, version: round.row.version }
  }),

  implement(contract.listObjections, async (ctx, { roundId, unitId, state, limit }) => {
    const rows = await store.listObjections(ctx, {
      ...(roundId ? { roundIds: [roundId] } : {}),
      unitId,
      state,
      limit,
    })
    const found = await listRoundsById(ctx, [...new Set(rows.map((row) => row.round_id))])
    const rounds = new Map((await readRounds(ctx, found)).map((round) => [round.row.id, round]))
    return {
      items: rows.flatMap((row) => {
        const round = rounds.get(row.round_id)
        return round && seesObjection(ctx, round, row) ? [objectionOf(ctx, round, row)] : []
      }),
    }
  }),

  implement(contract.raiseObjection, async (ctx, { roundId, unitId, about, reason, evidence }) => {
    const round = await readHeldRound(ctx, roundId)
    requireAct(ctx, round, 'object')
    requireOwnUnit(ctx, round, unitId)
    const target =
      about.kind === 'figure' ? figureTarget(round, unitId, about) : await entryTarget(ctx, round, unitId, about)
    const answerer = orRefuse(answererOf({ unitId, about: target.about }))
    const isSame = (row: store.ObjectionRow) =>
      row.state === 'open' &&
      row.unit_id === unitId &&
      row.criterion === target.columns.criterion &&
      row.figure === target.columns.figure &&
      row.entry_id === target.columns.entry_id
    if (round.objections.some(isSame)) refuse('rule_broken', problem('assessment.objection_exists'))
    const id = newId(ctx.now)
    const raisedOn = dayOf(ctx.now)
    const dueOn = answerDueOn(ctx.calendar, raisedOn)
    const row = {
      region_code: ctx.scope.region,
      id,
      round_id: roundId,
      unit_id: unitId,
      ...target.columns,
      reason,
      evidence,
      state: 'open' as const,
      raised_on: raisedOn,
      raised_by: ctx.actor.personId,
      raised_by_name: ctx.actor.name,
      due_on: dueOn,
      answerer_unit_id: answerer.kind === 'unit' ? answerer.unitId : null,
      answered_on: null,
      answered_by_name: null,
      answer: null,
      corrected_value: null,
      created_at: ctx.now,
      updated_at: ctx.now,
    }
    await store.insertObjection(ctx, row)
    ctx.announce('assessment.objection_raised', {
      subject: { kind: ROUND, id: roundId },
      after: { unitId, about, dueOn },
      data: { reason, objectionId: id },
    })
    await tellAnswerer(ctx, round, { id, answererUnitId: row.answerer_unit_id, dueOn })
    return { id, version: 1, dueOn }
  }),

  implement(contract.answerObjection, async (ctx, input) => {
    const row = await store.getObjection(ctx, input.objectionId)
    const round = await readHeldRound(ctx, row.round_id)
    requireAct(ctx, round, 'answer')
    if (!mayAnswer(ctx, row)) refuse('forbidden', problem('assessment.answer_not_yours'))
    const [first, ...rest] = answerProblems({
      state: row.state,
      decision: input.decision,
      isAboutFigure: row.entry_id === null,
      isGiven: input.value !== undefined,
    })
    if (first) refuse('rule_broken', first, ...rest)
    if (input.decision === 'upheld') await putRight(ctx, round, row, input)
    const version = await store.updateObjection(ctx, row.id, input.expectedVersion, {
      state: input.decision,
      answered_on: dayOf(ctx.now),
      answered_by_name: ctx.actor.name,
      answer: input.answer,
      corrected_value: input.decision === 'upheld' ? (input.value ?? null) : null,
      updated_at: ctx.now,
    })
    ctx.announce('assessment.objection_answered', {
      subject: { kind: ROUND, id: row.round_id },
      before: { state: row.state },
      after: { state: input.decision, value: input.value ?? null },
      data: { reason: input.answer, objectionId: row.id, unitId: row.unit_id },
    })
    await tellObjector(ctx, round, { id: row.id, unitId: row.unit_id, decision: input.decision })
    return { id: row.id, version }
  }),

  implement(contract.withdrawObjection, async (ctx, { objectionId, expectedVersion }) => {
    const row = await store.getObjection(ctx, objectionId)
    const round = await readHeldRound(ctx, row.round_id)
    requireOwnUnit(ctx, round, row.unit_id)
    if (row.state !== 'open') refuse('rule_broken', problem('assessment.objection_not_open'))
    const version = await store.updateObjection(ctx, row.id, expectedVersion, {
      state: 'withdrawn',
      updated_at: ctx.now,
    })
    ctx.announce('assessment.objection_withdrawn', {
      subject: { kind: ROUND, id: row.round_id },
      data: { objectionId: row.id, unitId: row.unit_id },
    })
    return { id: row.id, version }
  }),
]

interface Target {
  readonly about: Parameters<typeof answererOf>[0]['about']
  readonly columns: Pick<store.ObjectionRow, 'criterion' | 'figure' | 'entry_id' | 'printed_value' | 'wished_value'>
}

function figureTarget(
  round: ReadRound,
  unitId: string,
  about: { readonly criterion: string; readonly figure: string; readonly wishedValue: string | null },
): Target {
  const criterion = round.criteria.find(({ body }) => body.key === about.criterion)
  const asked = criterion?.asked.find((each) => each.unitId === unitId && each.figure.key === about.figure)
  if (!criterion || !asked)
    return refuse('rule_broken', problem('assessment.figure_not_asked', { figure: about.figure }, ['about', 'figure']))
  const printed = round.figures.find(
    (each) => each.unit_id === unitId && each.criterion === about.criterion && each.figure === about.figure,
  )
  return {
    about: { kind: 'figure', origin: asked.figure.from.kind, sourceUnitId: criterion.body.sourceUnitId },
    columns: {
      criterion: about.criterion,
      figure: about.figure,
      entry_id: null,
      printed_value: printed?.value ?? null,
      wished_value: about.wishedValue,
    },
  }
}

async function entryTarget(
  ctx: OperationContext,
  round: ReadRound,
  unitId: string,
  about: { readonly entryId: string },
): Promise<Target> {
  const line = (await besideLines(ctx, round)).find(({ row }) => row.id === about.entryId)?.row
  if (!line || line.unit_id !== unitId) return refuse('not_found', problem('record.not_found'))
  return {
    about: { kind: 'entry' },
    columns: {
      criterion: null,
      figure: null,
      entry_id: line.id,
      printed_value: line.points,
      wished_value: null,
    },
  }
}

/** Puts right what an upheld objection was about: a figure by a printed correction, a line of points by its reversal. */
async function putRight(
  ctx: OperationContext,
  round: ReadRound,
  row: store.ObjectionRow,
  answer: { readonly value?: string | null | undefined; readonly answer: string; readonly evidence: string },
): Promise<void> {
  const evidence = answer.evidence || row.evidence
  if (row.entry_id !== null) {
    await takeBack(ctx, round, row.entry_id, { reason: answer.answer.slice(0, 100), evidence })
    return
  }
  const criterion = round.criteria.find(({ body }) => body.key === row.criterion)
  const line = round.figures.find(
    (each) => each.unit_id === row.unit_id && each.criterion === row.criterion && each.figure === row.figure,
  )
  if (!criterion || !line) return refuse('not_found', problem('record.not_found'))
  await correctLine(ctx, round, criterion, {
    line,
    value: answer.value ?? null,
    reason: answer.answer,
    evidence,
    objectionId: row.id,
  })
}

/** Whether the person who acts answers an objection: its source unit, else the assessment office; never who raised it. */
export function mayAnswer(ctx: Pick<OperationContext, 'actor'>, row: store.ObjectionRow): boolean {
  if (ctx.actor.personId !== 'system' && ctx.actor.isOf(row.unit_id)) return false
  const unit = row.answerer_unit_id
  return unit === null
    ? ctx.actor.may('assessment.manage')
    : actsFor(ctx, unit) && ctx.actor.may('assessment.sign', [unit])
}

function requireOwnUnit(ctx: OperationContext, round: ReadRound, unitId: string): void {
  if (!round.unitIds.includes(unitId)) refuse('rule_broken', problem('assessment.unit_not_assessed', {}, ['unitId']))
  if (!ownUnits(ctx, round).includes(unitId))
    refuse('forbidden', problem('access.not_allowed', { permission: 'assessment.object' }))
}

/** An objection is its unit's, its group's and the answerer's; everybody's once the round is published. */
function seesObjection(ctx: OperationContext, round: ReadRound, row: store.ObjectionRow): boolean {
  return round.row.published_edition !== null || unitsSeen(ctx, round).has(row.unit_id) || mayAnswer(ctx, row)
}

/** An objection with its clock, as pages show it. */
export function objectionOf(ctx: OperationContext, round: ReadRound, row: store.ObjectionRow): contract.Objection {
  const isOpen = row.state === 'open'
  const isAnswerable = round.row.state === 'checking' || round.row.state === 'correcting'
  return {
    id: row.id,
    roundId: row.round_id,
    schemeName: round.schemeName,
    level: round.row.level,
    period: round.period,
    unitId: row.unit_id,
    unitName: round.names.get(row.unit_id) ?? '',
    criterion: row.criterion,
    criterionName: round.criteria.find(({ body }) => body.key === row.criterion)?.body.name ?? null,
    figure: row.figure,
    entryId: row.entry_id,
    printedValue: row.printed_value,
    wishedValue: row.wished_value,
    reason: row.reason,
    evidence: row.evidence,
    state: row.state,
    raisedOn: row.raised_on as Day,
    raisedByName: row.raised_by_name,
    dueOn: row.due_on as Day,
    daysLeft: isOpen ? workdaysLeft(ctx.calendar, dayOf(ctx.now), row.due_on as Day) : null,
    answererUnitId: row.answerer_unit_id,
    answererUnitName: round.names.get(row.answerer_unit_id ?? '') ?? null,
    answeredOn: row.answered_on as Day | null,
    answeredByName: row.answered_by_name,
    answer: row.answer,
    correctedValue: row.corrected_value,
    version: row.version,
    actions: isOpen
      ? [
          ...(isAnswerable && mayAnswer(ctx, row) ? (['answer'] as const) : []),
          ...(ownUnits(ctx, round).includes(row.unit_id) ? (['withdraw'] as const) : []),
        ]
      : [],
  }
}
