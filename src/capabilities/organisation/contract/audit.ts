import { z } from 'zod'
import { DayText } from '../../../kernel/day.ts'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { Id } from '../../../kernel/id.ts'
import { query } from '../../../kernel/operation.ts'
import { Cursor, Limit, Search } from './shared.ts'

/**
 * One entry of the audit trail. `input` is what was sent, without secrets; `changes` are the records it touched with their state before and
 * after; `refusal` is there where the answer was no. `position` is its place in the sealed chain, `null` while it is too young.
 */
export const AuditEntry = z.object({
  id: Id,
  at: z.iso.datetime(),
  requestId: z.string(),
  actorId: z.string(),
  actorName: z.string(),
  onBehalfOf: z.string().nullable(),
  operation: z.string(),
  outcome: z.enum(['done', 'refused']),
  refusal: z.unknown(),
  input: z.unknown(),
  changes: z.unknown(),
  position: z.int().nullable(),
})
/** One entry of the audit trail. */
export type AuditEntry = z.output<typeof AuditEntry>

/**
 * The trail, newest first. `actor` is part of a name or a whole id, `operation` the beginning of an operation's name, `subjectId` a record
 * that was changed; both days are inclusive.
 */
export const listAudit = query({
  id: 'audit.list',
  summary: 'List the audit trail by actor, operation, record and day, newest first',
  route: 'GET /audit',
  permission: 'audit.view',
  input: z.object({
    actor: Search.optional(),
    operation: z
      .string()
      .regex(/^[a-z_.]{1,100}$/)
      .optional(),
    subjectId: z.string().min(1).max(100).optional(),
    outcome: z.enum(['done', 'refused']).optional(),
    fromOn: DayText.optional(),
    toOn: DayText.optional(),
    cursor: Cursor,
    limit: Limit,
  }),
  output: z.object({ items: z.array(AuditEntry), nextCursor: z.string().nullable() }),
})

/** The whole trail as lines of JSON with its chain, to be checked without the database by `clarion audit verify FILE`. */
export const exportAuditTrail = query({
  id: 'audit.export',
  summary: 'Export the whole audit trail with its chain, for checking without the database',
  route: 'GET /audit/export',
  permission: 'audit.view',
  audited: true,
  fileOut: 'application/x-ndjson',
  input: z.object({}),
  output: FileAnswer,
})
