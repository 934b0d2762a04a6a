import { asDay, dayOf } from '../../../kernel/day.ts'
import { newId } from '../../../kernel/ids.ts'
import { problem } from '../../../kernel/problem.ts'
import { refuse } from '../../../kernel/refusal.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listProjectFacts, type ProjectFacts } from '../../key-projects/public.ts'
import { listOpenItemsOf, openPromise, readPromises } from '../../obstacles/public.ts'
import { listProjectPhotos } from '../../progress-reports/public.ts'
import { lastVisitsTo } from '../../project-support/public.ts'
import * as contract from '../contract.ts'
import { thenAndNow } from '../rules/photos.ts'
import { lateStops } from '../rules/route.ts'
import { type ContestRow, getContest, lockContest } from '../store/contests.ts'
import { findEarlierStop, findTourBefore, keepStops, listStops, type StopRow, updateStop } from '../store/stops.ts'
import { CONTEST } from './open-contest.ts'

/** A route may be set until the result is counted. */
const PLANNABLE = new Set<contract.ContestState>(['draft', 'frozen', 'running', 'closed'])

/** The operations of an observation tour: its route, what is written down on it, the card of a stop, what to look back at. */
export const tourOperations = [
  implement(contract.listStops, async (ctx, { contestId }) => {
    await getContest(ctx, contestId)
    return { items: await shownStops(ctx, await listStops(ctx, contestId)) }
  }),

  implement(contract.saveStops, async (ctx, { contestId, stops }) => {
    const row = await openTour(ctx, contestId, PLANNABLE)
    const known = new Set((await listStops(ctx, contestId)).map(({ id }) => id))
    await requireSound(ctx, row, stops, known)
    await keepStops(
      ctx,
      contestId,
      stops.map((stop, at) => ({
        id: stop.id ?? newId(ctx.now),
        ordinal: at + 1,
        kind: stop.kind,
        entrant_key: stop.entrantKey,
        project_id: stop.projectId,
        name: stop.name,
        place: stop.place,
        stop_on: stop.on,
        arrive_at: stop.arriveAt,
        minutes: stop.minutes,
        drive_minutes: stop.driveMinutes,
        narrator: stop.narrator,
        promise: stop.promise,
      })),
    )
    ctx.announce('contests.stops_set', { subject: { kind: CONTEST, id: contestId }, data: { stops: stops.length } })
    return { items: await shownStops(ctx, await listStops(ctx, contestId)) }
  }),

  implement(contract.markStop, async (ctx, { contestId, stopId, what, promise }) => {
    const row = await openTour(ctx, contestId, new Set(['running']))
    const stop = (await listStops(ctx, contestId)).find(({ id }) => id === stopId)
    if (!stop) return refuse('not_found', problem('record.not_found'))
    if (what === 'arrived' ? stop.arrived_at : stop.left_at) refuse('rule_broken', problem('contests.stop_marked'))
    if (what === 'left' && !stop.arrived_at) refuse('rule_broken', problem('contests.not_arrived'))
    if (what === 'arrived') {
      const [project] = stop.project_id ? await listProjectFacts(wholeRegion(ctx), [stop.project_id]) : []
      await updateStop(ctx, stop, { arrived_at: ctx.now, completion: project?.completion ?? null })
    } else
      await updateStop(ctx, stop, { left_at: ctx.now, ...(promise ? await keepPromise(ctx, row, stop, promise) : {}) })
    ctx.announce(`contests.stop_${what}`, {
      subject: { kind: CONTEST, id: contestId },
      data: { stopId, ...(promise ? { promise } : {}) },
    })
    return { id: stopId, at: ctx.now.toISOString() }
  }),

  implement(contract.showStopCard, async (ctx, { contestId, stopId }) => {
    const row = await getContest(ctx, contestId)
    const stop = (await shownStops(ctx, await listStops(ctx, contestId))).find(({ id }) => id === stopId)
    return stop ? cardOf(ctx, row, stop) : refuse('not_found', problem('record.not_found'))
  }),

  implement(contract.listLookBacks, async (ctx, { contestId }) => {
    const row = await getContest(ctx, contestId)
    const from = await findTourBefore(ctx, row.held_on)
    if (!from) return { from: null, items: [] }
    const stops = await listStops(ctx, from.id)
    const projects = await seenProjects(
      ctx,
      stops.map(({ project_id }) => project_id),
    )
    return {
      from: { contestId: from.id, name: from.name, heldOn: from.held_on },
      items: stops.map((stop) => {
        const project = stop.project_id === null ? undefined : projects.get(stop.project_id)
        return {
          stopId: stop.id,
          name: stop.name,
          projectId: stop.project_id,
          promise: stop.made_promise || stop.promise,
          light: project?.light ?? null,
          completionThen: project ? stop.completion : null,
          completionNow: project?.completion ?? null,
        }
      }),
    }
  }),
]

async function openTour(
  ctx: OperationContext,
  contestId: string,
  states: ReadonlySet<contract.ContestState>,
): Promise<ContestRow> {
  const row = await lockContest(ctx, contestId)
  if (row.kind !== 'tour') refuse('rule_broken', problem('contests.not_a_tour'))
  if (!states.has(row.state))
    refuse('rule_broken', problem('contests.not_in_state', { action: 'stops', state: row.state }))
  return row
}

