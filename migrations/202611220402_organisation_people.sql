-- Tenants, the region tree, units with validity, people, posts with dates, delegation, sign-in.

create table tenants (
  region_code text collate "C" primary key,
  name text not null,
  is_sample boolean not null default false,
  opened_at timestamptz not null
);
comment on table tenants is 'reference: the list of tenants itself, read before a region is known';

create table login_names (
  account text collate "C" primary key,
  region_code text collate "C" not null,
  person_id text not null
);
comment on table login_names is 'reference: an account is unique in the installation and is looked up before its region is known';

create table regions (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  parent_code text collate "C",
  valid_from date not null,
  valid_to date,
  is_sample boolean not null default false,
  primary key (region_code, code)
);

create table units (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null check (kind in ('department', 'township', 'park', 'state_firm', 'task_force', 'office', 'enterprise', 'leaders')),
  area_code text,
  area_square_metres bigint check (area_square_metres > 0),
  opened_on date not null,
  closed_on date,
  closed_reason text,
  merged_into_id text collate "C",
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, merged_into_id) references units (region_code, id),
  check (closed_on is null or closed_on >= opened_on)
);
create index units_by_successor on units (region_code, merged_into_id);

-- What a unit was called and where it stood, from a day on; the row in force on a day is the last one not after it.
create table unit_versions (
  region_code text collate "C" not null,
  unit_id text collate "C" not null,
  valid_from date not null,
  name text not null,
  short_name text not null,
  parent_id text collate "C",
  group_name text,
  position int not null default 0,
  pinyin text not null,
  initials text not null,
  primary key (region_code, unit_id, valid_from),
  foreign key (region_code, unit_id) references units (region_code, id),
  foreign key (region_code, parent_id) references units (region_code, id)
);
create index unit_versions_by_parent on unit_versions (region_code, parent_id);

create table people (
  region_code text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  account text not null,
  phone text,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  state text not null default 'active' check (state in ('active', 'disabled', 'erased')),
  state_reason text,
  is_sample boolean not null default false,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id)
);

create table posts (
  region_code text collate "C" not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  unit_id text collate "C" not null,
  role text not null,
  title text not null,
  from_on date not null,
  to_on date,
  end_reason text,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, person_id) references people (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index people_by_pinyin on people (region_code, pinyin, id);
create index posts_by_person on posts (region_code, person_id);
create index posts_by_unit on posts (region_code, unit_id);

create table delegations (
  region_code text collate "C" not null,
  id text collate "C" not null,
  post_id text collate "C" not null,
  delegate_id text collate "C" not null,
  from_on date not null,
  to_on date not null,
  reason text not null,
  withdrawn_on date,
  withdrawn_reason text,
  is_sample boolean not null default false,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, post_id) references posts (region_code, id),
  foreign key (region_code, delegate_id) references people (region_code, id)
);
create index delegations_by_post on delegations (region_code, post_id);
create index delegations_by_delegate on delegations (region_code, delegate_id);

create table credentials (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  password_hash text not null,
  password_set_at timestamptz not null,
  must_change boolean not null,
  failures int not null default 0,
  first_failure_at timestamptz,
  locked_at timestamptz,
  totp_secret text,
  totp_enabled boolean not null default false,
  totp_last_step bigint,
  oidc_subject text,
  primary key (region_code, person_id),
  foreign key (region_code, person_id) references people (region_code, id)
);
create index credentials_by_subject on credentials (region_code, oidc_subject);

create table password_history (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  set_at timestamptz not null,
  password_hash text not null,
  primary key (region_code, person_id, set_at),
  foreign key (region_code, person_id) references people (region_code, id)
);

create table sessions (
  region_code text collate "C" not null,
  token_hash text collate "C" not null,
  person_id text collate "C" not null,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  means text not null check (means in ('password', 'oidc', 'sample')),
  primary key (region_code, token_hash),
  foreign key (region_code, person_id) references people (region_code, id)
);
create index sessions_by_person on sessions (region_code, person_id);

create table work_calendar_years (
  region_code text collate "C" not null,
  year int not null,
  arrangement jsonb not null,
  version int not null default 1,
  primary key (region_code, year)
);

alter table regions enable row level security;
alter table regions force row level security;
create policy regions_region on regions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table units enable row level security;
alter table units force row level security;
create policy units_region on units using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table unit_versions enable row level security;
alter table unit_versions force row level security;
create policy unit_versions_region on unit_versions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table people enable row level security;
alter table people force row level security;
create policy people_region on people using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table posts enable row level security;
alter table posts force row level security;
create policy posts_region on posts using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table delegations enable row level security;
alter table delegations force row level security;
create policy delegations_region on delegations using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table credentials enable row level security;
alter table credentials force row level security;
create policy credentials_region on credentials using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table password_history enable row level security;
alter table password_history force row level security;
create policy password_history_region on password_history using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table sessions enable row level security;
alter table sessions force row level security;
create policy sessions_region on sessions using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table work_calendar_years enable row level security;
alter table work_calendar_years force row level security;
create policy work_calendar_years_region on work_calendar_years using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

grant delete on login_names to clarion_app;
