-- What the migrations add up to, read from the catalogue of a migrated database; tools/write-schema.ts writes it.
-- A comparison for readers and reviewers: nothing runs it.

create table actual_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  year integer not null,
  period text not null,
  entered integer not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  version integer not null default 1,
  holds text not null default 'figures'::text,
  made jsonb not null default '[]'::jsonb
);
alter table actual_imports add constraint actual_imports_holds_check CHECK ((holds = ANY (ARRAY['figures'::text, 'goals'::text])));
alter table actual_imports add constraint actual_imports_pkey PRIMARY KEY (region_code, id);
alter table actual_imports enable and force row level security;
create policy actual_imports_region on actual_imports for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on actual_imports to clarion_app;

create table actual_versions (
  region_code text collate "C" not null,
  indicator_id text collate "C" not null,
  unit_id text collate "C" not null,
  period text collate "C" not null,
  number integer not null,
  year integer not null,
  period_end date not null,
  value numeric,
  growth_percent numeric,
  rank integer,
  rank_of integer,
  year_forecast numeric,
  status text not null,
  as_of date not null,
  released_on date,
  evidence jsonb not null,
  reason text not null,
  entered_by text not null,
  entered_by_name text not null,
  on_behalf_of text,
  entered_at timestamp with time zone not null,
  import_id text,
  claim_id text
);
alter table actual_versions add constraint actual_versions_pkey PRIMARY KEY (region_code, indicator_id, unit_id, period, number);
alter table actual_versions add constraint actual_versions_region_code_indicator_id_fkey FOREIGN KEY (region_code, indicator_id) REFERENCES indicators(region_code, id);
alter table actual_versions add constraint actual_versions_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX actual_versions_by_import ON public.actual_versions USING btree (region_code, import_id) WHERE (import_id IS NOT NULL);
CREATE INDEX actual_versions_by_year ON public.actual_versions USING btree (region_code, year, indicator_id, unit_id);
alter table actual_versions enable and force row level security;
create policy actual_versions_region on actual_versions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on actual_versions to clarion_app;

create table assessment_checks (
  region_code text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  checked_by text not null,
  checked_by_name text not null,
  checked_at timestamp with time zone not null
);
alter table assessment_checks add constraint assessment_checks_pkey PRIMARY KEY (region_code, round_id, unit_id);
alter table assessment_checks add constraint assessment_checks_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_checks add constraint assessment_checks_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table assessment_checks enable and force row level security;
create policy assessment_checks_region on assessment_checks for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_checks to clarion_app;

create table assessment_editions (
  region_code text collate "C" not null,
  round_id text collate "C" not null,
  edition integer not null,
  export jsonb not null,
  ranking jsonb not null,
  marks jsonb not null,
  digest text collate "C" not null,
  settled_at timestamp with time zone not null,
  settled_by text not null,
  settled_by_name text not null,
  published_at timestamp with time zone,
  published_by_name text,
  note text not null
);
alter table assessment_editions add constraint assessment_editions_pkey PRIMARY KEY (region_code, round_id, edition);
alter table assessment_editions add constraint assessment_editions_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_editions enable and force row level security;
create policy assessment_editions_region on assessment_editions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_editions to clarion_app;

create table assessment_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  kind text collate "C" not null,
  rule text collate "C",
  times integer not null default 1,
  points text not null,
  ground text collate "C",
  reason text not null,
  evidence text not null,
  expires_on date,
  reverses text collate "C",
  author_id text not null,
  author_name text not null,
  created_at timestamp with time zone not null
);
alter table assessment_entries add constraint assessment_entries_ground_check CHECK ((ground = ANY (ARRAY['safety'::text, 'environment'::text, 'debt'::text, 'statistics_fraud'::text])));
alter table assessment_entries add constraint assessment_entries_kind_check CHECK ((kind = ANY (ARRAY['bonus'::text, 'deduction'::text, 'reversal'::text, 'excuse'::text, 'veto'::text, 'lift'::text])));
alter table assessment_entries add constraint assessment_entries_pkey PRIMARY KEY (region_code, id);
alter table assessment_entries add constraint assessment_entries_region_code_reverses_fkey FOREIGN KEY (region_code, reverses) REFERENCES assessment_entries(region_code, id);
alter table assessment_entries add constraint assessment_entries_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_entries add constraint assessment_entries_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table assessment_entries add constraint assessment_entries_times_check CHECK (((times >= 1) AND (times <= 100)));
CREATE INDEX assessment_entries_by_round ON public.assessment_entries USING btree (region_code, round_id);
CREATE UNIQUE INDEX assessment_entries_reversed_once ON public.assessment_entries USING btree (region_code, reverses) WHERE (reverses IS NOT NULL);
alter table assessment_entries enable and force row level security;
create policy assessment_entries_region on assessment_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_entries to clarion_app;

create table assessment_figures (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  unit_id text collate "C" not null,
  criterion text collate "C" not null,
  figure text collate "C" not null,
  value text,
  kind text collate "C" not null,
  source jsonb,
  evidence text not null,
  reason text,
  objection_id text collate "C",
  replaces text collate "C",
  author_id text not null,
  author_name text not null,
  author_unit_id text collate "C",
  created_at timestamp with time zone not null
);
alter table assessment_figures add constraint assessment_figures_kind_check CHECK ((kind = ANY (ARRAY['entered'::text, 'ledger'::text, 'below'::text, 'contest'::text, 'streak'::text, 'correction'::text])));
alter table assessment_figures add constraint assessment_figures_pkey PRIMARY KEY (region_code, id);
alter table assessment_figures add constraint assessment_figures_region_code_replaces_fkey FOREIGN KEY (region_code, replaces) REFERENCES assessment_figures(region_code, id);
alter table assessment_figures add constraint assessment_figures_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_figures add constraint assessment_figures_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE UNIQUE INDEX assessment_figures_begun_once ON public.assessment_figures USING btree (region_code, round_id, unit_id, criterion, figure) WHERE (replaces IS NULL);
CREATE UNIQUE INDEX assessment_figures_replaced_once ON public.assessment_figures USING btree (region_code, replaces) WHERE (replaces IS NOT NULL);
alter table assessment_figures enable and force row level security;
create policy assessment_figures_region on assessment_figures for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_figures to clarion_app;

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
  state text collate "C" not null,
  raised_on date not null,
  raised_by text not null,
  raised_by_name text not null,
  due_on date not null,
  answerer_unit_id text collate "C",
  answered_on date,
  answered_by_name text,
  answer text,
  corrected_value text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table assessment_objections add constraint assessment_objections_pkey PRIMARY KEY (region_code, id);
alter table assessment_objections add constraint assessment_objections_region_code_entry_id_fkey FOREIGN KEY (region_code, entry_id) REFERENCES assessment_entries(region_code, id);
alter table assessment_objections add constraint assessment_objections_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_objections add constraint assessment_objections_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table assessment_objections add constraint assessment_objections_state_check CHECK ((state = ANY (ARRAY['open'::text, 'upheld'::text, 'rejected'::text, 'withdrawn'::text])));
CREATE INDEX assessment_objections_by_round ON public.assessment_objections USING btree (region_code, round_id);
CREATE INDEX assessment_objections_open ON public.assessment_objections USING btree (region_code, due_on, id) WHERE (state = 'open'::text);
alter table assessment_objections enable and force row level security;
create policy assessment_objections_region on assessment_objections for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_objections to clarion_app;

create table assessment_rounds (
  region_code text collate "C" not null,
  id text collate "C" not null,
  scheme_id text collate "C" not null,
  version_id text collate "C" not null,
  level text collate "C" not null,
  period text collate "C" not null,
  period_end date not null,
  state text collate "C" not null,
  check_started_on date,
  check_due_on date,
  edition integer,
  published_edition integer,
  published_at timestamp with time zone,
  published_by_name text,
  reopen_reason text,
  opened_at timestamp with time zone not null,
  opened_by_name text not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table assessment_rounds add constraint assessment_rounds_level_check CHECK ((level = ANY (ARRAY['month'::text, 'quarter'::text, 'year'::text])));
alter table assessment_rounds add constraint assessment_rounds_pkey PRIMARY KEY (region_code, id);
alter table assessment_rounds add constraint assessment_rounds_region_code_scheme_id_period_key UNIQUE (region_code, scheme_id, period);
alter table assessment_rounds add constraint assessment_rounds_region_code_version_id_fkey FOREIGN KEY (region_code, version_id) REFERENCES assessment_scheme_versions(region_code, id);
alter table assessment_rounds add constraint assessment_rounds_state_check CHECK ((state = ANY (ARRAY['open'::text, 'checking'::text, 'settled'::text, 'published'::text, 'correcting'::text])));
CREATE INDEX assessment_rounds_by_period ON public.assessment_rounds USING btree (region_code, period_end, id);
alter table assessment_rounds enable and force row level security;
create policy assessment_rounds_region on assessment_rounds for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_rounds to clarion_app;

create table assessment_scheme_versions (
  region_code text collate "C" not null,
  id text collate "C" not null,
  scheme_id text collate "C" not null,
  number integer not null,
  state text collate "C" not null,
  body jsonb not null,
  hash text collate "C",
  frozen_at timestamp with time zone,
  frozen_by text collate "C",
  frozen_by_name text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table assessment_scheme_versions add constraint assessment_scheme_versions_check CHECK (((state = 'draft'::text) OR ((hash IS NOT NULL) AND (frozen_at IS NOT NULL))));
alter table assessment_scheme_versions add constraint assessment_scheme_versions_number_check CHECK ((number > 0));
alter table assessment_scheme_versions add constraint assessment_scheme_versions_pkey PRIMARY KEY (region_code, id);
alter table assessment_scheme_versions add constraint assessment_scheme_versions_region_code_scheme_id_fkey FOREIGN KEY (region_code, scheme_id) REFERENCES assessment_schemes(region_code, id);
alter table assessment_scheme_versions add constraint assessment_scheme_versions_region_code_scheme_id_number_key UNIQUE (region_code, scheme_id, number);
alter table assessment_scheme_versions add constraint assessment_scheme_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'frozen'::text, 'superseded'::text])));
CREATE UNIQUE INDEX assessment_scheme_versions_draft ON public.assessment_scheme_versions USING btree (region_code, scheme_id) WHERE (state = 'draft'::text);
CREATE UNIQUE INDEX assessment_scheme_versions_frozen ON public.assessment_scheme_versions USING btree (region_code, scheme_id) WHERE (state = 'frozen'::text);
alter table assessment_scheme_versions enable and force row level security;
create policy assessment_scheme_versions_region on assessment_scheme_versions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on assessment_scheme_versions to clarion_app;

create table assessment_schemes (
  region_code text collate "C" not null,
  id text collate "C" not null,
  year integer not null,
  name text not null,
  basis text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null
);
alter table assessment_schemes add constraint assessment_schemes_pkey PRIMARY KEY (region_code, id);
alter table assessment_schemes add constraint assessment_schemes_region_code_year_name_key UNIQUE (region_code, year, name);
alter table assessment_schemes enable and force row level security;
create policy assessment_schemes_region on assessment_schemes for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on assessment_schemes to clarion_app;

