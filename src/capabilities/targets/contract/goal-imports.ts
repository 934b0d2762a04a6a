import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command } from '../../../kernel/operation.ts'
import { Goal } from './goals.ts'
import { ColumnMapping, MOST_BYTES, RowProblem, XLSX } from './imports.ts'
import { Measure } from './indicators.ts'
import { Changed, Line, Passage, Year } from './shared.ts'

/** How the table is laid out: a line a goal, lines of indicators under columns of units, or lines of units under columns of indicators. */
export const GoalLayout = z.enum(['rows', 'by_unit', 'by_indicator'])
export type GoalLayout = z.output<typeof GoalLayout>

/** One goal a workbook holds, as it would be kept. `before` is what stands there now; a new indicator has no id yet. */
export const ImportGoal = z.object({
  row: z.int(),
  indicatorId: Id.nullable(),
  indicatorName: z.string(),
  unitText: z.string(),
  measure: Measure,
  sourceUnitName: z.string(),
  unitId: Id,
  unitName: z.string(),
  ownerName: z.string(),
  isSplit: z.boolean(),
  before: Goal.nullable(),
  goal: Goal,
  outcome: z.enum(['new', 'revision', 'same']),
})
export type ImportGoal = z.output<typeof ImportGoal>

/**
 * How a table of goals is to be read. `sourceUnitId` enters the figures of new indicators the table names no source for. With `issue` the
 * goals bind at once, as decided by a body, else they are drafts. The question about secrecy must be answered before anything is taken in.
 */
export const GoalReading = {
  year: Year,
  sourceUnitId: Id.nullable().default(null),
  issue: z.object({ approvingBody: Line, effectiveOn: DayText }).nullable().default(null),
  reason: Passage,
  sheet: z.string().max(100).optional(),
  mapping: ColumnMapping.optional(),
  holdsNoSecret: z.literal(true),
}

/** Reads a table of goals without keeping anything. */
export const previewGoals = command({
  id: 'targets.preview_goals',
  summary:
    'Read a table of goals (目标分解表, 指标调度表) and show the indicators and targets it would make, keeping nothing',
  route: 'POST /targets/import/preview',
  permission: 'targets.manage',
  input: z.object(GoalReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  output: z.object({
    sheets: z.array(z.string()),
    sheet: z.string(),
    layout: GoalLayout,
    headings: z.array(z.object({ column: z.int(), heading: z.string() })),
    mapping: ColumnMapping,
    goals: z.array(ImportGoal),
    problems: z.array(RowProblem),
    skipped: z.int(),
    /** Columns of months, whose figures their source units take in from the same table. */
    months: z.int(),
  }),
})

/** Takes a table of goals in as one act. */
export const applyGoals = command({
  id: 'targets.apply_goals',
  summary: 'Take in the indicators and targets of a table of goals, all or none, as one act that can be undone',
  route: 'POST /targets/import',
  permission: 'targets.manage',
  input: z.object(GoalReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  output: Changed.extend({ entered: z.int(), indicators: z.int() }),
})

/** Gives the rows of a table of goals that cannot be taken in back as a workbook. */
export const explainGoals = command({
  id: 'targets.explain_goals',
  summary: 'Give the rows of a table of goals that cannot be taken in back as a workbook, each with what is wrong',
  route: 'POST /targets/import/problems',
  permission: 'targets.manage',
  input: z.object(GoalReading),
  fileIn: { types: ['xlsx'], maxBytes: MOST_BYTES },
  fileOut: XLSX,
  output: FileAnswer,
})

/** Takes an import of goals back. */
export const undoGoals = command({
  id: 'targets.undo_goals',
  summary:
    'Take an import of goals back as one act: drafts go, what binds is withdrawn, revised goals return as one more version',
  route: 'POST /targets/imports/:importId/undo',
  permission: 'targets.manage',
  input: z.object({ importId: Id, expectedVersion: RecordVersion, reason: Passage }),
  output: Changed,
})
