-- The year's goals: campaigns, indicators, targets with every version, actual figures with every version, published claims, where each target stands.

create table campaigns (
  region_code text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  first_year int not null,
  last_year int not null,
  lead_unit_id text not null,
  summary text not null,
  state text not null check (state in ('open', 'closed', 'withdrawn')),
  is_sample boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, lead_unit_id) references units (region_code, id)
);

create table indicators (
  region_code text collate "C" not null,
  id text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  unit_text text not null,
  kind text not null,
  direction text not null,
  measure text not null,
  statistical boolean not null,
  source_unit_id text not null,
  frequency text not null,
  first_months text not null,
  cumulative boolean not null,
  over_time text not null,
  over_units text not null,
  derivation jsonb,
  note text not null,
  search_text text not null,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, code),
  foreign key (region_code, source_unit_id) references units (region_code, id)
);
create index indicators_by_source on indicators (region_code, source_unit_id);

create table pace_curves (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  nodes jsonb not null,
  source text not null,
  version int not null default 1,
  primary key (region_code, code)
);

create table targets (
  region_code text collate "C" not null,
  id text collate "C" not null,
  indicator_id text collate "C" not null,
  year int not null,
  unit_id text collate "C" not null,
  campaign_id text collate "C",
  parent_id text collate "C",
  goal jsonb not null,
  owner_unit_id text not null,
  owner_post_id text,
  assessing_unit_id text,
  weight numeric,
  curve_code text not null,
  group_key text,
  state text not null,
  state_before text,
  withdrawn_reason text,
  source jsonb,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, indicator_id, unit_id, year),
  foreign key (region_code, indicator_id) references indicators (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id),
  foreign key (region_code, campaign_id) references campaigns (region_code, id),
  foreign key (region_code, parent_id) references targets (region_code, id)
);
create index targets_by_year on targets (region_code, year, id);
create index targets_by_parent on targets (region_code, parent_id);
create index targets_by_campaign on targets (region_code, campaign_id);
create index targets_by_update on targets (region_code, year, updated_at desc, id);

create table target_versions (
  region_code text collate "C" not null,
  target_id text collate "C" not null,
  number int not null,
  goal jsonb not null,
  reason text not null,
  approver_id text not null,
  approver_name text not null,
  approving_body text not null,
  decided_on date not null,
  effective_on date not null,
  source jsonb,
  primary key (region_code, target_id, number),
  foreign key (region_code, target_id) references targets (region_code, id)
);

create table actual_versions (
  region_code text collate "C" not null,
  indicator_id text collate "C" not null,
  unit_id text collate "C" not null,
  period text collate "C" not null,
  number int not null,
  year int not null,
  period_end date not null,
  value numeric,
  growth_percent numeric,
  rank int,
  rank_of int,
  year_forecast numeric,
  status text not null,
  as_of date not null,
  released_on date,
  evidence jsonb not null,
  reason text not null,
  entered_by text not null,
  entered_by_name text not null,
  on_behalf_of text,
  entered_at timestamptz not null,
  import_id text,
  claim_id text,
  primary key (region_code, indicator_id, unit_id, period, number),
  foreign key (region_code, indicator_id) references indicators (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index actual_versions_by_year on actual_versions (region_code, year, indicator_id, unit_id);
create index actual_versions_by_import on actual_versions (region_code, import_id) where import_id is not null;

-- Where a target stands at the end of each period that has a figure, as everybody sees it and, where figures await release, as leaders
-- and the source unit see it. Reckoned anew with every figure; nothing here is entered.
create table target_standings (
  region_code text collate "C" not null,
  target_id text collate "C" not null,
  is_unreleased boolean not null,
  period text collate "C" not null,
  period_end date not null,
  is_latest boolean not null,
  progress jsonb not null,
  due text,
  completion double precision,
  gap_points double precision,
  light text not null check (light in ('green', 'yellow', 'red', 'none')),
  light_order smallint not null,
  light_reason jsonb,
  light_rule jsonb,
  made_up_from text,
  changed_from text,
  changed_at timestamptz,
  reckoned_at timestamptz not null,
  primary key (region_code, target_id, is_unreleased, period),
  foreign key (region_code, target_id) references targets (region_code, id)
);

create table published_claims (
  region_code text collate "C" not null,
  id text collate "C" not null,
  indicator_id text collate "C",
  indicator_name text not null,
  unit_text text not null,
  unit_id text not null,
  period text collate "C" not null,
  year int not null,
  status text not null,
  comparator text not null,
  value numeric,
  upper numeric,
  from_value numeric,
  source jsonb not null,
  state text not null check (state in ('open', 'adopted', 'set_aside', 'withdrawn')),
  reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, indicator_id) references indicators (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index published_claims_by_indicator on published_claims (region_code, indicator_id, unit_id, period);
create index published_claims_by_state on published_claims (region_code, state, id);

create table actual_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  year int not null,
  period text not null,
  entered int not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null,
  undone_at timestamptz,
  version int not null default 1,
  primary key (region_code, id)
);

create table target_import_mappings (
  region_code text collate "C" not null,
  headings text collate "C" not null,
  mapping jsonb not null,
  kept_at timestamptz not null,
  primary key (region_code, headings)
);

create table target_years (
  region_code text collate "C" not null,
  year int not null,
  is_closed boolean not null,
  closed_at timestamptz,
  closed_by text,
  reason text not null,
  version int not null default 1,
  primary key (region_code, year)
);

alter table campaigns enable row level security;
alter table campaigns force row level security;
create policy campaigns_region on campaigns using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table indicators enable row level security;
alter table indicators force row level security;
create policy indicators_region on indicators using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table pace_curves enable row level security;
alter table pace_curves force row level security;
create policy pace_curves_region on pace_curves using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table targets enable row level security;
alter table targets force row level security;
create policy targets_region on targets using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table target_versions enable row level security;
alter table target_versions force row level security;
create policy target_versions_region on target_versions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table actual_versions enable row level security;
alter table actual_versions force row level security;
create policy actual_versions_region on actual_versions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table target_standings enable row level security;
alter table target_standings force row level security;
create policy target_standings_region on target_standings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table published_claims enable row level security;
alter table published_claims force row level security;
create policy published_claims_region on published_claims using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table actual_imports enable row level security;
alter table actual_imports force row level security;
create policy actual_imports_region on actual_imports using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table target_import_mappings enable row level security;
alter table target_import_mappings force row level security;
create policy target_import_mappings_region on target_import_mappings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table target_years enable row level security;
alter table target_years force row level security;
create policy target_years_region on target_years using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on target_standings, targets to clarion_app;