create table assessment_signatures (
  region_code text collate "C" not null,
  id text collate "C" not null,
  round_id text collate "C" not null,
  criterion text collate "C" not null,
  unit_id text collate "C" not null,
  digest text collate "C" not null,
  signed_by text not null,
  signed_by_name text not null,
  signed_at timestamp with time zone not null
);
alter table assessment_signatures add constraint assessment_signatures_pkey PRIMARY KEY (region_code, id);
alter table assessment_signatures add constraint assessment_signatures_region_code_round_id_fkey FOREIGN KEY (region_code, round_id) REFERENCES assessment_rounds(region_code, id);
alter table assessment_signatures add constraint assessment_signatures_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX assessment_signatures_by_round ON public.assessment_signatures USING btree (region_code, round_id, criterion);
alter table assessment_signatures enable and force row level security;
create policy assessment_signatures_region on assessment_signatures for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on assessment_signatures to clarion_app;

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
CREATE INDEX audit_entries_by_day ON public.audit_entries USING btree (region_code, at, id);
CREATE INDEX audit_entries_by_operation ON public.audit_entries USING btree (region_code, operation, id);
alter table audit_entries enable and force row level security;
create policy audit_entries_region on audit_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on audit_entries to clarion_app;

create table bulletin_numbers (
  region_code text collate "C" not null,
  series text collate "C" not null,
  year integer not null,
  last integer not null
);
alter table bulletin_numbers add constraint bulletin_numbers_pkey PRIMARY KEY (region_code, series, year);
alter table bulletin_numbers enable and force row level security;
create policy bulletin_numbers_region on bulletin_numbers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on bulletin_numbers to clarion_app;

create table bulletin_templates (
  region_code text collate "C" not null,
  key text collate "C" not null,
  version integer not null,
  content jsonb not null,
  person_name text not null,
  made_at timestamp with time zone not null
);
alter table bulletin_templates add constraint bulletin_templates_pkey PRIMARY KEY (region_code, key, version);
alter table bulletin_templates enable and force row level security;
create policy bulletin_templates_region on bulletin_templates for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on bulletin_templates to clarion_app;

create table bulletins (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  state text collate "C" not null,
  template_key text collate "C" not null,
  template_version integer not null,
  template_name text not null,
  period text collate "C" not null,
  most_characters integer not null,
  title text not null,
  series_year integer,
  series_number integer,
  number text not null,
  recipient_unit_id text collate "C",
  corrects_id text collate "C",
  body jsonb not null,
  numbers jsonb not null,
  tables jsonb not null,
  changes jsonb not null,
  paper jsonb,
  digest text collate "C",
  long_reason text not null default ''::text,
  author_id text collate "C" not null,
  author_name text not null,
  published_by text,
  published_at timestamp with time zone,
  discarded_reason text,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table bulletins add constraint bulletins_check CHECK (((state = 'published'::text) = ((paper IS NOT NULL) AND (digest IS NOT NULL) AND (published_at IS NOT NULL))));
alter table bulletins add constraint bulletins_pkey PRIMARY KEY (region_code, id);
alter table bulletins add constraint bulletins_region_code_corrects_id_fkey FOREIGN KEY (region_code, corrects_id) REFERENCES bulletins(region_code, id);
alter table bulletins add constraint bulletins_region_code_template_key_series_year_series_numbe_key UNIQUE (region_code, template_key, series_year, series_number);
alter table bulletins add constraint bulletins_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'discarded'::text])));
CREATE INDEX bulletins_by_corrected ON public.bulletins USING btree (region_code, corrects_id) WHERE (corrects_id IS NOT NULL);
CREATE INDEX bulletins_by_state ON public.bulletins USING btree (region_code, state, id);
CREATE UNIQUE INDEX bulletins_one_correction ON public.bulletins USING btree (region_code, corrects_id) WHERE ((state = 'draft'::text) AND (corrects_id IS NOT NULL));
alter table bulletins enable and force row level security;
create policy bulletins_region on bulletins for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on bulletins to clarion_app;

create table campaigns (
  region_code text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  first_year integer not null,
  last_year integer not null,
  lead_unit_id text not null,
  summary text not null,
  state text not null,
  is_sample boolean not null default false,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table campaigns add constraint campaigns_pkey PRIMARY KEY (region_code, id);
alter table campaigns add constraint campaigns_region_code_lead_unit_id_fkey FOREIGN KEY (region_code, lead_unit_id) REFERENCES units(region_code, id);
alter table campaigns add constraint campaigns_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closed'::text, 'withdrawn'::text])));
alter table campaigns enable and force row level security;
create policy campaigns_region on campaigns for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on campaigns to clarion_app;

create table contest_ballots (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  seat_id text collate "C" not null,
  about text collate "C" not null,
  attempt integer not null,
  content jsonb not null,
  source text not null,
  made_at timestamp with time zone not null,
  received_at timestamp with time zone not null
);
alter table contest_ballots add constraint contest_ballots_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_ballots add constraint contest_ballots_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_ballots add constraint contest_ballots_region_code_contest_id_seat_id_about_attemp_key UNIQUE (region_code, contest_id, seat_id, about, attempt);
alter table contest_ballots add constraint contest_ballots_region_code_contest_id_seat_id_fkey FOREIGN KEY (region_code, contest_id, seat_id) REFERENCES contest_seats(region_code, contest_id, id);
alter table contest_ballots add constraint contest_ballots_source_check CHECK ((source = ANY (ARRAY['device'::text, 'sealed'::text, 'paper'::text])));
alter table contest_ballots enable and force row level security;
create policy contest_ballots_region on contest_ballots for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_ballots to clarion_app;

create table contest_board_links (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  label text not null,
  secret_digest text collate "C" not null,
  opened_at timestamp with time zone not null,
  closed_at timestamp with time zone
);
alter table contest_board_links add constraint contest_board_links_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_board_links add constraint contest_board_links_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_board_links add constraint contest_board_links_region_code_secret_digest_key UNIQUE (region_code, secret_digest);
alter table contest_board_links enable and force row level security;
create policy contest_board_links_region on contest_board_links for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_board_links to clarion_app;

create table contest_counts (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ordinal integer not null,
  id text collate "C" not null,
  counted_at timestamp with time zone not null,
  counted_by text not null,
  package text not null,
  digest text collate "C" not null,
  public_key text collate "C" not null,
  signature text collate "C" not null,
  signed_at timestamp with time zone,
  signed_by text,
  sign_note text not null default ''::text,
  sent_back_at timestamp with time zone,
  sent_back_reason text
);
alter table contest_counts add constraint contest_counts_check CHECK (((signed_at IS NULL) OR (sent_back_at IS NULL)));
alter table contest_counts add constraint contest_counts_pkey PRIMARY KEY (region_code, contest_id, ordinal);
alter table contest_counts add constraint contest_counts_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_counts enable and force row level security;
create policy contest_counts_region on contest_counts for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_counts to clarion_app;

create table contest_decisions (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  entrant_key text collate "C",
  text text not null,
  unit_id text collate "C",
  due_on date,
  item_id text collate "C",
  decided_at timestamp with time zone not null,
  decided_by text not null
);
alter table contest_decisions add constraint contest_decisions_kind_check CHECK ((kind = ANY (ARRAY['award'::text, 'commitment'::text, 'decision'::text])));
alter table contest_decisions add constraint contest_decisions_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_decisions add constraint contest_decisions_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_decisions enable and force row level security;
create policy contest_decisions_region on contest_decisions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_decisions to clarion_app;

create table contest_events (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ordinal integer not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  at timestamp with time zone not null,
  person_id text collate "C" not null,
  person_name text not null,
  data jsonb not null
);
alter table contest_events add constraint contest_events_pkey PRIMARY KEY (region_code, contest_id, ordinal);
alter table contest_events add constraint contest_events_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_events enable and force row level security;
create policy contest_events_region on contest_events for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_events to clarion_app;

create table contest_papers (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  seat_id text collate "C" not null,
  about text collate "C" not null,
  content jsonb not null,
  state text not null,
  typed_by text collate "C" not null,
  typed_by_name text not null,
  typed_at timestamp with time zone not null,
  checked_by text collate "C",
  checked_by_name text,
  checked_at timestamp with time zone,
  reason text,
  ballot_id text collate "C"
);
alter table contest_papers add constraint contest_papers_check CHECK ((checked_by <> typed_by));
alter table contest_papers add constraint contest_papers_check1 CHECK (((state = 'confirmed'::text) = (ballot_id IS NOT NULL)));
alter table contest_papers add constraint contest_papers_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_papers add constraint contest_papers_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_papers add constraint contest_papers_region_code_contest_id_seat_id_fkey FOREIGN KEY (region_code, contest_id, seat_id) REFERENCES contest_seats(region_code, contest_id, id);
alter table contest_papers add constraint contest_papers_state_check CHECK ((state = ANY (ARRAY['typed'::text, 'confirmed'::text, 'rejected'::text])));
CREATE INDEX contest_papers_waiting ON public.contest_papers USING btree (region_code, contest_id, state);
alter table contest_papers enable and force row level security;
create policy contest_papers_region on contest_papers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_papers to clarion_app;

create table contest_seats (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  number integer not null,
  class_key text collate "C" not null,
  label text not null,
  unit_id text collate "C",
  post_id text collate "C",
  conflicts jsonb not null,
  excluded jsonb not null,
  secret_digest text collate "C",
  device_digest text collate "C",
  bound_at timestamp with time zone,
  left_at timestamp with time zone,
  left_reason text,
  version integer not null default 1
);
alter table contest_seats add constraint contest_seats_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_seats add constraint contest_seats_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_seats add constraint contest_seats_region_code_secret_digest_key UNIQUE (region_code, secret_digest);
CREATE INDEX contest_seats_by_number ON public.contest_seats USING btree (region_code, contest_id, number);
alter table contest_seats enable and force row level security;
create policy contest_seats_region on contest_seats for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on contest_seats to clarion_app;

create table contest_seeds (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  seed text collate "C" not null,
  commitment text collate "C" not null,
  made_at timestamp with time zone not null
);
alter table contest_seeds add constraint contest_seeds_pkey PRIMARY KEY (region_code, contest_id);
alter table contest_seeds add constraint contest_seeds_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_seeds enable and force row level security;
create policy contest_seeds_region on contest_seeds for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_seeds to clarion_app;

create table contest_signing_keys (
  region_code text collate "C" not null,
  id text collate "C" not null,
  public_key text collate "C" not null,
  private_key text collate "C" not null,
  made_at timestamp with time zone not null
);
alter table contest_signing_keys add constraint contest_signing_keys_pkey PRIMARY KEY (region_code, id);
alter table contest_signing_keys enable and force row level security;
create policy contest_signing_keys_region on contest_signing_keys for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_signing_keys to clarion_app;

create table contest_stops (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  id text collate "C" not null,
  ordinal integer not null,
  kind text not null,
  entrant_key text collate "C",
  project_id text collate "C",
  name text not null,
  place text not null,
  stop_on date not null,
  arrive_at text collate "C" not null,
  minutes integer not null,
  drive_minutes integer not null,
  narrator text not null,
  promise text not null,
  completion double precision,
  note text not null default ''::text,
  arrived_at timestamp with time zone,
  left_at timestamp with time zone,
  made_promise text not null default ''::text,
  promise_id text collate "C"
);
alter table contest_stops add constraint contest_stops_kind_check CHECK ((kind = ANY (ARRAY['visit'::text, 'look_back'::text, 'report'::text])));
alter table contest_stops add constraint contest_stops_pkey PRIMARY KEY (region_code, contest_id, id);
alter table contest_stops add constraint contest_stops_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
CREATE INDEX contest_stops_by_project ON public.contest_stops USING btree (region_code, project_id);
CREATE INDEX contest_stops_in_order ON public.contest_stops USING btree (region_code, contest_id, ordinal);
alter table contest_stops enable and force row level security;
create policy contest_stops_region on contest_stops for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on contest_stops to clarion_app;

create table contest_voids (
  region_code text collate "C" not null,
  contest_id text collate "C" not null,
  ballot_id text collate "C" not null,
  reason text not null,
  voided_at timestamp with time zone not null,
  voided_by text not null
);
alter table contest_voids add constraint contest_voids_pkey PRIMARY KEY (region_code, contest_id, ballot_id);
alter table contest_voids add constraint contest_voids_region_code_contest_id_ballot_id_fkey FOREIGN KEY (region_code, contest_id, ballot_id) REFERENCES contest_ballots(region_code, contest_id, id);
alter table contest_voids add constraint contest_voids_region_code_contest_id_fkey FOREIGN KEY (region_code, contest_id) REFERENCES contests(region_code, id);
alter table contest_voids enable and force row level security;
create policy contest_voids_region on contest_voids for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contest_voids to clarion_app;

create table contests (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  name text not null,
  held_on date not null,
  period text collate "C" not null,
  place text not null,
  state text not null,
  is_rehearsal boolean not null default false,
  body jsonb not null,
  rules_hash text collate "C",
  frozen_at timestamp with time zone,
  frozen_by text,
  event_count integer not null default 0,
  vote_closed_at timestamp with time zone,
  sealing_public text collate "C",
  sealing_private text collate "C",
  published_at timestamp with time zone,
  published_by text,
  copied_from text collate "C",
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table contests add constraint contests_check CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (rules_hash IS NOT NULL)));
alter table contests add constraint contests_check1 CHECK ((NOT (is_rehearsal AND (state = 'published'::text))));
alter table contests add constraint contests_kind_check CHECK ((kind = ANY (ARRAY['tour'::text, 'arena'::text])));
alter table contests add constraint contests_pkey PRIMARY KEY (region_code, id);
alter table contests add constraint contests_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'frozen'::text, 'running'::text, 'closed'::text, 'counted'::text, 'signed'::text, 'published'::text, 'cancelled'::text])));
CREATE INDEX contests_by_day ON public.contests USING btree (region_code, held_on, id);
CREATE INDEX contests_by_period ON public.contests USING btree (region_code, period);
alter table contests enable and force row level security;
create policy contests_region on contests for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on contests to clarion_app;

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

