import type { ColumnType } from 'kysely'
import type { SchemeBody, VersionState } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

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
}
