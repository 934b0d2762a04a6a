import { dayOf, yearOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { unitInScope } from '../../../platform/access.ts'
import type { OperationContext } from '../../../platform/run-operation.ts'
import { requireOpenUnits, titlesOfPosts } from '../../organisation/public.ts'
import type * as contract from '../contract.ts'
import { maskPhone, phoneToKeep, rolesChanged } from '../rules/people.ts'
import { changedFields, projectNumber } from '../rules/project.ts'
import { keepAdjustments } from './adjustments.ts'
import { judgeChanged, judgeNew } from './judge.ts'
import { columnsOfMoney, keepReportedFigure, type MoneyOrigin } from './keep-money.ts'
import { columnsOfMove, keepDocumentMove, keepEntry, type WhyChanged } from './stage-history.ts'
import { keepRecordPeople } from './people.ts'
import * as record from '../store/record.ts'
import type { ProjectRow } from '../store/record.ts'
import { dropGrams, keepGrams } from '../store/search.ts'
import { bodyOfRow, columnsOfBody, gramsOfBody } from '../store/shape.ts'

/** The kind by which neighbours refer to a project. */
export const SUBJECT = 'key_project'

/** Enters a project into the library; the door for neighbours that bring one from a dispatch, a workbook or the sample. */
export async function createProject(
  ctx: OperationContext,
  body: contract.ProjectBody,
  from: {
    readonly source: contract.ProjectSource | null
    readonly importId?: string
    readonly entry?: contract.StageEntry | undefined
  },
): Promise<{ id: string; number: string; version: number }> {
  if (!unitInScope(ctx.scope, body.unitId) && !unitInScope(ctx.scope, body.leadUnitId))
    refuse('forbidden', problem('key_projects.unit_not_yours', {}, ['unitId']))
  const id = newId(ctx.now)
  const [number, light] = await Promise.all([numbered(ctx, body), judgeNew(ctx, id, body)])
  await Promise.all([
    record.insertProject(ctx, {
      ...columnsOfBody(body, []),
      ...columnsOfMoney(body, null),
      ...light,
      id,
      number,
      former_names: '[]',
      stage_since: from.entry?.on ?? null,
      source: from.source && JSON.stringify(from.source),
      created_at: ctx.now,
      updated_at: ctx.now,
    }),
    keepGrams(ctx, number, gramsOfBody(body, [])),
    keepReportedFigure(ctx, id, undefined, body, from),
    keepRecordPeople(ctx, id, { before: null, after: body }, rolesChanged(null, body)),
    keepEntry(ctx, id, body.stage, from),
    keepAdjustments(ctx, id, { before: null, after: body, reason: whyListed(ctx, from, from.entry?.reason) }),
  ])
  ctx.announce('key_projects.created', {
    subject: { kind: SUBJECT, id },
    after: masked(body),
    ...(from.source || from.importId ? { data: from } : {}),
  })
  return { id, number, version: 1 }
}

/** The number of a new project whose places are in order. Numbers are taken last: others of the year wait for it until the commit. */
async function numbered(ctx: OperationContext, body: contract.ProjectBody): Promise<string> {
  await requirePlaces(ctx, body)
  const year = body.planYear ?? yearOf(dayOf(ctx.now))
  return projectNumber(year, body.memberships, await record.nextSerial(ctx, year))
}

/** Changes the fields of a project that is still at `expectedVersion`; answers the new version. Refuses a conflict field by field. */
export async function changeProject(
  ctx: OperationContext,
  projectId: string,
  expectedVersion: number,
  sent: contract.ProjectBody,
  why: WhyChanged & { readonly money?: MoneyOrigin },
): Promise<number> {
  return changeRow(ctx, await record.getProject(ctx, projectId), expectedVersion, sent, why)
}

/** As `changeProject`, of a project that has just been read. */
export async function changeRow(
  ctx: OperationContext,
  row: ProjectRow,
  expectedVersion: number,
  sent: contract.ProjectBody,
  why: WhyChanged & { readonly money?: MoneyOrigin },
): Promise<number> {
  const projectId = row.id
  const before = bodyOfRow(row)
  const body = { ...sent, responsiblePhone: phoneToKeep(before.responsiblePhone, sent.responsiblePhone) }
  if (row.version !== expectedVersion) refuseChanged(masked(before), masked(body))
  if (
    !unitInScope(ctx.scope, body.unitId) &&
    !unitInScope(ctx.scope, body.leadUnitId) &&
    !unitInScope(ctx.scope, body.taskForceId)
  )
    refuse('forbidden', problem('key_projects.unit_not_yours', {}, ['unitId']))
  const formerNames =
    before.name === body.name ? row.former_names : [...row.former_names, { name: before.name, until: dayOf(ctx.now) }]
  const names = formerNames.map((each) => each.name)
  const moved = before.stage === body.stage ? undefined : why.stage
  const columns = moved
    ? columnsOfMove(moved.columns)
    : before.stage === body.stage
      ? {}
      : await keepDocumentMove(ctx, row, body.stage, why)
  const [light] = await Promise.all([
    judgeChanged(ctx, row, body, columns),
    requirePlaces(ctx, body),
    keepAdjustments(ctx, projectId, { before, after: body, reason: whyListed(ctx, why, why.reason) }),
  ])
  const found = new Set(
    gramsOfBody(
      before,
      row.former_names.map((each) => each.name),
    ),
  )
  const kept = new Set(gramsOfBody(body, names))
  const [version] = await Promise.all([
    record.updateProject(ctx, projectId, expectedVersion, {
      ...columnsOfBody(body, names),
      ...columnsOfMoney(body, why.money?.physicalPercent ?? row.physical_percent),
      ...light,
      ...columns,
      former_names: JSON.stringify(formerNames),
      updated_at: ctx.now,
    }),
    keepReportedFigure(ctx, projectId, before, body, why),
    keepRecordPeople(ctx, projectId, { before, after: body }, rolesChanged(before, body)),
    keepGrams(
      ctx,
      row.number,
      [...kept].filter((gram) => !found.has(gram)),
    ),
    dropGrams(
      ctx,
      row.number,
      [...found].filter((gram) => !kept.has(gram)),
    ),
  ])
  const changes = changedFields(masked(before), masked(body))
  const announcement = {
    subject: { kind: SUBJECT, id: projectId },
    before: Object.fromEntries(changes.map((each) => [each.field, each.before])),
    after: Object.fromEntries(changes.map((each) => [each.field, each.after])),
    data: { ...why },
  }
  if (why.stage?.topic === 'moved') ctx.announce('key_projects.stage_moved', announcement)
  else if (why.stage) ctx.announce('key_projects.stage_reversed', announcement)
  else ctx.announce('key_projects.updated', announcement)
  return version
}

/** Why a frozen list may change: what somebody said, or the document the change was read from. */
function whyListed(
  ctx: OperationContext,
  from: { readonly source?: contract.ProjectSource | null | undefined; readonly importId?: string },
  reason: string | undefined,
): string | undefined {
  if (reason) return reason
  if (from.source) return from.source.title
  return from.importId === undefined ? undefined : (ctx.upload?.name ?? dayOf(ctx.now))
}

/** Withdraws a project with a reason; it keeps its place and can be restored. */
export async function withdrawAs(
  ctx: OperationContext,
  projectId: string,
  expectedVersion: number,
  reason: string,
): Promise<number> {
  const body = bodyOfRow(await record.getProject(ctx, projectId))
  await keepAdjustments(ctx, projectId, { before: body, after: null, reason })
  const version = await record.updateProject(ctx, projectId, expectedVersion, {
    withdrawn_at: ctx.now,
    withdrawn_reason: reason,
    updated_at: ctx.now,
  })
  ctx.announce('key_projects.withdrawn', { subject: { kind: SUBJECT, id: projectId }, data: { reason } })
  return version
}

async function requirePlaces(ctx: OperationContext, body: contract.ProjectBody): Promise<void> {
  await requireOpenUnits(ctx, [
    { field: 'unitId', id: body.unitId },
    { field: 'leadUnitId', id: body.leadUnitId },
    { field: 'taskForceId', id: body.taskForceId },
  ])
  if (body.sponsorPostId !== null && !(await titlesOfPosts(ctx, [body.sponsorPostId])).has(body.sponsorPostId))
    refuse('rule_broken', problem('key_projects.post_unknown', {}, ['sponsorPostId']))
}

/** The readable conflict: every field the other person changed, with their value and the one just sent. */
function refuseChanged(theirs: contract.ProjectBody, mine: contract.ProjectBody): never {
  const [first, ...rest] = changedFields(theirs, mine).map(({ field, before, after }) =>
    problem('key_projects.field_changed', { theirs: JSON.stringify(before), mine: JSON.stringify(after) }, [
      'body',
      field,
    ]),
  )
  return refuse('conflict', problem('operation.conflict'), ...(first ? [first, ...rest] : []))
}

/** The body of a record as everybody sees it: the phone number masked. It is read whole one by one, and every reading is written down. */
export function shownBody(row: ProjectRow): contract.ProjectBody {
  return masked(bodyOfRow(row))
}

function masked(body: contract.ProjectBody): contract.ProjectBody {
  return { ...body, responsiblePhone: maskPhone(body.responsiblePhone) }
}

/** The body of a record in a workbook, which is written down as a whole: phone numbers only for those who work on the project. */
export function maskedFor(ctx: OperationContext, row: ProjectRow): contract.ProjectBody {
  const body = bodyOfRow(row)
  const mayRead = ctx.actor.may('key_projects.contacts', [row.unit_id, row.lead_unit_id, row.task_force_id])
  return mayRead ? body : masked(body)
}