create table dispatch_batches (
  region_code text collate "C" not null,
  id text collate "C" not null,
  dispatch_id text collate "C" not null,
  accepted_at timestamp with time zone not null,
  accepted_by text not null,
  row_count integer not null,
  undone_at timestamp with time zone,
  undone_by text,
  undone_reason text
);
alter table dispatch_batches add constraint dispatch_batches_pkey PRIMARY KEY (region_code, id);
alter table dispatch_batches add constraint dispatch_batches_region_code_dispatch_id_fkey FOREIGN KEY (region_code, dispatch_id) REFERENCES dispatches(region_code, id);
CREATE INDEX dispatch_batches_by_dispatch ON public.dispatch_batches USING btree (region_code, dispatch_id, id);
alter table dispatch_batches enable and force row level security;
create policy dispatch_batches_region on dispatch_batches for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on dispatch_batches to clarion_app;

create table dispatch_rows (
  region_code text collate "C" not null,
  id text collate "C" not null,
  dispatch_id text collate "C" not null,
  kind text not null,
  raw_start integer not null,
  raw_end integer not null,
  quote text not null,
  proposer text not null,
  read_values jsonb not null,
  mended_values jsonb,
  match jsonb not null,
  state text not null,
  reason text,
  decided_at timestamp with time zone,
  decided_by text,
  batch_id text collate "C",
  record_kind text,
  record_id text collate "C",
  receipt jsonb,
  is_dropped boolean not null default false,
  version integer not null default 1
);
alter table dispatch_rows add constraint dispatch_rows_kind_check CHECK ((kind = ANY (ARRAY['target'::text, 'project'::text, 'commitment'::text])));
alter table dispatch_rows add constraint dispatch_rows_pkey PRIMARY KEY (region_code, id);
alter table dispatch_rows add constraint dispatch_rows_proposer_check CHECK ((proposer = ANY (ARRAY['grammar'::text, 'model'::text, 'person'::text])));
alter table dispatch_rows add constraint dispatch_rows_region_code_batch_id_fkey FOREIGN KEY (region_code, batch_id) REFERENCES dispatch_batches(region_code, id);
alter table dispatch_rows add constraint dispatch_rows_region_code_dispatch_id_fkey FOREIGN KEY (region_code, dispatch_id) REFERENCES dispatches(region_code, id);
alter table dispatch_rows add constraint dispatch_rows_state_check CHECK ((state = ANY (ARRAY['proposed'::text, 'mended'::text, 'accepted'::text, 'rejected'::text])));
CREATE INDEX dispatch_rows_by_dispatch ON public.dispatch_rows USING btree (region_code, dispatch_id, raw_start, id);
CREATE INDEX dispatch_rows_by_record ON public.dispatch_rows USING btree (region_code, record_kind, record_id);
alter table dispatch_rows enable and force row level security;
create policy dispatch_rows_region on dispatch_rows for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on dispatch_rows to clarion_app;

create table dispatches (
  region_code text collate "C" not null,
  id text collate "C" not null,
  title text not null,
  origin text not null,
  file_key text,
  file_name text,
  raw_text text not null,
  digest text collate "C" not null,
  fingerprint integer[] not null,
  bands integer[] not null,
  off text[] not null,
  place text,
  place_code text,
  printed_on date,
  year integer,
  doc_type text not null,
  model_asked_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  search_text text not null,
  bigrams text[] not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table dispatches add constraint dispatches_origin_check CHECK ((origin = ANY (ARRAY['paste'::text, 'upload'::text])));
alter table dispatches add constraint dispatches_pkey PRIMARY KEY (region_code, id);
alter table dispatches add constraint dispatches_region_code_digest_key UNIQUE (region_code, digest);
CREATE INDEX dispatches_by_band ON public.dispatches USING gin (bands);
CREATE INDEX dispatches_by_bigram ON public.dispatches USING gin (bigrams);
alter table dispatches enable and force row level security;
create policy dispatches_region on dispatches for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on dispatches to clarion_app;

create table factor_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  need_id text collate "C" not null,
  kind text not null,
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
  at timestamp with time zone not null
);
alter table factor_entries add constraint factor_entries_kind_check CHECK ((kind = ANY (ARRAY['asked'::text, 'verified'::text, 'allocated'::text, 'borrowed'::text, 'delivered'::text, 'released'::text, 'returned'::text, 'repaid'::text, 'reversed'::text])));
alter table factor_entries add constraint factor_entries_pkey PRIMARY KEY (region_code, id);
alter table factor_entries add constraint factor_entries_region_code_need_id_fkey FOREIGN KEY (region_code, need_id) REFERENCES factor_needs(region_code, id);
CREATE INDEX factor_entries_by_need ON public.factor_entries USING btree (region_code, need_id, id);
CREATE UNIQUE INDEX factor_entries_reversed_once ON public.factor_entries USING btree (region_code, reverses_id) WHERE (reverses_id IS NOT NULL);
alter table factor_entries enable and force row level security;
create policy factor_entries_region on factor_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on factor_entries to clarion_app;

create table factor_needs (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  factor text collate "C" not null,
  year integer not null,
  unit_id text collate "C" not null,
  needed_on date,
  note text not null,
  asked bigint not null,
  verified bigint,
  allocated bigint not null,
  borrowed bigint not null,
  delivered bigint not null,
  state text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table factor_needs add constraint factor_needs_pkey PRIMARY KEY (region_code, id);
alter table factor_needs add constraint factor_needs_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table factor_needs add constraint factor_needs_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table factor_needs add constraint factor_needs_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'verified'::text, 'partly_covered'::text, 'covered'::text, 'delivered'::text, 'withdrawn'::text])));
CREATE INDEX factor_needs_by_day ON public.factor_needs USING btree (region_code, needed_on, id);
CREATE INDEX factor_needs_by_factor ON public.factor_needs USING btree (region_code, factor, year) WHERE (withdrawn_at IS NULL);
CREATE INDEX factor_needs_by_project ON public.factor_needs USING btree (region_code, project_id);
alter table factor_needs enable and force row level security;
create policy factor_needs_region on factor_needs for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on factor_needs to clarion_app;

create table factor_supplies (
  region_code text collate "C" not null,
  id text collate "C" not null,
  factor text collate "C" not null,
  year integer not null,
  amount bigint not null,
  on_day date not null,
  basis text not null,
  approval_post_id text collate "C",
  approval_document text not null,
  actor_id text collate "C" not null,
  actor_name text not null,
  at timestamp with time zone not null
);
alter table factor_supplies add constraint factor_supplies_pkey PRIMARY KEY (region_code, id);
CREATE INDEX factor_supplies_by_factor ON public.factor_supplies USING btree (region_code, factor, year, id);
alter table factor_supplies enable and force row level security;
create policy factor_supplies_region on factor_supplies for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on factor_supplies to clarion_app;

create table factor_years (
  region_code text collate "C" not null,
  factor text collate "C" not null,
  year integer not null,
  movements bigint not null
);
alter table factor_years add constraint factor_years_pkey PRIMARY KEY (region_code, factor, year);
alter table factor_years enable and force row level security;
create policy factor_years_region on factor_years for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on factor_years to clarion_app;

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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  withdrawn_at timestamp with time zone
);
alter table indicators add constraint indicators_pkey PRIMARY KEY (region_code, id);
alter table indicators add constraint indicators_region_code_code_key UNIQUE (region_code, code);
alter table indicators add constraint indicators_region_code_source_unit_id_fkey FOREIGN KEY (region_code, source_unit_id) REFERENCES units(region_code, id);
CREATE INDEX indicators_by_source ON public.indicators USING btree (region_code, source_unit_id);
alter table indicators enable and force row level security;
create policy indicators_region on indicators for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on indicators to clarion_app;

