import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Key, Name, VETO_GROUNDS } from './comparison.ts'

const Changed = z.object({ id: Id, version: RecordVersion })
const Round = z.object({ roundId: Id })

/** A line of points beside the criteria: `excuse` keeps a unit off the black list for force majeure and carries no points. */
export const ENTRY_KINDS = ['bonus', 'deduction', 'reversal', 'excuse'] as const
/** A line of points or an excuse as kept. */
export const RoundEntry = z.object({
  id: Id,
  roundId: Id,
  unitId: Id,
  unitName: z.string(),
  kind: z.enum(ENTRY_KINDS),
  /** The rule of the scheme it is a case of, how often, and what that comes to. */
  rule: z.string().nullable(),
  ruleName: z.string().nullable(),
  times: z.int(),
  points: z.string(),
  reason: z.string(),
  evidence: z.string(),
  /** It counts in later rounds of the level too whose period ends by this day; `null`: in its own round alone. */
  expiresOn: DayText.nullable(),
  /** The line a reversal takes back. */
  of: Id.nullable(),
  isReversed: z.boolean(),
  /** It was made in an earlier round and still counts. */
  isCarried: z.boolean(),
  authorName: z.string(),
  at: z.string(),
})
export type RoundEntry = z.output<typeof RoundEntry>

/** A veto as kept. */
export const RoundVeto = z.object({
  id: Id,
  unitId: Id,
  unitName: z.string(),
  ground: z.enum(VETO_GROUNDS),
  document: z.string(),
  authorName: z.string(),
  at: z.string(),
  liftedBy: z.string().nullable(),
  liftDocument: z.string().nullable(),
})
export type RoundVeto = z.output<typeof RoundVeto>

/** Lists the lines beside the criteria. */
export const listEntries = query({
  id: 'assessment.list_entries',
  summary: 'List bonuses, deductions, reversals, excuses and vetoes of a round',
  route: 'GET /assessment/rounds/:roundId/entries',
  permission: 'assessment.view',
  input: Round,
  output: z.object({ entries: z.array(RoundEntry), vetoes: z.array(RoundVeto) }),
})

/** Adds a bonus or a deduction the scheme knows, or an excuse. Refuses `assessment.rule_unknown` and `assessment.evidence_expired`. */
export const addEntry = command({
  id: 'assessment.add_entry',
  summary: 'Add cases of a bonus or deduction the scheme knows, or an excuse (force majeure), with their evidence',
  route: 'POST /assessment/rounds/:roundId/entries',
  permission: 'assessment.manage',
  input: Round.extend({
    unitId: Id,
    what: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('case'), rule: Key, times: z.int().min(1).max(100).default(1) }),
      z.object({ kind: z.literal('excuse') }),
    ]),
    reason: Name,
    evidence: Name,
    expiresOn: DayText.nullable().default(null),
  }),
  output: Changed.extend({ entryId: Id }),
})

/** Takes a line back by a line. */
export const reverseEntry = command({
  id: 'assessment.reverse_entry',
  summary: 'Take back a bonus, deduction or excuse by a reversal with its evidence',
  route: 'POST /assessment/rounds/:roundId/entries/:entryId/reverse',
  permission: 'assessment.manage',
  input: Round.extend({ entryId: Id, reason: Name, evidence: Name }),
  output: Changed.extend({ entryId: Id }),
})

/** Puts a unit under a veto. */
export const addVeto = command({
  id: 'assessment.add_veto',
  summary: 'Put a unit under a veto on one of four grounds, with the number of the document that decided it',
  route: 'POST /assessment/rounds/:roundId/vetoes',
  permission: 'assessment.manage',
  input: Round.extend({ unitId: Id, ground: z.enum(VETO_GROUNDS), document: Name }),
  output: Changed.extend({ vetoId: Id }),
})

/** Lifts a veto. */
export const liftVeto = command({
  id: 'assessment.lift_veto',
  summary: 'Lift a veto by the number of the document that lifts it',
  route: 'POST /assessment/rounds/:roundId/vetoes/:vetoId/lift',
  permission: 'assessment.manage',
  input: Round.extend({ vetoId: Id, document: Name }),
  output: Changed,
})

/** The operations on lines of points, excuses and vetoes. */
export const roundLinesContracts = [listEntries, addEntry, reverseEntry, addVeto, liftVeto] as const
