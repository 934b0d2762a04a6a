import { problem } from '../../../kernel/problem.ts'
import { Refusal, refuse } from '../../../kernel/refusal.ts'
import { listHistory } from '../../../platform/audit.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listItemHappenings } from '../../obstacles/public.ts'
import { namesOfUnits, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { keepAdjustments } from './adjustments.ts'
import { changeRow, createProject, shownBody, SUBJECT, withdrawAs } from './change.ts'
import { duplicateOperations } from './duplicates.ts'
import { eventOperations } from './events.ts'
import { excuseOperations } from './excuses.ts'
import { judgeChanged } from './judge.ts'
import { keepStatisticalFigure } from './keep-money.ts'
import { lifeOperations } from './life.ts'
import { lineageOperations } from './lineage.ts'
import { listOperations } from './lists.ts'
import { mapOperations } from './map.ts'
import { moneyOperations } from './money.ts'
import { peopleOperations } from './people.ts'
import { rejudgeOperations } from './rejudge.ts'
import { viewOperations } from './views.ts'
import { workbookOperations } from './workbook.ts'
import { yearOperations } from './years.ts'
import { registrationProblems } from '../rules/moves.ts'
import { availableActions, changedFields, readLightMarks } from '../rules/project.ts'
import * as list from '../store/list.ts'
import { listLinks } from '../store/lineage.ts'
import * as record from '../store/record.ts'
import { bodyOfRow, statisticsOfRow } from '../store/shape.ts'

/** Every operation of key projects. */
export const keyProjectsOperations = [
  implement(contract.listProjects, async (ctx, { sort, descending, cursor, limit, ...filter }) => {
    const page = await list.listProjects(ctx, filter, { sort, descending, cursor, limit })
    const units = await namesOfUnits(
      ctx,
      page.items.flatMap((row) => [row.unit_id, row.lead_unit_id]),
    )
    const posts = await titlesOfPosts(
      ctx,
      page.items.map((row) => row.sponsor_post_id),
    )
    return {
      items: page.items.map((row) => ({
        id: row.id,
        number: row.number,
        name: row.name,
        stage: row.stage,
        category: row.category as contract.ProjectLine['category'],
        memberships: [...row.memberships],
        unitId: row.unit_id,
        unitName: units.get(row.unit_id)?.shortName ?? '',
        leadUnitName: nameOf(units, row.lead_unit_id),
        sponsorTitle: (row.sponsor_post_id && posts.get(row.sponsor_post_id)?.title) || null,
        enterprise: row.enterprise,
        totalInvestment: row.total_investment as contract.ProjectLine['totalInvestment'],
        yearPlan: row.year_plan as contract.ProjectLine['yearPlan'],
        investedThisYear: row.invested_this_year as contract.ProjectLine['investedThisYear'],
        investedAsOf: row.invested_as_of as contract.ProjectLine['investedAsOf'],
        completion: row.completion,
        light: row.light,
        lightDimensions: readLightMarks(row.light_marks),
        plannedStartOn: row.planned_start_on as contract.ProjectLine['plannedStartOn'],
        plannedCompletionOn: row.planned_completion_on as contract.ProjectLine['plannedCompletionOn'],
        isRegistered: row.investment_registered_on !== null,
        withdrawn: row.withdrawn_at !== null,
        updatedAt: row.updated_at.toISOString(),
        version: row.version,
      })),
      nextCursor: page.nextCursor,
    }
  }),

  implement(contract.countProjects, async (ctx, filter) => {
    const counted = await list.countProjects(ctx, filter)
    const units = await namesOfUnits(
      ctx,
      counted.byUnit.map((row) => row.unit_id),
    )
    return {
      ...counted,
      byUnit: counted.byUnit.map(({ unit_id, ...row }) => ({
        ...row,
        unitId: unit_id,
        unitName: units.get(unit_id)?.shortName ?? '',
      })),
    } as never
  }),

  implement(contract.showProject, async (ctx, { projectId }) => {
    const row = await record.getProject(ctx, projectId)
    const units = await namesOfUnits(ctx, [row.unit_id, row.lead_unit_id, row.task_force_id])
    const posts = await titlesOfPosts(ctx, [row.sponsor_post_id])
    return {
      ...shownBody(row),
      ...statisticsOfRow(row),
      id: row.id,
      number: row.number,
      formerNames: [...row.former_names] as contract.FormerName[],
      unitName: units.get(row.unit_id)?.name ?? '',
      leadUnitName: nameOf(units, row.lead_unit_id),
      taskForceName: nameOf(units, row.task_force_id),
      sponsorTitle: (row.sponsor_post_id && posts.get(row.sponsor_post_id)?.title) || null,
      completion: row.completion,
      pace: row.pace,
      light: row.light,
      lightReason: row.light_reason,
      lightDimensions: row.light_dimensions.map(({ key, light, excused, reason }) => ({ key, light, excused, reason })),
      lightRule: row.light_rule,
      source: row.source,
      withdrawnReason: row.withdrawn_reason,
      stageSince: row.stage_since as contract.Project['stageSince'],
      stageLeft: row.stage_left,
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
      version: row.version,
      actions: [...actionsOn(ctx, row)],
    }
  }),

  implement(contract.listProjectHistory, async (ctx, { projectId }) => {
    await record.getProject(ctx, projectId)
    const events = await listHistory(ctx.tx, ctx.scope.region, { kind: SUBJECT, id: projectId })
    const own = events.map((event) => ({
      id: event.id,
      at: event.at.toISOString(),
      topic: event.topic,
      actorName: event.actorName,
      onBehalfOf: event.onBehalfOf,
      reason: typeof event.data?.['reason'] === 'string' ? event.data['reason'] : null,
      changes: [...changedFields(event.before ?? {}, event.after ?? {})],
    }))
    const ofItems = (await listItemHappenings(ctx, SUBJECT, projectId)).map(({ title, ...each }) => ({
      ...each,
      reason: title,
      changes: [],
    }))
    return {
      items: [...own, ...ofItems].toSorted((one, other) => (one.at > other.at ? -1 : one.at < other.at ? 1 : 0)),
    }
  }),

  implement(contract.createProject, (ctx, { entry, ...body }) => createProject(ctx, body, { source: null, entry })),

  implement(contract.updateProject, async (ctx, { projectId, expectedVersion, body, reason }) => {
    const row = await getForAction(ctx, projectId, 'edit')
    if (row.version === expectedVersion && row.stage !== body.stage)
      refuse('rule_broken', problem('key_projects.stage_by_move', {}, ['body', 'stage']))
    const why = reason ? { reason } : {}
    return { id: projectId, version: await changeRow(ctx, row, expectedVersion, body, why) }
  }),

  implement(contract.enterProjectStatistics, async (ctx, { projectId, expectedVersion, ...figures }) => {
    const row = await getForAction(ctx, projectId, 'enter_statistics')
    const tooEarly = registrationProblems(
      { stage: row.stage, stageLeft: row.stage_left, startedOn: row.started_on },
      figures,
    )
    if (tooEarly.length > 0) throw new Refusal('rule_broken', tooEarly)
    const version = await record.updateProject(ctx, projectId, expectedVersion, {
      statistical_total: figures.statisticalTotal,
      statistical_this_year: figures.statisticalThisYear,
      statistical_as_of: figures.statisticalAsOf,
      investment_registered_on: figures.investmentRegisteredOn,
      four_above_on: figures.fourAboveOn,
      ...(await judgeChanged(ctx, row, bodyOfRow(row), {
        investment_registered_on: figures.investmentRegisteredOn,
      })),
      updated_at: ctx.now,
    })
    await keepStatisticalFigure(ctx, projectId, figures)
    ctx.announce('key_projects.statistics_entered', {
      subject: { kind: SUBJECT, id: projectId },
      before: statisticsOfRow(row),
      after: figures,
    })
    return { id: projectId, version }
  }),

  implement(contract.withdrawProject, async (ctx, { projectId, expectedVersion, reason }) => {
    await getForAction(ctx, projectId, 'withdraw')
    return { id: projectId, version: await withdrawAs(ctx, projectId, expectedVersion, reason) }
  }),

  implement(contract.restoreProject, async (ctx, { projectId, expectedVersion }) => {
    const row = await getForAction(ctx, projectId, 'restore')
    await requireNotWentOn(ctx, projectId)
    await keepAdjustments(ctx, projectId, { before: null, after: bodyOfRow(row), reason: row.withdrawn_reason ?? '' })
    const version = await record.updateProject(ctx, projectId, expectedVersion, {
      withdrawn_at: null,
      withdrawn_reason: null,
      updated_at: ctx.now,
    })
    ctx.announce('key_projects.restored', { subject: { kind: SUBJECT, id: projectId } })
    return { id: projectId, version }
  }),

  ...lifeOperations,
  ...listOperations,
  ...yearOperations,
  ...eventOperations,
  ...duplicateOperations,
  ...lineageOperations,
  ...moneyOperations,
  ...peopleOperations,
  ...mapOperations,
  ...excuseOperations,
  ...rejudgeOperations,
  ...viewOperations,
  ...workbookOperations,
]

type Row = Awaited<ReturnType<typeof record.getProject>>

function actionsOn(ctx: OperationContext, row: Row) {
  const units = [row.unit_id, row.lead_unit_id, row.task_force_id]
  return availableActions(row.withdrawn_at === null ? 'kept' : 'withdrawn', {
    mayManage: ctx.actor.may('key_projects.manage', units),
    mayEnterStatistics: ctx.actor.may('key_projects.statistics', units),
  })
}

async function getForAction(ctx: OperationContext, id: string, action: contract.ProjectAction): Promise<Row> {
  const row = await record.getProject(ctx, id)
  if (!actionsOn(ctx, row).includes(action)) refuse('rule_broken', problem('key_projects.not_now', { action }))
  return row
}

/** What was merged into another project or split into parts lives on there. */
async function requireNotWentOn(ctx: OperationContext, projectId: string): Promise<void> {
  const went = (await listLinks(ctx, projectId)).find(
    ({ kind, from_id }) => from_id === projectId && (kind === 'merged' || kind === 'split'),
  )
  if (went) refuse('rule_broken', problem('key_projects.went_on', { kind: went.kind }))
}

function nameOf(units: ReadonlyMap<string, { readonly name: string }>, id: string | null): string | null {
  return (id && units.get(id)?.name) || null
}