async function requireSound(
  ctx: OperationContext,
  { body }: ContestRow,
  stops: readonly (contract.StopBody & { readonly id?: string | undefined })[],
  known: ReadonlySet<string>,
): Promise<void> {
  const wanted = stops.flatMap(({ projectId }) => projectId ?? [])
  const projects = new Set((await listProjectFacts(wholeRegion(ctx), wanted)).map(({ id }) => id))
  const entrants = new Set(body.entrants.map(({ key }) => key))
  const [first, ...rest] = stops.flatMap((stop, at) => [
    ...(stop.id === undefined || known.has(stop.id) ? [] : [problem('record.not_found', {}, ['stops', at, 'id'])]),
    ...(stop.projectId === null || projects.has(stop.projectId)
      ? []
      : [problem('record.not_found', {}, ['stops', at, 'projectId'])]),
    ...(stop.entrantKey === null || entrants.has(stop.entrantKey)
      ? []
      : [problem('contests.no_such_entrant', {}, ['stops', at, 'entrantKey'])]),
  ])
  if (first) refuse('invalid', first, ...rest)
}

/** What is promised at a stop; with a day it stands in the ledger of promises too, on the unit that shows the stop. */
async function keepPromise(
  ctx: OperationContext,
  { body }: ContestRow,
  stop: StopRow,
  { action, dueOn }: { readonly action: string; readonly dueOn: string | null },
) {
  const entrant = body.entrants.find(({ key }) => key === stop.entrant_key)
  if (dueOn === null) return { made_promise: action }
  const promised = {
    ownerText: entrant?.name ?? stop.name,
    unitId: entrant?.unitId ?? null,
    action,
    dueOn: asDay(dueOn),
    madeOn: dayOf(ctx.now),
  }
  return { made_promise: action, promise_id: await openPromise(ctx, promised) }
}

function wholeRegion(ctx: OperationContext): OperationContext {
  return { ...ctx, scope: { ...ctx.scope, reach: 'region' } }
}

/** The projects among some that the reader may see in their own ledger. */
async function seenProjects(
  ctx: OperationContext,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string, ProjectFacts>> {
  const scope = ctx.actor.scopeOf('key_projects.view')
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))]
  if (!scope || wanted.length === 0) return new Map()
  return new Map((await listProjectFacts({ ...ctx, scope }, wanted)).map((project) => [project.id, project]))
}

async function shownStops(ctx: OperationContext, rows: readonly StopRow[]): Promise<contract.Stop[]> {
  const projects = await seenProjects(
    ctx,
    rows.map(({ project_id }) => project_id),
  )
  const late = lateStops(rows.map(timesOf))
  return rows.map((row, at) => ({
    ...timesOf(row),
    kind: row.kind,
    entrantKey: row.entrant_key,
    projectId: row.project_id,
    name: row.name,
    place: row.place,
    narrator: row.narrator,
    promise: row.promise,
    id: row.id,
    ordinal: row.ordinal,
    projectName: (row.project_id !== null && projects.get(row.project_id)?.name) || null,
    madePromise: row.made_promise,
    arrivedAt: row.arrived_at?.toISOString() ?? null,
    leftAt: row.left_at?.toISOString() ?? null,
    isLate: late[at] ?? false,
  }))
}

function timesOf(row: StopRow) {
  return { on: asDay(row.stop_on), arriveAt: row.arrive_at, minutes: row.minutes, driveMinutes: row.drive_minutes }
}

async function cardOf(ctx: OperationContext, row: ContestRow, stop: contract.Stop): Promise<contract.StopCard> {
  const project = stop.projectId === null ? undefined : (await seenProjects(ctx, [stop.projectId])).get(stop.projectId)
  const empty = { project: null, lastVisit: null, promises: [], obstacles: [], photosThen: [], photosNow: [] }
  if (!project) return { stop, ...empty }
  const before = await findEarlierStop(ctx, project.id, row.held_on)
  const visits = (await lastVisitsTo(ctx, [project.id])).get(project.id)
  const made = before?.promise_id ? [...(await readPromises(ctx, [before.promise_id])).values()] : []
  const items = await listOpenItemsOf(ctx, 'key_project', [project.id])
  const photos = ctx.actor.may('progress_reports.view') ? await listProjectPhotos(ctx, project.id) : []
  const { photosThen, photosNow } = thenAndNow(photos, before?.held_on ?? null)
  return {
    stop,
    project: {
      id: project.id,
      name: project.name,
      stage: project.stage,
      light: project.light,
      totalInvestment: project.totalInvestment,
      yearPlan: project.yearPlan,
      investedThisYear: project.investedThisYear,
      investedAsOf: project.investedAsOf,
      completion: project.completion,
      pace: project.pace,
      physicalProgress: project.physicalProgress,
      plannedCompletionOn: project.plannedCompletionOn,
    },
    lastVisit: before
      ? {
          contestId: before.contest_id,
          name: before.name,
          heldOn: before.held_on,
          promise: before.made_promise || before.promise,
        }
      : null,
    promises: [...made, ...(visits?.promises ?? [])].map(({ id, action, dueOn, state, isOverdue }) => ({
      id,
      action,
      dueOn,
      state,
      isOverdue,
    })),
    obstacles: items.map(({ id, number, title, dueOn }) => ({ id, number, title, dueOn })),
    photosThen: photosThen.map(shownPhoto),
    photosNow: photosNow.map(shownPhoto),
  }
}

function shownPhoto({ id, takenOn, caption }: { id: string; takenOn: string; caption: string }) {
  return { photoId: id, takenOn, caption }
}
