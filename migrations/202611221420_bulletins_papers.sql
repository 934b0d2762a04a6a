-- Bulletins composed from ledgers: templates in their versions, drafts and what was published, the last number of each series.

create table bulletin_templates (
  region_code text collate "C" not null,
  key text collate "C" not null,
  version int not null,
  content jsonb not null,
  person_name text not null,
  made_at timestamptz not null,
  primary key (region_code, key, version)
);

create table bulletins (
  region_code text collate "C" not null,
  id text collate "C" not null,
  kind text collate "C" not null,
  state text collate "C" not null check (state in ('draft', 'published', 'discarded')),
  template_key text collate "C" not null,
  template_version int not null,
  template_name text not null,
  period text collate "C" not null,
  most_characters int not null,
  title text not null,
  series_year int,
  series_number int,
  number text not null,
  recipient_unit_id text collate "C",
  -- The published bulletin a correction notice is about.
  corrects_id text collate "C",
  body jsonb not null,
  numbers jsonb not null,
  tables jsonb not null,
  changes jsonb not null,
  -- As it was published; null in a draft, which is composed when it is read.
  paper jsonb,
  digest text collate "C",
  long_reason text not null default '',
  author_id text collate "C" not null,
  author_name text not null,
  published_by text,
  published_at timestamptz,
  discarded_reason text,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, template_key, series_year, series_number),
  foreign key (region_code, corrects_id) references bulletins (region_code, id),
  check ((state = 'published') = (paper is not null and digest is not null and published_at is not null))
);
create index bulletins_by_state on bulletins (region_code, state, id);
create index bulletins_by_corrected on bulletins (region_code, corrects_id) where corrects_id is not null;
-- One correction of a bulletin is under way at a time.
create unique index bulletins_one_correction on bulletins (region_code, corrects_id) where state = 'draft' and corrects_id is not null;

create table bulletin_numbers (
  region_code text collate "C" not null,
  series text collate "C" not null,
  year int not null,
  last int not null,
  primary key (region_code, series, year)
);

alter table bulletin_templates enable row level security;
alter table bulletin_templates force row level security;
create policy bulletin_templates_region on bulletin_templates using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
alter table bulletins enable row level security;
alter table bulletins force row level security;
create policy bulletins_region on bulletins using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
alter table bulletin_numbers enable row level security;
alter table bulletin_numbers force row level security;
create policy bulletin_numbers_region on bulletin_numbers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
