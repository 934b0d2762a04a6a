-- The library of key projects: identity, nature, plan, money, people and list fields.

create table key_projects (
  region_code text collate "C" not null,
  id text collate "C" not null,
  number text collate "C" not null,
  name text not null,
  short_name text not null,
  project_codes text[] not null,
  former_names jsonb not null,
  memberships jsonb not null,
  list_keys text[] not null,
  investor_type text,
  establishment text,
  nature text,
  category text,
  industry_code text not null,
  chain text not null,
  stage text not null,
  stage_order smallint not null,
  enterprise text not null,
  credit_code text,
  place text not null,
  longitude double precision,
  latitude double precision,
  land double precision,
  floor_area double precision,
  scope text not null,
  capacity text not null,
  expected_output bigint,
  expected_tax bigint,
  jobs int,
  total_investment bigint,
  invested_before_year bigint,
  plan_year int,
  year_plan bigint,
  monthly_plan bigint[],
  signed_amount bigint,
  invested_this_year bigint,
  invested_as_of text,
  funds_in_place bigint,
  bond_amount bigint,
  bond_spent bigint,
  planned_start_on date,
  planned_completion_on date,
  planned_production_on date,
  started_on date,
  completed_on date,
  produced_on date,
  unit_id text not null,
  lead_unit_id text,
  sponsor_post_id text,
  task_force_id text,
  responsible_person text not null,
  responsible_phone text not null,
  physical_progress text not null,
  note text not null,
  statistical_total bigint,
  statistical_this_year bigint,
  statistical_as_of text,
  investment_registered_on date,
  four_above_on date,
  completion double precision,
  pace double precision,
  light text not null check (light in ('green', 'yellow', 'red', 'none')),
  light_order smallint not null,
  light_reason jsonb,
  source jsonb,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  search_text text not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, number),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index key_projects_by_name on key_projects (region_code, pinyin, id) where withdrawn_at is null;
create index key_projects_by_investment on key_projects (region_code, total_investment, id) where withdrawn_at is null;
create index key_projects_by_plan on key_projects (region_code, year_plan, id) where withdrawn_at is null;
create index key_projects_by_completion on key_projects (region_code, completion, id) where withdrawn_at is null;
create index key_projects_by_start on key_projects (region_code, planned_start_on, id) where withdrawn_at is null;
create index key_projects_by_end on key_projects (region_code, planned_completion_on, id) where withdrawn_at is null;
create index key_projects_by_stage on key_projects (region_code, stage_order, id) where withdrawn_at is null;
create index key_projects_by_light on key_projects (region_code, light_order, id) where withdrawn_at is null;
create index key_projects_by_update on key_projects (region_code, updated_at, id) where withdrawn_at is null;
create index key_projects_by_unit on key_projects (region_code, unit_id);
create index key_projects_by_lead_unit on key_projects (region_code, lead_unit_id) where lead_unit_id is not null;
create index key_projects_by_task_force on key_projects (region_code, task_force_id) where task_force_id is not null;

-- What a project is found by. Rows instead of an array under GIN: operators of arrays are not leakproof, so that row-level security
-- keeps the planner from using such an index; equality of texts is.
create table key_project_grams (
  region_code text collate "C" not null,
  gram text collate "C" not null,
  number text collate "C" not null,
  primary key (region_code, gram, number)
);
create index key_project_grams_by_project on key_project_grams (region_code, number);

create table key_project_numbers (
  region_code text collate "C" not null,
  year int not null,
  last_number int not null,
  primary key (region_code, year)
);

create table key_project_views (
  region_code text collate "C" not null,
  id text collate "C" not null,
  person_id text not null,
  name text not null,
  filter jsonb not null,
  columns jsonb not null,
  is_shared boolean not null default false,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, person_id, name)
);

create table key_project_headings (
  region_code text collate "C" not null,
  heading text not null,
  field text collate "C" not null,
  primary key (region_code, heading)
);

create table key_project_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  at timestamptz not null,
  person_id text not null,
  person_name text not null,
  created int not null,
  updated int not null,
  receipt jsonb not null,
  undone_at timestamptz,
  undone_reason text,
  primary key (region_code, id)
);

alter table key_projects enable row level security;
alter table key_projects force row level security;
create policy key_projects_region on key_projects using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_numbers enable row level security;
alter table key_project_numbers force row level security;
create policy key_project_numbers_region on key_project_numbers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_views enable row level security;
alter table key_project_views force row level security;
create policy key_project_views_region on key_project_views using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_grams enable row level security;
alter table key_project_grams force row level security;
create policy key_project_grams_region on key_project_grams using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_headings enable row level security;
alter table key_project_headings force row level security;
create policy key_project_headings_region on key_project_headings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_imports enable row level security;
alter table key_project_imports force row level security;
create policy key_project_imports_region on key_project_imports using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on key_project_grams to clarion_app;
grant delete on key_project_views to clarion_app;
