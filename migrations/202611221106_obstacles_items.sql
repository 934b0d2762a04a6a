-- The closed loop: items with their event log, units, files, closings and look-backs; versions of the ladder; settings of the loop.

create table items (
  region_code text collate "C" not null,
  id text collate "C" not null,
  number text collate "C",
  kind text not null check (kind in ('obstacle', 'task', 'decision', 'instruction', 'supervised')),
  origin text not null,
  class text collate "C" not null,
  severity text not null check (severity in ('a', 'b', 'c')),
  state text collate "C" not null check (
    state in (
      'draft', 'reported', 'given_back', 'verified', 'assigned', 'signed', 'in_hand', 'answered', 'proposer_agreed',
      'assigner_agreed', 'agreed', 'closed', 'suspended', 'level_above', 'merged', 'withdrawn'
    )
  ),
  state_left text,
  title text not null,
  text text not null,
  desired_result text not null,
  own_efforts text not null,
  needed_on date,
  subject_kind text collate "C",
  subject_id text collate "C",
  subject_title text not null,
  node_id text collate "C",
  node_title text,
  node_planned_on date,
  suggested_unit_id text collate "C",
  proposer_unit_id text collate "C",
  proposer_person_id text collate "C" not null,
  proposer_name text not null,
  is_systemic boolean not null default false,
  systemic_id text collate "C",
  assigner_unit_id text collate "C",
  lead_unit_id text collate "C",
  leader_post_id text collate "C",
  days int,
  is_hard boolean not null default false,
  statutory_due_on date,
  closing_standard text not null default '',
  closing_proof text,
  ladder_number int,
  tier int check (tier between 0 and 5),
  round int not null default 0,
  started_at timestamptz,
  due_at timestamptz,
  answer_due_at timestamptz,
  sweep_at timestamptz,
  is_late boolean not null default false,
  returns int not null default 0,
  extensions int not null default 0,
  escalations int not null default 0,
  was_returned boolean not null default false,
  extension jsonb,
  suspension jsonb,
  level_above jsonb,
  package jsonb,
  rating text check (rating in ('satisfied', 'basically', 'not_satisfied')),
  rating_text text not null default '',
  reported_at timestamptz,
  assigned_at timestamptz,
  signed_at timestamptz,
  answered_at timestamptz,
  agreed_at timestamptz,
  closed_at timestamptz,
  last_sequence int not null default 0,
  last_seal text not null default '',
  search_text text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, number),
  foreign key (region_code, systemic_id) references items (region_code, id),
  foreign key (region_code, proposer_unit_id) references units (region_code, id),
  foreign key (region_code, lead_unit_id) references units (region_code, id)
);
create index items_by_due on items (region_code, due_at, id);
create index items_by_report on items (region_code, reported_at, id);
create index items_by_update on items (region_code, updated_at, id);
create index items_by_state on items (region_code, state, due_at, id);
create index items_by_lead on items (region_code, lead_unit_id, due_at, id);
create index items_by_subject on items (region_code, subject_kind, subject_id, id);
create index items_by_systemic on items (region_code, systemic_id) where systemic_id is not null;
create index items_by_tier on items (region_code, tier, due_at, id);
create index items_by_leader on items (region_code, leader_post_id, due_at, id) where leader_post_id is not null;
-- What the sweep takes up next: the first instant at which something may fall due.
create index items_by_sweep on items (region_code, sweep_at, id) where sweep_at is not null;

-- What happened, only ever added to; the row of an item is read out of it.
create table item_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  sequence int not null,
  kind text collate "C" not null,
  at timestamptz not null,
  actor text not null check (actor in ('proposer', 'assigner', 'handler', 'assistant', 'leader', 'inspector', 'system')),
  person_id text collate "C" not null,
  person_name text not null,
  on_behalf_of text,
  post_title text not null,
  unit_id text collate "C",
  from_state text not null,
  to_state text not null,
  tier int,
  round int not null,
  text text not null,
  data jsonb not null,
  seal text not null,
  primary key (region_code, id),
  unique (region_code, item_id, sequence),
  foreign key (region_code, item_id) references items (region_code, id)
);
-- Each step up the ladder once, however often the sweep is killed and begun again.
create unique index item_events_escalated_once on item_events (region_code, item_id, round, tier) where kind = 'escalated';
create index item_events_by_time on item_events (region_code, kind, at, id);
revoke update on item_events from clarion_app;

