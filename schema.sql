-- What the migrations add up to, read from the catalogue of a migrated database; tools/write-schema.ts writes it.
-- A comparison for readers and reviewers: nothing runs it.

create table audit_chain (
  region_code text collate "C" not null,
  position bigint not null,
  entry_id text collate "C" not null,
  hash text not null,
  sealed_at timestamp with time zone not null
);
alter table audit_chain add constraint audit_chain_pkey PRIMARY KEY (region_code, "position");
alter table audit_chain add constraint audit_chain_region_code_entry_id_fkey FOREIGN KEY (region_code, entry_id) REFERENCES audit_entries(region_code, id);
alter table audit_chain add constraint audit_chain_region_code_entry_id_key UNIQUE (region_code, entry_id);
alter table audit_chain enable and force row level security;
create policy audit_chain_region on audit_chain for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on audit_chain to clarion_app;

create table audit_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  at timestamp with time zone not null,
  request_id text not null,
  actor_id text not null,
  actor_name text not null,
  on_behalf_of_id text,
  on_behalf_of_name text,
  operation text not null,
  outcome text not null,
  refusal jsonb,
  input jsonb,
  changes jsonb
);
alter table audit_entries add constraint audit_entries_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])));
alter table audit_entries add constraint audit_entries_pkey PRIMARY KEY (region_code, id);
CREATE INDEX audit_entries_by_actor ON public.audit_entries USING btree (region_code, actor_id, id);
CREATE INDEX audit_entries_by_operation ON public.audit_entries USING btree (region_code, operation, id);
alter table audit_entries enable and force row level security;
create policy audit_entries_region on audit_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on audit_entries to clarion_app;

create table credentials (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  password_hash text not null,
  password_set_at timestamp with time zone not null,
  must_change boolean not null,
  failures integer not null default 0,
  first_failure_at timestamp with time zone,
  locked_at timestamp with time zone,
  totp_secret text,
  totp_enabled boolean not null default false,
  totp_last_step bigint,
  oidc_subject text
);
alter table credentials add constraint credentials_pkey PRIMARY KEY (region_code, person_id);
alter table credentials add constraint credentials_region_code_person_id_fkey FOREIGN KEY (region_code, person_id) REFERENCES people(region_code, id);
CREATE INDEX credentials_by_subject ON public.credentials USING btree (region_code, oidc_subject);
alter table credentials enable and force row level security;
create policy credentials_region on credentials for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on credentials to clarion_app;

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
  version integer not null default 1
);
alter table delegations add constraint delegations_pkey PRIMARY KEY (region_code, id);
alter table delegations add constraint delegations_region_code_delegate_id_fkey FOREIGN KEY (region_code, delegate_id) REFERENCES people(region_code, id);
alter table delegations add constraint delegations_region_code_post_id_fkey FOREIGN KEY (region_code, post_id) REFERENCES posts(region_code, id);
CREATE INDEX delegations_by_delegate ON public.delegations USING btree (region_code, delegate_id);
CREATE INDEX delegations_by_post ON public.delegations USING btree (region_code, post_id);
alter table delegations enable and force row level security;
create policy delegations_region on delegations for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on delegations to clarion_app;

create table idempotency_keys (
  region_code text collate "C" not null,
  person_id text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  answer jsonb,
  at timestamp with time zone not null
);
alter table idempotency_keys add constraint idempotency_keys_pkey PRIMARY KEY (region_code, person_id, key);
alter table idempotency_keys enable and force row level security;
create policy idempotency_keys_region on idempotency_keys for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on idempotency_keys to clarion_app;

create table key_project_numbers (
  region_code text collate "C" not null,
  year integer not null,
  last_number integer not null
);
alter table key_project_numbers add constraint key_project_numbers_pkey PRIMARY KEY (region_code, year);
alter table key_project_numbers enable and force row level security;
create policy key_project_numbers_region on key_project_numbers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_numbers to clarion_app;

