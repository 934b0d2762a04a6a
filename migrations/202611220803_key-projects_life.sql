-- The life of a key project: moves between stages, lineage, group events, frozen lists, and verdicts on possible duplicates.

alter table key_projects add column stage_since date;
alter table key_projects add column stage_left text;
alter table key_projects add column pause_reason text;

create table key_project_moves (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text not null check (kind in ('entry', 'move', 'document', 'reversal')),
  from_stage text,
  to_stage text not null,
  on_date date,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  on_behalf_of text,
  actor text,
  reason text not null,
  evidence jsonb not null,
  before jsonb not null,
  source text,
  reverses text collate "C",
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_moves_of_project on key_project_moves (region_code, project_id, id);

create table key_project_bureaus (
  region_code text collate "C" not null,
  actor text collate "C" not null,
  unit_id text collate "C" not null,
  primary key (region_code, actor, unit_id),
  foreign key (region_code, unit_id) references units (region_code, id)
);

create table key_project_lists (
  region_code text collate "C" not null,
  id text collate "C" not null,
  level text collate "C" not null check (level in ('province', 'city', 'county')),
  year int not null,
  frozen_on date not null,
  frozen_at timestamptz not null,
  person_id text not null,
  person_name text not null,
  note text not null,
  primary key (region_code, id),
  unique (region_code, level, year)
);

create table key_project_list_entries (
  region_code text collate "C" not null,
  list_id text collate "C" not null,
  project_id text collate "C" not null,
  list_class text not null,
  category text,
  industry_code text not null,
  unit_id text not null,
  total_investment bigint,
  year_plan bigint,
  primary key (region_code, list_id, project_id),
  foreign key (region_code, list_id) references key_project_lists (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);

create table key_project_adjustments (
  region_code text collate "C" not null,
  id text collate "C" not null,
  list_id text collate "C" not null,
  project_id text collate "C" not null,
  kind text not null check (kind in ('added', 'removed', 'reclassified', 'replanned')),
  before text,
  after text,
  reason text not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  primary key (region_code, id),
  foreign key (region_code, list_id) references key_project_lists (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_adjustments_of_list on key_project_adjustments (region_code, list_id, id);

create table key_project_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null check (kind in ('signing', 'start', 'completion')),
  name text not null,
  held_on date not null,
  place text not null,
  note text not null,
  cancelled_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id)
);
create index key_project_events_by_day on key_project_events (region_code, held_on, id);

create table key_project_event_entries (
  region_code text collate "C" not null,
  event_id text collate "C" not null,
  project_id text collate "C" not null,
  amount bigint,
  primary key (region_code, event_id, project_id),
  foreign key (region_code, event_id) references key_project_events (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_event_entries_of_project on key_project_event_entries (region_code, project_id);

-- Where a project came from or went: from_id is the older, to_id the one that carries on.
create table key_project_links (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('merged', 'split', 'phase', 'investor')),
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  on_date date not null,
  amount bigint,
  inside_scope boolean not null,
  before text,
  after text,
  reason text not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  primary key (region_code, id),
  foreign key (region_code, from_id) references key_projects (region_code, id),
  foreign key (region_code, to_id) references key_projects (region_code, id)
);
create index key_project_links_from on key_project_links (region_code, from_id);
create index key_project_links_to on key_project_links (region_code, to_id);

create table key_project_verdicts (
  region_code text collate "C" not null,
  first_id text collate "C" not null,
  second_id text collate "C" not null,
  verdict text not null check (verdict in ('same', 'different')),
  reason text not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  primary key (region_code, first_id, second_id),
  foreign key (region_code, first_id) references key_projects (region_code, id),
  foreign key (region_code, second_id) references key_projects (region_code, id)
);

alter table key_project_moves enable row level security;
alter table key_project_moves force row level security;
create policy key_project_moves_region on key_project_moves using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_bureaus enable row level security;
alter table key_project_bureaus force row level security;
create policy key_project_bureaus_region on key_project_bureaus using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_lists enable row level security;
alter table key_project_lists force row level security;
create policy key_project_lists_region on key_project_lists using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_list_entries enable row level security;
alter table key_project_list_entries force row level security;
create policy key_project_list_entries_region on key_project_list_entries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_adjustments enable row level security;
alter table key_project_adjustments force row level security;
create policy key_project_adjustments_region on key_project_adjustments using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_events enable row level security;
alter table key_project_events force row level security;
create policy key_project_events_region on key_project_events using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_event_entries enable row level security;
alter table key_project_event_entries force row level security;
create policy key_project_event_entries_region on key_project_event_entries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_links enable row level security;
alter table key_project_links force row level security;
create policy key_project_links_region on key_project_links using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_verdicts enable row level security;
alter table key_project_verdicts force row level security;
create policy key_project_verdicts_region on key_project_verdicts using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on key_project_bureaus to clarion_app;
grant delete on key_project_event_entries to clarion_app;
