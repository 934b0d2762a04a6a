import type { ColumnType } from 'kysely'
import type {
  BallotContent,
  BallotSource,
  ContestBody,
  ContestKind,
  ContestState,
  Decision,
  PaperState,
  STOP_KINDS,
} from './contract.ts'

type Stored<T> = ColumnType<T, T | undefined, T>
/** A jsonb column: written as text, read as the value. */
type Json<T> = ColumnType<T, string, string>
type Filled<T> = ColumnType<T | null, T | null | undefined, T | null>

/** A contest: head, rules (frozen with `rules_hash`), state. `sealing_*` is the key pair ballots are sealed to, its private half in the vault. */
interface Contests {
  region_code: string
  id: string
  kind: ContestKind
  name: string
  held_on: string
  period: string
  place: string
  state: ContestState
  is_rehearsal: Stored<boolean>
  body: Json<ContestBody>
  rules_hash: Filled<string>
  frozen_at: Filled<Date>
  frozen_by: Filled<string>
  /** How many events there are: the number of the last one. */
  event_count: Stored<number>
  vote_closed_at: Filled<Date>
  sealing_public: Filled<string>
  sealing_private: Filled<string>
  published_at: Filled<Date>
  published_by: Filled<string>
  copied_from: Filled<string>
  created_at: Date
  updated_at: Date
  version: Stored<number>
}

/** A seat. Its secret is kept as a digest; `device_digest` binds it to one device. */
interface ContestSeats {
  region_code: string
  contest_id: string
  id: string
  number: number
  class_key: string
  label: string
  unit_id: string | null
  post_id: string | null
  conflicts: Json<readonly string[]>
  /** Every entrant the seat may not vote on, as settled when the contest starts; empty before. */
  excluded: Json<readonly string[]>
  secret_digest: Filled<string>
  device_digest: Filled<string>
  bound_at: Filled<Date>
  left_at: Filled<Date>
  left_reason: Filled<string>
  version: Stored<number>
}

/**
 * A ballot, never changed. `about` is an entrant's key or `*`. `attempt` is one more than the voided ballots of the same seat about the same, so
 * that two ballots at once meet in the unique key.
 */
interface ContestBallots {
  region_code: string
  contest_id: string
  id: string
  seat_id: string
  about: string
  attempt: number
  content: Json<BallotContent>
  source: BallotSource
  made_at: Date
  received_at: Date
}

/** A line that takes a ballot out of the count. */
interface ContestVoids {
  region_code: string
  contest_id: string
  ballot_id: string
  reason: string
  voided_at: Date
  voided_by: string
}

/** A paper ballot between the two people who type it. `ballot_id` once it is confirmed. */
interface ContestPapers {
  region_code: string
  contest_id: string
  id: string
  seat_id: string
  about: string
  content: Json<BallotContent>
  state: PaperState
  typed_by: string
  typed_by_name: string
  typed_at: Date
  checked_by: Filled<string>
  checked_by_name: Filled<string>
  checked_at: Filled<Date>
  reason: Filled<string>
  ballot_id: Filled<string>
}

/** What happened, in order, never changed. `data` by `kind` as `rules/events.ts` says. */
interface ContestEvents {
  region_code: string
  contest_id: string
  ordinal: number
  id: string
  kind: string
  at: Date
  person_id: string
  person_name: string
  data: Json<Readonly<Record<string, unknown>>>
}

/** The seed of the draw, kept apart until it is drawn. */
interface ContestSeeds {
  region_code: string
  contest_id: string
  seed: string
  commitment: string
  made_at: Date
}

/** A link to the board, by the digest of its secret. */
interface ContestBoardLinks {
  region_code: string
  contest_id: string
  id: string
  label: string
  secret_digest: string
  opened_at: Date
  closed_at: Filled<Date>
}

/** A stop of a tour's route. `completion` is the completion of its project on the day, so that a look-back can compare. */
interface ContestStops {
  region_code: string
  contest_id: string
  id: string
  ordinal: number
  kind: (typeof STOP_KINDS)[number]
  entrant_key: string | null
  project_id: string | null
  name: string
  place: string
  stop_on: string
  arrive_at: string
  minutes: number
  drive_minutes: number
  narrator: string
  promise: string
  completion: Filled<number>
  note: Stored<string>
  /** What was promised there on this visit; with a day it is a promise of the ledger. */
  made_promise: Stored<string>
  promise_id: Filled<string>
  arrived_at: Filled<Date>
  left_at: Filled<Date>
}

/** A count with its package as text (canonical JSON), signed. */
interface ContestCounts {
  region_code: string
  contest_id: string
  ordinal: number
  id: string
  counted_at: Date
  counted_by: string
  package: string
  digest: string
  public_key: string
  signature: string
  signed_at: Filled<Date>
  signed_by: Filled<string>
  sign_note: Stored<string>
  sent_back_at: Filled<Date>
  sent_back_reason: Filled<string>
}

/** What was decided on a result. */
interface ContestDecisions {
  region_code: string
  contest_id: string
  id: string
  kind: Decision['kind']
  entrant_key: string | null
  text: string
  unit_id: string | null
  due_on: string | null
  item_id: string | null
  decided_at: Date
  decided_by: string
}

/** The key pair this tenant signs its packages with, its private half in the vault. */
interface ContestSigningKeys {
  region_code: string
  id: string
  public_key: string
  private_key: string
  made_at: Date
}

/** The tables `contests` owns. */
export type ContestsTables = {
  contests: Contests
  contest_seats: ContestSeats
  contest_ballots: ContestBallots
  contest_voids: ContestVoids
  contest_papers: ContestPapers
  contest_events: ContestEvents
  contest_seeds: ContestSeeds
  contest_board_links: ContestBoardLinks
  contest_stops: ContestStops
  contest_counts: ContestCounts
  contest_decisions: ContestDecisions
  contest_signing_keys: ContestSigningKeys
}
