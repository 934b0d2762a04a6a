import { z } from 'zod'
import { Id, RecordVersion } from '../../../kernel/id.ts'
import { RoundingOption } from '../../../kernel/ratio.ts'

/** Short codes of indicators and curves. */
export const Code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/)
/** One line a person writes. */
export const Line = z.string().trim().min(1).max(200)
/** Some sentences a person writes. */
export const Passage = z.string().trim().min(1).max(2000)

/** A year with targets. */
export const Year = z.int().min(1949).max(2199)
/** Which page of a list. */
export const Paging = { cursor: z.string().max(400).optional(), limit: z.int().min(1).max(200).default(50) }
/** How figures are printed: decimal places and rounding, both answered with the figures. */
export const Printing = { places: z.int().min(0).max(6).default(2), rounding: RoundingOption.default('half_up') }
/** A record that was made or changed. */
export const Changed = z.object({ id: Id, version: RecordVersion })

/** The place in a document a record was read from; kept for ever. */
export const Source = z.object({ dispatchId: Id, rowId: Id, title: z.string(), quote: z.string() })
export type Source = z.output<typeof Source>
