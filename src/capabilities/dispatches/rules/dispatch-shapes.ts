import type { TargetStatus } from './status.ts'

/** Comparators of a figure; the five last say a place, a level reached or a change. */
export type Comparator =
  | '>='
  | '>'
  | '<='
  | '<'
  | '='
  | '~'
  | 'rank'
  | 'increase_to'
  | 'increase_by'
  | 'reduce_to'
  | 'reduce_by'

/** Kinds of dispatches. */
export const DOC_TYPES = [
  'mobilisation',
  'project_review',
  'competition',
  'investment_promotion',
  'approval_reform',
  'reaction',
  'feature',
  'other',
] as const

/** One of the kinds of dispatches. */
export type DocType = (typeof DOC_TYPES)[number]

/** A quantity about an indicator; offsets are of the cleaned text. `value` null is a comparison without a figure. */
export interface ReadTarget {
  readonly start: number
  readonly end: number
  readonly indicator: string
  readonly value: number | null
  readonly value2: number | null
  readonly unit: string | null
  readonly comparator: Comparator
  readonly from: number | null
  readonly period: string | null
  readonly status: TargetStatus
  readonly owner: string | null
}

/** A pledge of an organisation; offsets are of the cleaned text. */
export interface ReadCommitment {
  readonly start: number
  readonly end: number
  readonly owner: string | null
  readonly action: string
  readonly deadline: string | null
}
