import { z } from 'zod'
import { FileAnswer } from '../../../kernel/file-answer.ts'
import { command, query } from '../../../kernel/operation.ts'
import { Passage, Year } from './shared.ts'

/** A year of targets: a closed one is read only. */
export const TargetYear = z.object({
  year: Year,
  targets: z.int(),
  isClosed: z.boolean(),
  closedAt: z.iso.datetime().nullable(),
  closedBy: z.string().nullable(),
  /** The last archive that was made of it, with the digest of its manifest. */
  archive: z.object({ at: z.iso.datetime(), by: z.string(), sha256: z.string(), sm3: z.string() }).nullable(),
  version: z.int().min(0),
  actions: z.array(z.enum(['close', 'reopen', 'carryOver', 'rejudge', 'export'])),
})
export type TargetYear = z.output<typeof TargetYear>

/** Lists the years that have targets. */
export const listYears = query({
  id: 'targets.list_years',
  summary: 'List the years that have targets and whether they are closed',
  route: 'GET /target-years',
  permission: 'targets.view',
  input: z.object({}),
  output: z.object({ items: z.array(TargetYear) }),
})

/** Closes or reopens a year. */
export const moveYear = command({
  id: 'targets.move_year',
  summary: 'Close a year for reading only, its settled targets archived, or reopen it with a reason',
  route: 'POST /target-years/:year/move',
  permission: 'targets.manage',
  input: z.object({
    year: Year,
    action: z.enum(['close', 'reopen']),
    reason: Passage,
    expectedVersion: z.int().min(0),
  }),
  output: z.object({ year: Year, version: z.int(), archived: z.int() }),
})

/** Opens the next year with the targets of this one as drafts. */
export const carryYearOver = command({
  id: 'targets.carry_year_over',
  summary:
    'Draft the targets of the next year from those of this one: same indicators, units, owners and split, goals to be mended',
  route: 'POST /target-years/:year/carry-over',
  permission: 'targets.manage',
  input: z.object({ year: Year }),
  output: z.object({ drafted: z.int() }),
})

/** Judges every target of a year anew; the house does it for the running year every night. */
export const rejudgeYear = command({
  id: 'targets.rejudge_year',
  summary: 'Judge every target of a year anew: after a new rule of lights, and for figures whose release day has come',
  route: 'POST /target-years/:year/rejudge',
  permission: 'targets.manage',
  input: z.object({ year: Year }),
  output: z.object({ judged: z.int() }),
})

/** The whole year as one archive, to be kept elsewhere and checked without the database. */
export const exportYear = command({
  id: 'targets.export_year',
  summary:
    'Export a year whole: every ledger as a workbook, the rows as JSON lines, audit trail, attached files, and a manifest with digests',
  route: 'POST /target-years/:year/archive',
  permission: 'data.export_all',
  fileOut: 'application/zip',
  input: z.object({ year: Year, withFiles: z.boolean().default(true) }),
  output: FileAnswer,
})
