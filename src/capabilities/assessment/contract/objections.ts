import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { DecimalText } from '../../../kernel/exact.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { PeriodText } from '../../../kernel/period.ts'
import { Key } from './comparison.ts'
import { Level } from './scheme-body.ts'

const Name = z.string().trim().min(1).max(100)
const Text = z.string().trim().min(2).max(1000)
const Changed = z.object({ id: Id, version: RecordVersion })

/** 申诉 states; `upheld` and `rejected` are answers, `withdrawn` is taken back by who raised it. */
export const OBJECTION_STATES = ['open', 'upheld', 'rejected', 'withdrawn'] as const
/** One of `OBJECTION_STATES`. */
export const ObjectionState = z.enum(OBJECTION_STATES)
export type ObjectionState = z.output<typeof ObjectionState>

/** An objection of an assessed unit against a figure or a line of points, with its clock in working days. */
export const Objection = z.object({
  id: Id,
  roundId: Id,
  schemeName: z.string(),
  level: Level,
  period: PeriodText,
  unitId: Id,
  unitName: z.string(),
  /** Against a figure of a criterion, or against a line of points. */
  criterion: z.string().nullable(),
  criterionName: z.string().nullable(),
  figure: z.string().nullable(),
  entryId: Id.nullable(),
  /** The value printed when the objection was raised, and the one the unit holds right. */
  printedValue: z.string().nullable(),
  wishedValue: z.string().nullable(),
  reason: z.string(),
  evidence: z.string(),
  state: ObjectionState,
  raisedOn: DayText,
  raisedByName: z.string(),
  /** Last day of the answer; `daysLeft` in working days, negative: overdue; `null` when answered. */
  dueOn: DayText,
  daysLeft: z.int().nullable(),
  /** The unit that has to answer. */
  answererUnitId: Id.nullable(),
  answererUnitName: z.string().nullable(),
  answeredOn: DayText.nullable(),
  answeredByName: z.string().nullable(),
  answer: z.string().nullable(),
  correctedValue: z.string().nullable(),
  version: RecordVersion,
  actions: z.array(z.enum(['answer', 'withdraw'])),
})
export type Objection = z.output<typeof Objection>

/** Lists objections. */
export const listObjections = query({
  id: 'assessment.list_objections',
  summary: 'List objections the reader may see, the next due first',
  route: 'GET /assessment/objections',
  permission: 'assessment.view',
  input: z.object({
    roundId: Id.optional(),
    unitId: Id.optional(),
    state: ObjectionState.optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  output: z.object({ items: z.array(Objection) }),
})

/** Raises an objection. */
export const raiseObjection = command({
  id: 'assessment.raise_objection',
  summary: 'Object to a figure or a line of points of the own unit, inside five working days',
  route: 'POST /assessment/rounds/:roundId/objections',
  permission: 'assessment.object',
  input: z.object({
    roundId: Id,
    unitId: Id,
    about: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('figure'), criterion: Key, figure: Key, wishedValue: DecimalText.nullable() }),
      z.object({ kind: z.literal('entry'), entryId: Id }),
    ]),
    reason: Text,
    evidence: Name,
  }),
  output: Changed.extend({ dueOn: DayText }),
})

/** Answers an objection; upheld, a figure is corrected by a printed line and a line of points is reversed. */
export const answerObjection = command({
  id: 'assessment.answer_objection',
  summary: 'Answer an objection; upheld, the value is corrected by a printed line (or the line of points reversed)',
  route: 'POST /assessment/objections/:objectionId/answer',
  permission: 'assessment.sign',
  input: z.object({
    objectionId: Id,
    expectedVersion: RecordVersion,
    decision: z.enum(['upheld', 'rejected']),
    answer: Text,
    /** The right value, `null` where there is none; needed where an objection to a figure is upheld. */
    value: DecimalText.nullable().optional(),
    evidence: z.string().trim().max(300).default(''),
  }),
  output: Changed,
})

/** Takes an objection back. */
export const withdrawObjection = command({
  id: 'assessment.withdraw_objection',
  summary: 'Take an own objection back before it is answered',
  route: 'POST /assessment/objections/:objectionId/withdraw',
  permission: 'assessment.object',
  input: z.object({ objectionId: Id, expectedVersion: RecordVersion }),
  output: Changed,
})

/** Says that a unit has checked its figures. */
export const confirmFigures = command({
  id: 'assessment.confirm_figures',
  summary: 'Say for the own unit that its figures are right',
  route: 'POST /assessment/rounds/:roundId/confirm',
  permission: 'assessment.object',
  input: z.object({ roundId: Id, unitId: Id }),
  output: Changed,
})

/** The operations of assessed units and on objections. */
export const objectionsContracts = [
  confirmFigures,
  listObjections,
  raiseObjection,
  answerObjection,
  withdrawObjection,
] as const
