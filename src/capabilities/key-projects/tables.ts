import type { ColumnType } from 'kysely'
import type { DimensionLight, RuleRef } from '../lights/contract.ts'
import type {
  AdjustmentKind,
  EventKind,
  Evidence,
  ExcuseState,
  FormerName,
  LinkKind,
  ListLevel,
  Ledger,
  Membership,
  PersonRole,
  MoneyAlarm,
  MoneyProof,
  MoneySource,
  MoveActor,
  MoveKind,
  PauseReason,
  ProjectBody,
  ProjectLight,
  ProjectLightReason,
  ProjectSource,
  Stage,
  ViewFilter,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string | null, string | null>
/** What an import did to one project, as it must be handed back to undo it. */
export interface ImportReceipt {
  readonly id: string
  readonly version: number
  readonly before: ProjectBody | null
}

/** What a move writes into the record, as it stood before: what taking it back restores. */
export interface StageColumns {
  readonly startedOn: string | null
  readonly completedOn: string | null
  readonly producedOn: string | null
  readonly stageSince: string | null
  readonly stageLeft: Stage | null
  readonly pauseReason: PauseReason | null
}

/** The tables `key-projects` owns. Money is whole yuan, days are `YYYY-MM-DD` texts. */
export type KeyProjectTables = {
  key_projects: {
    region_code: string
    id: string
    number: string
    name: string
    short_name: string
    project_codes: string[]
    former_names: Json<readonly FormerName[]>
    memberships: Json<readonly Membership[]>
    list_keys: string[]
    investor_type: string | null
    establishment: string | null
    nature: string | null
    category: string | null
    industry_code: string
    chain: string
    stage: Stage
    stage_order: number
    enterprise: string
    credit_code: string | null
    place: string
    longitude: number | null
    latitude: number | null
    land: number | null
    floor_area: number | null
    scope: string
    capacity: string
    expected_output: number | null
    expected_tax: number | null
    jobs: number | null
    total_investment: number | null
    invested_before_year: number | null
    plan_year: number | null
    year_plan: number | null
    monthly_plan: number[] | null
    signed_amount: number | null
    invested_this_year: number | null
    invested_as_of: string | null
    funds_in_place: number | null
    bond_amount: number | null
    bond_spent: number | null
    planned_start_on: string | null
    planned_completion_on: string | null
    planned_production_on: string | null
    started_on: string | null
    completed_on: string | null
    produced_on: string | null
    unit_id: string
    lead_unit_id: string | null
    sponsor_post_id: string | null
    task_force_id: string | null
    responsible_person: string
    responsible_phone: string
    physical_progress: string
    open_problems: Stored<string>
    next_steps: Stored<string>
    note: string
    statistical_total: number | null
    statistical_this_year: number | null
    statistical_as_of: string | null
    investment_registered_on: string | null
    four_above_on: string | null
    completion: number | null
    pace: number | null
    light: ProjectLight
    light_order: number
    light_reason: Json<ProjectLightReason | null>
    source: Json<ProjectSource | null>
    statistical_code: Stored<string>
    physical_percent: number | null
    money_alarm: MoneyAlarm | null
    light_dimensions: ColumnType<readonly DimensionLight[], string | undefined, string>
    light_marks: Stored<string>
    light_rule: ColumnType<RuleRef | null, string | null | undefined, string | null>
    pinyin: string
    initials: string
    search_text: string
    stage_since: Stored<string | null>
    stage_left: Stored<Stage | null>
    pause_reason: Stored<PauseReason | null>
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  key_project_moves: {
    region_code: string
    id: string
    project_id: string
    kind: MoveKind
    from_stage: Stage | null
    to_stage: Stage
    on_date: string | null
    at: Date
    person_id: string
    person_name: string
    on_behalf_of: string | null
    actor: MoveActor | null
    reason: string
    evidence: Json<readonly Evidence[]>
    before: Json<StageColumns>
    source: string | null
    reverses: string | null
  }
  key_project_papers: {
    region_code: string
    id: string
    project_id: string
    file_key: string
    file_name: string
    file_type: string
    file_size: number
    file_sm3: string
    entered_by: string
    entered_by_name: string
    entered_at: Date
  }
  key_project_bureaus: {
    region_code: string
    actor: string
    unit_id: string
  }
  key_project_lists: {
    region_code: string
    id: string
    level: ListLevel
    year: number
    frozen_on: string
    frozen_at: Date
    person_id: string
    person_name: string
    note: string
  }
  key_project_list_entries: {
    region_code: string
    list_id: string
    project_id: string
    list_class: string
    category: string | null
    industry_code: string
    unit_id: string
    total_investment: number | null
    year_plan: number | null
  }
  key_project_adjustments: {
    region_code: string
    id: string
    list_id: string
    project_id: string
    kind: AdjustmentKind
    before: string | null
    after: string | null
    reason: string
    at: Date
    person_id: string
    person_name: string
  }
  key_project_events: {
    region_code: string
    id: string
    kind: EventKind
    name: string
    held_on: string
    place: string
    note: string
    cancelled_reason: string | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  key_project_event_entries: {
    region_code: string
    event_id: string
    project_id: string
    amount: number | null
  }
  key_project_links: {
    region_code: string
    id: string
    kind: LinkKind
    from_id: string
    to_id: string
    on_date: string
    amount: number | null
    inside_scope: boolean
    before: string | null
    after: string | null
    reason: string
    at: Date
    person_id: string
    person_name: string
  }
  key_project_verdicts: {
    region_code: string
    first_id: string
    second_id: string
    verdict: 'same' | 'different'
    reason: string
    at: Date
    person_id: string
    person_name: string
  }
  key_project_numbers: {
    region_code: string
    year: number
    last_number: number
  }
  key_project_grams: {
    region_code: string
    gram: string
    number: string
  }
  key_project_views: {
    region_code: string
    id: string
    person_id: string
    name: string
    filter: Json<ViewFilter>
    columns: Json<readonly string[]>
    is_shared: Stored<boolean>
    version: Stored<number>
  }
  key_project_headings: {
    region_code: string
    heading: string
    field: string
  }
  key_project_people: {
    region_code: string
    id: string
    project_id: string
    role: PersonRole
    post_id: string | null
    unit_id: string | null
    person_name: string
    phone: string
    from_on: string | null
    to_on: string | null
    reason: string
    erased_at: Date | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  key_project_imports: {
    region_code: string
    id: string
    file_name: string
    at: Date
    person_id: string
    person_name: string
    created: number
    updated: number
    receipt: Json<readonly ImportReceipt[]>
    undone_at: Date | null
    undone_reason: string | null
  }
  key_project_months: {
    region_code: string
    project_id: string
    ledger: Ledger
    period: string
    number: number
    this_year: number | null
    total: number | null
    funds_in_place: number | null
    physical_percent: number | null
    source: MoneySource
    source_id: string | null
    as_of: string
    reason: string
    entered_by: string
    entered_by_name: string
    on_behalf_of: string | null
    entered_at: Date
  }
  key_project_excuses: {
    region_code: string
    id: string
    project_id: string
    dimension: string
    code: string
    from_period: string
    until_period: string
    reason: string
    state: ExcuseState
    asked_by: string
    asked_by_name: string
    asked_at: Date
    decided_by: string | null
    decided_by_name: string | null
    decided_at: Date | null
    decision: string | null
    version: Stored<number>
  }
  key_project_evidence: {
    region_code: string
    id: string
    project_id: string
    period: string
    kind: MoneyProof
    amount: number | null
    document_number: string
    dated_on: string | null
    note: string
    file_key: string
    file_name: string
    file_type: string
    file_size: number
    file_sm3: string
    entered_by: string
    entered_by_name: string
    entered_at: Date
    withdrawn_at: Date | null
    withdrawn_reason: string | null
    version: Stored<number>
  }
}
