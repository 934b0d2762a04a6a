-- Weekly and monthly reports on key projects: editions, photos, what was late or silent, reminders.

create table progress_reports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('week', 'month')),
  period text collate "C" not null,
  period_end date not null,
  edition int not null,
  state text collate "C" not null check (state in ('due', 'submitted', 'unit_checked', 'returned', 'confirmed', 'locked')),
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
  asked int,
  reused int,
  changed jsonb not null,
  known_from jsonb not null,
  due_on date not null,
  correction_reason text,
  return_reason text,
  submitted_at timestamptz,
  submitted_by text,
  submitted_by_name text,
  confirmed_at timestamptz,
  confirmed_by_name text,
  locked_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, project_id, period, edition),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index progress_reports_by_period on progress_reports (region_code, period, project_id, edition);
create index progress_reports_by_end on progress_reports (region_code, project_id, period_end);
create index progress_reports_to_lock on progress_reports (region_code, period) where state = 'confirmed';

create table progress_report_photos (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null,
  period text collate "C" not null,
  file_key text collate "C" not null,
  type text not null,
  bytes int not null,
  width int not null,
  height int not null,
  taken_on date,
  caption text not null,
  longitude double precision,
  latitude double precision,
  uploaded_at timestamptz not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  removed_at timestamptz,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index progress_report_photos_by_project on progress_report_photos (region_code, project_id, id) where removed_at is null;

create table progress_report_alarms (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  kind text collate "C" not null check (kind in ('late', 'silent')),
  period text collate "C" not null,
  since date not null,
  found_on date not null,
  ended_on date,
  primary key (region_code, id),
  unique (region_code, project_id, kind, period, since),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index progress_report_alarms_open on progress_report_alarms (region_code, project_id) where ended_on is null;

create table progress_report_reminders (
  region_code text collate "C" not null,
  id text collate "C" not null,
  project_id text collate "C" not null,
  period text collate "C" not null,
  at timestamptz not null,
  person_name text not null,
  primary key (region_code, id),
  foreign key (region_code, project_id) references key_projects (region_code, id)
);
create index progress_report_reminders_by_period on progress_report_reminders (region_code, period, project_id);

alter table progress_reports enable row level security;
alter table progress_reports force row level security;
create policy progress_reports_region on progress_reports using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table progress_report_photos enable row level security;
alter table progress_report_photos force row level security;
create policy progress_report_photos_region on progress_report_photos using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table progress_report_alarms enable row level security;
alter table progress_report_alarms force row level security;
create policy progress_report_alarms_region on progress_report_alarms using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table progress_report_reminders enable row level security;
alter table progress_report_reminders force row level security;
create policy progress_report_reminders_region on progress_report_reminders using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
