-- Dispatch meetings with agenda and minutes; papers issued on items, the words they are written in; imports of the ledger.

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
  state text collate "C" not null check (state in ('planned', 'finished', 'cancelled')),
  number int,
  cancelled_reason text,
  finished_at timestamptz,
  finished_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id)
);
create index meetings_by_day on meetings (region_code, held_on, id);

create table meeting_agenda (
  region_code text collate "C" not null,
  meeting_id text collate "C" not null,
  id text collate "C" not null,
  position int not null,
  kind text not null check (kind in ('promise', 'decided', 'item', 'red_light', 'own')),
  subject_kind text collate "C",
  subject_id text collate "C",
  title text not null,
  unit_name text not null,
  figures jsonb not null,
  due_on date,
  -- What became of it, frozen when the meeting ends; null while it is looked up.
  standing text check (standing in ('open', 'overdue', 'kept', 'late', 'broken')),
  settled_on date,
  dropped text check (dropped in ('person', 'settled')),
  primary key (region_code, meeting_id, id),
  unique (region_code, meeting_id, subject_kind, subject_id),
  foreign key (region_code, meeting_id) references meetings (region_code, id)
);

create table meeting_minutes (
  region_code text collate "C" not null,
  meeting_id text collate "C" not null,
  id text collate "C" not null,
  position int not null,
  agenda_id text collate "C",
  kind text not null check (kind in ('note', 'item', 'promise')),
  text text not null,
  unit_id text collate "C",
  unit_name text not null,
  due_on date,
  result_id text collate "C",
  result_number text,
  person_name text not null,
  struck_at timestamptz,
  created_at timestamptz not null,
  primary key (region_code, meeting_id, id),
  foreign key (region_code, meeting_id) references meetings (region_code, id),
  foreign key (region_code, meeting_id, agenda_id) references meeting_agenda (region_code, meeting_id, id)
);
create index meeting_minutes_by_result on meeting_minutes (region_code, result_id) where result_id is not null;

-- A paper as it was issued: its data, so that the file can be written again word by word.
create table item_papers (
  region_code text collate "C" not null,
  id text collate "C" not null,
  item_id text collate "C" not null,
  kind text collate "C" not null,
  number text not null,
  recipient text not null,
  paper jsonb not null,
  person_name text not null,
  issued_at timestamptz not null,
  primary key (region_code, id),
  unique (region_code, number),
  foreign key (region_code, item_id) references items (region_code, id)
);
create index item_papers_by_item on item_papers (region_code, item_id, id);
revoke update on item_papers from clarion_app;

create table paper_words (
  region_code text collate "C" not null,
  words jsonb not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code)
);

create table item_imports (
  region_code text collate "C" not null,
  id text collate "C" not null,
  file_name text not null,
  at timestamptz not null,
  person_id text collate "C" not null,
  person_name text not null,
  unit_id text collate "C" not null,
  receipt jsonb not null,
  undone_at timestamptz,
  undone_reason text,
  primary key (region_code, id)
);
create index item_imports_by_time on item_imports (region_code, at, id);

alter table meetings enable row level security;
alter table meetings force row level security;
create policy meetings_region on meetings using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table meeting_agenda enable row level security;
alter table meeting_agenda force row level security;
create policy meeting_agenda_region on meeting_agenda using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table meeting_minutes enable row level security;
alter table meeting_minutes force row level security;
create policy meeting_minutes_region on meeting_minutes using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_papers enable row level security;
alter table item_papers force row level security;
create policy item_papers_region on item_papers using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table paper_words enable row level security;
alter table paper_words force row level security;
create policy paper_words_region on paper_words using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table item_imports enable row level security;
alter table item_imports force row level security;
create policy item_imports_region on item_imports using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
