-- Contests: rules frozen with their hash, seats, ballots that are never changed, what happened in order, counts with their signed packages.

create table contests (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('tour', 'arena')),
  name text not null,
  held_on date not null,
  period text collate "C" not null,
  place text not null,
  state text not null check (state in ('draft', 'frozen', 'running', 'closed', 'counted', 'signed', 'published', 'cancelled')),
  is_rehearsal boolean not null default false,
  body jsonb not null,
  rules_hash text collate "C",
  frozen_at timestamptz,
  frozen_by text,
  event_count int not null default 0,
  vote_closed_at timestamptz,
  sealing_public text collate "C",
  sealing_private text collate "C",
  published_at timestamptz,
  published_by text,
  copied_from text collate "C",
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  check ((state in ('draft', 'cancelled')) or rules_hash is not null),
  check (not (is_rehearsal and state = 'published'))
);

create table contest_seats (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  number int not null,
  class_key text collate "C" not null,
  label text not null,
  unit_id text collate "C",
  post_id text collate "C",
  conflicts jsonb not null,
  excluded jsonb not null,
  secret_digest text collate "C",
  device_digest text collate "C",
  bound_at timestamptz,
  left_at timestamptz,
  left_reason text,
  version int not null default 1,
  primary key (region_code, contest_id, id),
  unique (region_code, secret_digest),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_ballots (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  seat_id text collate "C" not null,
  about text collate "C" not null,
  attempt int not null,
  content jsonb not null,
  source text not null check (source in ('device', 'sealed', 'paper')),
  made_at timestamptz not null,
  received_at timestamptz not null,
  primary key (region_code, contest_id, id),
  unique (region_code, contest_id, seat_id, about, attempt),
  foreign key (region_code, contest_id, seat_id) references contest_seats (region_code, contest_id, id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_voids (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ballot_id text collate "C" not null,
  reason text not null,
  voided_at timestamptz not null,
  voided_by text not null,
  primary key (region_code, contest_id, ballot_id),
  foreign key (region_code, contest_id, ballot_id) references contest_ballots (region_code, contest_id, id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_papers (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  seat_id text collate "C" not null,
  about text collate "C" not null,
  content jsonb not null,
  state text not null check (state in ('typed', 'confirmed', 'rejected')),
  typed_by text collate "C" not null,
  typed_by_name text not null,
  typed_at timestamptz not null,
  checked_by text collate "C",
  checked_by_name text,
  checked_at timestamptz,
  reason text,
  ballot_id text collate "C",
  primary key (region_code, contest_id, id),
  check (checked_by <> typed_by),
  check ((state = 'confirmed') = (ballot_id is not null)),
  foreign key (region_code, contest_id, seat_id) references contest_seats (region_code, contest_id, id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_events (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ordinal int not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  at timestamptz not null,
  person_id text collate "C" not null,
  person_name text not null,
  data jsonb not null,
  primary key (region_code, contest_id, ordinal),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_seeds (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  seed text collate "C" not null,
  commitment text collate "C" not null,
  made_at timestamptz not null,
  primary key (region_code, contest_id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_board_links (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  label text not null,
  secret_digest text collate "C" not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (region_code, contest_id, id),
  unique (region_code, secret_digest),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_stops (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  ordinal int not null,
  kind text not null check (kind in ('visit', 'look_back', 'report')),
  entrant_key text collate "C",
  project_id text collate "C",
  name text not null,
  place text not null,
  stop_on date not null,
  arrive_at text collate "C" not null,
  minutes int not null,
  drive_minutes int not null,
  narrator text not null,
  promise text not null,
  completion double precision,
  note text not null default '',
  arrived_at timestamptz,
  left_at timestamptz,
  primary key (region_code, contest_id, id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_counts (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ordinal int not null,
  id text collate "C" not null,
  counted_at timestamptz not null,
  counted_by text not null,
  package text not null,
  digest text collate "C" not null,
  public_key text collate "C" not null,
  signature text collate "C" not null,
  signed_at timestamptz,
  signed_by text,
  sign_note text not null default '',
  sent_back_at timestamptz,
  sent_back_reason text,
  primary key (region_code, contest_id, ordinal),
  check (signed_at is null or sent_back_at is null),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_decisions (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('award', 'commitment', 'decision')),
  entrant_key text collate "C",
  text text not null,
  unit_id text collate "C",
  due_on date,
  item_id text collate "C",
  decided_at timestamptz not null,
  decided_by text not null,
  primary key (region_code, contest_id, id),
  foreign key (region_code, contest_id) references contests (region_code, id)
);

create table contest_signing_keys (
  region_code text collate "C" not null,
  id text collate "C" not null,
  public_key text collate "C" not null,
  private_key text collate "C" not null,
  made_at timestamptz not null,
  primary key (region_code, id)
);

create index contests_by_day on contests (region_code, held_on, id);
create index contests_by_period on contests (region_code, period);
create index contest_seats_by_number on contest_seats (region_code, contest_id, number);
create index contest_papers_waiting on contest_papers (region_code, contest_id, state);
create index contest_stops_in_order on contest_stops (region_code, contest_id, ordinal);
create index contest_stops_by_project on contest_stops (region_code, project_id);

alter table contests enable row level security;
alter table contests force row level security;
create policy contests_region on contests using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_seats enable row level security;
alter table contest_seats force row level security;
create policy contest_seats_region on contest_seats using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_ballots enable row level security;
alter table contest_ballots force row level security;
create policy contest_ballots_region on contest_ballots using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_voids enable row level security;
alter table contest_voids force row level security;
create policy contest_voids_region on contest_voids using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_papers enable row level security;
alter table contest_papers force row level security;
create policy contest_papers_region on contest_papers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_events enable row level security;
alter table contest_events force row level security;
create policy contest_events_region on contest_events using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_seeds enable row level security;
alter table contest_seeds force row level security;
create policy contest_seeds_region on contest_seeds using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_board_links enable row level security;
alter table contest_board_links force row level security;
create policy contest_board_links_region on contest_board_links using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_stops enable row level security;
alter table contest_stops force row level security;
create policy contest_stops_region on contest_stops using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_counts enable row level security;
alter table contest_counts force row level security;
create policy contest_counts_region on contest_counts using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_decisions enable row level security;
alter table contest_decisions force row level security;
create policy contest_decisions_region on contest_decisions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table contest_signing_keys enable row level security;
alter table contest_signing_keys force row level security;
create policy contest_signing_keys_region on contest_signing_keys using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

-- Seats and stops are set anew while a contest is prepared.
grant delete on contest_seats to clarion_app;
grant delete on contest_stops to clarion_app;
