import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Indicator } from './indicators.ts'
import { Year } from './shared.ts'

/** 快报 初步 核定. */
export const ActualStatus = z.enum(['flash', 'preliminary', 'final'])
export type ActualStatus = z.output<typeof ActualStatus>

/** Where a number can be looked up: a file, a document with a place in it, or words. */
export const Evidence = z.object({
  fileId: Id.nullable().default(null),
  documentId: Id.nullable().default(null),
  text: z.string().trim().max(500).default(''),
})
export type Evidence = z.output<typeof Evidence>

/**
 * One link of the revision chain of an actual figure. `growthPercent` and `rank` of `rankOf` are the published
 * ones, never computed; `yearForecast` is what the source unit expects of the year (预计全年).
 */
export const ActualVersion = z.object({
  number: z.int().min(1),
  value: DecimalText.nullable(),
  growthPercent: DecimalText.nullable().default(null),
  rank: z.int().min(1).nullable().default(null),
  rankOf: z.int().min(1).nullable().default(null),
  yearForecast: DecimalText.nullable().default(null),
  status: ActualStatus,
  asOf: DayText,
  releasedOn: DayText.nullable().default(null),
  evidence: z.array(Evidence).max(20).default([]),
  reason: z.string().trim().max(2000).default(''),
})
export type ActualVersion = z.output<typeof ActualVersion>

/** A link of the chain as it is kept: who entered it and when, and for whom where that was somebody else. */
export const RecordedActual = ActualVersion.extend({
  enteredBy: z.string(),
  onBehalfOf: z.string().nullable(),
  enteredAt: z.iso.datetime(),
})
export type RecordedActual = z.output<typeof RecordedActual>

/** One cell of the month grid. `version` is 0 where nothing was entered yet; a cell nobody here may enter says why by code. */
export const ActualCell = z.object({
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  current: RecordedActual.nullable(),
  version: z.int().min(0),
  lockedBy: z.string().nullable(),
})
export type ActualCell = z.output<typeof ActualCell>

/** An entry for one cell, made on the version the person saw. Over a figure that stood it is a revision and needs its reason. */
export const CellEntry = z.object({
  indicatorId: Id,
  unitId: Id,
  period: PeriodText,
  expectedVersion: z.int().min(0),
  entry: ActualVersion.omit({ number: true }),
})
export type CellEntry = z.output<typeof CellEntry>

/** The month grid of a source unit. */
export const showGrid = query({
  id: 'targets.show_grid',
  summary: 'Show the entry grid of a year: every figure due from the units of the person, cell by cell',
  route: 'GET /actuals/grid',
  permission: 'targets.view',
  input: z.object({
    year: Year,
    sourceUnitId: Id.optional(),
    indicatorId: Id.optional(),
    unitId: Id.optional(),
    onlyMine: z.boolean().default(true),
  }),
  output: z.object({
    indicators: z.array(Indicator),
    units: z.array(z.object({ id: Id, name: z.string() })),
    periods: z.array(PeriodText),
    cells: z.array(ActualCell),
    mayEnter: z.boolean(),
  }),
})

/**
 * Enters or revises actual figures. A cell somebody changed meanwhile is answered with theirs and mine, the others are saved; a cell that
 * breaks a rule refuses all of them, each problem at `cells`, its place and field, so that nothing half-right is kept.
 */
export const enterActuals = command({
  id: 'targets.enter_actuals',
  summary:
    'Enter or revise actual figures; a cell changed meanwhile is answered with what stands there, the rest is saved',
  route: 'PUT /actuals',
  permission: 'targets.enter_actual',
  input: z.object({ cells: z.array(CellEntry).min(1).max(1000) }),
  output: z.object({
    saved: z.array(ActualCell),
    conflicts: z.array(z.object({ index: z.int(), theirs: ActualCell, mine: DecimalText.nullable() })),
  }),
})

/** Shows every version of one actual figure. */
export const showActual = query({
  id: 'targets.show_actual',
  summary: 'Show every version of an actual figure with status, as-of date, evidence and reason',
  route: 'GET /actuals/history',
  permission: 'targets.view',
  input: z.object({ indicatorId: Id, unitId: Id, period: PeriodText }),
  output: z.object({ chain: z.array(RecordedActual) }),
})
