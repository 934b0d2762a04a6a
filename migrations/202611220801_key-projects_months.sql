-- The two ledgers of a project's money, month by month: what units report and what the statistics bureau verified. A figure is never
-- changed: a correction is the next number of its chain, a figure without `this_year` was taken back.

create table key_project_months (
  region_code text collate "C" not null,
  project_id text collate "C" not null,
  ledger text collate "C" not null check (ledger in ('reported', 'statistical')),
  period text collate "C" not null check (period ~ '^\d{4}-M(0[1-9]|1[0-2])$'),
  number int not null,
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
  entered_at timestamptz not null,
  primary key (region_code, project_id, ledger, period, number),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_months_by_source on key_project_months (region_code, source_id) where source_id is not null;

-- What stands behind a month's figure: contracts, invoices, payments, photos, each with its amount where it has one.
create table key_project_evidence (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  period text collate "C" not null,
  kind text collate "C" not null check (kind in ('contract', 'invoice', 'payment', 'photo')),
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
  entered_at timestamptz not null,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_evidence_by_project on key_project_evidence (region_code, project_id, period);
create index key_project_evidence_by_content on key_project_evidence (region_code, file_sm3);

-- Reasons that lift one dimension of a project's light for some months, asked by those who work on it, granted by an office.
create table key_project_excuses (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  dimension text collate "C" not null,
  code text collate "C" not null,
  from_period text collate "C" not null,
  until_period text collate "C" not null,
  reason text not null,
  state text collate "C" not null check (state in ('asked', 'granted', 'declined', 'withdrawn')),
  asked_by text not null,
  asked_by_name text not null,
  asked_at timestamptz not null,
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision text,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index key_project_excuses_by_project on key_project_excuses (region_code, project_id);
create index key_project_excuses_open on key_project_excuses (region_code, asked_at) where state = 'asked';

alter table key_projects add column statistical_code text not null default '';
alter table key_projects add column physical_percent double precision;
alter table key_projects add column money_alarm text collate "C";
alter table key_projects add column light_dimensions jsonb not null default '[]';
alter table key_projects add column light_rule jsonb;
create index key_projects_by_alarm on key_projects (region_code, number) where withdrawn_at is null and money_alarm is not null;

-- The ledgers are only ever added to.
revoke update on key_project_months from clarion_app;

alter table key_project_months enable row level security;
alter table key_project_months force row level security;
create policy key_project_months_region on key_project_months using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_evidence enable row level security;
alter table key_project_evidence force row level security;
create policy key_project_evidence_region on key_project_evidence using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table key_project_excuses enable row level security;
alter table key_project_excuses force row level security;
create policy key_project_excuses_region on key_project_excuses using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
