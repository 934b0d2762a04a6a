import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Key } from './body.ts'

const Path = z.object({ contestId: Id })
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** 现场看 · 回头看 · 听汇报: a stop is seen, seen again, or reported on in the meeting. */
export const STOP_KINDS = ['visit', 'look_back', 'report'] as const

/**
 * 停车点: an entry of the route. `entrantKey` is the entrant it belongs to, `projectId` what is seen there. `arriveAt` is the time of day it is
 * planned for and `minutes` how long it takes, the drive to it left out; `promise` is what was promised there last time.
 */
export const StopBody = z.strictObject({
  kind: z.enum(STOP_KINDS).default('visit'),
  entrantKey: Key.nullable().default(null),
  projectId: Id.nullable().default(null),
  name: z.string().trim().min(1).max(100),
  place: z.string().trim().max(200).default(''),
  on: DayText,
  arriveAt: Clock,
  minutes: z.int().min(1).max(480),
  driveMinutes: z.int().min(0).max(480).default(0),
  narrator: z.string().trim().max(100).default(''),
  promise: z.string().trim().max(1000).default(''),
})
export type StopBody = z.output<typeof StopBody>

/** A stop of the route. `madePromise` is what was promised there on this visit; `isLate`: planned before the bus can be there. */
export const Stop = StopBody.extend({
  id: Id,
  ordinal: z.int(),
  projectName: z.string().nullable(),
  madePromise: z.string(),
  arrivedAt: z.string().nullable(),
  leftAt: z.string().nullable(),
  isLate: z.boolean(),
})
export type Stop = z.output<typeof Stop>

/** Lists the route. */
export const listStops = query({
  id: 'contests.list_stops',
  summary: 'List the route of a tour with its times',
  route: 'GET /contests/:contestId/stops',
  permission: 'contests.view',
  input: Path,
  output: z.object({ items: z.array(Stop) }),
})

/** Sets the whole route, in its order; stops with an `id` keep what was written down there. Until the result is counted. */
export const saveStops = command({
  id: 'contests.save_stops',
  summary: 'Set the route of a tour in its order',
  route: 'PUT /contests/:contestId/stops',
  permission: 'contests.manage',
  input: Path.extend({ stops: z.array(StopBody.extend({ id: Id.optional() })).max(100) }),
  output: z.object({ items: z.array(Stop) }),
})

/**
 * Writes down that the bus arrived at a stop or left it, and with the leaving what was promised there: with a day it is a promise of the ledger, on the
 * unit of the entrant.
 */
export const markStop = command({
  id: 'contests.mark_stop',
  summary: 'Write down that the bus arrived at a stop or left it',
  route: 'POST /contests/:contestId/stops/:stopId/mark',
  permission: 'contests.manage',
  input: Path.extend({
    stopId: Id,
    what: z.enum(['arrived', 'left']),
    promise: z
      .strictObject({ action: z.string().trim().min(2).max(500), dueOn: DayText.nullable().default(null) })
      .nullable()
      .default(null),
  }),
  output: z.object({ id: Id, at: z.string() }),
})

/** A photo of a stop's project, by its id in the photos of progress reports. */
const StopPhoto = z.object({ photoId: Id, takenOn: z.string(), caption: z.string() })

/**
 * 停车点卡: plan and facts of the project, what was promised last time and what became of it, photos then and now, light and open obstacles.
 * What the reader may not see in the neighbour's ledger is missing here too.
 */
export const StopCard = z.object({
  stop: Stop,
  project: z
    .object({
      id: Id,
      name: z.string(),
      stage: z.string(),
      light: z.string(),
      totalInvestment: z.number().nullable(),
      yearPlan: z.number().nullable(),
      investedThisYear: z.number().nullable(),
      investedAsOf: z.string().nullable(),
      completion: z.number().nullable(),
      pace: z.number().nullable(),
      physicalProgress: z.string(),
      plannedCompletionOn: z.string().nullable(),
    })
    .nullable(),
  lastVisit: z.object({ contestId: Id, name: z.string(), heldOn: z.string(), promise: z.string() }).nullable(),
  promises: z.array(
    z.object({
      id: Id,
      action: z.string(),
      dueOn: z.string().nullable(),
      state: z.enum(['open', 'kept', 'late', 'broken', 'withdrawn']),
      isOverdue: z.boolean(),
    }),
  ),
  obstacles: z.array(z.object({ id: Id, number: z.string(), title: z.string(), dueOn: z.string().nullable() })),
  photosThen: z.array(StopPhoto),
  photosNow: z.array(StopPhoto),
})
export type StopCard = z.output<typeof StopCard>

/** Shows a stop card. */
export const showStopCard = query({
  id: 'contests.stop_card',
  summary: 'Show the card of a stop: plan and facts, the last promise, photos then and now, light, open obstacles',
  route: 'GET /contests/:contestId/stops/:stopId/card',
  permission: 'contests.view',
  input: Path.extend({ stopId: Id }),
  output: StopCard,
})

/** Lists the stops of the last published tour as candidates to be seen again: what was promised there and where the project stands now. */
export const listLookBacks = query({
  id: 'contests.look_backs',
  summary: 'List the stops of the last published tour as candidates to be seen again',
  route: 'GET /contests/:contestId/look-backs',
  permission: 'contests.view',
  input: Path,
  output: z.object({
    from: z.object({ contestId: Id, name: z.string(), heldOn: z.string() }).nullable(),
    items: z.array(
      z.object({
        stopId: Id,
        name: z.string(),
        projectId: Id.nullable(),
        promise: z.string(),
        light: z.string().nullable(),
        completionThen: z.number().nullable(),
        completionNow: z.number().nullable(),
      }),
    ),
  }),
})

/** The operations of a tour. */
export const tourContracts = [listStops, saveStops, markStop, showStopCard, listLookBacks] as const