create table key_project_views (
  region_code text collate "C" not null,
  id text collate "C" not null,
  person_id text not null,
  name text not null,
  filter jsonb not null,
  columns jsonb not null,
  is_shared boolean not null default false,
  version integer not null default 1
);
alter table key_project_views add constraint key_project_views_pkey PRIMARY KEY (region_code, id);
CREATE INDEX key_project_views_by_person ON public.key_project_views USING btree (region_code, person_id);
alter table key_project_views enable and force row level security;
create policy key_project_views_region on key_project_views for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on key_project_views to clarion_app;

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
  jobs integer,
  total_investment bigint,
  invested_before_year bigint,
  plan_year integer,
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
  light text not null,
  light_order smallint not null,
  light_reason jsonb,
  source jsonb,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  search_text text not null,
  bigrams text[] not null,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  is_sample boolean not null default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table key_projects add constraint key_projects_light_check CHECK ((light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'none'::text])));
alter table key_projects add constraint key_projects_pkey PRIMARY KEY (region_code, id);
alter table key_projects add constraint key_projects_region_code_number_key UNIQUE (region_code, number);
alter table key_projects add constraint key_projects_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX key_projects_by_bigram ON public.key_projects USING gin (bigrams);
CREATE INDEX key_projects_by_investment ON public.key_projects USING btree (region_code, total_investment DESC, id DESC);
CREATE INDEX key_projects_by_light ON public.key_projects USING btree (region_code, light, id);
CREATE INDEX key_projects_by_name ON public.key_projects USING btree (region_code, pinyin, id);
CREATE INDEX key_projects_by_stage ON public.key_projects USING btree (region_code, stage, id);
CREATE INDEX key_projects_by_unit ON public.key_projects USING btree (region_code, unit_id, id);
CREATE INDEX key_projects_by_update ON public.key_projects USING btree (region_code, updated_at DESC, id DESC);
alter table key_projects enable and force row level security;
create policy key_projects_region on key_projects for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_projects to clarion_app;

create table login_names (
  account text collate "C" not null,
  region_code text collate "C" not null,
  person_id text not null
);
alter table login_names add constraint login_names_pkey PRIMARY KEY (account);
grant delete, insert, select, update on login_names to clarion_app;
comment on table login_names is 'reference: an account is unique in the installation and is looked up before its region is known';

create table outbox_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  at timestamp with time zone not null,
  topic text not null,
  subject_kind text not null,
  subject_id text not null,
  actor_id text not null,
  actor_name text not null,
  on_behalf_of_name text,
  before jsonb,
  after jsonb,
  data jsonb
);
alter table outbox_events add constraint outbox_events_pkey PRIMARY KEY (region_code, id);
CREATE INDEX outbox_events_by_subject ON public.outbox_events USING btree (region_code, subject_kind, subject_id, id);
alter table outbox_events enable and force row level security;
create policy outbox_events_region on outbox_events for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on outbox_events to clarion_app;

create table password_history (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  set_at timestamp with time zone not null,
  password_hash text not null
);
alter table password_history add constraint password_history_pkey PRIMARY KEY (region_code, person_id, set_at);
alter table password_history add constraint password_history_region_code_person_id_fkey FOREIGN KEY (region_code, person_id) REFERENCES people(region_code, id);
alter table password_history enable and force row level security;
create policy password_history_region on password_history for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on password_history to clarion_app;

create table people (
  region_code text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  account text not null,
  phone text,
  pinyin text collate "C" not null,
  initials text collate "C" not null,
  state text not null default 'active'::text,
  state_reason text,
  is_sample boolean not null default false,
  created_at timestamp with time zone not null,
  version integer not null default 1
);
alter table people add constraint people_pkey PRIMARY KEY (region_code, id);
alter table people add constraint people_state_check CHECK ((state = ANY (ARRAY['active'::text, 'disabled'::text, 'erased'::text])));
CREATE INDEX people_by_pinyin ON public.people USING btree (region_code, pinyin, id);
alter table people enable and force row level security;
create policy people_region on people for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on people to clarion_app;

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
  version integer not null default 1
);
alter table posts add constraint posts_pkey PRIMARY KEY (region_code, id);
alter table posts add constraint posts_region_code_person_id_fkey FOREIGN KEY (region_code, person_id) REFERENCES people(region_code, id);
alter table posts add constraint posts_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX posts_by_person ON public.posts USING btree (region_code, person_id);
CREATE INDEX posts_by_unit ON public.posts USING btree (region_code, unit_id);
alter table posts enable and force row level security;
create policy posts_region on posts for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on posts to clarion_app;

