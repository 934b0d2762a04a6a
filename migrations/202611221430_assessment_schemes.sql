-- Schemes of assessment and their versions: written as a draft, frozen before use, superseded by the next.

create table assessment_schemes (
  region_code text collate "C" not null,
  id text collate "C" not null,
  year int not null,
  name text not null,
  basis text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (region_code, id),
  unique (region_code, year, name)
);
alter table assessment_schemes enable row level security;
alter table assessment_schemes force row level security;
create policy assessment_schemes_region on assessment_schemes
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
-- A scheme that never was frozen goes with its draft.
grant delete on assessment_schemes to clarion_app;

create table assessment_scheme_versions (
  region_code text collate "C" not null,
  id text collate "C" not null,
  scheme_id text collate "C" not null,
  number int not null check (number > 0),
  state text collate "C" not null check (state in ('draft', 'frozen', 'superseded')),
  body jsonb not null,
  hash text collate "C",
  frozen_at timestamptz,
  frozen_by text collate "C",
  frozen_by_name text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, scheme_id, number),
  foreign key (region_code, scheme_id) references assessment_schemes (region_code, id),
  check (state = 'draft' or (hash is not null and frozen_at is not null))
);
-- One draft and one version in force of a scheme at the most, whoever works on it at once.
create unique index assessment_scheme_versions_draft on assessment_scheme_versions (region_code, scheme_id)
  where state = 'draft';
create unique index assessment_scheme_versions_frozen on assessment_scheme_versions (region_code, scheme_id)
  where state = 'frozen';
alter table assessment_scheme_versions enable row level security;
alter table assessment_scheme_versions force row level security;
create policy assessment_scheme_versions_region on assessment_scheme_versions
  using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
grant delete on assessment_scheme_versions to clarion_app;
