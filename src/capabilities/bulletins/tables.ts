import type { ColumnType } from 'kysely'
import type {
  BoundNumber,
  BoundTable,
  BulletinBody,
  BulletinKind,
  BulletinState,
  Change,
  ComposedPaper,
  TemplateContent,
} from './contract.ts'

/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>
type Filled<T> = ColumnType<T | null, T | null | undefined, T | null>

/** The tables of bulletins. */
export type BulletinsTables = {
  bulletin_templates: {
    region_code: string
    key: string
    version: number
    content: Json<TemplateContent>
    person_name: string
    made_at: Date
  }
  bulletins: {
    region_code: string
    id: string
    kind: BulletinKind
    state: BulletinState
    template_key: string
    template_version: number
    template_name: string
    period: string
    most_characters: number
    title: string
    series_year: Filled<number>
    series_number: Filled<number>
    number: string
    recipient_unit_id: string | null
    corrects_id: string | null
    body: Json<BulletinBody>
    numbers: Json<readonly BoundNumber[]>
    tables: Json<readonly BoundTable[]>
    changes: Json<readonly Change[]>
    paper: MaybeJson<ComposedPaper>
    digest: Filled<string>
    long_reason: string
    author_id: string
    author_name: string
    published_by: Filled<string>
    published_at: Filled<Date>
    discarded_reason: Filled<string>
    updated_at: Date
    version: number
  }
  bulletin_numbers: { region_code: string; series: string; year: number; last: number }
}