create table item_closings (
  region_code text collate "C" not null,
  item_id text collate "C" not null,
  round integer not null,
  closed_at timestamp with time zone not null,
  lead_unit_id text collate "C" not null,
  tier integer not null,
  used_days integer not null,
  is_late boolean not null,
  false_at timestamp with time zone
);
alter table item_closings add constraint item_closings_pkey PRIMARY KEY (region_code, item_id, round);
alter table item_closings add constraint item_closings_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
alter table item_closings add constraint item_closings_region_code_lead_unit_id_fkey FOREIGN KEY (region_code, lead_unit_id) REFERENCES units(region_code, id);
CREATE INDEX item_closings_by_time ON public.item_closings USING btree (region_code, closed_at, item_id);
alter table item_closings enable and force row level security;
create policy item_closings_region on item_closings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on item_closings to clarion_app;

create table item_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  sequence integer not null,
  kind text collate "C" not null,
  at timestamp with time zone not null,
  actor text not null,
  person_id text collate "C" not null,
  person_name text not null,
  on_behalf_of text,
  post_title text not null,
  unit_id text collate "C",
  from_state text not null,
  to_state text not null,
  tier integer,
  round integer not null,
  text text not null,
  data jsonb not null,
  seal text not null
);
alter table item_events add constraint item_events_actor_check CHECK ((actor = ANY (ARRAY['proposer'::text, 'assigner'::text, 'handler'::text, 'assistant'::text, 'leader'::text, 'inspector'::text, 'system'::text])));
alter table item_events add constraint item_events_pkey PRIMARY KEY (region_code, id);
alter table item_events add constraint item_events_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
alter table item_events add constraint item_events_region_code_item_id_sequence_key UNIQUE (region_code, item_id, sequence);
CREATE INDEX item_events_by_time ON public.item_events USING btree (region_code, kind, at, id);
CREATE UNIQUE INDEX item_events_escalated_once ON public.item_events USING btree (region_code, item_id, round, tier) WHERE (kind = 'escalated'::text);
alter table item_events enable and force row level security;
create policy item_events_region on item_events for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on item_events to clarion_app;

create table item_files (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  event_id text collate "C",
  file_key text not null,
  name text not null,
  type text not null,
  size integer not null,
  sm3 text not null,
  person_id text collate "C" not null,
  at timestamp with time zone not null
);
alter table item_files add constraint item_files_pkey PRIMARY KEY (region_code, id);
alter table item_files add constraint item_files_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
CREATE INDEX item_files_by_item ON public.item_files USING btree (region_code, item_id, id);
alter table item_files enable and force row level security;
create policy item_files_region on item_files for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on item_files to clarion_app;

create table item_grams (
  region_code text collate "C" not null,
  gram text collate "C" not null,
  item_id text collate "C" not null
);
alter table item_grams add constraint item_grams_pkey PRIMARY KEY (region_code, gram, item_id);
alter table item_grams add constraint item_grams_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
CREATE INDEX item_grams_by_item ON public.item_grams USING btree (region_code, item_id);
alter table item_grams enable and force row level security;
create policy item_grams_region on item_grams for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on item_grams to clarion_app;

create table item_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  at timestamp with time zone not null,
  person_id text collate "C" not null,
  person_name text not null,
  unit_id text collate "C" not null,
  receipt jsonb not null,
  undone_at timestamp with time zone,
  undone_reason text
);
alter table item_imports add constraint item_imports_pkey PRIMARY KEY (region_code, id);
CREATE INDEX item_imports_by_time ON public.item_imports USING btree (region_code, at, id);
alter table item_imports enable and force row level security;
create policy item_imports_region on item_imports for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on item_imports to clarion_app;

create table item_ladders (
  region_code text collate "C" not null,
  number integer not null,
  name text not null,
  basis text not null,
  body jsonb not null,
  published_by text not null,
  published_at timestamp with time zone not null
);
alter table item_ladders add constraint item_ladders_pkey PRIMARY KEY (region_code, number);
alter table item_ladders enable and force row level security;
create policy item_ladders_region on item_ladders for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on item_ladders to clarion_app;

create table item_numbers (
  region_code text collate "C" not null,
  prefix text collate "C" not null,
  year integer not null,
  last integer not null
);
alter table item_numbers add constraint item_numbers_pkey PRIMARY KEY (region_code, prefix, year);
alter table item_numbers enable and force row level security;
create policy item_numbers_region on item_numbers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on item_numbers to clarion_app;

create table item_papers (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  kind text collate "C" not null,
  number text not null,
  recipient text not null,
  paper jsonb not null,
  person_name text not null,
  issued_at timestamp with time zone not null
);
alter table item_papers add constraint item_papers_pkey PRIMARY KEY (region_code, id);
alter table item_papers add constraint item_papers_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
alter table item_papers add constraint item_papers_region_code_number_key UNIQUE (region_code, number);
CREATE INDEX item_papers_by_item ON public.item_papers USING btree (region_code, item_id, id);
alter table item_papers enable and force row level security;
create policy item_papers_region on item_papers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on item_papers to clarion_app;

create table item_settings (
  region_code text collate "C" not null,
  settings jsonb not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table item_settings add constraint item_settings_pkey PRIMARY KEY (region_code);
alter table item_settings enable and force row level security;
create policy item_settings_region on item_settings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on item_settings to clarion_app;

create table item_units (
  region_code text collate "C" not null,
  item_id text collate "C" not null,
  part text collate "C" not null,
  unit_id text collate "C" not null
);
alter table item_units add constraint item_units_part_check CHECK ((part = ANY (ARRAY['proposer'::text, 'lead'::text, 'assistant'::text])));
alter table item_units add constraint item_units_pkey PRIMARY KEY (region_code, item_id, part, unit_id);
alter table item_units add constraint item_units_region_code_item_id_fkey FOREIGN KEY (region_code, item_id) REFERENCES items(region_code, id);
alter table item_units add constraint item_units_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX item_units_by_unit ON public.item_units USING btree (region_code, unit_id, item_id);
alter table item_units enable and force row level security;
create policy item_units_region on item_units for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on item_units to clarion_app;

create table items (
  region_code text collate "C" not null,
  id text collate "C" not null,
  number text collate "C",
  kind text not null,
  origin text not null,
  class text collate "C" not null,
  severity text not null,
  state text collate "C" not null,
  state_left text,
  title text not null,
  text text not null,
  desired_result text not null,
  own_efforts text not null,
  needed_on date,
  subject_kind text collate "C",
  subject_id text collate "C",
  subject_title text not null,
  node_id text collate "C",
  node_title text,
  node_planned_on date,
  suggested_unit_id text collate "C",
  proposer_unit_id text collate "C",
  proposer_person_id text collate "C" not null,
  proposer_name text not null,
  is_systemic boolean not null default false,
  systemic_id text collate "C",
  assigner_unit_id text collate "C",
  lead_unit_id text collate "C",
  leader_post_id text collate "C",
  days integer,
  is_hard boolean not null default false,
  statutory_due_on date,
  closing_standard text not null default ''::text,
  closing_proof text,
  ladder_number integer,
  tier integer,
  round integer not null default 0,
  started_at timestamp with time zone,
  due_at timestamp with time zone,
  answer_due_at timestamp with time zone,
  sweep_at timestamp with time zone,
  is_late boolean not null default false,
  returns integer not null default 0,
  extensions integer not null default 0,
  escalations integer not null default 0,
  was_returned boolean not null default false,
  extension jsonb,
  suspension jsonb,
  level_above jsonb,
  package jsonb,
  rating text,
  rating_text text not null default ''::text,
  reported_at timestamp with time zone,
  assigned_at timestamp with time zone,
  signed_at timestamp with time zone,
  answered_at timestamp with time zone,
  agreed_at timestamp with time zone,
  closed_at timestamp with time zone,
  last_sequence integer not null default 0,
  last_seal text not null default ''::text,
  search_text text not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table items add constraint items_kind_check CHECK ((kind = ANY (ARRAY['obstacle'::text, 'task'::text, 'decision'::text, 'instruction'::text, 'supervised'::text])));
alter table items add constraint items_pkey PRIMARY KEY (region_code, id);
alter table items add constraint items_rating_check CHECK ((rating = ANY (ARRAY['satisfied'::text, 'basically'::text, 'not_satisfied'::text])));
alter table items add constraint items_region_code_lead_unit_id_fkey FOREIGN KEY (region_code, lead_unit_id) REFERENCES units(region_code, id);
alter table items add constraint items_region_code_number_key UNIQUE (region_code, number);
alter table items add constraint items_region_code_proposer_unit_id_fkey FOREIGN KEY (region_code, proposer_unit_id) REFERENCES units(region_code, id);
alter table items add constraint items_region_code_systemic_id_fkey FOREIGN KEY (region_code, systemic_id) REFERENCES items(region_code, id);
alter table items add constraint items_severity_check CHECK ((severity = ANY (ARRAY['a'::text, 'b'::text, 'c'::text])));
alter table items add constraint items_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'reported'::text, 'given_back'::text, 'verified'::text, 'assigned'::text, 'signed'::text, 'in_hand'::text, 'answered'::text, 'proposer_agreed'::text, 'assigner_agreed'::text, 'agreed'::text, 'closed'::text, 'suspended'::text, 'level_above'::text, 'merged'::text, 'withdrawn'::text])));
alter table items add constraint items_tier_check CHECK (((tier >= 0) AND (tier <= 5)));
CREATE INDEX items_by_due ON public.items USING btree (region_code, due_at, id);
CREATE INDEX items_by_lead ON public.items USING btree (region_code, lead_unit_id, due_at, id);
CREATE INDEX items_by_leader ON public.items USING btree (region_code, leader_post_id, due_at, id) WHERE (leader_post_id IS NOT NULL);
CREATE INDEX items_by_report ON public.items USING btree (region_code, reported_at, id);
CREATE INDEX items_by_state ON public.items USING btree (region_code, state, due_at, id);
CREATE INDEX items_by_subject ON public.items USING btree (region_code, subject_kind, subject_id, id);
CREATE INDEX items_by_sweep ON public.items USING btree (region_code, sweep_at, id) WHERE (sweep_at IS NOT NULL);
CREATE INDEX items_by_systemic ON public.items USING btree (region_code, systemic_id) WHERE (systemic_id IS NOT NULL);
CREATE INDEX items_by_tier ON public.items USING btree (region_code, tier, due_at, id);
CREATE INDEX items_by_update ON public.items USING btree (region_code, updated_at, id);
alter table items enable and force row level security;
create policy items_region on items for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on items to clarion_app;

create table judged_lights (
  region_code text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_id text collate "C" not null,
  period text collate "C" not null,
  period_end date not null,
  rule_code text not null,
  rule_version integer not null,
  light text not null,
  reason jsonb not null,
  dimensions jsonb not null,
  inputs jsonb not null,
  judged_at timestamp with time zone not null,
  made_up_in text,
  made_up_from text
);
alter table judged_lights add constraint judged_lights_light_check CHECK ((light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'none'::text])));
alter table judged_lights add constraint judged_lights_pkey PRIMARY KEY (region_code, subject_kind, subject_id, period);
CREATE INDEX judged_lights_by_period ON public.judged_lights USING btree (region_code, subject_kind, period, subject_id);
alter table judged_lights enable and force row level security;
create policy judged_lights_region on judged_lights for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on judged_lights to clarion_app;

