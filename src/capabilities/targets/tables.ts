import type { ColumnType } from 'kysely'
import type { Light, LightReason, RuleRef } from '../lights/contract.ts'
import type {
  ActualStatus,
  CampaignState,
  Claim,
  ClaimStatus,
  Comparator,
  Direction,
  Evidence,
  Goal,
  IndicatorBody,
  IndicatorKind,
  Measure,
  OverTime,
  OverUnits,
  PaceNode,
  Progress,
  Source,
  TargetState,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>

/** What an import of goals made or changed, as it must be handed back to undo it. */
export type MadeByImport = {
  readonly kind: 'indicator' | 'target'
  readonly id: string
  readonly version: number
  readonly outcome: 'created' | 'updated' | 'confirmed'
  readonly before: unknown
}

/** The tables `targets` owns. Figures are exact decimals as text (numeric), days are `YYYY-MM-DD` texts. */
export type TargetsTables = {
  campaigns: {
    region_code: string
    id: string
    name: string
    first_year: number
    last_year: number
    lead_unit_id: string
    summary: string
    state: CampaignState
    is_sample: Stored<boolean>
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  indicators: {
    region_code: string
    id: string
    code: string
    name: string
    unit_text: string
    kind: IndicatorKind
    direction: Direction
    measure: Measure
    statistical: boolean
    source_unit_id: string
    frequency: IndicatorBody['frequency']
    first_months: IndicatorBody['firstMonths']
    cumulative: boolean
    over_time: OverTime
    over_units: OverUnits
    derivation: JsonOrNull<NonNullable<IndicatorBody['derivation']>>
    note: string
    search_text: string
    is_sample: Stored<boolean>
    created_at: Date
    updated_at: Date
    withdrawn_at: Stored<Date | null>
    version: Stored<number>
  }
  pace_curves: {
    region_code: string
    code: string
    name: string
    nodes: Json<PaceNode[]>
    source: string
    version: Stored<number>
  }
  targets: {
    region_code: string
    id: string
    indicator_id: string
    year: number
    unit_id: string
    campaign_id: string | null
    parent_id: string | null
    goal: Json<Goal>
    owner_unit_id: string
    owner_post_id: string | null
    assessing_unit_id: string | null
    weight: string | null
    curve_code: string
    group_key: string | null
    state: TargetState
    state_before: TargetState | null
    withdrawn_reason: string | null
    source: JsonOrNull<Source>
    is_sample: Stored<boolean>
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  target_versions: {
    region_code: string
    target_id: string
    number: number
    goal: Json<Goal>
    reason: string
    approver_id: string
    approver_name: string
    approving_body: string
    decided_on: string
    effective_on: string
    source: JsonOrNull<Source>
  }
  actual_versions: {
    region_code: string
    indicator_id: string
    unit_id: string
    period: string
    number: number
    year: number
    period_end: string
    value: string | null
    growth_percent: string | null
    rank: number | null
    rank_of: number | null
    year_forecast: string | null
    status: ActualStatus
    as_of: string
    released_on: string | null
    evidence: Json<Evidence[]>
    reason: string
    entered_by: string
    entered_by_name: string
    on_behalf_of: string | null
    entered_at: Date
    import_id: string | null
    claim_id: string | null
  }
  target_standings: {
    region_code: string
    target_id: string
    is_unreleased: boolean
    period: string
    period_end: string
    is_latest: boolean
    progress: Json<Progress>
    due: string | null
    completion: number | null
    gap_points: number | null
    light: Light
    light_order: number
    light_reason: JsonOrNull<LightReason>
    light_rule: JsonOrNull<RuleRef>
    made_up_from: Light | null
    changed_from: Light | null
    changed_at: Date | null
    reckoned_at: Date
  }
  published_claims: {
    region_code: string
    id: string
    indicator_id: string | null
    indicator_name: string
    unit_text: string
    unit_id: string
    period: string
    year: number
    status: ClaimStatus
    comparator: Comparator
    value: string | null
    upper: string | null
    from_value: string | null
    source: Json<Source>
    state: Claim['state']
    reason: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  actual_imports: {
    region_code: string
    id: string
    file_name: string
    year: number
    period: string
    entered: number
    made_by: string
    made_by_name: string
    made_at: Date
    undone_at: Date | null
    holds: Stored<'figures' | 'goals'>
    made: Json<readonly MadeByImport[]>
    version: Stored<number>
  }
  target_import_mappings: {
    region_code: string
    headings: string
    mapping: Json<Record<string, number>>
    kept_at: Date
  }
  target_years: {
    region_code: string
    year: number
    is_closed: boolean
    closed_at: Date | null
    closed_by: string | null
    reason: string
    archived_at: Stored<Date | null>
    archived_by: Stored<string | null>
    archive_sha256: Stored<string | null>
    archive_sm3: Stored<string | null>
    version: Stored<number>
  }
}
