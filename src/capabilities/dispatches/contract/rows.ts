import { z } from 'zod'
import { SquareMetresAmount } from '../../../kernel/area.ts'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { YuanAmount } from '../../../kernel/yuan.ts'
import { Stage } from '../../key-projects/contract.ts'

export type { Stage } from '../../key-projects/contract.ts'
export type { Goal, Measure } from '../../targets/contract.ts'

/** What can be read from a dispatch. */
export const ROW_KINDS = ['target', 'project', 'commitment'] as const
/** What a row says something about. */
export const RowKind = z.enum(ROW_KINDS)
export type RowKind = z.output<typeof RowKind>

/** Comparators as dispatches word them. */
export const ReadComparator = z.enum([
  '>=',
  '>',
  '<=',
  '<',
  '=',
  '~',
  'rank',
  'increase_to',
  'increase_by',
  'reduce_to',
  'reduce_by',
])
export type ReadComparator = z.output<typeof ReadComparator>

/** A goal, the result of a finished time, a present stock, or the plan of a project. */
export const FigureStatus = z.enum(['target', 'achieved', 'existing', 'planned'])
export type FigureStatus = z.output<typeof FigureStatus>

const Words = z.string().trim().max(200)

/**
 * A figure about an indicator. Ids say which records of the ledger it belongs to; a null period is the year of the dispatch;
 * `sourceUnitId` is who enters the figures where the row makes a new indicator.
 */
export const TargetValues = z.object({
  indicator: Words.min(1),
  indicatorId: Id.nullable(),
  value: DecimalText.nullable(),
  value2: DecimalText.nullable(),
  unit: z.string().trim().max(20).nullable(),
  comparator: ReadComparator,
  from: DecimalText.nullable(),
  period: PeriodText.nullable(),
  status: FigureStatus,
  owner: Words.nullable(),
  unitId: Id.nullable(),
  sourceUnitId: Id.nullable().optional(),
})
export type TargetValues = z.output<typeof TargetValues>

/** A named project. Money in whole yuan, land in square metres. */
export const ProjectValues = z.object({
  name: Words.min(2),
  projectId: Id.nullable(),
  investment: YuanAmount.min(0).nullable(),
  area: SquareMetresAmount.nullable(),
  stage: Stage.nullable(),
  place: Words.nullable(),
  enterprise: Words.nullable(),
  unitId: Id.nullable(),
})
export type ProjectValues = z.output<typeof ProjectValues>

/** A pledge of an organisation. `dueOn` is the last day of the period it names. */
export const CommitmentValues = z.object({
  owner: Words.nullable(),
  unitId: Id.nullable(),
  action: z.string().trim().min(2).max(2000),
  dueOn: DayText.nullable(),
})
export type CommitmentValues = z.output<typeof CommitmentValues>

/** The values of a row with its kind. */
export const RowValues = z.discriminatedUnion('kind', [
  TargetValues.extend({ kind: z.literal('target') }),
  ProjectValues.extend({ kind: z.literal('project') }),
  CommitmentValues.extend({ kind: z.literal('commitment') }),
])
export type RowValues = z.output<typeof RowValues>

/** A record of the ledger. */
export const LedgerRecord = z.object({ kind: z.enum(['target', 'claim', 'key_project', 'promise']), id: Id })
export type LedgerRecord = z.output<typeof LedgerRecord>

/** How a row stands to the ledger: nothing there, something to add, another value there, the same already there. */
export const MATCH_KINDS = ['new', 'update', 'contradiction', 'duplicate'] as const
/** How a row stands to the ledger. */
export const MatchKind = z.enum(MATCH_KINDS)
export type MatchKind = z.output<typeof MatchKind>

/** A field in which the text and the ledger differ; values as plain text. */
export const Difference = z.object({ field: z.string(), ledger: z.string(), text: z.string() })
export type Difference = z.output<typeof Difference>

/** What a row was matched to. `rowId`: it repeats an earlier row of the same dispatch. */
export const Match = z.object({
  kind: MatchKind,
  record: LedgerRecord.nullable(),
  title: z.string(),
  rowId: Id.nullable(),
  differences: z.array(Difference),
})
export type Match = z.output<typeof Match>

/** What became of a row; a mended row waits for its decision as a proposed one does. */
export const ROW_STATES = ['proposed', 'mended', 'accepted', 'rejected'] as const
/** What became of a row. */
export const RowState = z.enum(ROW_STATES)
export type RowState = z.output<typeof RowState>

/** What can be done with a row. */
export const RowAction = z.enum(['accept', 'mend', 'reject', 'reconsider'])
export type RowAction = z.output<typeof RowAction>

/** Who proposed a row: the grammar, the configured model, or a person. */
export const Proposer = z.enum(['grammar', 'model', 'person'])
export type Proposer = z.output<typeof Proposer>

/** A row with its place in the original: `quote` is `rawText.slice(start, end)` (UTF-16). `missing` names fields without which it cannot be accepted. */
export const DispatchRow = z.object({
  id: Id,
  kind: RowKind,
  start: z.int(),
  end: z.int(),
  quote: z.string(),
  proposer: Proposer,
  values: RowValues,
  readValues: RowValues,
  match: Match,
  missing: z.array(z.string()),
  state: RowState,
  reason: z.string().nullable(),
  decidedAt: z.string().nullable(),
  decidedBy: z.string().nullable(),
  record: LedgerRecord.nullable(),
  batchId: Id.nullable(),
  actions: z.array(RowAction),
  version: RecordVersion,
})
export type DispatchRow = z.output<typeof DispatchRow>
