import type { ColumnType } from 'kysely'
import type {
  Comparison,
  EditionMarks,
  FigureKind,
  FigureSource,
  Level,
  ObjectionState,
  Ranking,
  RoundState,
  SchemeBody,
  VETO_GROUNDS,
  VersionState,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T | null, string | null, string | null>

/** The tables `assessment` owns. */
export type AssessmentTables = {
  assessment_schemes: {
    region_code: string
    id: string
    year: number
    name: string
    /** The document that orders the assessment, by its number and name. */
    basis: string
    created_at: Date
    updated_at: Date
  }
  assessment_scheme_versions: {
    region_code: string
    id: string
    scheme_id: string
    number: number
    state: VersionState
    body: Json<SchemeBody>
    /** SM3 of what was frozen; null while it is a draft. */
    hash: string | null
    frozen_at: Date | null
    frozen_by: string | null
    frozen_by_name: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  assessment_rounds: {
    region_code: string
    id: string
    scheme_id: string
    version_id: string
    level: Level
    period: string
    /** The last day of the period, by which rounds are put in order. */
    period_end: string
    state: RoundState
    check_started_on: string | null
    check_due_on: string | null
    edition: number | null
    published_edition: number | null
    published_at: Date | null
    published_by_name: string | null
    reopen_reason: string | null
    opened_at: Date
    opened_by_name: string
    updated_at: Date
    version: Stored<number>
  }
  assessment_figures: {
    region_code: string
    id: string
    round_id: string
    unit_id: string
    criterion: string
    figure: string
    value: string | null
    kind: FigureKind
    source: MaybeJson<FigureSource>
    evidence: string
    reason: string | null
    objection_id: string | null
    replaces: string | null
    author_id: string
    author_name: string
    author_unit_id: string | null
    created_at: Date
  }
  assessment_signatures: {
    region_code: string
    id: string
    round_id: string
    criterion: string
    unit_id: string
    digest: string
    signed_by: string
    signed_by_name: string
    signed_at: Date
  }
  assessment_entries: {
    region_code: string
    id: string
    round_id: string
    unit_id: string
    kind: 'bonus' | 'deduction' | 'reversal' | 'excuse' | 'veto' | 'lift'
    rule: string | null
    times: number
    points: string
    ground: (typeof VETO_GROUNDS)[number] | null
    reason: string
    evidence: string
    expires_on: string | null
    reverses: string | null
    author_id: string
    author_name: string
    created_at: Date
  }
  assessment_checks: {
    region_code: string
    round_id: string
    unit_id: string
    checked_by: string
    checked_by_name: string
    checked_at: Date
  }
  assessment_objections: {
    region_code: string
    id: string
    round_id: string
    unit_id: string
    criterion: string | null
    figure: string | null
    entry_id: string | null
    printed_value: string | null
    wished_value: string | null
    reason: string
    evidence: string
    state: ObjectionState
    raised_on: string
    raised_by: string
    raised_by_name: string
    due_on: string
    answerer_unit_id: string | null
    answered_on: string | null
    answered_by_name: string | null
    answer: string | null
    corrected_value: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  assessment_editions: {
    region_code: string
    round_id: string
    edition: number
    export: Json<Comparison>
    ranking: Json<Ranking>
    marks: Json<EditionMarks>
    digest: string
    settled_at: Date
    settled_by: string
    settled_by_name: string
    published_at: Date | null
    published_by_name: string | null
    note: string
  }
}
