-- The trail of what was done, the outbox of what happened, and the keys of commands that may be sent twice.
-- Every table leads with region_code; row-level security is the net under the region that every statement passes.

create table audit_entries (
  region_code text collate "C" not null,
  id text collate "C" not null,
  at timestamptz not null,
  request_id text not null,
  actor_id text not null,
  actor_name text not null,
  on_behalf_of_id text,
  on_behalf_of_name text,
  operation text not null,
  outcome text not null check (outcome in ('done', 'refused')),
  refusal jsonb,
  input jsonb,
  changes jsonb,
  primary key (region_code, id)
);
create index audit_entries_by_operation on audit_entries (region_code, operation, id);
create index audit_entries_by_actor on audit_entries (region_code, actor_id, id);

create table audit_chain (
  region_code text collate "C" not null,
  position bigint not null,
  entry_id text collate "C" not null,
  hash text not null,
  sealed_at timestamptz not null,
  primary key (region_code, position),
  unique (region_code, entry_id),
  foreign key (region_code, entry_id) references audit_entries (region_code, id)
);

create table outbox_events (
  region_code text collate "C" not null,
  id text collate "C" not null,
  at timestamptz not null,
  topic text not null,
  subject_kind text not null,
  subject_id text not null,
  actor_id text not null,
  actor_name text not null,
  on_behalf_of_name text,
  before jsonb,
  after jsonb,
  data jsonb,
  primary key (region_code, id)
);
create index outbox_events_by_subject on outbox_events (region_code, subject_kind, subject_id, id);

create table idempotency_keys (
  region_code text collate "C" not null,
  person_id text not null,
  key text not null,
  operation text not null,
  input_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (region_code, person_id, key)
);

alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy audit_entries_region on audit_entries using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table audit_chain enable row level security;
alter table audit_chain force row level security;
create policy audit_chain_region on audit_chain using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table outbox_events enable row level security;
alter table outbox_events force row level security;
create policy outbox_events_region on outbox_events using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy idempotency_keys_region on idempotency_keys using (region_code = current_setting('app.region')) with check (region_code = current_setting('app.region'));

-- The migrator grants select, insert and update on new tables to the app role; the trail and the outbox may only grow.
revoke update on audit_entries, audit_chain, outbox_events from clarion_app;
grant delete on idempotency_keys to clarion_app;
