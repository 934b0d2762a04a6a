import { type Day, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { orRefuse, refuse } from '../../../kernel/refusal.ts'
import { writeWorkbook } from '../../../platform/excel/write-workbook.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { type ProjectFacts, readProject } from '../../key-projects/public.ts'
import { type GivenPromise, openItemFrom, openPromise, readPromises } from '../../obstacles/public.ts'
import { listTenants, titlesOfPosts } from '../../organisation/public.ts'
import * as contract from '../contract.ts'
import { promisesToKeep, visitActions, visitToKeep } from '../rules/visits.ts'
import { visitLog } from '../sheets.ts'
import * as store from '../store/visits.ts'
import { projectsById, projectsInScope, VISIT } from './scope.ts'

/** The operations on visits. */
export const visitOperations = [
  implement(contract.listVisits, async (ctx, { cursor, limit, ...filter }) => {
    if (filter.projectId) await readProject(ctx, filter.projectId)
    const projectIds = filter.projectId ? undefined : await projectsInScope(ctx)
    const page = await store.listVisits(ctx, { filter, projectIds }, { cursor, limit })
    return { items: await shownVisits(ctx, page.items), nextCursor: page.nextCursor }
  }),

  implement(contract.recordVisit, async (ctx, { projectId, promises, ...body }) => {
    const project = await readProject(ctx, projectId)
    if (project.withdrawn) refuse('rule_broken', problem('project_support.project_withdrawn'))
    const today = dayOf(ctx.now)
    orRefuse(visitToKeep(body, today))
    orRefuse(promisesToKeep(promises, body.visitedOn))
    const visitor = await requirePost(ctx, body.visitorPostId)
    const id = newId(ctx.now)
    await store.insertVisit(ctx, {
      ...columnsOf(body),
      id,
      project_id: projectId,
      recorded_by_id: ctx.actor.personId,
      recorded_by_name: ctx.actor.name,
      withdrawn_at: null,
      withdrawn_reason: null,
      created_at: ctx.now,
      updated_at: ctx.now,
    })
    const promiseIds: string[] = []
    for (const { action, dueOn, unitId } of promises)
      promiseIds.push(
        await openPromise(ctx, { ownerText: visitor.title, unitId, action, dueOn, madeOn: body.visitedOn }),
      )
    await store.insertVisitPromises(ctx, { id, projectId }, promiseIds)
    const isLeft = body.problem !== '' && body.solution === '' && promises.length === 0
    const itemId = isLeft ? await openItem(ctx, project, id, body.problem) : null
    ctx.announce('project_support.visit_recorded', {
      subject: { kind: VISIT, id },
      after: body,
      data: { projectId, promiseIds, itemId },
    })
    return { id, version: 1 }
  }),

  implement(contract.changeVisit, async (ctx, { visitId, expectedVersion, body }) => {
    const row = await getForAction(ctx, visitId, 'change')
    orRefuse(visitToKeep(body, dayOf(ctx.now)))
    await requirePost(ctx, body.visitorPostId)
    const version = await store.updateVisit(ctx, visitId, expectedVersion, { ...columnsOf(body), updated_at: ctx.now })
    ctx.announce('project_support.visit_changed', {
      subject: { kind: VISIT, id: visitId },
      before: bodyOf(row),
      after: body,
      data: { projectId: row.project_id },
    })
    return { id: visitId, version }
  }),

  implement(contract.withdrawVisit, async (ctx, { visitId, expectedVersion, reason }) => {
    const row = await getForAction(ctx, visitId, 'withdraw')
    const version = await store.updateVisit(ctx, visitId, expectedVersion, {
      withdrawn_at: ctx.now,
      withdrawn_reason: reason,
      updated_at: ctx.now,
    })
    ctx.announce('project_support.visit_withdrawn', {
      subject: { kind: VISIT, id: visitId },
      before: bodyOf(row),
      data: { projectId: row.project_id, reason },
    })
    return { id: visitId, version }
  }),

  implement(contract.exportVisits, async (ctx, filter) => {
    if (filter.projectId) await readProject(ctx, filter.projectId)
    const projectIds = filter.projectId ? undefined : await projectsInScope(ctx)
    const visits = await shownVisits(ctx, await store.listWholeVisits(ctx, { filter, projectIds }))
    const today = dayOf(ctx.now)
    const region = (await listTenants(ctx.tx)).find((each) => each.region_code === ctx.scope.region)
    const sheet = visitLog(region?.name ?? '', visits, { today, from: filter.from ?? null, to: filter.to ?? null })
    const bytes = await writeWorkbook([sheet])
    return { name: `${sheet.name}-${today}.xlsx`, type: contract.exportVisits.fileOut ?? '', bytes }
  }),
]

const LONGEST_TITLE = 120

/** A problem neither solved on the spot nor promised away becomes an item of the closed loop, brought up by the project's unit that was there. */
function openItem(ctx: OperationContext, project: ProjectFacts, visitId: string, problemText: string) {
  const title = `${project.name}：${problemText}`
  const units = [project.unitId, project.leadUnitId, project.taskForceId]
  return openItemFrom(ctx, {
    unitId: units.find((unitId) => ctx.actor.isOf(unitId)) ?? project.unitId,
    body: {
      kind: 'obstacle',
      origin: 'visit',
      class: 'other',
      title: title.slice(0, LONGEST_TITLE),
      text: problemText.length < 2 ? title : problemText,
      subject: { kind: 'key_project', id: project.id, title: project.name },
    },
    data: { visitId },
  })
}

/** Visits as they are shown, with their promises as the ledger has them today. */
async function shownVisits(ctx: OperationContext, rows: readonly store.VisitRow[]): Promise<contract.Visit[]> {
  const projectIds = rows.map((row) => row.project_id)
  const projects = await projectsById(ctx, projectIds)
  const posts = await titlesOfPosts(
    ctx,
    rows.map((row) => row.visitor_post_id),
  )
  const made = await store.listVisitPromises(ctx, [...new Set(projectIds)])
  const promises = await readPromises(
    ctx,
    made.map((each) => each.promise_id),
  )
  return rows.map((row) => {
    const project = projects.get(row.project_id)
    return {
      ...bodyOf(row),
      id: row.id,
      projectId: row.project_id,
      projectName: project?.name ?? '',
      projectNumber: project?.number ?? '',
      visitorTitle: posts.get(row.visitor_post_id)?.title ?? '',
      recordedBy: row.recorded_by_name,
      promises: made
        .filter((each) => each.visit_id === row.id)
        .flatMap((each) => promises.get(each.promise_id) ?? [])
        .map(madePromise),
      version: row.version,
      actions: [...visitActions(rightsOn(ctx, row))],
    }
  })
}

/** A promise as the contract shows it. */
export function madePromise(promise: GivenPromise): contract.MadePromise {
  return { ...promise, dueOn: promise.dueOn as Day | null }
}

async function getForAction(
  ctx: OperationContext,
  visitId: string,
  action: contract.VisitAction,
): Promise<store.VisitRow> {
  const row = await store.getVisit(ctx, visitId)
  await readProject(ctx, row.project_id)
  if (!visitActions(rightsOn(ctx, row)).includes(action))
    refuse('forbidden', problem('project_support.visit_not_yours'))
  return row
}

function rightsOn(ctx: OperationContext, row: store.VisitRow) {
  return {
    isOwn: row.recorded_by_id === ctx.actor.personId && ctx.actor.may('project_support.visit'),
    mayManage: ctx.actor.may('project_support.manage'),
  }
}

async function requirePost(ctx: OperationContext, postId: string) {
  const post = (await titlesOfPosts(ctx, [postId])).get(postId)
  return post ?? refuse('rule_broken', problem('project_support.post_unknown', {}, ['visitorPostId']))
}

function columnsOf(body: contract.VisitBody) {
  return {
    visited_on: body.visitedOn,
    visitor_post_id: body.visitorPostId,
    sentence: body.sentence,
    outcome: body.outcome,
    problem: body.problem,
    solution: body.solution,
    next_on: body.nextOn,
  }
}

function bodyOf(row: store.VisitRow): contract.VisitBody {
  return {
    visitedOn: row.visited_on as Day,
    visitorPostId: row.visitor_post_id,
    sentence: row.sentence,
    outcome: row.outcome,
    problem: row.problem,
    solution: row.solution,
    nextOn: row.next_on as Day | null,
  }
}
