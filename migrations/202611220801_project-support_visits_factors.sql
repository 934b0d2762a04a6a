-- Visits to projects with the promises made there, what projects need of land, energy, funds and the like, and the region's balance of it.

create table project_visits (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  visited_on date not null,
  visitor_post_id text collate "C" not null,
  sentence text not null,
  outcome text not null check (outcome in ('smooth', 'solved', 'handed_over', 'pending')),
  problem text not null,
  solution text not null,
  next_on date,
  recorded_by_id text collate "C" not null,
  recorded_by_name text not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index project_visits_by_day on project_visits (region_code, visited_on, id) where withdrawn_at is null;
create index project_visits_by_project on project_visits (region_code, project_id, visited_on) where withdrawn_at is null;

create table project_visit_promises (
  region_code text collate "C" not null,
  visit_id text collate "C" not null,
  promise_id text collate "C" not null,
  project_id text collate "C" not null,
  primary key (region_code, visit_id, promise_id),
  foreign key (region_code, visit_id) references project_visits (region_code, id),
  foreign key (region_code, promise_id) references promises (region_code, id)
);
create index project_visit_promises_by_project on project_visit_promises (region_code, project_id);

-- Amounts are whole numbers of the smallest part of the factor's unit that is counted: 0.01 亩, 0.01 tce, kilograms, yuan.
create table factor_needs (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  factor text collate "C" not null,
  year int not null,
  unit_id text collate "C" not null,
  needed_on date,
  note text not null,
  asked bigint not null,
  verified bigint,
  allocated bigint not null,
  borrowed bigint not null,
  delivered bigint not null,
  state text not null check (state in ('asked', 'verified', 'partly_covered', 'covered', 'delivered', 'withdrawn')),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index factor_needs_by_day on factor_needs (region_code, needed_on, id);
create index factor_needs_by_project on factor_needs (region_code, project_id);
create index factor_needs_by_factor on factor_needs (region_code, factor, year) where withdrawn_at is null;

create table factor_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  need_id text collate "C" not null,
  kind text not null check (
    kind in ('asked', 'verified', 'allocated', 'borrowed', 'delivered', 'released', 'returned', 'repaid', 'reversed')
  ),
  amount bigint not null,
  on_day date not null,
  basis text not null,
  lender text not null,
  due_on date,
  approval_post_id text collate "C",
  approval_document text not null,
  reverses_id text collate "C",
  actor_id text collate "C" not null,
  actor_name text not null,
  at timestamptz not null,
  primary key (region_code, id),
  foreign key (region_code, need_id) references factor_needs (region_code, id)
);
create index factor_entries_by_need on factor_entries (region_code, need_id, id);
create unique index factor_entries_reversed_once on factor_entries (region_code, reverses_id) where reverses_id is not null;

create table factor_supplies (
  region_code text collate "C" not null,
  id text collate "C" not null,
  factor text collate "C" not null,
  year int not null,
  amount bigint not null,
  on_day date not null,
  basis text not null,
  approval_post_id text collate "C",
  approval_document text not null,
  actor_id text collate "C" not null,
  actor_name text not null,
  at timestamptz not null,
  primary key (region_code, id)
);
create index factor_supplies_by_factor on factor_supplies (region_code, factor, year, id);

-- One row a factor and year that every movement of its balance writes, so that two of them never both take the last of it.
create table factor_years (
  region_code text collate "C" not null,
  factor text collate "C" not null,
  year int not null,
  movements bigint not null,
  primary key (region_code, factor, year)
);

alter table project_visits enable row level security;
alter table project_visits force row level security;
create policy project_visits_region on project_visits using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table project_visit_promises enable row level security;
alter table project_visit_promises force row level security;
create policy project_visit_promises_region on project_visit_promises using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table factor_needs enable row level security;
alter table factor_needs force row level security;
create policy factor_needs_region on factor_needs using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table factor_entries enable row level security;
alter table factor_entries force row level security;
create policy factor_entries_region on factor_entries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table factor_supplies enable row level security;
alter table factor_supplies force row level security;
create policy factor_supplies_region on factor_supplies using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table factor_years enable row level security;
alter table factor_years force row level security;
create policy factor_years_region on factor_years using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
