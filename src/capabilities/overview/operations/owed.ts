import { type Day, dayOf, yearOf } from '../../../kernel/day.ts'
import type { Duty } from '../../../kernel/duty.ts'
import { implement, type OperationContext } from '../../../platform/run-operation.ts'
import { listRoundDuties } from '../../assessment/public.ts'
import { listContestDuties } from '../../contests/public.ts'
import { countUndecidedRows } from '../../dispatches/public.ts'
import { listItemDuties, listOwedPromises } from '../../obstacles/public.ts'
import { countLockedAccounts, listOwnPosts } from '../../organisation/public.ts'
import { listNeedDuties } from '../../project-support/public.ts'
import { listReportDuties } from '../../progress-reports/public.ts'
import { listNodeDuties } from '../../schedules/public.ts'
import { countWaiting, listOwedFigures, listWaitingClaims, type OwedFigure } from '../../targets/public.ts'
import * as contract from '../contract.ts'
import defaults from '../data/defaults.json' with { type: 'json' }
import { endOfList, endOfWeek, mergeDuties } from '../rules/duties.ts'
import { leaderItems } from './leader.ts'
import { roomOf } from './rooms.ts'

/** What the reader owes. */
export const owedOperations = [
  implement(contract.listOwed, async (ctx) => {
    const today = dayOf(ctx.now)
    const until = endOfList(today, ctx.calendar)
    return { today, until, items: [...(await owedUntil(ctx, until))] }
  }),
]

/** What the reader owes up to a day, each thing once, by deadline and float. */
export async function owedUntil(ctx: OperationContext, until: Day): Promise<readonly contract.OwedLine[]> {
  const today = dayOf(ctx.now)
  const told: Duty[] = []
  for (const room of ROOMS) told.push(...(await room(ctx, today, until)))
  return mergeDuties(told, { today, until, calendar: ctx.calendar })
}

type Room = (ctx: OperationContext, today: Day, until: Day) => Promise<readonly Duty[]>

/** Rooms that may have something for the reader, each asked once. */
const ROOMS: readonly Room[] = [
  itemsOwed,
  figuresToEnter,
  claimsToAdopt,
  reportsOwed,
  nodesDue,
  needsToAnswer,
  promisesDue,
  targetsWaiting,
  rowsToDecide,
  decisionsAsked,
  accountsLocked,
  contestsToAttend,
  roundsOwed,
]

async function figuresToEnter(ctx: OperationContext, today: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'targets.enter_actual')
  if (!room) return []
  const owed = await listOwedFigures(room, room.scope.unitIds, today)
  const byIndicator = new Map<string, OwedFigure[]>()
  for (const figure of owed)
    byIndicator.set(figure.indicatorId, [...(byIndicator.get(figure.indicatorId) ?? []), figure])
  return [...byIndicator].flatMap(([id, [first, ...rest]]) =>
    first
      ? [
          {
            key: `targets.figures:${id}`,
            kind: 'targets.figures',
            title: first.indicator,
            unitName: rest.every((each) => each.unitId === first.unitId) ? first.unitName : null,
            dueOn: first.dueOn,
            count: rest.length + 1,
            path: `/actuals?indicatorId=${id}`,
            values: { period: first.period, units: new Set([first, ...rest].map((each) => each.unitId)).size },
          } as const,
        ]
      : [],
  )
}

/** Figures documents published of indicators the reader is the source of: to be adopted or set aside. */
async function claimsToAdopt(ctx: OperationContext): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'targets.enter_actual')
  if (!room) return []
  const waiting = await listWaitingClaims(room, room.scope.unitIds)
  const [first, ...rest] = waiting
  if (!first) return []
  return [
    {
      key: 'targets.claims',
      kind: 'targets.claims',
      title: rest.every((each) => each.indicator === first.indicator) ? first.indicator : '',
      unitName: rest.every((each) => each.unitId === first.unitId) ? first.unitName : null,
      dueOn: null,
      count: waiting.length,
      path: '/claims?state=open',
      values: { period: first.period },
    },
  ]
}