create table key_project_adjustments (
  region_code text collate "C" not null,
  id text collate "C" not null,
  list_id text collate "C" not null,
  project_id text collate "C" not null,
  kind text not null,
  before text,
  after text,
  reason text not null,
  at timestamp with time zone not null,
  person_id text not null,
  person_name text not null
);
alter table key_project_adjustments add constraint key_project_adjustments_kind_check CHECK ((kind = ANY (ARRAY['added'::text, 'removed'::text, 'reclassified'::text, 'replanned'::text])));
alter table key_project_adjustments add constraint key_project_adjustments_pkey PRIMARY KEY (region_code, id);
alter table key_project_adjustments add constraint key_project_adjustments_region_code_list_id_fkey FOREIGN KEY (region_code, list_id) REFERENCES key_project_lists(region_code, id);
alter table key_project_adjustments add constraint key_project_adjustments_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_adjustments_of_list ON public.key_project_adjustments USING btree (region_code, list_id, id);
alter table key_project_adjustments enable and force row level security;
create policy key_project_adjustments_region on key_project_adjustments for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_adjustments to clarion_app;

create table key_project_bureaus (
  region_code text collate "C" not null,
  actor text collate "C" not null,
  unit_id text collate "C" not null
);
alter table key_project_bureaus add constraint key_project_bureaus_pkey PRIMARY KEY (region_code, actor, unit_id);
alter table key_project_bureaus add constraint key_project_bureaus_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table key_project_bureaus enable and force row level security;
create policy key_project_bureaus_region on key_project_bureaus for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on key_project_bureaus to clarion_app;

create table key_project_event_entries (
  region_code text collate "C" not null,
  event_id text collate "C" not null,
  project_id text collate "C" not null,
  amount bigint
);
alter table key_project_event_entries add constraint key_project_event_entries_pkey PRIMARY KEY (region_code, event_id, project_id);
alter table key_project_event_entries add constraint key_project_event_entries_region_code_event_id_fkey FOREIGN KEY (region_code, event_id) REFERENCES key_project_events(region_code, id);
alter table key_project_event_entries add constraint key_project_event_entries_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_event_entries_of_project ON public.key_project_event_entries USING btree (region_code, project_id);
alter table key_project_event_entries enable and force row level security;
create policy key_project_event_entries_region on key_project_event_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on key_project_event_entries to clarion_app;

create table key_project_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  name text not null,
  held_on date not null,
  place text not null,
  note text not null,
  cancelled_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table key_project_events add constraint key_project_events_kind_check CHECK ((kind = ANY (ARRAY['signing'::text, 'start'::text, 'completion'::text])));
alter table key_project_events add constraint key_project_events_pkey PRIMARY KEY (region_code, id);
CREATE INDEX key_project_events_by_day ON public.key_project_events USING btree (region_code, held_on, id);
alter table key_project_events enable and force row level security;
create policy key_project_events_region on key_project_events for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_events to clarion_app;

create table key_project_evidence (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  period text collate "C" not null,
  kind text collate "C" not null,
  amount bigint,
  document_number text not null,
  dated_on date,
  note text not null,
  file_key text collate "C" not null,
  file_name text not null,
  file_type text not null,
  file_size bigint not null,
  file_sm3 text collate "C" not null,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  version integer not null default 1
);
alter table key_project_evidence add constraint key_project_evidence_kind_check CHECK ((kind = ANY (ARRAY['contract'::text, 'invoice'::text, 'payment'::text, 'photo'::text])));
alter table key_project_evidence add constraint key_project_evidence_pkey PRIMARY KEY (region_code, id);
alter table key_project_evidence add constraint key_project_evidence_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_evidence_by_content ON public.key_project_evidence USING btree (region_code, file_sm3);
CREATE INDEX key_project_evidence_by_project ON public.key_project_evidence USING btree (region_code, project_id, period);
alter table key_project_evidence enable and force row level security;
create policy key_project_evidence_region on key_project_evidence for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_evidence to clarion_app;

create table key_project_excuses (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  dimension text collate "C" not null,
  code text collate "C" not null,
  from_period text collate "C" not null,
  until_period text collate "C" not null,
  reason text not null,
  state text collate "C" not null,
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamp with time zone not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  decision text,
  version integer not null default 1
);
alter table key_project_excuses add constraint key_project_excuses_pkey PRIMARY KEY (region_code, id);
alter table key_project_excuses add constraint key_project_excuses_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table key_project_excuses add constraint key_project_excuses_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'granted'::text, 'declined'::text, 'withdrawn'::text])));
CREATE INDEX key_project_excuses_by_project ON public.key_project_excuses USING btree (region_code, project_id);
CREATE INDEX key_project_excuses_open ON public.key_project_excuses USING btree (region_code, asked_at) WHERE (state = 'asked'::text);
alter table key_project_excuses enable and force row level security;
create policy key_project_excuses_region on key_project_excuses for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_excuses to clarion_app;

create table key_project_grams (
  region_code text collate "C" not null,
  gram text collate "C" not null,
  number text collate "C" not null
);
alter table key_project_grams add constraint key_project_grams_pkey PRIMARY KEY (region_code, gram, number);
CREATE INDEX key_project_grams_by_project ON public.key_project_grams USING btree (region_code, number);
alter table key_project_grams enable and force row level security;
create policy key_project_grams_region on key_project_grams for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on key_project_grams to clarion_app;

create table key_project_headings (
  region_code text collate "C" not null,
  heading text not null,
  field text collate "C" not null
);
alter table key_project_headings add constraint key_project_headings_pkey PRIMARY KEY (region_code, heading);
alter table key_project_headings enable and force row level security;
create policy key_project_headings_region on key_project_headings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_headings to clarion_app;

create table key_project_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  at timestamp with time zone not null,
  person_id text not null,
  person_name text not null,
  created integer not null,
  updated integer not null,
  receipt jsonb not null,
  undone_at timestamp with time zone,
  undone_reason text
);
alter table key_project_imports add constraint key_project_imports_pkey PRIMARY KEY (region_code, id);
alter table key_project_imports enable and force row level security;
create policy key_project_imports_region on key_project_imports for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_imports to clarion_app;

