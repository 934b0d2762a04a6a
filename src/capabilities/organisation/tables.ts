import type { ColumnType } from 'kysely'

type Day = string
type Stored<T> = ColumnType<T, T | undefined, T>

/** The tables `organisation` owns. Days are `YYYY-MM-DD` texts, instants are dates. */
export type OrganisationTables = {
  tenants: { region_code: string; name: string; is_sample: Stored<boolean>; opened_at: Date }
  login_names: { account: string; region_code: string; person_id: string }
  regions: {
    region_code: string
    code: string
    name: string
    parent_code: string | null
    valid_from: Day
    valid_to: Day | null
    is_sample: Stored<boolean>
  }
  units: {
    region_code: string
    id: string
    kind: string
    area_code: string | null
    area_square_metres: number | null
    opened_on: Day
    closed_on: Day | null
    closed_reason: string | null
    merged_into_id: string | null
    is_sample: Stored<boolean>
    version: Stored<number>
  }
  unit_versions: {
    region_code: string
    unit_id: string
    valid_from: Day
    name: string
    short_name: string
    parent_id: string | null
    group_name: string | null
    position: Stored<number>
    pinyin: string
    initials: string
  }
  people: {
    region_code: string
    id: string
    name: string
    account: string
    phone: string | null
    pinyin: string
    initials: string
    state: Stored<string>
    state_reason: string | null
    is_sample: Stored<boolean>
    created_at: Date
    version: Stored<number>
  }
  posts: {
    region_code: string
    id: string
    person_id: string
    unit_id: string
    role: string
    title: string
    from_on: Day
    to_on: Day | null
    end_reason: string | null
    is_sample: Stored<boolean>
    version: Stored<number>
  }
  delegations: {
    region_code: string
    id: string
    post_id: string
    delegate_id: string
    from_on: Day
    to_on: Day
    reason: string
    withdrawn_on: Day | null
    withdrawn_reason: string | null
    is_sample: Stored<boolean>
    version: Stored<number>
  }
  credentials: {
    region_code: string
    person_id: string
    password_hash: string
    password_set_at: Date
    must_change: boolean
    failures: Stored<number>
    first_failure_at: Date | null
    locked_at: Date | null
    totp_secret: string | null
    totp_enabled: Stored<boolean>
    totp_last_step: number | null
    oidc_subject: string | null
  }
  password_history: { region_code: string; person_id: string; set_at: Date; password_hash: string }
  sessions: {
    region_code: string
    token_hash: string
    person_id: string
    opened_at: Date
    seen_at: Date
    expires_at: Date
    ended_at: Date | null
    means: string
  }
  work_calendar_years: {
    region_code: string
    year: number
    /** In the shape of `WorkCalendarYear`. */
    arrangement: ColumnType<unknown, string, string>
    version: Stored<number>
  }
}