-- The units that have a part in an item: what a reader within his own units finds it by.
create table item_units (
  region_code text collate "C" not null,
  item_id text collate "C" not null,
  part text collate "C" not null check (part in ('proposer', 'lead', 'assistant')),
  unit_id text collate "C" not null,
  primary key (region_code, item_id, part, unit_id),
  foreign key (region_code, item_id) references items (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index item_units_by_unit on item_units (region_code, unit_id, item_id);
grant delete on item_units to clarion_app;

create table item_grams (
  region_code text collate "C" not null,
  gram text collate "C" not null,
  item_id text collate "C" not null,
  primary key (region_code, gram, item_id),
  foreign key (region_code, item_id) references items (region_code, id)
);
create index item_grams_by_item on item_grams (region_code, item_id);
grant delete on item_grams to clarion_app;

create table item_files (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  event_id text collate "C",
  file_key text not null,
  name text not null,
  type text not null,
  size int not null,
  sm3 text not null,
  person_id text collate "C" not null,
  at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, item_id) references items (region_code, id)
);
create index item_files_by_item on item_files (region_code, item_id, id);

-- One row a closing; it is false once the item was reopened in time or a look-back found it so. Days are working days of the clock.
create table item_closings (
  region_code text collate "C" not null,
  item_id text collate "C" not null,
  round int not null,
  closed_at timestamptz not null,
  lead_unit_id text collate "C" not null,
  tier int not null,
  used_days int not null,
  is_late boolean not null,
  false_at timestamptz,
  primary key (region_code, item_id, round),
  foreign key (region_code, item_id) references items (region_code, id),
  foreign key (region_code, lead_unit_id) references units (region_code, id)
);
create index item_closings_by_time on item_closings (region_code, closed_at, item_id);

create table item_numbers (
  region_code text collate "C" not null,
  prefix text collate "C" not null,
  year int not null,
  last int not null,
  primary key (region_code, prefix, year)
);

create table item_ladders (
  region_code text collate "C" not null,
  number int not null,
  name text not null,
  basis text not null,
  body jsonb not null,
  published_by text not null,
  published_at timestamptz not null,
  primary key (region_code, number)
);
revoke update on item_ladders from clarion_app;

create table item_settings (
  region_code text collate "C" not null,
  settings jsonb not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code)
);

create table look_back_draws (
  region_code text collate "C" not null,
  id text collate "C" not null,
  seed text not null,
  from_on date not null,
  to_on date not null,
  share double precision not null,
  least_per_unit int not null,
  -- The closings it was drawn from, as texts `item round`, in their order.
  population jsonb not null,
  drawn_by text not null,
  drawn_at timestamptz not null,
  primary key (region_code, id)
);
revoke update on look_back_draws from clarion_app;

create table look_backs (
  region_code text collate "C" not null,
  id text collate "C" not null,
  draw_id text collate "C" not null,
  item_id text collate "C" not null,
  round int not null,
  result text check (result in ('true_closing', 'mostly_true', 'false_closing', 'not_found_out')),
  text text not null default '',
  inspector_id text collate "C",
  inspector_name text,
  recorded_at timestamptz,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, draw_id, item_id, round),
  foreign key (region_code, draw_id) references look_back_draws (region_code, id),
  foreign key (region_code, item_id, round) references item_closings (region_code, item_id, round)
);

alter table items enable row level security;
alter table items force row level security;
create policy items_region on items using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_events enable row level security;
alter table item_events force row level security;
create policy item_events_region on item_events using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_units enable row level security;
alter table item_units force row level security;
create policy item_units_region on item_units using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_grams enable row level security;
alter table item_grams force row level security;
create policy item_grams_region on item_grams using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_files enable row level security;
alter table item_files force row level security;
create policy item_files_region on item_files using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_closings enable row level security;
alter table item_closings force row level security;
create policy item_closings_region on item_closings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_numbers enable row level security;
alter table item_numbers force row level security;
create policy item_numbers_region on item_numbers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_ladders enable row level security;
alter table item_ladders force row level security;
create policy item_ladders_region on item_ladders using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_settings enable row level security;
alter table item_settings force row level security;
create policy item_settings_region on item_settings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table look_back_draws enable row level security;
alter table look_back_draws force row level security;
create policy look_back_draws_region on look_back_draws using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table look_backs enable row level security;
alter table look_backs force row level security;
create policy look_backs_region on look_backs using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
