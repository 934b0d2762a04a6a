-- Rule sets of lights as versioned data, and the lights they gave.

create table light_rule_sets (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  subject_kind text not null,
  is_sample boolean not null default false,
  primary key (region_code, code)
);

create table light_rule_versions (
  region_code text collate "C" not null,
  code text collate "C" not null,
  version int not null,
  state text not null check (state in ('draft', 'published', 'retired')),
  body jsonb not null,
  source text not null,
  valid_from date,
  retired_reason text,
  changed_at timestamptz not null,
  record_version int not null default 1,
  primary key (region_code, code, version),
  foreign key (region_code, code) references light_rule_sets (region_code, code)
);

create table judged_lights (
  region_code text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_id text collate "C" not null,
  period text collate "C" not null,
  period_end date not null,
  rule_code text not null,
  rule_version int not null,
  light text not null check (light in ('green', 'yellow', 'red', 'none')),
  reason jsonb not null,
  dimensions jsonb not null,
  inputs jsonb not null,
  judged_at timestamptz not null,
  made_up_in text,
  made_up_from text,
  primary key (region_code, subject_kind, subject_id, period)
);
create index judged_lights_by_period on judged_lights (region_code, subject_kind, period, subject_id);

alter table light_rule_sets enable row level security;
alter table light_rule_sets force row level security;
create policy light_rule_sets_region on light_rule_sets using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table light_rule_versions enable row level security;
alter table light_rule_versions force row level security;
create policy light_rule_versions_region on light_rule_versions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table judged_lights enable row level security;
alter table judged_lights force row level security;
create policy judged_lights_region on judged_lights using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on light_rule_versions, light_rule_sets to clarion_app;