async function itemsOwed(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'items.view')
  return room ? listItemDuties(room, until) : []
}

async function reportsOwed(ctx: OperationContext): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'progress_reports.fill')
  return room ? listReportDuties(room) : []
}

async function nodesDue(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'schedules.view')
  return room ? listNodeDuties(room, until) : []
}

async function needsToAnswer(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'project_support.allocate')
  return room ? listNeedDuties(room, until) : []
}

async function contestsToAttend(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'contests.view')
  return room ? listContestDuties(room, until) : []
}

async function roundsOwed(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'assessment.view')
  return room ? listRoundDuties(room, until) : []
}

async function promisesDue(ctx: OperationContext, _today: Day, until: Day): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'promises.manage')
  if (!room) return []
  const owed = (await listOwedPromises(room, { dueTo: until, limit: 200 })).filter((each) => each.dueOn !== null)
  const oldest = owed[0]?.dueOn
  if (oldest && (owed.length > defaults.duesShownOneByOne || room.scope.reach === 'region'))
    return [
      {
        key: 'obstacles.promises',
        kind: 'obstacles.promises_of_many',
        title: '',
        unitName: null,
        dueOn: oldest as Day,
        count: owed.length,
        path: '/promises',
        values: { overdue: owed.filter((each) => each.isOverdue).length },
      },
    ]
  return owed.map((each) => ({
    key: `obstacles.promise:${each.id}`,
    kind: 'obstacles.promise',
    title: each.action,
    unitName: each.ownerText || null,
    dueOn: each.dueOn as Day,
    count: 1,
    path: `/promises/${each.id}`,
    values: {},
  }))
}

async function targetsWaiting(ctx: OperationContext, today: Day): Promise<readonly Duty[]> {
  const decides = roomOf(ctx, 'targets.approve')
  const prepares = roomOf(ctx, 'targets.manage')
  const room = decides ?? prepares
  if (!room) return []
  const waiting = await countWaiting(room, yearOf(today))
  const line = (state: keyof typeof waiting): Duty => ({
    key: `targets.waiting:${state}`,
    kind: `targets.waiting_${state}`,
    title: '',
    unitName: null,
    dueOn: null,
    count: waiting[state],
    path: `/targets?state=${state}`,
    values: {},
  })
  return [...(decides ? [line('consulting'), line('approved')] : []), ...(prepares ? [line('draft')] : [])]
}

async function rowsToDecide(ctx: OperationContext): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'dispatches.accept')
  if (!room) return []
  const { dispatches, rows } = await countUndecidedRows(room)
  return [
    {
      key: 'dispatches.rows',
      kind: 'dispatches.rows_to_decide',
      title: '',
      unitName: null,
      dueOn: null,
      count: rows,
      path: '/dispatches?undecided=1',
      values: { dispatches },
    },
  ]
}

async function decisionsAsked(ctx: OperationContext, today: Day): Promise<readonly Duty[]> {
  const posts = await listOwnPosts(ctx)
  if (!posts.some(({ role }) => role === 'chief_leader' || role === 'sponsoring_leader')) return []
  const { items, reds } = await leaderItems(ctx)
  return [
    {
      key: 'overview.decisions',
      kind: 'overview.decisions',
      title: '',
      unitName: null,
      dueOn: endOfWeek(today),
      count: items.length,
      path: '/leader',
      values: { reds },
    },
  ]
}

async function accountsLocked(ctx: OperationContext): Promise<readonly Duty[]> {
  const room = roomOf(ctx, 'organisation.manage')
  if (!room) return []
  return [
    {
      key: 'organisation.locked',
      kind: 'organisation.locked',
      title: '',
      unitName: null,
      dueOn: null,
      count: await countLockedAccounts(room),
      path: '/organisation/people',
      values: {},
    },
  ]
}
