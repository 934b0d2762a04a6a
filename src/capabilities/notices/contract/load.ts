import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { ASK_KINDS } from '../../../kernel/ask.ts'

/** What a unit is asked for. */
export const AskKind = z.enum(ASK_KINDS)
export type AskKind = z.output<typeof AskKind>

const Year = z.int().min(2000).max(2100)
const Count = z.int().min(0)

/** A yearly limit: at most so many of a kind a unit, by what rule. `unitId` null: for every unit without a line of its own. */
export const LoadLimit = z.object({
  year: Year,
  kind: AskKind,
  unitId: Id.nullable(),
  limit: z.int().min(0).max(100_000),
  source: z.string().trim().min(2).max(500),
})
export type LoadLimit = z.output<typeof LoadLimit>

/** Limits as they stand, with the state of the row for the next change. */
export const KeptLimit = LoadLimit.extend({ id: Id, unitName: z.string(), version: RecordVersion })
export type KeptLimit = z.output<typeof KeptLimit>

/** What one unit was asked for in a year. `held` were answered already; `limit` null where none is set; `share` is asked ÷ limit. */
export const LoadCell = z.object({
  kind: AskKind,
  asked: Count,
  held: Count,
  limit: Count.nullable(),
  source: z.string(),
  share: z.number().nullable(),
  isOver: z.boolean(),
})
export type LoadCell = z.output<typeof LoadCell>

/** The load of one unit, kind by kind. */
export const LoadRow = z.object({ unitId: Id, unitName: z.string(), asked: Count, cells: z.array(LoadCell) })
export type LoadRow = z.output<typeof LoadRow>

/** What each unit in reach was asked for in a year, the heaviest first, against the limits. Of burden asked, never of usage. */
export const showLoad = query({
  id: 'notices.load',
  summary: 'Show what each unit was asked for in a year against the yearly limits',
  route: 'GET /load',
  permission: 'notices.load',
  input: z.object({ year: Year }),
  output: z.object({
    year: Year,
    asOf: DayText,
    kinds: z.array(AskKind),
    rows: z.array(LoadRow),
    limits: z.array(KeptLimit),
    maySet: z.boolean(),
  }),
})

/** Sets a yearly limit with its source; `limit` null takes it away. */
export const setLimit = command({
  id: 'notices.set_limit',
  summary: 'Set or take away a yearly limit of what units are asked for',
  route: 'PUT /load/limits',
  permission: 'notices.manage',
  input: LoadLimit.extend({ limit: LoadLimit.shape.limit.nullable() }),
  output: z.object({ version: z.int().min(0) }),
})

/** Something the unit has been asked for already. `isHeld`: the answer is there. */
export const Held = z.object({
  kind: AskKind,
  title: z.string(),
  period: z.string(),
  unitName: z.string(),
  askedOn: DayText.nullable(),
  isHeld: z.boolean(),
  path: z.string().regex(/^\//),
})
export type Held = z.output<typeof Held>

/** What is already held or asked of a unit about a subject: what whoever asks again is warned with. */
export const findHeld = query({
  id: 'notices.held',
  summary: 'Find what a unit was asked for already about a subject and period',
  route: 'GET /load/held',
  permission: 'notices.load',
  input: z.object({
    unitId: Id.optional(),
    subjectKind: z.string().max(60).optional(),
    subjectId: z.string().max(64).optional(),
    period: z.string().max(20).optional(),
    text: z.string().trim().max(200).optional(),
  }),
  output: z.object({ items: z.array(Held).max(20), over: z.array(LoadCell) }),
})