create table key_project_links (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  on_date date not null,
  amount bigint,
  inside_scope boolean not null,
  before text,
  after text,
  reason text not null,
  at timestamp with time zone not null,
  person_id text not null,
  person_name text not null
);
alter table key_project_links add constraint key_project_links_kind_check CHECK ((kind = ANY (ARRAY['merged'::text, 'split'::text, 'phase'::text, 'investor'::text])));
alter table key_project_links add constraint key_project_links_pkey PRIMARY KEY (region_code, id);
alter table key_project_links add constraint key_project_links_region_code_from_id_fkey FOREIGN KEY (region_code, from_id) REFERENCES key_projects(region_code, id);
alter table key_project_links add constraint key_project_links_region_code_to_id_fkey FOREIGN KEY (region_code, to_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_links_from ON public.key_project_links USING btree (region_code, from_id);
CREATE INDEX key_project_links_to ON public.key_project_links USING btree (region_code, to_id);
alter table key_project_links enable and force row level security;
create policy key_project_links_region on key_project_links for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_links to clarion_app;

create table key_project_list_entries (
  region_code text collate "C" not null,
  list_id text collate "C" not null,
  project_id text collate "C" not null,
  list_class text not null,
  category text,
  industry_code text not null,
  unit_id text not null,
  total_investment bigint,
  year_plan bigint
);
alter table key_project_list_entries add constraint key_project_list_entries_pkey PRIMARY KEY (region_code, list_id, project_id);
alter table key_project_list_entries add constraint key_project_list_entries_region_code_list_id_fkey FOREIGN KEY (region_code, list_id) REFERENCES key_project_lists(region_code, id);
alter table key_project_list_entries add constraint key_project_list_entries_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table key_project_list_entries enable and force row level security;
create policy key_project_list_entries_region on key_project_list_entries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_list_entries to clarion_app;

create table key_project_lists (
  region_code text collate "C" not null,
  id text collate "C" not null,
  level text collate "C" not null,
  year integer not null,
  frozen_on date not null,
  frozen_at timestamp with time zone not null,
  person_id text not null,
  person_name text not null,
  note text not null
);
alter table key_project_lists add constraint key_project_lists_level_check CHECK ((level = ANY (ARRAY['province'::text, 'city'::text, 'county'::text])));
alter table key_project_lists add constraint key_project_lists_pkey PRIMARY KEY (region_code, id);
alter table key_project_lists add constraint key_project_lists_region_code_level_year_key UNIQUE (region_code, level, year);
alter table key_project_lists enable and force row level security;
create policy key_project_lists_region on key_project_lists for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_lists to clarion_app;

create table key_project_months (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  ledger text collate "C" not null,
  period text collate "C" not null,
  number integer not null,
  this_year bigint,
  total bigint,
  funds_in_place bigint,
  physical_percent double precision,
  source text collate "C" not null,
  source_id text collate "C",
  as_of date not null,
  reason text not null,
  entered_by text not null,
  entered_by_name text not null,
  on_behalf_of text,
  entered_at timestamp with time zone not null
);
alter table key_project_months add constraint key_project_months_ledger_check CHECK ((ledger = ANY (ARRAY['reported'::text, 'statistical'::text])));
alter table key_project_months add constraint key_project_months_period_check CHECK ((period ~ '^\d{4}-M(0[1-9]|1[0-2])$'::text));
alter table key_project_months add constraint key_project_months_pkey PRIMARY KEY (region_code, project_id, ledger, period, number);
alter table key_project_months add constraint key_project_months_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_months_by_source ON public.key_project_months USING btree (region_code, source_id) WHERE (source_id IS NOT NULL);
alter table key_project_months enable and force row level security;
create policy key_project_months_region on key_project_months for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on key_project_months to clarion_app;

create table key_project_moves (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text not null,
  from_stage text,
  to_stage text not null,
  on_date date,
  at timestamp with time zone not null,
  person_id text not null,
  person_name text not null,
  on_behalf_of text,
  actor text,
  reason text not null,
  evidence jsonb not null,
  before jsonb not null,
  source text,
  reverses text collate "C"
);
alter table key_project_moves add constraint key_project_moves_kind_check CHECK ((kind = ANY (ARRAY['entry'::text, 'move'::text, 'document'::text, 'reversal'::text])));
alter table key_project_moves add constraint key_project_moves_pkey PRIMARY KEY (region_code, id);
alter table key_project_moves add constraint key_project_moves_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_moves_of_project ON public.key_project_moves USING btree (region_code, project_id, id);
alter table key_project_moves enable and force row level security;
create policy key_project_moves_region on key_project_moves for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_moves to clarion_app;

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

create table key_project_papers (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  file_key text collate "C" not null,
  file_name text not null,
  file_type text not null,
  file_size bigint not null,
  file_sm3 text collate "C" not null,
  entered_by text not null,
  entered_by_name text not null,
  entered_at timestamp with time zone not null
);
alter table key_project_papers add constraint key_project_papers_pkey PRIMARY KEY (region_code, id);
alter table key_project_papers add constraint key_project_papers_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX key_project_papers_by_project ON public.key_project_papers USING btree (region_code, project_id);
alter table key_project_papers enable and force row level security;
create policy key_project_papers_region on key_project_papers for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_papers to clarion_app;

create table key_project_people (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  role text collate "C" not null,
  post_id text collate "C",
  unit_id text collate "C",
  person_name text not null,
  phone text not null,
  from_on date,
  to_on date,
  reason text not null,
  erased_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table key_project_people add constraint key_project_people_pkey PRIMARY KEY (region_code, id);
alter table key_project_people add constraint key_project_people_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table key_project_people add constraint key_project_people_role_check CHECK ((role = ANY (ARRAY['sponsor'::text, 'co_sponsor'::text, 'lead_unit'::text, 'helping_unit'::text, 'task_force'::text, 'task_force_member'::text, 'responsible'::text, 'service_officer'::text, 'enterprise_contact'::text])));
CREATE INDEX key_project_people_by_end ON public.key_project_people USING btree (region_code, to_on) WHERE (erased_at IS NULL);
CREATE INDEX key_project_people_by_post ON public.key_project_people USING btree (region_code, post_id) WHERE ((to_on IS NULL) AND (post_id IS NOT NULL));
CREATE INDEX key_project_people_by_project ON public.key_project_people USING btree (region_code, project_id, id);
alter table key_project_people enable and force row level security;
create policy key_project_people_region on key_project_people for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_people to clarion_app;

create table key_project_verdicts (
  region_code text collate "C" not null,
  first_id text collate "C" not null,
  second_id text collate "C" not null,
  verdict text not null,
  reason text not null,
  at timestamp with time zone not null,
  person_id text not null,
  person_name text not null
);
alter table key_project_verdicts add constraint key_project_verdicts_pkey PRIMARY KEY (region_code, first_id, second_id);
alter table key_project_verdicts add constraint key_project_verdicts_region_code_first_id_fkey FOREIGN KEY (region_code, first_id) REFERENCES key_projects(region_code, id);
alter table key_project_verdicts add constraint key_project_verdicts_region_code_second_id_fkey FOREIGN KEY (region_code, second_id) REFERENCES key_projects(region_code, id);
alter table key_project_verdicts add constraint key_project_verdicts_verdict_check CHECK ((verdict = ANY (ARRAY['same'::text, 'different'::text])));
alter table key_project_verdicts enable and force row level security;
create policy key_project_verdicts_region on key_project_verdicts for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_project_verdicts to clarion_app;

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
alter table key_project_views add constraint key_project_views_region_code_person_id_name_key UNIQUE (region_code, person_id, name);
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
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1,
  statistical_code text not null default ''::text,
  physical_percent double precision,
  money_alarm text collate "C",
  light_dimensions jsonb not null default '[]'::jsonb,
  light_rule jsonb,
  stage_since date,
  stage_left text,
  pause_reason text,
  light_marks text not null default ''::text,
  open_problems text not null default ''::text,
  next_steps text not null default ''::text
);
alter table key_projects add constraint key_projects_light_check CHECK ((light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'none'::text])));
alter table key_projects add constraint key_projects_pkey PRIMARY KEY (region_code, id);
alter table key_projects add constraint key_projects_region_code_number_key UNIQUE (region_code, number);
alter table key_projects add constraint key_projects_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX key_projects_by_alarm ON public.key_projects USING btree (region_code, number) WHERE ((withdrawn_at IS NULL) AND (money_alarm IS NOT NULL));
CREATE INDEX key_projects_by_completion ON public.key_projects USING btree (region_code, completion, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_end ON public.key_projects USING btree (region_code, planned_completion_on, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_investment ON public.key_projects USING btree (region_code, total_investment, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_lead_unit ON public.key_projects USING btree (region_code, lead_unit_id) WHERE (lead_unit_id IS NOT NULL);
CREATE INDEX key_projects_by_light ON public.key_projects USING btree (region_code, light_order, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_name ON public.key_projects USING btree (region_code, pinyin, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_plan ON public.key_projects USING btree (region_code, year_plan, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_stage ON public.key_projects USING btree (region_code, stage_order, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_start ON public.key_projects USING btree (region_code, planned_start_on, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX key_projects_by_task_force ON public.key_projects USING btree (region_code, task_force_id) WHERE (task_force_id IS NOT NULL);
CREATE INDEX key_projects_by_unit ON public.key_projects USING btree (region_code, unit_id);
CREATE INDEX key_projects_by_update ON public.key_projects USING btree (region_code, updated_at, id) WHERE (withdrawn_at IS NULL);
alter table key_projects enable and force row level security;
create policy key_projects_region on key_projects for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on key_projects to clarion_app;

create table light_rule_sets (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  subject_kind text not null,
  is_sample boolean not null default false
);
alter table light_rule_sets add constraint light_rule_sets_pkey PRIMARY KEY (region_code, code);
alter table light_rule_sets enable and force row level security;
create policy light_rule_sets_region on light_rule_sets for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on light_rule_sets to clarion_app;

create table light_rule_versions (
  region_code text collate "C" not null,
  code text collate "C" not null,
  version integer not null,
  state text not null,
  body jsonb not null,
  source text not null,
  valid_from date,
  retired_reason text,
  changed_at timestamp with time zone not null,
  record_version integer not null default 1
);
alter table light_rule_versions add constraint light_rule_versions_pkey PRIMARY KEY (region_code, code, version);
alter table light_rule_versions add constraint light_rule_versions_region_code_code_fkey FOREIGN KEY (region_code, code) REFERENCES light_rule_sets(region_code, code);
alter table light_rule_versions add constraint light_rule_versions_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])));
alter table light_rule_versions enable and force row level security;
create policy light_rule_versions_region on light_rule_versions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on light_rule_versions to clarion_app;

create table load_limits (
  region_code text collate "C" not null,
  id text collate "C" not null,
  year integer not null,
  kind text collate "C" not null,
  unit_key text collate "C" not null,
  most integer not null,
  source text not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table load_limits add constraint load_limits_pkey PRIMARY KEY (region_code, id);
alter table load_limits add constraint load_limits_region_code_year_kind_unit_key_key UNIQUE (region_code, year, kind, unit_key);
alter table load_limits enable and force row level security;
create policy load_limits_region on load_limits for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on load_limits to clarion_app;

create table login_names (
  account text collate "C" not null,
  region_code text collate "C" not null,
  person_id text not null
);
alter table login_names add constraint login_names_pkey PRIMARY KEY (account);
grant delete, insert, select, update on login_names to clarion_app;
comment on table login_names is 'reference: an account is unique in the installation and is looked up before its region is known';

create table look_back_draws (
  region_code text collate "C" not null,
  id text collate "C" not null,
  seed text not null,
  from_on date not null,
  to_on date not null,
  share double precision not null,
  least_per_unit integer not null,
  population jsonb not null,
  drawn_by text not null,
  drawn_at timestamp with time zone not null
);
alter table look_back_draws add constraint look_back_draws_pkey PRIMARY KEY (region_code, id);
alter table look_back_draws enable and force row level security;
create policy look_back_draws_region on look_back_draws for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on look_back_draws to clarion_app;

create table look_backs (
  region_code text collate "C" not null,
  id text collate "C" not null,
  draw_id text collate "C" not null,
  item_id text collate "C" not null,
  round integer not null,
  result text,
  text text not null default ''::text,
  inspector_id text collate "C",
  inspector_name text,
  recorded_at timestamp with time zone,
  version integer not null default 1
);
alter table look_backs add constraint look_backs_pkey PRIMARY KEY (region_code, id);
alter table look_backs add constraint look_backs_region_code_draw_id_fkey FOREIGN KEY (region_code, draw_id) REFERENCES look_back_draws(region_code, id);
alter table look_backs add constraint look_backs_region_code_draw_id_item_id_round_key UNIQUE (region_code, draw_id, item_id, round);
alter table look_backs add constraint look_backs_region_code_item_id_round_fkey FOREIGN KEY (region_code, item_id, round) REFERENCES item_closings(region_code, item_id, round);
alter table look_backs add constraint look_backs_result_check CHECK ((result = ANY (ARRAY['true_closing'::text, 'mostly_true'::text, 'false_closing'::text, 'not_found_out'::text])));
alter table look_backs enable and force row level security;
create policy look_backs_region on look_backs for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on look_backs to clarion_app;

create table meeting_agenda (
  region_code text collate "C" not null,
  meeting_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  kind text not null,
  subject_kind text collate "C",
  subject_id text collate "C",
  title text not null,
  unit_name text not null,
  figures jsonb not null,
  due_on date,
  standing text,
  settled_on date,
  dropped text
);
alter table meeting_agenda add constraint meeting_agenda_dropped_check CHECK ((dropped = ANY (ARRAY['person'::text, 'settled'::text])));
alter table meeting_agenda add constraint meeting_agenda_kind_check CHECK ((kind = ANY (ARRAY['promise'::text, 'decided'::text, 'item'::text, 'red_light'::text, 'own'::text])));
alter table meeting_agenda add constraint meeting_agenda_pkey PRIMARY KEY (region_code, meeting_id, id);
alter table meeting_agenda add constraint meeting_agenda_region_code_meeting_id_fkey FOREIGN KEY (region_code, meeting_id) REFERENCES meetings(region_code, id);
alter table meeting_agenda add constraint meeting_agenda_region_code_meeting_id_subject_kind_subject__key UNIQUE (region_code, meeting_id, subject_kind, subject_id);
alter table meeting_agenda add constraint meeting_agenda_standing_check CHECK ((standing = ANY (ARRAY['open'::text, 'overdue'::text, 'kept'::text, 'late'::text, 'broken'::text])));
alter table meeting_agenda enable and force row level security;
create policy meeting_agenda_region on meeting_agenda for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on meeting_agenda to clarion_app;

create table meeting_minutes (
  region_code text collate "C" not null,
  meeting_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  agenda_id text collate "C",
  kind text not null,
  text text not null,
  unit_id text collate "C",
  unit_name text not null,
  due_on date,
  result_id text collate "C",
  result_number text,
  person_name text not null,
  struck_at timestamp with time zone,
  created_at timestamp with time zone not null
);
alter table meeting_minutes add constraint meeting_minutes_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'item'::text, 'promise'::text])));
alter table meeting_minutes add constraint meeting_minutes_pkey PRIMARY KEY (region_code, meeting_id, id);
alter table meeting_minutes add constraint meeting_minutes_region_code_meeting_id_agenda_id_fkey FOREIGN KEY (region_code, meeting_id, agenda_id) REFERENCES meeting_agenda(region_code, meeting_id, id);
alter table meeting_minutes add constraint meeting_minutes_region_code_meeting_id_fkey FOREIGN KEY (region_code, meeting_id) REFERENCES meetings(region_code, id);
CREATE INDEX meeting_minutes_by_result ON public.meeting_minutes USING btree (region_code, result_id) WHERE (result_id IS NOT NULL);
alter table meeting_minutes enable and force row level security;
create policy meeting_minutes_region on meeting_minutes for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on meeting_minutes to clarion_app;

create table meetings (
  region_code text collate "C" not null,
  id text collate "C" not null,
  title text not null,
  held_on date not null,
  starts_at text,
  place text not null,
  chair_post_id text collate "C",
  chair_title text not null,
  present text not null,
  absent text not null,
  state text collate "C" not null,
  number integer,
  cancelled_reason text,
  finished_at timestamp with time zone,
  finished_by text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table meetings add constraint meetings_pkey PRIMARY KEY (region_code, id);
alter table meetings add constraint meetings_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'finished'::text, 'cancelled'::text])));
CREATE INDEX meetings_by_day ON public.meetings USING btree (region_code, held_on, id);
alter table meetings enable and force row level security;
create policy meetings_region on meetings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on meetings to clarion_app;

