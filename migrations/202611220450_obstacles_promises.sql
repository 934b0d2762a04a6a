-- Promises: who does what by when, and what became of it.

create table promises (
  region_code text collate "C" not null,
  id text collate "C" not null,
  owner_text text not null,
  unit_id text collate "C",
  action text not null,
  due_on date,
  made_on date,
  state text not null check (state in ('open', 'kept', 'late', 'broken', 'withdrawn')),
  kept_on date,
  evidence text not null,
  broken_at timestamptz,
  withdrawn_at timestamptz,
  reason text,
  source jsonb,
  search_text text not null,
  bigrams text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (region_code, id),
  foreign key (region_code, unit_id) references units (region_code, id)
);
create index promises_by_due on promises (region_code, due_on, id);
create index promises_by_state on promises (region_code, state, due_on, id);
create index promises_by_unit on promises (region_code, unit_id, due_on, id);
create index promises_by_bigram on promises using gin (bigrams);

alter table promises enable row level security;
alter table promises force row level security;
create policy promises_region on promises using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));
