import { z } from 'zod'
import { DayText } from '../../kernel/day.ts'
import { Id } from '../../kernel/id.ts'
import { command, query } from '../../kernel/operation.ts'
import { PeriodText } from '../../kernel/period.ts'
import { LIST_LEVELS, ListLevel, STAGES, Stage } from '../key-projects/contract.ts'
import { Light } from '../lights/contract.ts'

export { LIST_LEVELS, type Light, type ListLevel, STAGES, Stage }

const Path = z.string().regex(/^\//)
const Count = z.int().min(0)
const Money = z.int()
const Values = z.record(z.string(), z.union([z.string(), z.number()]))

/** A record of any room: what a line is about, and where it is shown. */
export const Subject = z.object({ kind: z.enum(['key_project', 'target', 'promise', 'item']), id: Id })
export type Subject = z.output<typeof Subject>

/** How many things show each light. */
export const LightCounts = z.object({ red: Count, yellow: Count, green: Count, none: Count })
export type LightCounts = z.output<typeof LightCounts>

/**
 * The figures a board leads with, sums over every project the reader sees. Money is whole yuan, `null` where no project tells any. `completion` is what was invested under a
 * year's plan ÷ the plan; `pace` the money due by each project's own as-of period ÷ its plan, weighted by the plans; both unrounded,
 * `null` where there is nothing to divide by. `withoutFigures` have a plan and no figure.
 */
export const Headline = z.object({
  projects: Count,
  totalInvestment: Money.nullable(),
  yearPlan: Money.nullable(),
  invested: Money.nullable(),
  completion: z.number().nullable(),
  pace: z.number().nullable(),
  withoutFigures: Count,
  lights: LightCounts,
})
export type Headline = z.output<typeof Headline>

const Slice = { count: Count, totalInvestment: Money, lights: LightCounts }
/** Projects of one stage, with their money and lights. */
export const StageSlice = z.object({ stage: Stage, ...Slice })
export type StageSlice = z.output<typeof StageSlice>
/** Projects of one list; a project on two lists counts in both. */
export const LevelSlice = z.object({ level: ListLevel, ...Slice })
export type LevelSlice = z.output<typeof LevelSlice>

/** A unit as a tile of the map: its worst light, and how many of its projects show each. */
export const UnitTile = z.object({ unitId: Id, name: z.string(), kind: z.string(), light: Light, ...Slice })
export type UnitTile = z.output<typeof UnitTile>

/** Where one target stands: ratios unrounded, gap in percentage points, figures as exact text. */
export const TargetLine = z.object({
  id: Id,
  name: z.string(),
  unitText: z.string(),
  unitName: z.string(),
  ownerName: z.string(),
  isRoot: z.boolean(),
  period: PeriodText.nullable(),
  actual: z.string().nullable(),
  plan: z.string().nullable(),
  completion: z.number().nullable(),
  pace: z.number().nullable(),
  gapPoints: z.number().nullable(),
  light: Light,
  path: Path,
})
export type TargetLine = z.output<typeof TargetLine>

/**
 * A red thing: how far behind it is (`shortfall` is 1 − completion ÷ pace), since which period, and whose it is. `behind` is the money
 * missing to be on pace, of projects alone. `streak` tells how many periods in a row, where the rule counted them.
 */
export const RedLine = z.object({
  subject: Subject,
  title: z.string(),
  unitName: z.string(),
  ownerName: z.string(),
  hasOwner: z.boolean(),
  period: PeriodText.nullable(),
  completion: z.number().nullable(),
  pace: z.number().nullable(),
  gapPoints: z.number().nullable(),
  shortfall: z.number().nullable(),
  behind: Money.nullable(),
  streak: Count.nullable(),
  path: Path,
})
export type RedLine = z.output<typeof RedLine>

/** One thing that moved between two states of the region. `from` and `to` are lights, or stages, by the kind of the move. */
export const Move = z.object({
  kind: z.enum(['worse', 'better', 'stage', 'entered', 'left']),
  subject: Subject,
  title: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  path: Path.nullable(),
})
export type Move = z.output<typeof Move>

/** The difference to an earlier day. `isOpening`: that day is the first one kept, later than was asked for. */
export const Changes = z.object({
  since: DayText,
  isOpening: z.boolean(),
  projects: z.int(),
  totalInvestment: Money,
  invested: Money,
  completionPoints: z.number().nullable(),
  red: z.int(),
  yellow: z.int(),
  green: z.int(),
  targetsRed: z.int(),
  moves: z.array(Move),
  moreMoves: Count,
})
export type Changes = z.output<typeof Changes>

/** Everything the wall shows; rooms the reader may not enter are `null`. */
export const Wall = z.object({
  regionName: z.string(),
  year: z.int(),
  asOf: z.string(),
  projects: z
    .object({
      headline: Headline,
      asOfPeriod: PeriodText.nullable(),
      stages: z.array(StageSlice),
      levels: z.array(LevelSlice),
      units: z.array(UnitTile),
    })
    .nullable(),
  targets: z.object({ lights: LightCounts, items: z.array(TargetLine), more: Count }).nullable(),
  reddest: z.array(RedLine),
  reds: Count,
  yesterday: Changes.nullable(),
  lastWeek: Changes.nullable(),
})
export type Wall = z.output<typeof Wall>

/** The board of the region: figures released so far, for everybody in the room to see. */
export const showWall = query({
  id: 'overview.wall',
  summary: 'Show the board of the region: headline figures, pace, lights, what changed, the reddest ten',
  route: 'GET /overview/wall',
  permission: 'overview.view',
  input: z.object({}),
  output: Wall,
})

/** One thing the reader owes. `kind` names its sentence, `count` the rows behind it, `path` where it is done, `float` the working days to spare. */
export const OwedLine = z.object({
  key: z.string(),
  kind: z.string(),
  title: z.string(),
  unitName: z.string().nullable(),
  dueOn: DayText.nullable(),
  isOverdue: z.boolean(),
  count: z.int().min(1),
  path: Path,
  values: Values,
  float: z.int().nullable(),
})
export type OwedLine = z.output<typeof OwedLine>

/** What the reader owes until the end of this week, and until the next working day in any case. */
export const listOwed = query({
  id: 'overview.owed',
  summary: 'List what the reader owes this week, overdue first, nothing twice',
  route: 'GET /overview/owed',
  permission: 'session.own',
  input: z.object({}),
  output: z.object({ today: DayText, until: DayText, items: z.array(OwedLine) }),
})

/** What can be asked of a leader about a red thing; the question is a message. */
export const DECISIONS = [
  'decide_item',
  'name_owner',
  'settle_promise',
  'call_on_site',
  'escalate_streak',
  'set_catch_up_day',
] as const
/** What can be asked of a leader about a red thing; the question is a message. */
export const Decision = z.enum(DECISIONS)
export type Decision = z.output<typeof Decision>

/** A red thing with the one decision it asks. `tier` is that of an item that climbed; `perMonth` is the money a month needed to end the year on plan. */
export const LeaderItem = RedLine.extend({
  decision: Decision,
  dueOn: DayText.nullable(),
  perMonth: Money.nullable(),
  tier: z.int().nullable(),
})
export type LeaderItem = z.output<typeof LeaderItem>

/** Three red things, one decision each. `isOwn`: things the reader sponsors or owns; else of the whole region. */
export const showLeaderPage = query({
  id: 'overview.leader',
  summary: 'Show three red things, each with its reason and the one decision it asks',
  route: 'GET /overview/leader',
  permission: 'overview.view',
  input: z.object({}),
  output: z.object({
    day: DayText,
    isOwn: z.boolean(),
    items: z.array(LeaderItem).max(3),
    reds: Count,
    projects: LightCounts.nullable(),
    targets: LightCounts.nullable(),
  }),
})

/** The rooms a search looks into. */
export const FOUND_KINDS = ['key_project', 'target', 'item', 'promise', 'dispatch', 'contest', 'unit'] as const

/** Something a search found; `note` says more in a few words. */
export const Found = z.object({ kind: z.enum(FOUND_KINDS), id: Id, title: z.string(), note: z.string(), path: Path })
export type Found = z.output<typeof Found>

/** One box for everything: projects, targets, items, promises, dispatches, units. */
export const search = query({
  id: 'overview.search',
  summary: 'Find projects, targets, promises, dispatches and units by Chinese, pinyin or initials',
  route: 'GET /overview/search',
  permission: 'overview.view',
  input: z.object({ text: z.string().trim().min(1).max(100), limit: z.int().min(1).max(50).default(8) }),
  output: z.object({
    items: z.array(Found),
    more: z.array(z.enum(FOUND_KINDS)),
  }),
})

/** Reminds people of what they owe: three days before and on the day, each once. The daily round runs it, some people at a time. */
export const remind = command({
  id: 'overview.remind',
  summary: 'Remind people of deadlines three days before and on the day, each once',
  route: 'POST /overview/reminders',
  permission: 'data.export_all',
  input: z.object({ after: z.string().max(64).default(''), limit: z.int().min(1).max(200).default(50) }),
  output: z.object({ told: Count, people: Count, next: z.string().nullable() }),
})

/** Keeps the state of the region as that of a past day, once a day; without a day, of yesterday. Later boards say what changed since. */
export const keepDay = command({
  id: 'overview.keep_day',
  summary: 'Keep the state of the region as that of a past day, to compare later days with',
  route: 'POST /overview/days',
  permission: 'data.export_all',
  input: z.object({ day: DayText.optional() }),
  output: z.object({ day: DayText, isKept: z.boolean() }),
})

/** Every operation of this capability. */
export const overviewContracts = [showWall, listOwed, showLeaderPage, search, remind, keepDay] as const
