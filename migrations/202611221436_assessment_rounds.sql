-- Rounds of assessment: a scheme's level in one period, with figures, signatures, lines of points, objections and editions of the ranking.

create table assessment_rounds (
  region_code text collate "C" not null,
  id text collate "C" not null,
  scheme_id text collate "C" not null,
  version_id text collate "C" not null,
  level text collate "C" not null check (level in ('month', 'quarter', 'year')),
  period text collate "C" not null,
  period_end date not null,
  state text collate "C" not null check (state in ('open', 'checking', 'settled', 'published', 'correcting')),
  check_started_on date,
  check_due_on date,
  edition int,
  published_edition int,
  published_at timestamptz,
  published_by_name text,
  reopen_reason text,
  opened_at timestamptz not null,
  opened_by_name text not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, scheme_id, period),
  foreign key (region_code, version_id) references assessment_scheme_versions (region_code, id)
);
create index assessment_rounds_by_period on assessment_rounds (region_code, period_end, id);
alter table assessment_rounds enable row level security;
alter table assessment_rounds force row level security;
create policy assessment_rounds_region on assessment_rounds
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_figures (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  criterion text collate "C" not null,
  figure text collate "C" not null,
  value text,
  kind text collate "C" not null check (kind in ('entered', 'ledger', 'below', 'contest', 'streak', 'correction')),
  source jsonb,
  evidence text not null,
  reason text,
  objection_id text collate "C",
  replaces text collate "C",
  author_id text not null,
  author_name text not null,
  author_unit_id text collate "C",
  created_at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id),
  foreign key (region_code, replaces) references assessment_figures (region_code, id)
);
-- One line at the most replaces a line, and one line at the most begins a figure: two people cannot both be the last.
create unique index assessment_figures_replaced_once on assessment_figures (region_code, replaces) where replaces is not null;
create unique index assessment_figures_begun_once on assessment_figures (region_code, round_id, unit_id, criterion, figure) where replaces is null;
alter table assessment_figures enable row level security;
alter table assessment_figures force row level security;
create policy assessment_figures_region on assessment_figures
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_signatures (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  criterion text collate "C" not null,
  unit_id text collate "C" not null,
  digest text collate "C" not null,
  signed_by text not null,
  signed_by_name text not null,
  signed_at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index assessment_signatures_by_round on assessment_signatures (region_code, round_id, criterion);
alter table assessment_signatures enable row level security;
alter table assessment_signatures force row level security;
create policy assessment_signatures_region on assessment_signatures
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('bonus', 'deduction', 'reversal', 'excuse', 'veto', 'lift')),
  rule text collate "C",
  times int not null default 1 check (times between 1 and 100),
  points text not null,
  ground text collate "C" check (ground in ('safety', 'environment', 'debt', 'statistics_fraud')),
  reason text not null,
  evidence text not null,
  expires_on date,
  reverses text collate "C",
  author_id text not null,
  author_name text not null,
  created_at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id),
  foreign key (region_code, reverses) references assessment_entries (region_code, id)
);
create index assessment_entries_by_round on assessment_entries (region_code, round_id);
create unique index assessment_entries_reversed_once on assessment_entries (region_code, reverses) where reverses is not null;
alter table assessment_entries enable row level security;
alter table assessment_entries force row level security;
create policy assessment_entries_region on assessment_entries
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_checks (
  region_code text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  checked_by text not null,
  checked_by_name text not null,
  checked_at timestamptz not null,
  primary key (region_code, round_id, unit_id),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
alter table assessment_checks enable row level security;
alter table assessment_checks force row level security;
create policy assessment_checks_region on assessment_checks
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_objections (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  criterion text collate "C",
  figure text collate "C",
  entry_id text collate "C",
  printed_value text,
  wished_value text,
  reason text not null,
  evidence text not null,
  state text collate "C" not null check (state in ('open', 'upheld', 'rejected', 'withdrawn')),
  raised_on date not null,
  raised_by text not null,
  raised_by_name text not null,
  due_on date not null,
  answerer_unit_id text collate "C",
  answered_on date,
  answered_by_name text,
  answer text,
  corrected_value text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id),
  foreign key (region_code, entry_id) references assessment_entries (region_code, id)
);
create index assessment_objections_by_round on assessment_objections (region_code, round_id);
create index assessment_objections_open on assessment_objections (region_code, due_on, id) where state = 'open';
alter table assessment_objections enable row level security;
alter table assessment_objections force row level security;
create policy assessment_objections_region on assessment_objections
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

create table assessment_editions (
  region_code text collate "C" not null,
  round_id text collate "C" not null,
  edition int not null,
  export jsonb not null,
  ranking jsonb not null,
  marks jsonb not null,
  digest text collate "C" not null,
  settled_at timestamptz not null,
  settled_by text not null,
  settled_by_name text not null,
  published_at timestamptz,
  published_by_name text,
  note text not null,
  primary key (region_code, round_id, edition),
  foreign key (region_code, round_id) references assessment_rounds (region_code, id)
);
alter table assessment_editions enable row level security;
alter table assessment_editions force row level security;
create policy assessment_editions_region on assessment_editions
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
