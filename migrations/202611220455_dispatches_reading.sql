-- Dispatches: the original for ever, the rows read from it, and what was decided about each.

create table dispatches (
  region_code text collate "C" not null,
  id text collate "C" not null,
  title text not null,
  origin text not null check (origin in ('paste', 'upload')),
  file_key text,
  file_name text,
  raw_text text not null,
  digest text collate "C" not null,
  fingerprint int[] not null,
  bands int[] not null,
  off text[] not null,
  place text,
  place_code text,
  printed_on date,
  year int,
  doc_type text not null,
  model_asked_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  search_text text not null,
  bigrams text[] not null,
  created_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  unique (region_code, digest)
);
create index dispatches_by_band on dispatches using gin (bands);
create index dispatches_by_bigram on dispatches using gin (bigrams);

create table dispatch_batches (
  region_code text collate "C" not null,
  id text collate "C" not null,
  dispatch_id text collate "C" not null,
  accepted_at timestamptz not null,
  accepted_by text not null,
  row_count int not null,
  undone_at timestamptz,
  undone_by text,
  undone_reason text,
  primary key (region_code, id),
  foreign key (region_code, dispatch_id) references dispatches (region_code, id)
);
create index dispatch_batches_by_dispatch on dispatch_batches (region_code, dispatch_id, id);

create table dispatch_rows (
  region_code text collate "C" not null,
  id text collate "C" not null,
  dispatch_id text collate "C" not null,
  kind text not null check (kind in ('target', 'project', 'commitment')),
  raw_start int not null,
  raw_end int not null,
  quote text not null,
  proposer text not null check (proposer in ('grammar', 'model', 'person')),
  read_values jsonb not null,
  mended_values jsonb,
  match jsonb not null,
  state text not null check (state in ('proposed', 'mended', 'accepted', 'rejected')),
  reason text,
  decided_at timestamptz,
  decided_by text,
  batch_id text collate "C",
  record_kind text,
  record_id text collate "C",
  receipt jsonb,
  is_dropped boolean not null default false,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, dispatch_id) references dispatches (region_code, id),
  foreign key (region_code, batch_id) references dispatch_batches (region_code, id)
);
create index dispatch_rows_by_dispatch on dispatch_rows (region_code, dispatch_id, raw_start, id);
create index dispatch_rows_by_record on dispatch_rows (region_code, record_kind, record_id);

alter table dispatches enable row level security;
alter table dispatches force row level security;
create policy dispatches_region on dispatches using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table dispatch_batches enable row level security;
alter table dispatch_batches force row level security;
create policy dispatch_batches_region on dispatch_batches using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table dispatch_rows enable row level security;
alter table dispatch_rows force row level security;
create policy dispatch_rows_region on dispatch_rows using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