create table notice_channels (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  name text not null,
  is_on boolean not null,
  settings jsonb not null,
  host text not null,
  secret text not null,
  secrets_set jsonb not null,
  last_sent_at timestamp with time zone,
  last_error text not null default ''::text,
  failures integer not null default 0,
  rests_until timestamp with time zone,
  removed_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table notice_channels add constraint notice_channels_kind_check CHECK ((kind = ANY (ARRAY['mail'::text, 'wecom'::text, 'dingtalk'::text, 'webhook'::text])));
alter table notice_channels add constraint notice_channels_pkey PRIMARY KEY (region_code, id);
alter table notice_channels enable and force row level security;
create policy notice_channels_region on notice_channels for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on notice_channels to clarion_app;

create table notice_deliveries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  channel_id text collate "C" not null,
  recipient text collate "C" not null,
  once_key text collate "C" not null,
  group_code text collate "C" not null,
  words jsonb not null,
  title text not null,
  unit_name text not null,
  due_on date,
  path text not null,
  language text collate "C" not null,
  quiet_from text collate "C" not null,
  quiet_to text collate "C" not null,
  state text collate "C" not null,
  not_before timestamp with time zone not null,
  batch_id text collate "C",
  lease_until timestamp with time zone,
  attempts integer not null default 0,
  first_tried_at timestamp with time zone,
  last_error text not null default ''::text,
  sent_at timestamp with time zone,
  created_at timestamp with time zone not null
);
alter table notice_deliveries add constraint notice_deliveries_pkey PRIMARY KEY (region_code, id);
alter table notice_deliveries add constraint notice_deliveries_region_code_channel_id_fkey FOREIGN KEY (region_code, channel_id) REFERENCES notice_channels(region_code, id);
alter table notice_deliveries add constraint notice_deliveries_region_code_channel_id_recipient_once_key_key UNIQUE (region_code, channel_id, recipient, once_key);
alter table notice_deliveries add constraint notice_deliveries_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'dead'::text, 'dropped'::text])));
CREATE INDEX notice_deliveries_by_channel ON public.notice_deliveries USING btree (region_code, channel_id, state, id);
CREATE INDEX notice_deliveries_open ON public.notice_deliveries USING btree (region_code, not_before, id) WHERE (state = ANY (ARRAY['waiting'::text, 'sending'::text]));
alter table notice_deliveries enable and force row level security;
create policy notice_deliveries_region on notice_deliveries for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on notice_deliveries to clarion_app;