create table regions (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  parent_code text collate "C",
  valid_from date not null,
  valid_to date,
  is_sample boolean not null default false
);
alter table regions add constraint regions_pkey PRIMARY KEY (region_code, code);
alter table regions enable and force row level security;
create policy regions_region on regions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on regions to clarion_app;

create table sessions (
  region_code text collate "C" not null,
  token_hash text collate "C" not null,
  person_id text collate "C" not null,
  opened_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  means text not null
);
alter table sessions add constraint sessions_means_check CHECK ((means = ANY (ARRAY['password'::text, 'oidc'::text, 'sample'::text])));
alter table sessions add constraint sessions_pkey PRIMARY KEY (region_code, token_hash);
alter table sessions add constraint sessions_region_code_person_id_fkey FOREIGN KEY (region_code, person_id) REFERENCES people(region_code, id);
CREATE INDEX sessions_by_person ON public.sessions USING btree (region_code, person_id);
alter table sessions enable and force row level security;
create policy sessions_region on sessions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on sessions to clarion_app;

create table tenants (
  region_code text collate "C" not null,
  name text not null,
  is_sample boolean not null default false,
  opened_at timestamp with time zone not null
);
alter table tenants add constraint tenants_pkey PRIMARY KEY (region_code);
grant insert, select, update on tenants to clarion_app;
comment on table tenants is 'reference: the list of tenants itself, read before a region is known';

create table unit_versions (
  region_code text collate "C" not null,
  unit_id text collate "C" not null,
  valid_from date not null,
  name text not null,
  short_name text not null,
  parent_id text collate "C",
  group_name text,
  position integer not null default 0,
  pinyin text not null,
  initials text not null
);
alter table unit_versions add constraint unit_versions_pkey PRIMARY KEY (region_code, unit_id, valid_from);
alter table unit_versions add constraint unit_versions_region_code_parent_id_fkey FOREIGN KEY (region_code, parent_id) REFERENCES units(region_code, id);
alter table unit_versions add constraint unit_versions_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX unit_versions_by_parent ON public.unit_versions USING btree (region_code, parent_id);
alter table unit_versions enable and force row level security;
create policy unit_versions_region on unit_versions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on unit_versions to clarion_app;

create table units (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  area_code text,
  area_square_metres bigint,
  opened_on date not null,
  closed_on date,
  closed_reason text,
  merged_into_id text collate "C",
  is_sample boolean not null default false,
  version integer not null default 1
);
alter table units add constraint units_area_square_metres_check CHECK ((area_square_metres > 0));
alter table units add constraint units_check CHECK (((closed_on IS NULL) OR (closed_on >= opened_on)));
alter table units add constraint units_kind_check CHECK ((kind = ANY (ARRAY['department'::text, 'township'::text, 'park'::text, 'state_firm'::text, 'task_force'::text, 'office'::text, 'enterprise'::text, 'leaders'::text])));
alter table units add constraint units_pkey PRIMARY KEY (region_code, id);
alter table units add constraint units_region_code_merged_into_id_fkey FOREIGN KEY (region_code, merged_into_id) REFERENCES units(region_code, id);
CREATE INDEX units_by_successor ON public.units USING btree (region_code, merged_into_id);
alter table units enable and force row level security;
create policy units_region on units for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on units to clarion_app;

create table work_calendar_years (
  region_code text collate "C" not null,
  year integer not null,
  arrangement jsonb not null,
  version integer not null default 1
);
alter table work_calendar_years add constraint work_calendar_years_pkey PRIMARY KEY (region_code, year);
alter table work_calendar_years enable and force row level security;
create policy work_calendar_years_region on work_calendar_years for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on work_calendar_years to clarion_app;
