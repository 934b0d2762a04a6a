import type { ColumnType } from 'kysely'
import type { AskKind, ChannelKind, DeliveryState, NoticeGroup, Preferences, Sentence } from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type JsonOf<T> = ColumnType<T, string, string>

/** Settings of a channel that are no secret, as they are kept. */
export interface KeptSettings {
  readonly groups: readonly NoticeGroup[]
  readonly unitIds: readonly string[]
  readonly digestAt: string | null
  readonly quietFrom: string
  readonly quietTo: string
  readonly mail: {
    readonly host: string
    readonly port: number
    readonly security: 'tls' | 'starttls' | 'none'
    readonly user: string
    readonly from: string
    readonly fromName: string
  } | null
}

/** The tables `notices` owns. Days are `YYYY-MM-DD` texts, times of day `HH:MM` of Asia/Shanghai. */
export type NoticesTables = {
  notices: {
    region_code: string
    id: string
    person_id: string
    once_key: string
    group_code: NoticeGroup
    kind: string
    words: JsonOf<Sentence>
    title: string
    unit_name: string
    due_on: string | null
    path: string
    told_at: Date
    read_at: Date | null
  }
  notice_preferences: {
    region_code: string
    person_id: string
    email: string
    language: Preferences['language']
    paces: JsonOf<Preferences['paces']>
    digest_at: string
    quiet_from: string
    quiet_to: string
    updated_at: Date
    version: Stored<number>
  }
  notice_channels: {
    region_code: string
    id: string
    kind: ChannelKind
    name: string
    is_on: boolean
    settings: JsonOf<KeptSettings>
    host: string
    secret: string
    secrets_set: JsonOf<{ readonly password: boolean; readonly url: boolean; readonly signing: boolean }>
    last_sent_at: Date | null
    last_error: Stored<string>
    failures: Stored<number>
    rests_until: Date | null
    removed_at: Date | null
    created_at: Date
    updated_at: Date
    version: Stored<number>
  }
  notice_deliveries: {
    region_code: string
    id: string
    channel_id: string
    recipient: string
    once_key: string
    group_code: NoticeGroup | 'test'
    words: JsonOf<Sentence>
    title: string
    unit_name: string
    due_on: string | null
    path: string
    language: Preferences['language']
    quiet_from: string
    quiet_to: string
    state: DeliveryState
    not_before: Date
    batch_id: string | null
    lease_until: Date | null
    attempts: Stored<number>
    first_tried_at: Date | null
    last_error: Stored<string>
    sent_at: Date | null
    created_at: Date
  }
  notice_readings: { region_code: string; read_to: Date }
  load_limits: {
    region_code: string
    id: string
    year: number
    kind: AskKind
    unit_key: string
    most: number
    source: string
    updated_at: Date
    version: Stored<number>
  }
}
