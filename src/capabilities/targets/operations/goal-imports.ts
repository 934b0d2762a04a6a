import { dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { asPeriod } from '../../../kernel/period.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import * as contract from '../contract.ts'
import * as store from '../store/imports.ts'
import { withdrawIndicator } from '../store/indicators.ts'
import * as targets from '../store/targets.ts'
import { requireOpenYears } from '../store/years.ts'
import type { MadeByImport } from '../tables.ts'
import { codeOfOwn, createIndicator } from './administration.ts'
import { changeTarget, createTarget, issueAtOnce, prepareTarget, reviseTarget } from './change.ts'
import { type GoalReading, type PlannedGoal, type ReadGoals, readGoals } from './goal-reading.ts'
import { mappingOf, problemsShown, problemsWorkbook } from './import-answers.ts'
import { takeBackReadTarget } from './read.ts'

/** The operations on tables of goals. */
export const goalImportOperations = [
  implement(contract.previewGoals, async (ctx, reading) => {
    const read = await readGoals(ctx, reading)
    const columns = [...Object.values(read.table.mapping), ...read.table.unmapped]
    return {
      sheets: [...read.sheets],
      sheet: read.sheet.name,
      layout: read.layout,
      headings: columns
        .map(({ column, heading }) => ({ column, heading }))
        .toSorted((one, other) => one.column - other.column),
      mapping: mappingOf(read.table.mapping),
      goals: read.goals.map((each) => goalShown(each, read)),
      problems: problemsShown(read.problems),
      skipped: read.table.skipped.length,
      months: read.months,
    }
  }),

  implement(contract.applyGoals, async (ctx, reading) => {
    const read = await readGoals(ctx, reading)
    const [first, ...rest] = read.problems
    if (first)
      refuse(
        'rule_broken',
        problem('targets.import_has_problems', { count: read.problems.length }),
        ...[first, ...rest].slice(0, 20),
      )
    const changing = read.goals.filter((each) => each.outcome !== 'same')
    if (changing.length === 0) refuse('rule_broken', problem('targets.import_nothing'))
    const made = await takeIn(ctx, changing, read, reading)
    const id = newId(ctx.now)
    const indicators = made.filter((each) => each.kind === 'indicator').length
    const file = ctx.upload?.name ?? ''
    await store.insertImport(ctx, {
      id,
      file_name: file,
      year: reading.year,
      period: asPeriod(String(reading.year)),
      entered: changing.length,
      made_by: ctx.actor.personId,
      made_by_name: ctx.actor.name,
      made_at: ctx.now,
      undone_at: null,
      holds: 'goals',
      made: JSON.stringify(made),
    })
    await store.keepMapping(ctx, read.headings, mappingOf(read.table.mapping), ctx.now)
    ctx.announce('targets.goals_imported', {
      subject: { kind: 'actual_import', id },
      after: { file, entered: changing.length, indicators, year: reading.year },
      data: { reason: reading.reason, ...reading.issue },
    })
    return { id, version: 1, entered: changing.length, indicators }
  }),

  implement(contract.explainGoals, async (ctx, reading) => {
    const read = await readGoals(ctx, reading)
    return problemsWorkbook(read, contract.explainGoals.fileOut ?? '')
  }),

  implement(contract.undoGoals, async (ctx, { importId, expectedVersion, reason }) => {
    const record = await store.getImport(ctx, importId)
    if (record.holds !== 'goals') refuse('not_found', problem('record.not_found'))
    if (record.undone_at !== null) refuse('rule_broken', problem('targets.import_undone'))
    await requireOpenYears(ctx, [record.year])
    // Parts go before the whole they were split from, and targets before their indicators.
    for (const each of record.made.toReversed()) if (each.kind === 'target') await takeBackReadTarget(ctx, each, reason)
    for (const each of record.made)
      if (each.kind === 'indicator') await withdrawIndicator(ctx, each.id, each.version, ctx.now)
    ctx.announce('targets.goals_import_undone', { subject: { kind: 'actual_import', id: importId }, data: { reason } })
    return { id: importId, version: await store.markUndone(ctx, importId, expectedVersion, ctx.now) }
  }),
]

function goalShown(each: PlannedGoal, { unitNames, regionUnitId }: ReadGoals): contract.ImportGoal {
  const { body, isNew, id } = each.indicator
  return {
    row: each.line.row,
    indicatorId: isNew ? null : id,
    indicatorName: body.name,
    unitText: body.unitText,
    measure: body.measure,
    sourceUnitName: unitNames.get(body.sourceUnitId) ?? '',
    unitId: each.unitId,
    unitName: unitNames.get(each.unitId) ?? '',
    ownerName: unitNames.get(each.ownerUnitId) ?? '',
    isSplit: each.unitId !== regionUnitId,
    before: each.existing?.goal ?? null,
    goal: each.goal,
    outcome: each.outcome,
  }
}

/** Makes and changes what a table of goals says, the region's own goals first, so that parts find the whole they are split from. */
async function takeIn(
  ctx: OperationContext,
  goals: readonly PlannedGoal[],
  read: ReadGoals,
  reading: GoalReading,
): Promise<readonly MadeByImport[]> {
  const made: MadeByImport[] = []
  const indicators = new Map<string, string>()
  const idOf = async ({ indicator }: PlannedGoal): Promise<string> => {
    const known = indicator.isNew ? indicators.get(indicator.id) : indicator.id
    if (known !== undefined) return known
    const { id, version } = await createIndicator(ctx, { ...indicator.body, code: await codeOfOwn(ctx) })
    indicators.set(indicator.id, id)
    made.push({ kind: 'indicator', id, version, outcome: 'created', before: null })
    return id
  }
  const wholes = new Map(
    (await targets.listTargetsOfYears(ctx, [reading.year]))
      .filter((each) => each.unit_id === read.regionUnitId)
      .map((each) => [each.indicator_id, each.id]),
  )
  const ordered = [
    ...goals.filter((each) => each.unitId === read.regionUnitId),
    ...goals.filter((each) => each.unitId !== read.regionUnitId),
  ]
  for (const each of ordered) {
    const indicatorId = await idOf(each)
    const isWhole = each.unitId === read.regionUnitId
    const parentId = isWhole ? null : (wholes.get(indicatorId) ?? null)
    const kept = await takeInGoal(ctx, each, { indicatorId, parentId, reading })
    if (isWhole) wholes.set(indicatorId, kept.id)
    made.push({ kind: 'target', ...kept })
  }
  return made
}

type Kept = Omit<MadeByImport, 'kind'>

async function takeInGoal(
  ctx: OperationContext,
  { goal, unitId, ownerUnitId, assessingUnitId, weight, existing, line }: PlannedGoal,
  about: { readonly indicatorId: string; readonly parentId: string | null; readonly reading: GoalReading },
): Promise<Kept> {
  const { indicatorId, parentId, reading } = about
  const issued = async (id: string, version: number) =>
    reading.issue ? issueAtOnce(ctx, id, { reason: reading.reason, ...reading.issue }, null) : version
  if (existing) {
    const version =
      existing.state === 'issued'
        ? await revise(ctx, existing, goal, reading)
        : await changeTarget(ctx, existing.id, existing.version, {
            ...targets.bodyOf(existing),
            goal,
            ...(line.more.owner === '' ? {} : { owner: { unitId: ownerUnitId, postId: null } }),
          })
    return { id: existing.id, version, outcome: 'updated', before: { goal: existing.goal } }
  }
  const withdrawn = await targets.findTarget(ctx, indicatorId, unitId, reading.year)
  const body: contract.TargetBody = {
    indicatorId,
    year: reading.year,
    unitId,
    campaignId: null,
    parentId,
    goal,
    owner: { unitId: ownerUnitId, postId: null },
    assessingUnitId,
    weight,
    curveCode: 'linear',
    groupKey: null,
  }
  if (!withdrawn) {
    const { id, version } = await createTarget(ctx, body)
    return { id, version: await issued(id, version), outcome: 'created', before: null }
  }
  const restored = await prepareTarget(ctx, withdrawn.id, withdrawn.version, 'restore', reading.reason)
  const record = await targets.getTarget(ctx, withdrawn.id)
  const isBinding = record.state === 'issued'
  const version = isBinding
    ? await revise(ctx, record, goal, reading)
    : await changeTarget(ctx, record.id, restored, { ...body, parentId: record.parent_id ?? parentId })
  return {
    id: record.id,
    version: isBinding ? version : await issued(record.id, version),
    outcome: 'created',
    before: null,
  }
}

/** Revises an issued target by the body that decided it; without a decision of this table, by the one it was issued by. */
async function revise(
  ctx: OperationContext,
  record: targets.TargetRecord,
  goal: contract.Goal,
  reading: GoalReading,
): Promise<number> {
  const last = (await targets.listVersions(ctx, [record.id])).map(targets.versionOf).at(-1)
  if (last && JSON.stringify(last.goal) === JSON.stringify(goal)) return record.version
  const today = dayOf(ctx.now)
  const effectiveOn =
    [reading.issue?.effectiveOn ?? today, last?.effectiveOn ?? today, today].toSorted().at(-1) ?? today
  const { version } = await reviseTarget(ctx, record.id, record.version, {
    goal,
    reason: reading.reason,
    approvingBody: last?.approvingBody ?? reading.issue?.approvingBody ?? reading.reason.slice(0, 200),
    decidedOn: today,
    effectiveOn,
  })
  return version
}
