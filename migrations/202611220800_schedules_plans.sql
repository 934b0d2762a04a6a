-- Working plans of key projects: nodes and links between them, facts of each node, frozen baselines, and secret addresses of calendars.
-- Dates that follow from a plan are computed when they are asked for and never kept, except in a baseline, which is frozen.

create table schedule_plans (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  open_on date,
  start_on date,
  winter_stop jsonb,
  closures jsonb not null,
  template text,
  reference_baseline_id text collate "C",
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by text not null,
  version int not null default 1,
  primary key (region_code, project_id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);

create table schedule_nodes (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  id text collate "C" not null,
  position int not null,
  name text not null,
  days int not null,
  day_kind text not null check (day_kind in ('working', 'calendar')),
  calendar text collate "C" not null,
  is_milestone boolean not null,
  min_days int,
  not_before date,
  not_after date,
  start_not_after date,
  finish_not_before date,
  permit jsonb,
  unit_id text collate "C",
  post_id text collate "C",
  note text not null,
  started_on date,
  finished_on date,
  remaining_days int,
  slip_reason text not null,
  version int not null default 1,
  primary key (region_code, project_id, id),
  foreign key (region_code, project_id) references schedule_plans (region_code, project_id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index schedule_nodes_by_unit on schedule_nodes (region_code, unit_id) where finished_on is null;
create index schedule_nodes_by_post on schedule_nodes (region_code, post_id) where finished_on is null and post_id is not null;

create table schedule_links (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  type text collate "C" not null check (type in ('FS', 'SS', 'FF', 'SF')),
  lag int not null,
  lag_kind text not null check (lag_kind in ('working', 'calendar')),
  primary key (region_code, project_id, from_id, to_id, type),
  foreign key (region_code, project_id, from_id) references schedule_nodes (region_code, project_id, id),
  foreign key (region_code, project_id, to_id) references schedule_nodes (region_code, project_id, id)
);

create table schedule_baselines (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  reason text not null,
  open_on date,
  nodes jsonb not null,
  kept_at timestamptz not null,
  kept_by text not null,
  primary key (region_code, project_id, id),
  unique (region_code, project_id, name),
  foreign key (region_code, project_id) references schedule_plans (region_code, project_id)
);

-- One secret address a person; only a digest of the secret is kept.
create table schedule_feeds (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  secret_digest text collate "C" not null,
  opened_at timestamptz not null,
  primary key (region_code, person_id),
  unique (region_code, secret_digest)
);

alter table schedule_plans enable row level security;
alter table schedule_plans force row level security;
create policy schedule_plans_region on schedule_plans using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table schedule_nodes enable row level security;
alter table schedule_nodes force row level security;
create policy schedule_nodes_region on schedule_nodes using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table schedule_links enable row level security;
alter table schedule_links force row level security;
create policy schedule_links_region on schedule_links using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table schedule_baselines enable row level security;
alter table schedule_baselines force row level security;
create policy schedule_baselines_region on schedule_baselines using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table schedule_feeds enable row level security;
alter table schedule_feeds force row level security;
create policy schedule_feeds_region on schedule_feeds using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on schedule_nodes to clarion_app;
grant delete on schedule_links to clarion_app;
grant delete on schedule_feeds to clarion_app;
