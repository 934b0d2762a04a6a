import type { ColumnType } from 'kysely'
import type {
  AgendaFigures,
  AgendaKind,
  ClosingProof,
  EscalationPackage,
  IssuedPaper,
  ItemActor,
  ItemClass,
  ItemEventKind,
  ItemKind,
  ItemOrigin,
  ItemState,
  LadderBody,
  LookBackResult,
  LoopSettings,
  MeetingState,
  MinuteKind,
  PaperKind,
  PaperWords,
  PromiseSource,
  PromiseState,
  Rating,
  Severity,
  Standing,
  SuspensionCause,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>
type Filled<T> = ColumnType<T | null, T | null | undefined, T | null>

/** An extension that is asked for and not decided on, as the row of an item keeps it. */
export interface AskedExtension {
  readonly days: number
  readonly reason: string
  readonly progress: string
  readonly askedAt: string
}

/** Why an item is suspended, and the day it is looked at again. */
export interface KeptSuspension {
  readonly cause: SuspensionCause
  readonly reason: string
  readonly reviewOn: string
}

/** What is asked of the level above. */
export interface AskedOfLevelAbove {
  readonly body: string
  readonly ask: string
  readonly since: string
}

/** The package written last. */
export interface KeptPackage {
  readonly package: EscalationPackage
  readonly writtenBy: string
  readonly writtenAt: string
}

/** The row of an item: read out of its events, kept by the operation that writes them. `sweep_at` is when something may next fall due. */
interface ItemsTable {
  region_code: string
  id: string
  number: Filled<string>
  kind: ItemKind
  origin: ItemOrigin
  class: ItemClass
  severity: Severity
  state: ItemState
  state_left: Filled<ItemState>
  title: string
  text: string
  desired_result: string
  own_efforts: string
  needed_on: string | null
  subject_kind: string | null
  subject_id: string | null
  subject_title: string
  node_id: string | null
  node_title: string | null
  node_planned_on: string | null
  suggested_unit_id: string | null
  proposer_unit_id: string | null
  proposer_person_id: string
  proposer_name: string
  is_systemic: Stored<boolean>
  systemic_id: Filled<string>
  assigner_unit_id: Filled<string>
  lead_unit_id: Filled<string>
  leader_post_id: Filled<string>
  days: Filled<number>
  is_hard: Stored<boolean>
  statutory_due_on: Filled<string>
  closing_standard: Stored<string>
  closing_proof: Filled<ClosingProof>
  ladder_number: Filled<number>
  tier: Filled<number>
  round: Stored<number>
  started_at: Filled<Date>
  due_at: Filled<Date>
  answer_due_at: Filled<Date>
  sweep_at: Filled<Date>
  is_late: Stored<boolean>
  returns: Stored<number>
  extensions: Stored<number>
  escalations: Stored<number>
  was_returned: Stored<boolean>
  extension: MaybeJson<AskedExtension>
  suspension: MaybeJson<KeptSuspension>
  level_above: MaybeJson<AskedOfLevelAbove>
  package: MaybeJson<KeptPackage>
  rating: Filled<Rating>
  rating_text: Stored<string>
  reported_at: Filled<Date>
  assigned_at: Filled<Date>
  signed_at: Filled<Date>
  answered_at: Filled<Date>
  agreed_at: Filled<Date>
  closed_at: Filled<Date>
  last_sequence: Stored<number>
  last_seal: Stored<string>
  search_text: string
  created_at: Date
  updated_at: Date
  version: Stored<number>
}

/** One line of the log. `tier` and `round` are those after the event; `seal` binds the line to the one before it. */
interface ItemEventsTable {
  region_code: string
  id: string
  item_id: string
  sequence: number
  kind: ItemEventKind
  at: Date
  actor: ItemActor
  person_id: string
  person_name: string
  on_behalf_of: string | null
  post_title: string
  unit_id: string | null
  from_state: ItemState
  to_state: ItemState
  tier: number | null
  round: number
  text: string
  data: Json<Readonly<Record<string, unknown>>>
  seal: string
}

/** The tables `obstacles` owns. Days are `YYYY-MM-DD` texts. */
export type ObstaclesTables = {
  promises: {
    region_code: string
    id: string
    owner_text: string
    unit_id: string | null
    action: string
    due_on: string | null
    made_on: string | null
    state: PromiseState
    kept_on: string | null
    evidence: string
    broken_at: Date | null
    withdrawn_at: Date | null
    reason: string | null
    /** Written as text, read as the value. */
    source: ColumnType<PromiseSource | null, string | null, string | null>
    search_text: string
    bigrams: string[]
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  items: ItemsTable
  item_events: ItemEventsTable
  item_units: { region_code: string; item_id: string; part: 'proposer' | 'lead' | 'assistant'; unit_id: string }
  item_grams: { region_code: string; gram: string; item_id: string }
  item_files: {
    region_code: string
    id: string
    item_id: string
    event_id: string | null
    file_key: string
    name: string
    type: string
    size: number
    sm3: string
    person_id: string
    at: Date
  }
  item_closings: {
    region_code: string
    item_id: string
    round: number
    closed_at: Date
    lead_unit_id: string
    tier: number
    used_days: number
    is_late: boolean
    false_at: Filled<Date>
  }
  item_numbers: { region_code: string; prefix: string; year: number; last: number }
  item_ladders: {
    region_code: string
    number: number
    name: string
    basis: string
    body: Json<LadderBody>
    published_by: string
    published_at: Date
  }
  item_settings: { region_code: string; settings: Json<LoopSettings>; updated_at: Date; version: Stored<number> }
  look_back_draws: {
    region_code: string
    id: string
    seed: string
    from_on: string
    to_on: string
    share: number
    least_per_unit: number
    population: Json<readonly string[]>
    drawn_by: string
    drawn_at: Date
  }
  look_backs: {
    region_code: string
    id: string
    draw_id: string
    item_id: string
    round: number
    result: Filled<LookBackResult>
    text: Stored<string>
    inspector_id: Filled<string>
    inspector_name: Filled<string>
    recorded_at: Filled<Date>
    version: Stored<number>
  }
  meetings: {
    region_code: string
    id: string
    title: string
    held_on: string
    starts_at: string | null
    place: string
    chair_post_id: string | null
    chair_title: string
    present: string
    absent: string
    state: MeetingState
    number: Filled<number>
    cancelled_reason: Filled<string>
    finished_at: Filled<Date>
    finished_by: Filled<string>
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  meeting_agenda: {
    region_code: string
    meeting_id: string
    id: string
    position: number
    kind: AgendaKind
    subject_kind: string | null
    subject_id: string | null
    title: string
    unit_name: string
    figures: Json<AgendaFigures>
    due_on: string | null
    standing: Filled<Standing>
    settled_on: Filled<string>
    dropped: Filled<'person' | 'settled'>
  }
  meeting_minutes: {
    region_code: string
    meeting_id: string
    id: string
    position: number
    agenda_id: string | null
    kind: MinuteKind
    text: string
    unit_id: string | null
    unit_name: string
    due_on: string | null
    result_id: Filled<string>
    result_number: Filled<string>
    person_name: string
    struck_at: Filled<Date>
    created_at: Date
  }
  item_papers: {
    region_code: string
    id: string
    item_id: string
    kind: PaperKind
    number: string
    recipient: string
    paper: Json<IssuedPaper>
    person_name: string
    issued_at: Date
  }
  paper_words: { region_code: string; words: Json<PaperWords>; updated_at: Date; version: Stored<number> }
  item_imports: {
    region_code: string
    id: string
    file_name: string
    at: Date
    person_id: string
    person_name: string
    unit_id: string
    receipt: Json<readonly { readonly id: string; readonly version: number }[]>
    undone_at: Filled<Date>
    undone_reason: Filled<string>
  }
}
