import type { ColumnType } from 'kysely'

/** A jsonb column: written as text, read as the value. */
type Json = ColumnType<unknown, string | null, string | null>

/** The tables `overview` owns. `projects` and `targets` hold each thing's state on the day; emptied when the day is long past. */
export type OverviewTables = {
  overview_days: {
    region_code: string
    day: string
    is_opening: boolean
    kept_at: Date
    projects: Json
    targets: Json
  }
}