create table notice_preferences (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  email text not null,
  language text collate "C" not null,
  paces jsonb not null,
  digest_at text collate "C" not null,
  quiet_from text collate "C" not null,
  quiet_to text collate "C" not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table notice_preferences add constraint notice_preferences_pkey PRIMARY KEY (region_code, person_id);
alter table notice_preferences enable and force row level security;
create policy notice_preferences_region on notice_preferences for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on notice_preferences to clarion_app;

create table notice_readings (
  region_code text collate "C" not null,
  read_to timestamp with time zone not null
);
alter table notice_readings add constraint notice_readings_pkey PRIMARY KEY (region_code);
alter table notice_readings enable and force row level security;
create policy notice_readings_region on notice_readings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on notice_readings to clarion_app;

create table notices (
  region_code text collate "C" not null,
  id text collate "C" not null,
  person_id text collate "C" not null,
  once_key text collate "C" not null,
  group_code text collate "C" not null,
  kind text collate "C" not null,
  words jsonb not null,
  title text not null,
  unit_name text not null,
  due_on date,
  path text not null,
  told_at timestamp with time zone not null,
  read_at timestamp with time zone
);
alter table notices add constraint notices_pkey PRIMARY KEY (region_code, id);
alter table notices add constraint notices_region_code_person_id_once_key_key UNIQUE (region_code, person_id, once_key);
CREATE INDEX notices_by_person ON public.notices USING btree (region_code, person_id, id);
CREATE INDEX notices_unread ON public.notices USING btree (region_code, person_id) WHERE (read_at IS NULL);
alter table notices enable and force row level security;
create policy notices_region on notices for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on notices to clarion_app;

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
CREATE INDEX outbox_events_by_time ON public.outbox_events USING btree (region_code, at);
alter table outbox_events enable and force row level security;
create policy outbox_events_region on outbox_events for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select on outbox_events to clarion_app;

create table overview_days (
  region_code text collate "C" not null,
  day date not null,
  is_opening boolean not null,
  kept_at timestamp with time zone not null,
  projects jsonb,
  targets jsonb
);
alter table overview_days add constraint overview_days_pkey PRIMARY KEY (region_code, day);
alter table overview_days enable and force row level security;
create policy overview_days_region on overview_days for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on overview_days to clarion_app;

create table pace_curves (
  region_code text collate "C" not null,
  code text collate "C" not null,
  name text not null,
  nodes jsonb not null,
  source text not null,
  version integer not null default 1
);
alter table pace_curves add constraint pace_curves_pkey PRIMARY KEY (region_code, code);
alter table pace_curves enable and force row level security;
create policy pace_curves_region on pace_curves for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on pace_curves to clarion_app;

create table paper_words (
  region_code text collate "C" not null,
  words jsonb not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table paper_words add constraint paper_words_pkey PRIMARY KEY (region_code);
alter table paper_words enable and force row level security;
create policy paper_words_region on paper_words for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on paper_words to clarion_app;

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

create table progress_report_alarms (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null,
  period text collate "C" not null,
  since date not null,
  found_on date not null,
  ended_on date
);
alter table progress_report_alarms add constraint progress_report_alarms_kind_check CHECK ((kind = ANY (ARRAY['late'::text, 'silent'::text])));
alter table progress_report_alarms add constraint progress_report_alarms_pkey PRIMARY KEY (region_code, id);
alter table progress_report_alarms add constraint progress_report_alarms_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table progress_report_alarms add constraint progress_report_alarms_region_code_project_id_kind_period_s_key UNIQUE (region_code, project_id, kind, period, since);
CREATE INDEX progress_report_alarms_open ON public.progress_report_alarms USING btree (region_code, project_id) WHERE (ended_on IS NULL);
alter table progress_report_alarms enable and force row level security;
create policy progress_report_alarms_region on progress_report_alarms for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on progress_report_alarms to clarion_app;

create table progress_report_photos (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null,
  period text collate "C" not null,
  file_key text collate "C" not null,
  type text not null,
  bytes integer not null,
  width integer not null,
  height integer not null,
  taken_on date,
  caption text not null,
  longitude double precision,
  latitude double precision,
  uploaded_at timestamp with time zone not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  removed_at timestamp with time zone
);
alter table progress_report_photos add constraint progress_report_photos_pkey PRIMARY KEY (region_code, id);
alter table progress_report_photos add constraint progress_report_photos_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX progress_report_photos_by_project ON public.progress_report_photos USING btree (region_code, project_id, id) WHERE (removed_at IS NULL);
alter table progress_report_photos enable and force row level security;
create policy progress_report_photos_region on progress_report_photos for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on progress_report_photos to clarion_app;

create table progress_report_reminders (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  period text collate "C" not null,
  at timestamp with time zone not null,
  person_name text not null
);
alter table progress_report_reminders add constraint progress_report_reminders_pkey PRIMARY KEY (region_code, id);
alter table progress_report_reminders add constraint progress_report_reminders_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX progress_report_reminders_by_period ON public.progress_report_reminders USING btree (region_code, period, project_id);
alter table progress_report_reminders enable and force row level security;
create policy progress_report_reminders_region on progress_report_reminders for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on progress_report_reminders to clarion_app;

create table progress_reports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null,
  period text collate "C" not null,
  period_end date not null,
  edition integer not null,
  state text collate "C" not null,
  invested_in_period bigint,
  invested_this_year bigint,
  physical_share double precision,
  physical_progress text not null,
  funds_in_place bigint,
  year_forecast bigint,
  next_investment bigint,
  next_plan text not null,
  slip_reason text,
  slip_text text not null,
  adjust_reason text not null,
  nodes jsonb not null,
  problems jsonb not null,
  asked integer,
  reused integer,
  changed jsonb not null,
  known_from jsonb not null,
  due_on date not null,
  correction_reason text,
  return_reason text,
  submitted_at timestamp with time zone,
  submitted_by text,
  submitted_by_name text,
  confirmed_at timestamp with time zone,
  confirmed_by_name text,
  locked_at timestamp with time zone,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table progress_reports add constraint progress_reports_kind_check CHECK ((kind = ANY (ARRAY['week'::text, 'month'::text])));
alter table progress_reports add constraint progress_reports_pkey PRIMARY KEY (region_code, id);
alter table progress_reports add constraint progress_reports_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table progress_reports add constraint progress_reports_region_code_project_id_period_edition_key UNIQUE (region_code, project_id, period, edition);
alter table progress_reports add constraint progress_reports_state_check CHECK ((state = ANY (ARRAY['due'::text, 'submitted'::text, 'unit_checked'::text, 'returned'::text, 'confirmed'::text, 'locked'::text])));
CREATE INDEX progress_reports_by_end ON public.progress_reports USING btree (region_code, project_id, period_end);
CREATE INDEX progress_reports_by_period ON public.progress_reports USING btree (region_code, period, project_id, edition);
CREATE INDEX progress_reports_to_lock ON public.progress_reports USING btree (region_code, period) WHERE (state = 'confirmed'::text);
alter table progress_reports enable and force row level security;
create policy progress_reports_region on progress_reports for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on progress_reports to clarion_app;

create table project_visit_promises (
  region_code text collate "C" not null,
  visit_id text collate "C" not null,
  promise_id text collate "C" not null,
  project_id text collate "C" not null
);
alter table project_visit_promises add constraint project_visit_promises_pkey PRIMARY KEY (region_code, visit_id, promise_id);
alter table project_visit_promises add constraint project_visit_promises_region_code_promise_id_fkey FOREIGN KEY (region_code, promise_id) REFERENCES promises(region_code, id);
alter table project_visit_promises add constraint project_visit_promises_region_code_visit_id_fkey FOREIGN KEY (region_code, visit_id) REFERENCES project_visits(region_code, id);
CREATE INDEX project_visit_promises_by_project ON public.project_visit_promises USING btree (region_code, project_id);
alter table project_visit_promises enable and force row level security;
create policy project_visit_promises_region on project_visit_promises for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on project_visit_promises to clarion_app;

create table project_visits (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  visited_on date not null,
  visitor_post_id text collate "C" not null,
  sentence text not null,
  outcome text not null,
  problem text not null,
  solution text not null,
  next_on date,
  recorded_by_id text collate "C" not null,
  recorded_by_name text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table project_visits add constraint project_visits_outcome_check CHECK ((outcome = ANY (ARRAY['smooth'::text, 'solved'::text, 'handed_over'::text, 'pending'::text])));
alter table project_visits add constraint project_visits_pkey PRIMARY KEY (region_code, id);
alter table project_visits add constraint project_visits_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
CREATE INDEX project_visits_by_day ON public.project_visits USING btree (region_code, visited_on, id) WHERE (withdrawn_at IS NULL);
CREATE INDEX project_visits_by_project ON public.project_visits USING btree (region_code, project_id, visited_on) WHERE (withdrawn_at IS NULL);
alter table project_visits enable and force row level security;
create policy project_visits_region on project_visits for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on project_visits to clarion_app;

create table promises (
  region_code text collate "C" not null,
  id text collate "C" not null,
  owner_text text not null,
  unit_id text collate "C",
  action text not null,
  due_on date,
  made_on date,
  state text not null,
  kept_on date,
  evidence text not null,
  broken_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  reason text,
  source jsonb,
  search_text text not null,
  bigrams text[] not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table promises add constraint promises_pkey PRIMARY KEY (region_code, id);
alter table promises add constraint promises_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table promises add constraint promises_state_check CHECK ((state = ANY (ARRAY['open'::text, 'kept'::text, 'late'::text, 'broken'::text, 'withdrawn'::text])));
CREATE INDEX promises_by_bigram ON public.promises USING gin (bigrams);
CREATE INDEX promises_by_due ON public.promises USING btree (region_code, due_on, id);
CREATE INDEX promises_by_state ON public.promises USING btree (region_code, state, due_on, id);
CREATE INDEX promises_by_unit ON public.promises USING btree (region_code, unit_id, due_on, id);
alter table promises enable and force row level security;
create policy promises_region on promises for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on promises to clarion_app;

create table published_claims (
  region_code text collate "C" not null,
  id text collate "C" not null,
  indicator_id text collate "C",
  indicator_name text not null,
  unit_text text not null,
  unit_id text not null,
  period text collate "C" not null,
  year integer not null,
  status text not null,
  comparator text not null,
  value numeric,
  upper numeric,
  from_value numeric,
  source jsonb not null,
  state text not null,
  reason text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table published_claims add constraint published_claims_pkey PRIMARY KEY (region_code, id);
alter table published_claims add constraint published_claims_region_code_indicator_id_fkey FOREIGN KEY (region_code, indicator_id) REFERENCES indicators(region_code, id);
alter table published_claims add constraint published_claims_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
alter table published_claims add constraint published_claims_state_check CHECK ((state = ANY (ARRAY['open'::text, 'adopted'::text, 'set_aside'::text, 'withdrawn'::text])));
CREATE INDEX published_claims_by_indicator ON public.published_claims USING btree (region_code, indicator_id, unit_id, period);
CREATE INDEX published_claims_by_state ON public.published_claims USING btree (region_code, state, id);
alter table published_claims enable and force row level security;
create policy published_claims_region on published_claims for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on published_claims to clarion_app;

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

create table schedule_baselines (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  id text collate "C" not null,
  name text not null,
  reason text not null,
  open_on date,
  nodes jsonb not null,
  kept_at timestamp with time zone not null,
  kept_by text not null
);
alter table schedule_baselines add constraint schedule_baselines_pkey PRIMARY KEY (region_code, project_id, id);
alter table schedule_baselines add constraint schedule_baselines_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES schedule_plans(region_code, project_id);
alter table schedule_baselines add constraint schedule_baselines_region_code_project_id_name_key UNIQUE (region_code, project_id, name);
alter table schedule_baselines enable and force row level security;
create policy schedule_baselines_region on schedule_baselines for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on schedule_baselines to clarion_app;

create table schedule_feeds (
  region_code text collate "C" not null,
  person_id text collate "C" not null,
  secret_digest text collate "C" not null,
  opened_at timestamp with time zone not null
);
alter table schedule_feeds add constraint schedule_feeds_pkey PRIMARY KEY (region_code, person_id);
alter table schedule_feeds add constraint schedule_feeds_region_code_secret_digest_key UNIQUE (region_code, secret_digest);
alter table schedule_feeds enable and force row level security;
create policy schedule_feeds_region on schedule_feeds for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on schedule_feeds to clarion_app;

create table schedule_links (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  from_id text collate "C" not null,
  to_id text collate "C" not null,
  type text collate "C" not null,
  lag integer not null,
  lag_kind text not null
);
alter table schedule_links add constraint schedule_links_lag_kind_check CHECK ((lag_kind = ANY (ARRAY['working'::text, 'calendar'::text])));
alter table schedule_links add constraint schedule_links_pkey PRIMARY KEY (region_code, project_id, from_id, to_id, type);
alter table schedule_links add constraint schedule_links_region_code_project_id_from_id_fkey FOREIGN KEY (region_code, project_id, from_id) REFERENCES schedule_nodes(region_code, project_id, id);
alter table schedule_links add constraint schedule_links_region_code_project_id_to_id_fkey FOREIGN KEY (region_code, project_id, to_id) REFERENCES schedule_nodes(region_code, project_id, id);
alter table schedule_links add constraint schedule_links_type_check CHECK ((type = ANY (ARRAY['FS'::text, 'SS'::text, 'FF'::text, 'SF'::text])));
alter table schedule_links enable and force row level security;
create policy schedule_links_region on schedule_links for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on schedule_links to clarion_app;

create table schedule_nodes (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  name text not null,
  days integer not null,
  day_kind text not null,
  calendar text collate "C" not null,
  is_milestone boolean not null,
  min_days integer,
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
  remaining_days integer,
  slip_reason text not null,
  version integer not null default 1
);
alter table schedule_nodes add constraint schedule_nodes_day_kind_check CHECK ((day_kind = ANY (ARRAY['working'::text, 'calendar'::text])));
alter table schedule_nodes add constraint schedule_nodes_pkey PRIMARY KEY (region_code, project_id, id);
alter table schedule_nodes add constraint schedule_nodes_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES schedule_plans(region_code, project_id);
alter table schedule_nodes add constraint schedule_nodes_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX schedule_nodes_by_post ON public.schedule_nodes USING btree (region_code, post_id) WHERE ((finished_on IS NULL) AND (post_id IS NOT NULL));
CREATE INDEX schedule_nodes_by_unit ON public.schedule_nodes USING btree (region_code, unit_id) WHERE (finished_on IS NULL);
alter table schedule_nodes enable and force row level security;
create policy schedule_nodes_region on schedule_nodes for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on schedule_nodes to clarion_app;

create table schedule_plans (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  open_on date,
  start_on date,
  winter_stop jsonb,
  closures jsonb not null,
  template text,
  reference_baseline_id text collate "C",
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  version integer not null default 1
);
alter table schedule_plans add constraint schedule_plans_pkey PRIMARY KEY (region_code, project_id);
alter table schedule_plans add constraint schedule_plans_region_code_project_id_fkey FOREIGN KEY (region_code, project_id) REFERENCES key_projects(region_code, id);
alter table schedule_plans enable and force row level security;
create policy schedule_plans_region on schedule_plans for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on schedule_plans to clarion_app;

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

create table target_import_mappings (
  region_code text collate "C" not null,
  headings text collate "C" not null,
  mapping jsonb not null,
  kept_at timestamp with time zone not null
);
alter table target_import_mappings add constraint target_import_mappings_pkey PRIMARY KEY (region_code, headings);
alter table target_import_mappings enable and force row level security;
create policy target_import_mappings_region on target_import_mappings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on target_import_mappings to clarion_app;

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
  light text not null,
  light_order smallint not null,
  light_reason jsonb,
  light_rule jsonb,
  made_up_from text,
  changed_from text,
  changed_at timestamp with time zone,
  reckoned_at timestamp with time zone not null
);
alter table target_standings add constraint target_standings_light_check CHECK ((light = ANY (ARRAY['green'::text, 'yellow'::text, 'red'::text, 'none'::text])));
alter table target_standings add constraint target_standings_pkey PRIMARY KEY (region_code, target_id, is_unreleased, period);
alter table target_standings add constraint target_standings_region_code_target_id_fkey FOREIGN KEY (region_code, target_id) REFERENCES targets(region_code, id);
alter table target_standings enable and force row level security;
create policy target_standings_region on target_standings for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on target_standings to clarion_app;

create table target_versions (
  region_code text collate "C" not null,
  target_id text collate "C" not null,
  number integer not null,
  goal jsonb not null,
  reason text not null,
  approver_id text not null,
  approver_name text not null,
  approving_body text not null,
  decided_on date not null,
  effective_on date not null,
  source jsonb
);
alter table target_versions add constraint target_versions_pkey PRIMARY KEY (region_code, target_id, number);
alter table target_versions add constraint target_versions_region_code_target_id_fkey FOREIGN KEY (region_code, target_id) REFERENCES targets(region_code, id);
alter table target_versions enable and force row level security;
create policy target_versions_region on target_versions for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on target_versions to clarion_app;

create table target_years (
  region_code text collate "C" not null,
  year integer not null,
  is_closed boolean not null,
  closed_at timestamp with time zone,
  closed_by text,
  reason text not null,
  version integer not null default 1,
  archived_at timestamp with time zone,
  archived_by text,
  archive_sha256 text,
  archive_sm3 text
);
alter table target_years add constraint target_years_pkey PRIMARY KEY (region_code, year);
alter table target_years enable and force row level security;
create policy target_years_region on target_years for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant insert, select, update on target_years to clarion_app;

create table targets (
  region_code text collate "C" not null,
  id text collate "C" not null,
  indicator_id text collate "C" not null,
  year integer not null,
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
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  version integer not null default 1
);
alter table targets add constraint targets_pkey PRIMARY KEY (region_code, id);
alter table targets add constraint targets_region_code_campaign_id_fkey FOREIGN KEY (region_code, campaign_id) REFERENCES campaigns(region_code, id);
alter table targets add constraint targets_region_code_indicator_id_fkey FOREIGN KEY (region_code, indicator_id) REFERENCES indicators(region_code, id);
alter table targets add constraint targets_region_code_indicator_id_unit_id_year_key UNIQUE (region_code, indicator_id, unit_id, year);
alter table targets add constraint targets_region_code_parent_id_fkey FOREIGN KEY (region_code, parent_id) REFERENCES targets(region_code, id);
alter table targets add constraint targets_region_code_unit_id_fkey FOREIGN KEY (region_code, unit_id) REFERENCES units(region_code, id);
CREATE INDEX targets_by_campaign ON public.targets USING btree (region_code, campaign_id);
CREATE INDEX targets_by_parent ON public.targets USING btree (region_code, parent_id);
CREATE INDEX targets_by_update ON public.targets USING btree (region_code, year, updated_at DESC, id);
CREATE INDEX targets_by_year ON public.targets USING btree (region_code, year, id);
alter table targets enable and force row level security;
create policy targets_region on targets for all
  using (region_code = current_setting('app.region'::text))
  with check (region_code = current_setting('app.region'::text));
grant delete, insert, select, update on targets to clarion_app;

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
