import type { ColumnType } from 'kysely'
import type { DimensionLight, Light, LightInputs, LightReason, RuleBody, RuleState, SubjectKind } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>

/** The tables `lights` owns. */
export type LightTables = {
  light_rule_sets: {
    region_code: string
    code: string
    name: string
    subject_kind: SubjectKind
    is_sample: Stored<boolean>
  }
  light_rule_versions: {
    region_code: string
    code: string
    version: number
    state: RuleState
    body: Json<RuleBody>
    source: string
    valid_from: string | null
    retired_reason: string | null
    changed_at: Date
    record_version: Stored<number>
  }
  judged_lights: {
    region_code: string
    subject_kind: string
    subject_id: string
    period: string
    period_end: string
    rule_code: string
    rule_version: number
    light: Light
    reason: Json<LightReason>
    dimensions: Json<readonly DimensionLight[]>
    inputs: Json<LightInputs>
    judged_at: Date
    made_up_in: string | null
    made_up_from: Light | null
  }
}
